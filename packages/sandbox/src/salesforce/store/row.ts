/** Rows as the org keeps them: each version of a row's values is an object of its own, never changed in place. */
import type { ObjectSchema } from '../schema/object'

export type Value = string | number | boolean | null
/** Values by canonical field name; an absent one is null. Times are stamps, see `stamps.ts`. */
export type Values = Readonly<Record<string, Value | undefined>>

export type Row = {
  readonly id: string
  readonly object: ObjectSchema
  values: Values
  /** The API users who may not see the row; `true` for all of them. */
  readonly hiddenFrom?: true | ReadonlySet<string>
  /** Until a late transaction commits, the row is locked to others. */
  locked?: boolean
}

export function isDeleted(row: Row): boolean {
  return row.values['IsDeleted'] === true
}

/** A value as text, empty for null: for keys and messages. */
export function asText(value: Value | undefined): string {
  return value === null || value === undefined ? '' : String(value)
}
