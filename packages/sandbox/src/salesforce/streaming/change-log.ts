/** Every committed change of an org in order, kept for three days under its replay id. */
import type { RecordCommit } from '../../world/commit-log'
import type { ObjectSchema } from '../schema/object'
import type { Schema } from '../schema/schema'

/** Events are kept so long [Salesforce: Change Event Storage and Delivery]. */
const RETENTION = 3 * 86_400_000
const FIRST_ID = 10_001

export type ChangeType = 'CREATE' | 'UPDATE' | 'DELETE' | 'UNDELETE'

/** Who changed something. `origin` names the API and its version, empty for people. */
export type Author = { readonly userId: string; readonly origin: string }

/** What is announced without values: something changed, or too much did. */
export type Gap = { readonly object: ObjectSchema; readonly kind: ChangeType | 'OVERFLOW'; readonly ids: readonly string[] }

/** One event. `sequence` counts those of its transaction from 1; `commit` is absent where only a gap is told. */
export type Change = {
  readonly replayId: number
  readonly at: number
  readonly transaction: number
  readonly sequence: number
  readonly author: Author
  readonly object: ObjectSchema
  readonly ids: readonly string[]
  readonly type: ChangeType | 'OVERFLOW'
  readonly commit?: RecordCommit
}

type Entry = {
  readonly first: number
  readonly count: number
  readonly at: number
  readonly transaction: number
  readonly author: Author
  readonly what: readonly RecordCommit[] | Gap
  readonly isGap: boolean
}

/** What a commit did to its record. */
export function changeType({ changes }: RecordCommit): ChangeType {
  const event = changes[0] === '*' ? String(changes[2]) : ''
  if (event === 'created') return 'CREATE'
  if (event === 'undeleted') return 'UNDELETE'
  return event === 'deleted' || event.startsWith('merged into') ? 'DELETE' : 'UPDATE'
}

/** Whether changes of an object are told at all: records that people work with, not the set-up. */
export function isTracked(object: ObjectSchema): boolean {
  return object.searchable || object.custom
}

export class ChangeLog {
  private entries: Entry[] = []
  private next = FIRST_ID
  private transactions = 0
  private gaps = new Map<string, number>()
  private listeners = new Set<() => void>()

  /** `home`: the org, whose schema and clock it goes by. */
  constructor(private readonly home: { readonly schema: Schema; now(): number }) {}

  /** Now, by the org's clock. */
  now(): number {
    return this.home.now()
  }

  /** Calls a listener after every addition, until the returned function is called. */
  listen(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Keeps the changes of a transaction. */
  add(author: Author, commits: readonly RecordCommit[]): void {
    const { objects } = this.home.schema
    const tracked = commits.filter(({ object: name }) => {
      const object = objects.get(name)
      return object !== undefined && isTracked(object)
    })
    const object = tracked[0]?.object
    if (object === undefined) return
    const gaps = this.gaps.get(object) ?? 0
    if (gaps > 0) this.gaps.set(object, gaps - 1)
    this.put(author, tracked, tracked.length, gaps > 0)
  }

  /** Tells of a change without its values. */
  announce(gap: Gap): void {
    this.put({ userId: '', origin: '' }, gap, 1, true)
  }

  /** The next transactions that begin with a record of this object are told without values. */
  hide(object: ObjectSchema, times: number): void {
    this.gaps.set(object.name, times)
  }

  private put(author: Author, what: Entry['what'], count: number, isGap: boolean): void {
    const at = this.now()
    this.transactions += 1
    this.entries.push({ first: this.next, count, at, transaction: this.transactions, author, what, isGap })
    this.next += count
    if ((this.entries[0]?.at ?? at) < at - 2 * RETENTION) this.entries = this.entries.filter((entry) => entry.at >= at - RETENTION)
    for (const listener of this.listeners) listener()
  }

  /** The id of the newest event, or what stands before the first. */
  get last(): number {
    return this.next - 1
  }

  /** The id before the oldest event that is still kept. */
  get oldest(): number {
    const limit = this.now() - RETENTION
    const kept = this.entries.find(({ at }) => at >= limit)
    return (kept?.first ?? this.next) - 1
  }

  /** Events after an id, in order. */
  *after(replayId: number): Generator<Change> {
    let [low, high] = [0, this.entries.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const { first, count } = this.entries[middle]!
      if (first + count - 1 <= replayId) low = middle + 1
      else high = middle
    }
    for (let index = low; index < this.entries.length; index += 1) {
      for (const change of this.changes(this.entries[index]!)) if (change.replayId > replayId) yield change
    }
  }

  private changes({ first, at, transaction, author, what, isGap }: Entry): Change[] {
    const shared = { at, transaction, author }
    if ('kind' in what) return [{ ...shared, replayId: first, sequence: 1, object: what.object, ids: what.ids, type: what.kind }]
    return what.map((commit, index) => ({
      ...shared,
      replayId: first + index,
      sequence: index + 1,
      object: this.home.schema.objects.get(commit.object)!,
      ids: [commit.id],
      type: changeType(commit),
      ...(isGap ? {} : { commit }),
    }))
  }
}
