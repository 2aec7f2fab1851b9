/** Read node: a statement of the tree as the fields of its form, and where in the text each of them stands. */
import type { BlockKind } from '../syntax/keywords'
import { cover, type Span } from '../text/span'
import type { Form } from './form'
import type { OptionForm } from './form-parts'
import { type Field, fieldsOf } from './form-parts'
import { FORMS } from './forms'
import type { Spec } from './write-statement'

/** Any node with its parts by name. */
export type AnyNode = { readonly kind: string; readonly span: Span; readonly [part: string]: unknown }

const isSpan = (value: unknown): value is Span =>
  typeof value === 'object' && value !== null && 'start' in value && 'end' in value && typeof value.start === 'number'

const isPlaced = (value: unknown): value is { readonly span: Span; readonly [part: string]: unknown } =>
  typeof value === 'object' && value !== null && 'span' in value && isSpan(value.span)

const isNode = (value: unknown): value is AnyNode => isPlaced(value) && typeof value['kind'] === 'string'

/** Which of several ways of writing it a statement has. */
export const byOf = (node: AnyNode): unknown => {
  if (node.kind === 'pipeline') return undefined
  return node.kind === 'expect' ? (node['isAbsent'] === true ? 'absent' : node['what']) : node['by']
}

/** The form of a node that stands in such a block; nothing where it is broken or commands do not know it. */
export const formOf = (place: BlockKind, node: AnyNode): Form | undefined =>
  FORMS.find((one) => one.place === place && one.kind === node.kind && one.by === byOf(node))

/** The form that a statement of a command is written in, when it may stand in such a block. */
export const formFor = (place: BlockKind, spec: Spec): Form | undefined =>
  FORMS.find((one) => one.place === place && one.kind === spec.kind && one.by === spec['by'])

/** What the node says, as a command would; fields that are not there are left out. */
export const specOf = (form: OptionForm & Pick<Form, 'by'>, node: AnyNode, text: string): Spec => {
  const spec: Record<string, unknown> & { kind: string } = { kind: form.kind, ...(form.by === undefined ? {} : { by: form.by }) }
  for (const { field } of fieldsOf(form.parts)) {
    const value = saidBy(field, node[field.field], text)
    if (value !== undefined) spec[field.field] = value
  }
  return spec
}

const saidBy = (field: Field, part: unknown, text: string): unknown => {
  if (part === undefined) return undefined
  if (field.type === 'flag') return true
  if (field.type === 'options') return optionNodes(part).map((node) => optionSpec(field.forms, node, text))
  if (field.type === 'count') return part
  if (field.type === 'fields') {
    const pairs = optionNodes(part).map((one) => ({ name: placedValue(one['name']), value: placedValue(one['value']) }))
    return pairs.length === 0 ? undefined : pairs
  }
  if (field.type === 'variant') {
    if (!isPlaced(part)) return undefined
    const name = placedValue(part['name'])
    return { by: part['by'], ...(name === undefined ? {} : { name }) }
  }
  if (Array.isArray(part)) return part.map((one: unknown) => (isPlaced(one) ? one['value'] : undefined))
  if (!isPlaced(part)) return undefined
  if (field.type === 'expression' || field.type === 'path')
    return part['kind'] === 'missing' ? undefined : text.slice(part.span.start, part.span.end)
  if (field.type === 'limit') return part['percent'] === true ? `${String(part['value'])}%` : part['value']
  return part['value']
}

const placedValue = (part: unknown): unknown => (isPlaced(part) ? part['value'] : undefined)

/** The nodes of the options of a line. */
export const optionNodes = (part: unknown): readonly AnyNode[] => (Array.isArray(part) ? part.filter(isNode) : [])

const optionSpec = (forms: readonly OptionForm[], node: AnyNode, text: string): Spec => {
  const form = forms.find((one) => `${one.kind}-option` === node.kind)
  return form ? specOf(form, node, text) : { kind: node.kind }
}

/** Where a field stands: an option's fields are named `options.0.value`; nothing for words that are only there or not. */
export const spansOf = (form: OptionForm, node: AnyNode, prefix = ''): ReadonlyMap<string, Span> => {
  const spans = new Map<string, Span>()
  for (const { field } of fieldsOf(form.parts)) {
    const part = node[field.field]
    if (field.type === 'flag' || field.type === 'fields') continue
    if (field.type === 'options') {
      for (const [index, option] of optionNodes(part).entries()) {
        const inner = field.forms.find((one) => `${one.kind}-option` === option.kind)
        spans.set(`${prefix}${field.field}.${index}`, option.span)
        if (inner) for (const [key, span] of spansOf(inner, option, `${prefix}${field.field}.${index}.`)) spans.set(key, span)
      }
    } else if (Array.isArray(part)) {
      const placed = part.filter(isPlaced)
      const first = placed[0]
      const last = placed.at(-1)
      if (first && last) spans.set(prefix + field.field, cover(first.span, last.span))
    } else if (isPlaced(part)) spans.set(prefix + field.field, part.span)
  }
  return spans
}

/** The statements of a node's block; nothing where it has none that commands know. */
export const statementsOf = (node: AnyNode): readonly AnyNode[] | undefined => {
  const { statements } = node
  return Array.isArray(statements) ? statements.filter(isNode) : undefined
}

/** The block of a node, both braces included. */
export const bodyOf = (node: AnyNode): Span | undefined => (isSpan(node['body']) ? node['body'] : undefined)
