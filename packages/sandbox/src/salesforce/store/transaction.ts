/** Writes that stand or fall together, stamped when saved, told to the commit log when they commit. */
import type { RecordCommit } from '../../world/commit-log'
import type { ObjectSchema } from '../schema/object'
import { type Change, LateChanges, tell } from './late-changes'
import type { Actor, Org } from './org'
import type { Row, Values } from './row'

const SYSTEM_FIELDS = new Set(['SystemModstamp', 'LastModifiedDate', 'LastModifiedById', 'CreatedDate', 'CreatedById', 'Id'])

function difference(before: Values | undefined, after: Values): unknown[] {
  const changes: unknown[] = []
  for (const name in after) {
    const to = after[name]
    const from = before === undefined ? undefined : before[name]
    // Nearly all fields are as they were, most of them empty.
    if (from === to || (from ?? null) === (to ?? null) || SYSTEM_FIELDS.has(name)) continue
    changes.push(name, from ?? null, to ?? null)
  }
  return changes
}

export class Transaction {
  #changes: Change[] = []
  #actor: Actor
  /** The object that was written first, where somebody notes it. */
  first: ObjectSchema | undefined

  /** `joined`: several requests stand or fall together in it. */
  constructor(
    readonly org: Org,
    actor: Actor,
    readonly joined = false,
  ) {
    this.#actor = actor
  }

  /** Who writes. */
  get actor(): Actor {
    return this.#actor
  }

  /** Writes as another actor, who commits with the rest. */
  actAs<Result>(actor: Actor, act: () => Result): Result {
    const before = this.#actor
    this.#actor = actor
    try {
      return act()
    } finally {
      this.#actor = before
    }
  }

  /** Saves a new version of a row, or a new row. `event` names what happened to the record as a whole (`created`, `deleted`, `merged into ...`). */
  put(row: Row, after: Values, event?: string): void {
    const table = this.org.table(row.object)
    const before = table.version(row)
    const changes = difference(before, after)
    if (event !== undefined) changes.unshift('*', null, event)
    const { actor } = this
    const at = this.org.world.clock.now()
    const commit: RecordCommit = { at, system: 'salesforce', object: row.object.name, id: row.id, by: actor.by, call: actor.call, changes }
    table.put(row, after, before)
    this.org.touched(row.object)
    this.#changes.push({ row, before, after, commit })
  }

  /** Writes values that follow from other rows: a change of which nobody is told. */
  note(row: Row, after: Values): void {
    this.#changes.push({ row, before: row.values, after })
    this.org.table(row.object).put(row, after)
  }

  /** A mark to go back to with `rollback`. */
  mark(): number {
    return this.#changes.length
  }

  /** Undoes all writes since a mark. */
  rollback(mark = 0): void {
    for (const { row, before } of this.#changes.splice(mark).reverse()) {
      this.org.table(row.object).put(row, before)
      this.org.touched(row.object)
    }
  }

  /** Makes the writes final: now, or, for an actor that commits late, after its delay; until then nobody sees them and the rows are locked. */
  commit(): void {
    const changes = this.#changes
    this.#changes = []
    const { userId, origin = '', commitsAfter } = this.actor
    const author = { userId, origin }
    if (commitsAfter === undefined || changes.length === 0) tell(this.org, author, changes)
    else this.org.defer(commitsAfter, new LateChanges(this.org, author, changes))
  }
}
