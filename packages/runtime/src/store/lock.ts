/** An exclusive lock on a database folder: two processes in one embedded database corrupt it silently. */
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LockstepError } from '../errors'

type Holder = { readonly pid: number; readonly started: string }

/** When the process began, as the kernel tells it, so that a reused process id is not taken for the holder. Empty where there is no /proc. */
const startOf = (pid: number): string => {
  const file = `/proc/${pid}/stat`
  if (!existsSync(file)) return ''
  const stat = readFileSync(file, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const readHolder = (file: string): Holder | null => {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('started' in value)) return null
    return typeof value.pid === 'number' && typeof value.started === 'string' ? { pid: value.pid, started: value.started } : null
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error && error.code === 'ENOENT')) return null
    throw error
  }
}

const holds = (holder: Holder): boolean => isAlive(holder.pid) && (holder.started === '' || startOf(holder.pid) === holder.started)

const inUse = (folder: string, pid: number): LockstepError =>
  new LockstepError('locked-store', `the database in \`${folder}\` is in use by process ${pid}`, {
    help: 'stop that process, or let it do the work: a running server answers through its API',
  })

const heldHere = new Set<string>()

/** Moves a dead process's lock away; gives it back when it turns out that a live one took over meanwhile. */
const clearStale = (folder: string, file: string): void => {
  const aside = join(folder, `stale-${process.pid}.lock`)
  if (!existsSync(file)) return
  renameSync(file, aside)
  const holder = readHolder(aside)
  if (holder !== null && holder.pid !== process.pid && holds(holder)) {
    renameSync(aside, file)
    throw inUse(folder, holder.pid)
  }
  unlinkSync(aside)
}

/** Writes the lock whole or not at all: a link to a finished file fails where one exists. */
const tryTake = (folder: string, file: string): boolean => {
  const draft = join(folder, `draft-${process.pid}.lock`)
  writeFileSync(draft, JSON.stringify({ pid: process.pid, started: startOf(process.pid) } satisfies Holder))
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    unlinkSync(draft)
  }
}

/**
 * Takes the lock of `folder` (made if absent) and returns the function that gives it back.
 * Throws `locked-store` while another live process, or this one, holds it; the lock of a dead process is taken over.
 */
export const lockFolder = (folder: string): (() => void) => {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'lockstep.lock')
  if (heldHere.has(file)) throw inUse(folder, process.pid)
  for (let attempt = 0; !tryTake(folder, file); attempt += 1) {
    const holder = readHolder(file)
    if (attempt > 3 || (holder !== null && holder.pid !== process.pid && holds(holder))) throw inUse(folder, holder?.pid ?? 0)
    clearStale(folder, file)
  }
  heldHere.add(file)
  return () => {
    if (!heldHere.delete(file)) return
    if (readHolder(file)?.pid === process.pid) unlinkSync(file)
  }
}
