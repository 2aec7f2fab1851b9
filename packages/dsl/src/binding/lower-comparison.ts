/** Comparisons typed: two values of one family, dates written as text, and options that exist. */
import { cannotCompare, noSuchOption } from '../diagnostics/codes/types'
import { nearest } from '../diagnostics/did-you-mean'
import type { BinaryNode, Expression } from '../syntax/ast'
import { quote } from '../syntax/lexer'
import { asMoment } from './as-moment'
import type { Binding } from './binding'
import type { Lowered } from './lowered'
import type { Scope } from './scope'
import { familyOf, fitsFamily, typeWords } from './type-words'

const place = (scope: Scope, node: Expression) => ({ file: scope.file, span: node.span })

/**
 * Reports a text that is none of the options. Of a property that takes nothing else the comparison can never hold, or never fail; a picklist
 * that takes other values may hold this one. Only what differs by its capitals is certainly misspelt.
 */
const checkOption = (
  binding: Binding,
  scope: Scope,
  of: Lowered,
  literal: Lowered,
  { node, canNeverHold }: { readonly node: Expression; readonly canNeverHold: boolean },
): void => {
  if (of.options === undefined || of.options.length === 0 || familyOf(of.type) !== 'text') return
  if (literal.expr.kind !== 'literal' || typeof literal.expr.value !== 'string') return
  const value = literal.expr.value
  const values = of.options.map((option) => option.value)
  const chosen = of.type === 'multipicklist' ? value.split(';').map((part) => part.trim()) : [value]
  const stranger = chosen.find((part) => part !== '' && !values.includes(part))
  if (stranger === undefined) return
  const alike = values.find((one) => one.toLowerCase() === stranger.toLowerCase())
  const near = of.options.find((option) => option.label === stranger)?.value ?? alike ?? nearest(stranger, values)
  const text = alike !== undefined && chosen.length === 1 ? quote(alike) : undefined
  const help = near === undefined ? {} : { help: `did you mean \`"${near}"\`?` }
  const fix = text === undefined ? {} : { fix: { title: `write \`${text}\``, edits: [{ span: node.span, text }] } }
  const severity = of.isRestricted === true && (canNeverHold || alike !== undefined) ? 'error' : 'warning'
  binding.report(noSuchOption, { value: stranger, name: of.name ?? 'it' }, { ...place(scope, node), ...help, ...fix, severity })
}

/** A number or `true` that was put in quotes. */
const unquoted = (a: Lowered, b: Lowered): string | undefined => {
  const [literal, other] = a.expr.kind === 'literal' ? [a, b] : [b, a]
  if (literal.expr.kind !== 'literal' || typeof literal.expr.value !== 'string') return undefined
  const { value } = literal.expr
  const fits = familyOf(other.type) === 'boolean' ? value === 'true' || value === 'false' : /^-?\d+(\.\d+)?$/.test(value)
  return fits ? `write \`${value}\` without quotes` : undefined
}

/** The two made comparable; `undefined`, and reported, where they are not. */
export const comparePair = (
  binding: Binding,
  scope: Scope,
  left: Lowered,
  right: Lowered,
  nodes: { readonly left: Expression; readonly right: Expression; readonly whole: Expression; readonly canNeverHold: boolean },
): { readonly left: Lowered; readonly right: Lowered } | undefined => {
  const a = familyOf(right.type) === 'moment' ? asMoment(left, right.type) : left
  const b = familyOf(left.type) === 'moment' ? asMoment(right, left.type) : right
  if (!fitsFamily(a.type, b.type)) {
    const isDateText = familyOf(a.type) === 'moment' || familyOf(b.type) === 'moment'
    binding.report(
      cannotCompare,
      { left: typeWords(a.type), right: typeWords(b.type) },
      {
        ...place(scope, nodes.whole),
        help: isDateText ? 'write a date as `"2024-12-31"`' : (unquoted(a, b) ?? 'compare values of one type'),
      },
    )
    return undefined
  }
  const { canNeverHold } = nodes
  checkOption(binding, scope, a, b, { node: nodes.right, canNeverHold })
  checkOption(binding, scope, b, a, { node: nodes.left, canNeverHold })
  return { left: a, right: b }
}

const TEXT_TESTS = new Set(['contains', 'starts with', 'ends with'])
const ORDERS = new Set(['<', '<=', '>', '>='])

/** `=`, `<`, `contains` and the like, of two operands that are lowered already. */
export const lowerComparison = (binding: Binding, scope: Scope, node: BinaryNode, left: Lowered, right: Lowered): Lowered | undefined => {
  const isOrder = ORDERS.has(node.op)
  const families = [familyOf(left.type), familyOf(right.type)]
  const unfit =
    (TEXT_TESTS.has(node.op) && families.some((one) => one !== 'text' && one !== 'any')) || (isOrder && families.includes('boolean'))
  if (unfit) {
    binding.report(
      cannotCompare,
      { left: typeWords(left.type), right: typeWords(right.type) },
      { ...place(scope, node), help: `\`${node.op}\` is for ${isOrder ? 'numbers, dates and texts' : 'texts'}` },
    )
    return undefined
  }
  // A part of an option is a fair thing to look for, so only whole comparisons are held against the options.
  const pair = TEXT_TESTS.has(node.op)
    ? { left, right }
    : comparePair(binding, scope, left, right, { left: node.left, right: node.right, whole: node, canNeverHold: node.op !== '!=' })
  if (pair === undefined) return undefined
  return { expr: { kind: 'binary', op: node.op, left: pair.left.expr, right: pair.right.expr, type: 'boolean' }, type: 'boolean' }
}
