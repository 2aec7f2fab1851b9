/** Files written whole or not at all: what is on the disk is the old text or the new one, whenever the process is killed or the power fails. */
import { randomUUID } from 'node:crypto'
import type { Stats } from 'node:fs'
import { lstat, open, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

export type WholeFile = {
  readonly path: string
  readonly text: string
  /** Permissions; default: those of the file that is replaced, else what the process gives new files. */
  readonly mode?: number
}

const hasCode = (error: unknown, codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code))

const statOf = async (path: string): Promise<Stats | undefined> => {
  try {
    return await lstat(path)
  } catch (error) {
    if (hasCode(error, ['ENOENT'])) return undefined
    throw error
  }
}

/** Hidden, of no kind that any reader looks for, and of no other write, of this process or another. */
const draftOf = (path: string): string => join(dirname(path), `.${basename(path).slice(0, 40)}.${process.pid}-${randomUUID()}.tmp`)

const writeDraft = async (draft: string, { text, mode }: WholeFile, present: Stats | undefined): Promise<void> => {
  const file = await open(draft, 'wx')
  try {
    const wanted = mode ?? (present === undefined ? undefined : present.mode & 0o7777)
    if (wanted !== undefined) await file.chmod(wanted)
    if (present !== undefined && (present.uid !== process.getuid?.() || present.gid !== process.getgid?.())) {
      // Another user's file stays theirs where this user may give files away, as write-file-atomic does.
      await file.chown(present.uid, present.gid).catch((error: unknown) => {
        if (!hasCode(error, ['EPERM', 'ENOSYS', 'EINVAL'])) throw error
      })
    }
    await file.writeFile(text, 'utf8')
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Brings names of a folder to the disk; some file systems cannot, and have nothing to bring. */
const settleFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return
  const opened = await open(folder, 'r')
  try {
    await opened.sync()
  } catch (error) {
    if (!hasCode(error, ['EINVAL', 'ENOTSUP', 'EBADF', 'EPERM'])) throw error
  } finally {
    await opened.close()
  }
}

/**
 * Replaces each file at once, after all of the new texts are on the disk: on failure before that none is changed. A link is replaced, not
 * followed. A pipe or a device is written to as it is. Throws what the file system refuses, with the
 * file's path; no draft stays behind then.
 */
export const writeFilesWhole = async (files: readonly WholeFile[]): Promise<void> => {
  const drafts: { readonly draft: string; readonly path: string }[] = []
  let at = ''
  try {
    for (const file of files) {
      at = file.path
      const present = await statOf(file.path)
      if (present !== undefined && (present.isFIFO() || present.isCharacterDevice() || present.isSocket())) {
        await writeFile(file.path, file.text, 'utf8')
        continue
      }
      const draft = draftOf(file.path)
      drafts.push({ draft, path: file.path })
      await writeDraft(draft, file, present?.isFile() === true ? present : undefined)
    }
    for (const { draft, path } of drafts) {
      at = path
      await rename(draft, path)
    }
  } catch (error) {
    for (const { draft } of drafts) await rm(draft, { force: true })
    // Node names no path where an open file can take no more, and the draft's would tell a person nothing.
    throw error instanceof Error ? Object.assign(error, { path: at }) : error
  }
  for (const folder of new Set(drafts.map(({ path }) => dirname(path)))) await settleFolder(folder)
}

/** As `writeFilesWhole`, of one file. */
export const writeFileWhole = (path: string, text: string, more: { readonly mode?: number } = {}): Promise<void> =>
  writeFilesWhole([{ path, text, ...more }])
