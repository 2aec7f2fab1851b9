/** The state of one org: schema, tables, connected user, transactions that have not committed yet. */
import type { World } from '../../world/world'
import { salesforceId, withChecksum } from '../ids'
import { ACCESS_TABLES, ALL_RIGHTS, allowedField, type ObjectRights, objectRights, readAccess, type UserAccess } from '../rules/access'
import type { Assigns } from '../rules/assignment'
import type { DuplicateOptions } from '../rules/duplicates'
import { NO_RULES, type Rules } from '../rules/rules'
import { rowLevel } from '../rules/sharing'
import type { Field } from '../schema/field'
import type { ObjectSchema } from '../schema/object'
import { Schema } from '../schema/schema'
import { stamp } from '../stamps'
import { ChangeLog } from '../streaming/change-log'
import type { Row, Value, Values } from './row'
import { indexKey, Table } from './table'

/** The user that API clients are connected as. */
export const CONNECTED_USER = salesforceId('005', 1)
/** New ids start here, above what seeds count up from 1. */
const FIRST_NUMBER = 1_000_001

/** Who acts: a connected client, or a person past the API (`api` false), who sees every row and field. */
export type Actor = {
  readonly userId: string
  readonly api: boolean
  /** How the commit log names the writer. */
  readonly by: string
  readonly call?: number
  /** The API and client, as change events name them: `com/salesforce/api/rest/62.0;client=x`. */
  readonly origin?: string
  /** Every row it writes is locked by somebody else. */
  readonly meetsLocks?: boolean
  /** Its transactions commit so many milliseconds after they are stamped. */
  readonly commitsAfter?: number
  /** What the client says of duplicates. */
  readonly duplicates?: DuplicateOptions
  /** The assignment rule that it asks for. */
  readonly assigns?: Assigns
  /** The lead that it is converting, which doubles nothing. */
  readonly converts?: string
}

/** A version of a row that a late transaction will make visible. */
export type Pending = { readonly row: Row; readonly after: Values | undefined }
/** A stamped transaction that waits; `commit` makes it visible. */
export type LateTransaction = { readonly pending: readonly Pending[]; commit(): void }
type Deferred = { readonly start: number; readonly until: number; readonly transaction: LateTransaction }

export class Org {
  schema = new Schema()
  rules: Rules = NO_RULES
  private tables = new Map<string, Table>()
  private numbers = new Map<string, number>()
  private deferred: Deferred[] = []
  private grants = new Map<string, UserAccess>()
  /** Committed changes, for those who listen. */
  readonly changes = new ChangeLog(this)

  constructor(readonly world: World) {}

  now(): number {
    return this.world.now('salesforce')
  }

  /** Now, as rows are stamped: to the second. */
  stamp(): string {
    return stamp(this.now())
  }

  get id(): string {
    return withChecksum(this.world.org.slice(0, 15))
  }

  table(object: ObjectSchema): Table {
    let table = this.tables.get(object.name)
    if (table === undefined) {
      table = new Table(object)
      this.tables.set(object.name, table)
    }
    return table
  }

  /** A row of any object by its 18-character id, deleted ones too. */
  row(id: string): Row | undefined {
    const object = this.schema.ofId(id)
    return object === undefined ? undefined : this.table(object).get(id)
  }

  newId(object: ObjectSchema): string {
    const table = this.table(object)
    let number = this.numbers.get(object.prefix) ?? FIRST_NUMBER
    let id = salesforceId(object.prefix, number)
    while (table.get(id) !== undefined) {
      number += 1
      id = salesforceId(object.prefix, number)
    }
    this.numbers.set(object.prefix, number + 1)
    return id
  }

  /** Counts on from the last number of a series, from 0. */
  count(series: string): number {
    const number = this.numbers.get(series) ?? 0
    this.numbers.set(series, number + 1)
    return number
  }

  /** Whether the actor may see the row at all; sharing hides rows, it does not delete them. */
  sees(actor: Actor, row: Row): boolean {
    if (row.hiddenFrom !== undefined && actor.api && (row.hiddenFrom === true || row.hiddenFrom.has(actor.userId))) return false
    return this.isFree(actor) || rowLevel(this, this.access(actor.userId), row) !== 'None'
  }

  /** The field by any spelling of its name, where the actor may read it; one that the actor may not write is read-only. */
  field(actor: Actor, object: ObjectSchema, name: string): Field | undefined {
    const field = object.field(name)
    if (field === undefined || !actor.api || (!field.guarded && this.rules.profiles.length === 0)) return field
    return allowedField(this.access(actor.userId), object, field)
  }

  fields(actor: Actor, object: ObjectSchema): Field[] {
    return [...object.fields()].flatMap((field) => this.field(actor, object, field.name) ?? [])
  }

  /** The object by any spelling of its name, where the actor may read records of it. */
  object(actor: Actor, name: string): ObjectSchema | undefined {
    const object = this.schema.object(name)
    return object !== undefined && this.rights(actor, object).read ? object : undefined
  }

  /** The objects of which the actor may read records. */
  objects(actor: Actor): ObjectSchema[] {
    return [...this.schema.objects.values()].filter((object) => this.rights(actor, object).read)
  }

  /** What the actor may do with records of an object, whoever owns them. */
  rights(actor: Actor, object: ObjectSchema): ObjectRights {
    return this.isFree(actor) ? ALL_RIGHTS : objectRights(this.access(actor.userId), object)
  }

  /** What a user may do. */
  access(userId: string): UserAccess {
    let access = this.grants.get(userId)
    if (access === undefined) {
      access = readAccess(this, userId)
      this.grants.set(userId, access)
    }
    return access
  }

  /** No profile limits anybody, or the actor is a person past the API. */
  private isFree(actor: Actor): boolean {
    return !actor.api || this.rules.profiles.length === 0
  }

  /** Told by every write, so that permissions are read again after they change. */
  touched(object: ObjectSchema): void {
    if (ACCESS_TABLES.has(object.name)) this.grants.clear()
  }

  /** Reads again what users may do. */
  forgetAccess(): void {
    this.grants.clear()
  }

  /** Keeps a stamped transaction back for so many milliseconds. */
  defer(delay: number, transaction: LateTransaction): void {
    const start = this.now()
    this.deferred.push({ start, until: start + delay, transaction })
  }

  /** The row that holds a value of a unique field in a transaction that has not committed: others wait for it, in vain. */
  pendingHolder(row: Row, field: Field, value: Value): Row | undefined {
    const key = indexKey(field, value)
    for (const { transaction } of this.deferred) {
      const held = transaction.pending.find(
        (each) => each.row !== row && each.row.object === row.object && indexKey(field, each.after?.[field.name]) === key,
      )
      if (held !== undefined) return held.row
    }
    return undefined
  }

  /** Commits what is due; called before every request. */
  settle(): void {
    if (this.deferred.length === 0) return
    const now = this.now()
    const due = this.deferred.filter(({ until }) => until <= now)
    this.deferred = this.deferred.filter(({ until }) => until > now)
    for (const { transaction } of due) transaction.commit()
  }

  /** Up to when all changes are visible: now, or the start of the oldest transaction that still runs. */
  covered(): number {
    return Math.min(this.now(), ...this.deferred.map(({ start }) => start))
  }
}
