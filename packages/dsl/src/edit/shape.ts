/** Shape: a node of the syntax tree without its places and spellings, to compare what two texts say. */
import { isObject, type Json } from './json'

const LEFT_OUT: ReadonlySet<string> = new Set(['span', 'opSpan', 'text', 'quoted', 'statements'])

/** Other values for some names, by their nodes. */
export type Renames = ReadonlyMap<unknown, string>

/** What a node says; the statements of its block are left out, and `body` says only that it has one. */
export const shapeOf = (value: unknown, renames?: Renames): Json => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null) return value
  if (Array.isArray(value)) return value.map((one: unknown) => shapeOf(one, renames))
  if (typeof value !== 'object') return null
  if ('start' in value && 'end' in value) return true
  const renamed = renames?.get(value)
  const shape: Record<string, Json> = {}
  for (const [key, inner] of Object.entries(value))
    if (!LEFT_OUT.has(key) && inner !== undefined) shape[key] = key === 'value' && renamed !== undefined ? renamed : shapeOf(inner, renames)
  return shape
}

/** Whether `part` stands somewhere in `whole`. */
export const holds = (whole: Json, part: Json): boolean => {
  if (JSON.stringify(whole) === JSON.stringify(part)) return true
  if (Array.isArray(whole)) return whole.some((one) => holds(one, part))
  return isObject(whole) && Object.values(whole).some((one) => holds(one, part))
}
