/** Copies of the embedded database beside it: what to go back to after a loss of power, which the database itself may not survive. */
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { cp, open, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Instant } from '../model'
import { closeFolder, makePrivateFolder } from './private-files'

const hour = 3_600_000
const kept = 3
const unfinished = 'unfinished'

const placeOf = (folder: string): string => join(folder, 'copies')

/** A time as the name of a folder, on every file system. */
const nameOf = (at: Instant): string => `${new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')}Z`
const timeOf = (name: string): Instant => Date.parse(name.replace(/T(\d\d)-(\d\d)-(\d\d)Z$/, 'T$1:$2:$3Z'))

/** The finished copies of a database folder, oldest first. */
export const listCopies = (folder: string): readonly string[] =>
  existsSync(placeOf(folder))
    ? readdirSync(placeOf(folder))
        .filter((name) => Number.isFinite(timeOf(name)))
        .sort()
    : []

/** Whether the last copy, or where there is none the database itself, is an hour old. */
export const isCopyDue = (folder: string, now: Instant): boolean => {
  const last = listCopies(folder).at(-1)
  const began = last === undefined ? statSync(join(folder, 'database', 'PG_VERSION')).mtimeMs : timeOf(last)
  return now - began >= hour
}

const atOnce = 32

const sync = async (path: string): Promise<void> => {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Brings a folder to the disk, with all in it: many files at once, since the disk takes them together. */
const settle = async (folder: string): Promise<void> => {
  const paths = [folder, ...(await readdir(folder, { recursive: true })).map((name) => join(folder, name))]
  for (let start = 0; start < paths.length; start += atOnce) await Promise.all(paths.slice(start, start + atOnce).map(sync))
}

/**
 * Copies the files of the database, which must be at rest until this resolves; call `finish` afterwards. A copy counts once it is whole on
 * the disk; the last three are kept.
 */
export const copyDatabase = async (folder: string, now: Instant): Promise<{ finish(): Promise<void> }> => {
  const half = join(placeOf(folder), unfinished)
  const abandon = (error: unknown): never => {
    // Half a copy counts for nothing, and would keep what room is left.
    rmSync(half, { recursive: true, force: true })
    throw error
  }
  try {
    rmSync(half, { recursive: true, force: true })
    makePrivateFolder(placeOf(folder))
    await cp(join(folder, 'database'), half, { recursive: true, filter: (path) => basename(path) !== 'postmaster.pid' })
  } catch (error) {
    abandon(error)
  }
  const settleAndName = async (): Promise<void> => {
    closeFolder(half)
    await settle(half)
    const whole = join(placeOf(folder), nameOf(now))
    rmSync(whole, { recursive: true, force: true })
    renameSync(half, whole)
    for (const old of listCopies(folder).slice(0, -kept)) rmSync(join(placeOf(folder), old), { recursive: true, force: true })
  }
  return { finish: () => settleAndName().catch(abandon) }
}
