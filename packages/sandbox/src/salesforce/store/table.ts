/** The rows of one object, found by id and by the values of indexed fields. */
import type { Field } from '../schema/field'
import type { ObjectSchema } from '../schema/object'
import { KeyIndex, type KeyOf } from './key-index'
import { isDeleted, type Row, type Value, type Values } from './row'
import { StampIndex } from './stamp-index'

const SETUP = new Set(['User', 'UserRole', 'Calendar', 'Group', 'RecordType', 'Profile'])

/** Look-ups to people and record types are not indexed: they select too many rows to be worth keeping. */
function isIndexed(field: Field): boolean {
  if (field.reference !== undefined) return !field.reference.to.every((name) => SETUP.has(name))
  return field.unique || field.externalId || (field.idLookup && field.type !== 'id')
}

/** The text under which a value is indexed and compared: case counts only where the field says so. */
export function indexKey(field: Field, value: Value | undefined): string | undefined {
  if (value === null || value === undefined) return undefined
  return field.caseSensitive || typeof value !== 'string' || field.type === 'reference' ? String(value) : value.toLowerCase()
}

type Index = { readonly field: Field; readonly rows: Map<string, Row[]> }

export class Table {
  private byId = new Map<string, Row>()
  private indexes = new Map<string, Index>()
  /** Made when it is asked for first. */
  private stamps: StampIndex | undefined
  /** By what makes their keys. */
  private keys = new Map<KeyOf, KeyIndex>()

  constructor(readonly object: ObjectSchema) {
    for (const field of object.fields()) if (isIndexed(field)) this.indexes.set(field.name, { field, rows: new Map() })
  }

  get size(): number {
    return this.byId.size
  }

  get(id: string): Row | undefined {
    return this.byId.get(id)
  }

  rows(): IterableIterator<Row> {
    return this.byId.values()
  }

  /** Starts to index a field that came later. */
  index(field: Field): void {
    if (!isIndexed(field) || this.indexes.has(field.name)) return
    const index: Index = { field, rows: new Map() }
    this.indexes.set(field.name, index)
    for (const row of this.byId.values()) this.enter(index, row, row.values[field.name])
  }

  /** Rows, deleted ones too, whose field has this value; `undefined` where the field is not indexed. */
  lookup(field: Field, value: Value): readonly Row[] | undefined {
    const index = this.indexes.get(field.name)
    if (index === undefined) return undefined
    const key = indexKey(field, value)
    return key === undefined ? undefined : (index.rows.get(key) ?? [])
  }

  /** Rows, deleted ones too, whose `SystemModstamp` is this stamp or a later one. */
  since(stamp: string): Row[] {
    this.stamps ??= new StampIndex(this.byId.values())
    return [...this.stamps.since(stamp)].filter((row) => this.byId.get(row.id) === row)
  }

  /** Rows by the keys that `keyOf` makes of them. */
  keyed(keyOf: KeyOf): KeyIndex {
    let index = this.keys.get(keyOf)
    if (index === undefined) {
      index = new KeyIndex(this.byId.values(), keyOf)
      this.keys.set(keyOf, index)
    }
    return index
  }

  /** Lets go of all keys: those who need some ask again. */
  forgetKeys(): void {
    this.keys.clear()
  }

  /** Live rows with this value, by index or by looking at all of them. */
  find(field: Field, value: Value): readonly Row[] {
    const found = this.lookup(field, value)
    if (found !== undefined) return found.filter((row) => !isDeleted(row))
    const key = indexKey(field, value)
    return [...this.byId.values()].filter((row) => !isDeleted(row) && indexKey(field, row.values[field.name]) === key)
  }

  /** A row's present version; `undefined` for a row that is not in the table. */
  version(row: Row): Values | undefined {
    return this.byId.has(row.id) ? row.values : undefined
  }

  /** Gives a row a new version, or takes it away where `values` is absent. A row that the table lacks is added. `before`: its version, where the caller knows it. */
  put(row: Row, values: Values | undefined, before = this.version(row)): void {
    for (const index of this.indexes.values()) {
      const { name } = index.field
      if (before !== undefined && values !== undefined && before[name] === values[name]) continue
      if (before !== undefined) this.leave(index, row, before[name])
      if (values !== undefined) this.enter(index, row, values[name])
    }
    if (this.keys.size > 0) for (const index of this.keys.values()) index.move(row, before, values)
    if (values === undefined) this.byId.delete(row.id)
    else {
      row.values = values
      if (before === undefined) this.byId.set(row.id, row)
      if (before === undefined || before['SystemModstamp'] !== values['SystemModstamp']) this.stamps?.add(row)
    }
  }

  private enter({ field, rows }: Index, row: Row, value: Value | undefined): void {
    const key = indexKey(field, value)
    if (key === undefined) return
    const present = rows.get(key)
    if (present === undefined) rows.set(key, [row])
    else present.push(row)
  }

  private leave({ field, rows }: Index, row: Row, value: Value | undefined): void {
    const key = indexKey(field, value)
    const present = key === undefined ? undefined : rows.get(key)
    if (key === undefined || present === undefined) return
    const at = present.indexOf(row)
    if (at >= 0) present.splice(at, 1)
    if (present.length === 0) rows.delete(key)
  }
}
