/** One end of a pair while it is planned: what it holds, and what shall be written to it. */
import type { RuleId } from '@lockstep/dsl'
import type { SideName, Snapshot, Wire } from '../model'
import type { Field } from './draft'

type Write = { readonly to: Wire; readonly mapping: string; readonly rule: RuleId }

/** A record, or one that is about to be created; mutable while one link is planned. */
export class PlannedRecord {
  /** The values as this plan will leave them. */
  values: Readonly<Record<string, Wire>>
  private writes: Map<string, Write> | undefined

  constructor(
    readonly side: SideName,
    readonly object: string,
    readonly snapshot: Snapshot | undefined,
  ) {
    this.values = snapshot?.values ?? {}
  }

  /** The value; a record yet to be created is blank, a property that was not read is `undefined`. */
  read(name: string): Wire | undefined {
    const value = this.values[name]
    return value === undefined && this.snapshot === undefined ? null : value
  }

  write(name: string, to: Wire, mapping: string, rule: RuleId): void {
    this.values = { ...this.values, [name]: to }
    this.writes ??= new Map()
    this.writes.set(name, { to, mapping, rule })
  }

  /** What is left to send: only values that differ from what the record holds. */
  fields(): Readonly<Record<string, Field>> {
    const fields: Record<string, Field> = {}
    for (const [name, { to, mapping, rule }] of this.writes ?? []) {
      const from = this.snapshot?.values[name] ?? null
      if (from !== to) fields[name] = { from, to, mapping, rule }
    }
    return fields
  }
}
