/** File trouble: what the file system refused, as one sentence; no fault of the program. */

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'the disk can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk space of this user is used up',
  EFBIG: 'the file would grow larger than is allowed',
  EIO: 'the disk fails',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EBUSY: 'another program uses it',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  ENOTEMPTY: 'it is not empty',
  EXDEV: 'it lies on another disk',
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of the path is a file',
  EISDIR: 'it is a folder',
  EEXIST: 'it is there already',
}

/** Codes that no other part of the system uses: a write to an open file names no path (Node: Common system errors). */
const ofDisks = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'EFBIG', 'EROFS'])

/** Why the file system refused, or nothing where the error is of another kind. */
export const fileReason = (error: unknown): string | undefined => {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  const code = String(error.code)
  return 'path' in error || ofDisks.has(code) ? reasons[code] : undefined
}

/** The sentence, or nothing where the error is of another kind. */
export const fileTrouble = (error: unknown): string | undefined => {
  const reason = fileReason(error)
  if (reason === undefined) return undefined
  return error instanceof Error && 'path' in error ? `cannot use \`${String(error.path)}\`: ${reason}` : `cannot write a file: ${reason}`
}
