/** Move: a node as it is where the text before it has become longer or shorter. */
import type { Span } from '../text/span'
import type { Choice, Expression, MappingNode, NameNode } from './ast'

/** The same node, every span in it moved by so many characters. */
export const moveBy = <T>(node: T, by: number): T => (by === 0 ? node : moved(node, by))

/** As `moveBy`. A long policy is mostly mappings, all of which move when somebody types above them, so their shape is spelled out. */
export const moveMapping = (node: MappingNode, by: number): MappingNode => {
  const { arrow, options } = node
  const copy = {
    ...node,
    span: movedSpan(node.span, by),
    hubspot: movedEnd(node.hubspot, by),
    salesforce: movedEnd(node.salesforce, by),
    options: options.length === 0 ? options : options.map((one) => moved(one, by)),
  }
  return arrow ? { ...copy, arrow: movedChoice(arrow, by) } : copy
}

const movedEnd = (end: Expression, by: number): Expression => {
  if (end.kind !== 'path' || end.side) return moved(end, by)
  return { ...end, span: movedSpan(end.span, by), segments: end.segments.map((one) => movedName(one, by)) }
}

const movedSpan = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by })

const movedName = (name: NameNode, by: number): NameNode => ({ ...name, span: movedSpan(name.span, by) })

const movedChoice = <V extends string>(choice: Choice<V>, by: number): Choice<V> => ({ ...choice, span: movedSpan(choice.span, by) })

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
