/** One end of a pair while it is planned: what it holds, and what shall be written to it. */
import type { RuleId } from '@lockstep/dsl'
import type { SideName, Snapshot, Wire } from '../model'
import type { ObjectRights } from './contract'
import type { Field } from './draft'

/** The property that holds the record's own id, which snapshots keep beside the values. */
export const isIdName = (side: SideName, name: string): boolean => name === (side === 'hubspot' ? 'hs_object_id' : 'Id')

type Write = { readonly to: Wire; readonly mapping: string; readonly rule: RuleId }

/** A record, or one that is about to be created; mutable while one link is planned. */
export class PlannedRecord {
  /** The values as this plan will leave them. */
  values: Readonly<Record<string, Wire>>
  /** What was not read of it, or cannot be read of its kind. */
  readonly unread: readonly string[]
  private own: Record<string, Wire> = {}
  private writes: Map<string, Write> | undefined

  /** Absent while the record is yet to be created. */
  get id(): string | undefined {
    return this.snapshot?.id
  }

  constructor(
    readonly side: SideName,
    readonly object: string,
    readonly snapshot: Snapshot | undefined,
    /** What the connected user may not do with records of this kind. */
    private readonly rights: ObjectRights = {},
  ) {
    this.values = snapshot?.values ?? {}
    this.unread = snapshot === undefined ? (rights.unread ?? []) : (snapshot.unread ?? [])
  }

  /** Whether a value may be sent to that property, as far as the live schema says. */
  isOpen(name: string): boolean {
    const closed = this.snapshot === undefined ? this.rights.notCreateable : this.rights.notUpdateable
    return closed?.includes(name) !== true
  }

  /** The value; a record yet to be created is blank, a property that was not read is `undefined`. */
  read(name: string): Wire | undefined {
    const value = this.values[name]
    if (value !== undefined) return value
    if (this.snapshot === undefined) return this.unread.includes(name) ? undefined : null
    return isIdName(this.side, name) ? this.snapshot.id : undefined
  }

  write(name: string, to: Wire, mapping: string, rule: RuleId): void {
    if (this.writes === undefined) {
      this.writes = new Map()
      this.own = { ...this.values }
      this.values = this.own
    }
    this.own[name] = to
    this.writes.set(name, { to, mapping, rule })
  }

  /** What is left to send: only values that differ from what the record holds. */
  fields(): Readonly<Record<string, Field>> {
    const fields: Record<string, Field> = {}
    for (const [name, { to, mapping, rule }] of this.writes ?? []) {
      const from = this.snapshot?.values[name] ?? null
      if (from !== to && this.isOpen(name)) fields[name] = { from, to, mapping, rule }
    }
    return fields
  }
}
