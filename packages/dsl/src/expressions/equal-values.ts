/** Comparison of values inside expressions: blank equals only blank. */
import type { Expr, Value, ValueType } from '../plan/plan'
import { foldEmail, idStem, optionSet } from '../types/equality'

/** How two operands are compared; decided once, from both their types. */
export type Comparison = 'email' | 'options' | 'id' | 'moment' | 'checkbox' | 'plain'

/** The type an expression yields. */
export const typeOf = (expr: Expr): ValueType => {
  switch (expr.kind) {
    case 'literal':
    case 'property':
    case 'related':
    case 'binary':
    case 'if':
    case 'call':
      return expr.type
    case 'negate':
      return 'number'
    case 'not':
    case 'test':
    case 'in':
    case 'member':
    case 'quantifier':
    case 'linked':
    case 'included':
      return 'boolean'
  }
}

const isCheckbox = (expr: Expr): boolean => (expr.kind === 'property' || expr.kind === 'related') && expr.type === 'boolean'

/**
 * Emails fold case, multi-selects are sets, ids ignore their checksum; a date against a datetime compares days. A checkbox that was never set
 * is false; only the word `blank` itself tells it from one that was unticked.
 */
export const comparisonOf = (left: Expr, right: Expr): Comparison => {
  const types = [typeOf(left), typeOf(right)]
  if ((isCheckbox(left) || isCheckbox(right)) && !types.includes('blank')) return 'checkbox'
  if (types.includes('email')) return 'email'
  if (types.includes('multipicklist')) return 'options'
  if (types.includes('id') || types.includes('reference')) return 'id'
  return types.includes('date') && types.includes('datetime') ? 'moment' : 'plain'
}

const normalise = (comparison: Comparison, value: Value): Value => {
  if (comparison === 'checkbox') return value ?? false
  if (typeof value !== 'string') return value
  if (value === '') return null
  switch (comparison) {
    case 'email':
      return foldEmail(value)
    case 'options':
      return optionSet(value).join(';') || null
    case 'id':
      return idStem(value)
    case 'moment':
      return value.slice(0, 10)
    default:
      return value
  }
}

/** True when both are blank, or both are known and the same. */
export const equalValues = (comparison: Comparison, left: Value, right: Value): boolean =>
  normalise(comparison, left) === normalise(comparison, right)

/** Less than 0, 0 or more than 0; `null` when either is blank or the two cannot be ordered. */
export const orderValues = (comparison: Comparison, left: Value, right: Value): number | null => {
  const a = normalise(comparison, left)
  const b = normalise(comparison, right)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0
  return null
}
