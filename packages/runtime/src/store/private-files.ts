/** Private files: what the data folder holds are people's records, so its folders and files are their owner's alone. */
import { chmodSync, type Dirent, lstatSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const folderMode = 0o700
const fileMode = 0o600
const others = 0o077

/** Windows keeps who may read a file in lists that a folder hands on: those are left as they are. */
const hasModes = process.platform !== 'win32'

const isMine = (uid: number): boolean => {
  const me = process.getuid?.()
  return me === 0 || me === uid
}

/** Takes all rights from others; what belongs to another user is that one's to close. Links are not followed. */
const close = (path: string, mode: number): void => {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found !== undefined && !found.isSymbolicLink() && (found.mode & others) !== 0 && isMine(found.uid)) chmodSync(path, mode)
}

/** Makes a folder of one's own, with those above it that are missing; the umask can only take more away. */
export const makePrivateFolder = (folder: string): void => {
  mkdirSync(folder, { recursive: true, mode: folderMode })
}

/** Writes a file of one's own, also where it was there already and open to others. */
export const writePrivateFile = (path: string, text: string): void => {
  try {
    writeFileSync(path, text, { mode: fileMode })
    if (hasModes) close(path, fileMode)
  } catch (error) {
    // Node names no path where an open file can take no more.
    throw error instanceof Error ? Object.assign(error, { path }) : error
  }
}

/** Closes a folder to others, with all in it: what earlier versions or a copying person left open. */
export const closeFolder = (folder: string): void => {
  if (!hasModes) return
  close(folder, folderMode)
  const entries: readonly Dirent[] = readdirSync(folder, { withFileTypes: true })
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) closeFolder(path)
    else if (entry.isFile()) close(path, fileMode)
  }
}

/**
 * Closes the data folder itself where it holds nothing but the `ours` of Lockstep; one that is shared with other things stays as it is, and
 * what is ours in it is closed alone.
 */
export const closeDataFolder = (data: string, ours: readonly string[]): void => {
  if (!hasModes) return
  const names = readdirSync(data)
  if (names.every((name) => ours.includes(name))) close(data, folderMode)
  for (const name of names)
    if (ours.includes(name)) {
      const path = join(data, name)
      if (lstatSync(path).isDirectory()) closeFolder(path)
      else close(path, fileMode)
    }
}
