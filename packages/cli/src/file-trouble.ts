/** File trouble: what the file system refused, as one sentence; no fault of the program. */

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'the disk can only be read',
  ENOSPC: 'the disk is full',
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of the path is a file',
  EISDIR: 'it is a folder',
  EEXIST: 'it is there already',
}

/** The sentence, or nothing where the error is of another kind. */
export const fileTrouble = (error: unknown): string | undefined => {
  if (!(error instanceof Error) || !('code' in error) || !('path' in error)) return undefined
  const reason = reasons[String(error.code)]
  return reason === undefined ? undefined : `cannot use \`${String(error.path)}\`: ${reason}`
}
