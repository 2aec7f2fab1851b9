/** Every request that either system received. */
import type { SystemName } from './system'

/** `time` by the world's clock. `status` 0: no answer was given. `records`: rows asked for, given or written, as the system counts them. */
export type LoggedCall = {
  readonly call: number
  readonly time: string
  readonly system: SystemName
  readonly method: string
  readonly path: string
  readonly status: number
  readonly records: number
  readonly fault?: string
}

type Entry = Omit<LoggedCall, 'time'> & { readonly at: number }

/** Calls are numbered from 1 and keep their numbers when the log is emptied, so that the commit log can name them. */
export class CallLog {
  private next = 1
  private entries: Entry[] = []

  begin(): number {
    const call = this.next
    this.next += 1
    return call
  }

  record(entry: Entry): void {
    this.entries.push(entry)
  }

  clear(): void {
    this.entries = []
  }

  list(): LoggedCall[] {
    return this.entries.map(({ at, ...entry }) => ({ time: new Date(at).toISOString(), ...entry }))
  }
}
