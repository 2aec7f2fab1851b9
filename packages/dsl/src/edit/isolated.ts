/** Isolated: a statement read by itself, so that no text of a command can say more or less than it should. */
import type { BlockKind } from '../syntax/keywords'
import { lex } from '../syntax/lexer'
import { type ParseResult, parseAnew } from '../syntax/parse'
import type { Form } from './form'
import type { OptionForm } from './form-parts'
import { type Field, fieldsOf } from './form-parts'
import { isObject, isSame, type Json } from './json'
import { type AnyNode, byOf, specOf, statementsOf } from './read-node'
import { shapeOf } from './shape'
import { onOneLine, type Spec, type Style, writeHead } from './write-statement'

const AROUND: Readonly<Partial<Record<BlockKind, readonly string[]>>> = {
  file: [],
  policy: ['policy "x"'],
  sync: ['sync x with X'],
  from: ['sync x with X', 'from hubspot'],
  map: ['sync x with X', 'map'],
  values: ['values x'],
  lifecycle: ['lifecycle x.y'],
  pipeline: ['sync x with X', 'pipeline "x" <-> record type master'],
  activities: ['activities'],
  activity: ['activities', 'call <-> Task'],
  campaigns: ['campaigns'],
  test: ['test "x"'],
}

export type Isolated = { readonly parsed: ParseResult; readonly node: AnyNode }

/** The only statement of a text that stands in such a block; nothing where it has an error, a comment, or is not one statement. */
export const readIsolated = (place: BlockKind, text: string): Isolated | undefined => {
  const around = AROUND[place]
  if (!around) return undefined
  const parsed = parseAnew({
    file: '',
    text: `${around.map((head) => `${head} {\n`).join('')}${text}\n${around.map(() => '}\n').join('')}`,
  })
  if (parsed.comments.length > 0 || parsed.diagnostics.some((one) => one.severity === 'error')) return undefined
  let node: AnyNode = parsed.ast
  for (let depth = 0; depth <= around.length; depth++) {
    const [only, ...others] = statementsOf(node) ?? []
    if (!only || others.length > 0) return undefined
    node = only
  }
  return { parsed, node }
}

/** What an expression says; nothing where the text is not exactly one expression. */
export const readExpression = (text: string): Json | undefined => {
  const read = readIsolated('from', `include when ${onOneLine(text)}`)
  return read?.node.kind === 'include' ? shapeOf(read.node['condition']) : undefined
}

/**
 * The canonical text of a statement's head, when it reads as exactly the statement that was asked for; else the field that does not.
 */
export const writeChecked = (
  form: Form,
  spec: Spec,
  hasBlock: boolean,
  style: Style = {},
): { readonly ok: true; readonly text: string; readonly shape: Json } | { readonly ok: false; readonly field: string } => {
  const commented = style.mayHoldComments ? undefined : commentedField(form, spec, style.kept)
  if (commented !== undefined) return { ok: false, field: commented }
  let wrong = 'kind'
  for (const quoteKeywords of [false, true]) {
    const text = writeHead(form, spec, { ...style, quoteKeywords })
    const read = readIsolated(form.place, hasBlock ? `${text} {\n}` : text)
    if (!read || read.node.kind !== form.kind || byOf(read.node) !== form.by) continue
    const found = specOf(form, read.node, read.parsed.source.text)
    const differs = fieldsOf(form.parts).find(({ field }) => !saysSame(field, spec[field.field], found[field.field]))
    if (!differs) return { ok: true, text, shape: shapeOf(read.node) }
    wrong = differs.field.field
  }
  return { ok: false, field: firstUnreadable(form, spec) ?? wrong }
}

/** A new expression with a comment in it, which could not stay on one line. */
const commentedField = (form: OptionForm, spec: Spec, kept: Style['kept'], prefix = ''): string | undefined => {
  for (const { field } of fieldsOf(form.parts)) {
    const value = spec[field.field]
    if (kept?.has(prefix + field.field)) continue
    if ((field.type === 'expression' || field.type === 'path') && typeof value === 'string' && lex(value).comments.length > 0)
      return field.field
    if (field.type !== 'options' || !Array.isArray(value)) continue
    for (const [index, option] of (value as readonly unknown[]).entries()) {
      const key = `${field.field}.${index}`
      const inner = isObject(option) ? field.forms.find((one) => one.kind === option['kind']) : undefined
      if (!inner || !isObject(option) || kept?.has(key)) continue
      if (commentedField(inner, { ...option, kind: inner.kind }, kept, `${key}.`) !== undefined) return field.field
    }
  }
  return undefined
}

/** Whether two values of a field say the same; expressions are compared by what they say. */
export const saysSame = (field: Field, a: unknown, b: unknown): boolean => {
  if (field.type === 'options') {
    const left = Array.isArray(a) ? a : []
    const right = Array.isArray(b) ? b : []
    return left.length === right.length && left.every((one: unknown, index) => sameOption(field, one, right[index]))
  }
  if (a === undefined || b === undefined) return a === b
  if (field.type === 'expression' || field.type === 'path') {
    if (a === b) return true
    const left = readExpression(String(a))
    return left !== undefined && isSame(left, readExpression(String(b)))
  }
  return isSame(a, b)
}

const sameOption = (field: Field & { readonly type: 'options' }, a: unknown, b: unknown): boolean => {
  if (!isObject(a) || !isObject(b) || a['kind'] !== b['kind']) return false
  const form = field.forms.find((one) => one.kind === a['kind'])
  return form !== undefined && fieldsOf(form.parts).every(({ field: inner }) => saysSame(inner, a[inner.field], b[inner.field]))
}

const firstUnreadable = (form: Form, spec: Spec): string | undefined =>
  fieldsOf(form.parts).find(
    ({ field }) =>
      (field.type === 'expression' || field.type === 'path') &&
      spec[field.field] !== undefined &&
      readExpression(String(spec[field.field])) === undefined,
  )?.field.field
