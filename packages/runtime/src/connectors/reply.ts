/** Guards that read a vendor's JSON before it is used: whatever is not as documented throws `ShapeError`. */

/** A reply whose shape is not the documented one; never leaves the connectors. */
export class ShapeError extends Error {
  constructor(path: string, expected: string) {
    super(`\`${path}\` is not ${expected}`)
    this.name = 'ShapeError'
  }
}

/** A JSON object whose keys are not known yet. */
export type Json = Readonly<Record<string, unknown>>

/** Whether a value is a JSON object (not an array, not null). */
export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object at `path`; throws `ShapeError`. */
export function record(value: unknown, path: string): Json {
  if (!isRecord(value)) throw new ShapeError(path, 'an object')
  return value
}

/** The array at `path`; throws `ShapeError`. */
export function list(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new ShapeError(path, 'a list')
  return value
}

/** A text that is not empty; throws `ShapeError`. */
export function text(value: unknown, path: string): string {
  if (typeof value !== 'string' || value === '') throw new ShapeError(path, 'a text')
  return value
}

/** An id as text: HubSpot tells some ids as numbers; throws `ShapeError`. */
export function id(value: unknown, path: string): string {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
  return text(value, path)
}

/** A whole number not below zero; throws `ShapeError`. */
export function count(value: unknown, path: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new ShapeError(path, 'a count')
  return value
}

/** A truth value; throws `ShapeError`. */
export function truth(value: unknown, path: string): boolean {
  if (typeof value !== 'boolean') throw new ShapeError(path, 'true or false')
  return value
}

/** A text, or undefined where the key is absent, null or of another type. */
export function optionalText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The farthest times from 1970 that a date can be (ECMAScript: time values). */
const farthest = 8.64e15

function isInstant(value: number): boolean {
  return Math.abs(value) <= farthest
}

/** Milliseconds since 1970 from ISO 8601, Salesforce's `+0000` form or epoch milliseconds as text; throws `ShapeError`. */
export function instant(value: unknown, path: string): number {
  if (typeof value === 'number' && isInstant(value)) return value
  const given = text(value, path)
  const parsed = /^\d{10,}$/.test(given) ? Number(given) : Date.parse(given.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
  if (!isInstant(parsed)) throw new ShapeError(path, 'a time')
  return parsed
}
