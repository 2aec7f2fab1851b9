/** Move: a node as it is where the text before it has become longer or shorter. */
import type { Span } from '../text/span'

/** The same node, every span in it moved by so many characters. */
export const moveBy = <T>(node: T, by: number): T => (by === 0 ? node : moved(node, by))

const moved = <T>(value: T, by: number): T => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((one) => moved(one, by)) as T
  if ('start' in value && 'end' in value) return { start: (value as Span).start + by, end: (value as Span).end + by } as T
  const copy = { ...value }
  for (const key in copy) {
    const inner = copy[key]
    if (typeof inner === 'object' && inner !== null) copy[key] = moved(inner, by)
  }
  return copy
}
