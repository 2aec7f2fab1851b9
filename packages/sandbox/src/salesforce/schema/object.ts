/** Objects: their fields by any spelling of their names, and what may be done with them. */
import type { Value } from '../store/row'
import { type Field, field, lookup, READ_ONLY } from './field'

export type ObjectOptions = {
  readonly name: string
  readonly label: string
  readonly plural: string
  readonly prefix: string
  readonly fields: readonly Field[]
  readonly custom?: boolean
  readonly createable?: boolean
  readonly updateable?: boolean
  readonly deletable?: boolean
  readonly mergeable?: boolean
  readonly searchable?: boolean
  /** Its rows do not go through the recycle bin, and there is no `IsDeleted`. */
  readonly binless?: boolean
  /** The label of `Id` where it is not the object's own. */
  readonly idLabel?: string
}

const USER = { to: ['User'] }

function auditFields(): Field[] {
  return [
    field('CreatedDate', 'Created Date', 'datetime', { ...READ_ONLY, nillable: false, defaultedOnCreate: true }),
    lookup(
      'CreatedById',
      'Created By ID',
      { ...USER, relationship: 'CreatedBy' },
      { ...READ_ONLY, nillable: false, defaultedOnCreate: true },
    ),
    field('LastModifiedDate', 'Last Modified Date', 'datetime', { ...READ_ONLY, nillable: false, defaultedOnCreate: true }),
    lookup(
      'LastModifiedById',
      'Last Modified By ID',
      { ...USER, relationship: 'LastModifiedBy' },
      { ...READ_ONLY, nillable: false, defaultedOnCreate: true },
    ),
    field('SystemModstamp', 'System Modstamp', 'datetime', { ...READ_ONLY, nillable: false, defaultedOnCreate: true }),
  ]
}

/**
 * All rows of an object have the same keys from the start, so that the engine keeps them in its compact form: rows that get one key after
 * the other turn into hash tables, which are several times slower to copy. Parsed objects are compact from the start.
 */
function template(fields: readonly Field[]): Record<string, Value | undefined> {
  const row: Record<string, Value | undefined> = JSON.parse(`{${fields.map(({ name }) => `${JSON.stringify(name)}:null`).join()}}`)
  for (const { name, defaultValue } of fields) row[name] = defaultValue ?? undefined
  return row
}

/** One object's schema. Names of fields are case-insensitive; `field` finds them by any spelling. */
export class ObjectSchema {
  readonly name: string
  readonly label: string
  readonly plural: string
  readonly prefix: string
  readonly custom: boolean
  readonly createable: boolean
  readonly updateable: boolean
  readonly deletable: boolean
  readonly mergeable: boolean
  readonly searchable: boolean
  private byName = new Map<string, Field>()
  private spellings = new Map<string, Field>()
  private ups = new Map<string, Field>()
  private needed: readonly string[] | undefined
  private blank: Record<string, Value | undefined> | undefined
  private links: readonly Field[] | undefined

  constructor(options: ObjectOptions) {
    this.name = options.name
    this.label = options.label
    this.plural = options.plural
    this.prefix = options.prefix
    this.custom = options.custom ?? false
    this.createable = options.createable ?? true
    this.updateable = options.updateable ?? true
    this.deletable = options.deletable ?? this.createable
    this.mergeable = options.mergeable ?? false
    this.searchable = options.searchable ?? true
    const id = field('Id', options.idLabel ?? `${options.label} ID`, 'id', {
      ...READ_ONLY,
      length: 18,
      nillable: false,
      defaultedOnCreate: true,
      idLookup: true,
    })
    const deleted = field('IsDeleted', 'Deleted', 'boolean', {
      ...READ_ONLY,
      nillable: false,
      defaultedOnCreate: true,
      defaultValue: false,
    })
    const bin = options.binless === true ? [] : [deleted]
    for (const each of [id, ...bin, ...options.fields, ...auditFields()]) this.put(each)
  }

  /** Adds a field, or replaces the one of that name. */
  put(added: Field): void {
    this.needed = undefined
    this.blank = undefined
    this.links = undefined
    this.byName.set(added.name, added)
    this.spellings.set(added.name, added)
    this.spellings.set(added.name.toLowerCase(), added)
    if (added.reference?.relationship !== undefined) this.ups.set(added.reference.relationship.toLowerCase(), added)
  }

  fields(): IterableIterator<Field> {
    return this.byName.values()
  }

  /** The fields that point to other rows. */
  lookups(): readonly Field[] {
    this.links ??= [...this.fields()].filter(({ reference }) => reference !== undefined)
    return this.links
  }

  /** Names of the fields that no saved row leaves empty. */
  required(): readonly string[] {
    this.needed ??= [...this.fields()].filter((each) => !each.nillable && (each.createable || each.updateable)).map((each) => each.name)
    return this.needed
  }

  /** What a new row holds where nothing is said: a key for every field, most of them undefined. */
  fresh(): Record<string, Value | undefined> {
    this.blank ??= template([...this.fields()])
    return { ...this.blank }
  }

  field(name: string): Field | undefined {
    return this.spellings.get(name) ?? this.spellings.get(name.toLowerCase())
  }

  /** The look-up field whose relationship has this name (`Account`, `Owner`, `Parent__r`). */
  up(relationship: string): Field | undefined {
    return this.ups.get(relationship.toLowerCase())
  }
}
