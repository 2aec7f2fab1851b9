/** Lock files: at most one live process holds one; a dead process's lock is taken over. */
import { existsSync, linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

type Holder = { readonly pid: number; readonly started: string }

/** Another process, or this one, holds the lock; `pid` is 0 where it is not known. */
export class LockHeld extends Error {
  constructor(readonly pid: number) {
    super(`the lock is held by process ${pid}`)
    this.name = 'LockHeld'
  }
}

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

const hasCode = (error: unknown, codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code))

const readHolder = (file: string): Holder | null => {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('started' in value)) return null
    return typeof value.pid === 'number' && typeof value.started === 'string' ? { pid: value.pid, started: value.started } : null
  } catch (error) {
    if (error instanceof SyntaxError || hasCode(error, ['ENOENT'])) return null
    throw error
  }
}

const holds = (holder: Holder): boolean => isAlive(holder.pid) && (holder.started === '' || startOf(holder.pid) === holder.started)

const heldHere = new Set<string>()

const besideOf = (file: string, kind: 'draft' | 'stale'): string => join(dirname(file), `${basename(file)}.${kind}-${process.pid}`)

/** Moves a dead process's lock away; gives it back when it turns out that a live one took over meanwhile. */
const clearStale = (file: string): void => {
  const aside = besideOf(file, 'stale')
  try {
    renameSync(file, aside)
  } catch (error) {
    if (hasCode(error, ['ENOENT'])) return
    throw error
  }
  const holder = readHolder(aside)
  if (holder !== null && holder.pid !== process.pid && holds(holder)) {
    renameSync(aside, file)
    throw new LockHeld(holder.pid)
  }
  unlinkSync(aside)
}

/** Writes the lock whole or not at all: a link to a finished file fails where one exists. */
const tryTake = (file: string, mode: number): boolean => {
  const draft = besideOf(file, 'draft')
  const text = JSON.stringify({ pid: process.pid, started: startOf(process.pid) } satisfies Holder)
  try {
    writeFileSync(draft, text, { mode })
    linkSync(draft, file)
    return true
  } catch (error) {
    if (hasCode(error, ['EEXIST'])) return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/**
 * Takes the lock, whose folder must be there, and returns the function that gives it back. Throws `LockHeld` while another live process, or
 * this one, holds it. `mode` is that of the file, from which the umask takes away.
 */
export const takeLock = (file: string, mode = 0o666): (() => void) => {
  if (heldHere.has(file)) throw new LockHeld(process.pid)
  for (let attempt = 0; !tryTake(file, mode); attempt += 1) {
    const holder = readHolder(file)
    if (attempt > 3 || (holder !== null && holder.pid !== process.pid && holds(holder))) throw new LockHeld(holder?.pid ?? 0)
    clearStale(file)
  }
  heldHere.add(file)
  return () => {
    if (!heldHere.delete(file)) return
    if (readHolder(file)?.pid === process.pid) unlinkSync(file)
  }
}
