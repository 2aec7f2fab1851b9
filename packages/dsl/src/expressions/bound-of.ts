/** The static bound of an expression: most steps that it takes and most characters that it gives, known before it ever runs. */
import { signaturesOf } from '../functions/function-definition'
import { findFunction } from '../functions/index'
import type { Expr, ValueType } from '../plan/plan'

/** `steps` of about a nanosecond each; `size` in characters. */
export type Bound = { readonly steps: number; readonly size: number }

/** Most steps that an expression may take for one record: about a second. */
export const MOST_STEPS = 1_000_000_000

/** Records that `any`, `all` and `no` look at are counted as so many. */
const RECORDS = 1000

const SIZES: Readonly<Record<ValueType, number>> = {
  blank: 0,
  boolean: 5,
  date: 10,
  datetime: 24,
  number: 25,
  duration: 25,
  id: 18,
  reference: 18,
  phone: 40,
  email: 254,
  url: 255,
  picklist: 255,
  multipicklist: 65_536,
  text: 131_072,
}

/** Salesforce's short text fields (Object Reference, field types); HubSpot's texts hold 65,536 characters. */
const SALESFORCE_TEXTS: Readonly<Record<string, number>> = {
  string: 255,
  combobox: 255,
  encryptedstring: 175,
  time: 24,
  multipicklist: 4099,
}

const sizeOfProperty = (expr: Extract<Expr, { kind: 'property' | 'related' }>): number => {
  if (expr.type !== 'text' && expr.type !== 'multipicklist') return SIZES[expr.type]
  return expr.side === 'salesforce' ? (SALESFORCE_TEXTS[expr.vendorType] ?? SIZES.text) : 65_536
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0)

/** Normalising and comparing looks at each character a few times. */
const COMPARE = 10

const ofBinary = (expr: Extract<Expr, { kind: 'binary' }>): Bound => {
  const [left, right] = [boundOf(expr.left), boundOf(expr.right)]
  const inside = left.steps + right.steps
  switch (expr.op) {
    case 'and':
    case 'or':
      return { steps: inside + 2, size: SIZES.boolean }
    case '+':
      return { steps: inside + left.size + right.size + 100, size: expr.type === 'text' ? left.size + right.size : 25 }
    case '-':
    case '*':
    case '/':
      return { steps: inside + 100, size: 25 }
    default:
      return { steps: inside + COMPARE * (left.size + right.size + 10), size: SIZES.boolean }
  }
}

const ofCall = (expr: Extract<Expr, { kind: 'call' }>): Bound => {
  const args = expr.args.map(boundOf)
  const inside = total(args.map((arg) => arg.steps))
  const definition = findFunction(expr.function)
  if (definition === undefined) return { steps: inside, size: SIZES.text }
  const sizes = args.map((arg) => arg.size)
  const { cost } = definition
  // A parameter that may be repeated lets a function read its first text once for each.
  const rounds = signaturesOf(definition).some(({ parameters }) => parameters.some((one) => one.rest === true)) ? args.length : 1
  const isText = !['number', 'boolean', 'date', 'datetime', 'duration'].includes(expr.type)
  const known = expr.args.map((arg) => (arg.kind === 'literal' ? arg.value : undefined))
  const size = isText ? (definition.size?.(sizes, known) ?? total(sizes)) : SIZES[expr.type]
  return { steps: inside + cost.fixed + cost.perCharacter * total(sizes) * rounds + (cost.perResultCharacter ?? 0) * size, size }
}

/** The bound of that expression, whatever the records hold. Never throws. */
export const boundOf = (expr: Expr): Bound => {
  switch (expr.kind) {
    case 'literal':
      return { steps: 1, size: typeof expr.value === 'string' ? expr.value.length : 25 }
    case 'property':
    case 'related':
      return { steps: 20, size: sizeOfProperty(expr) }
    case 'not':
    case 'test':
      return { steps: boundOf(expr.operand).steps + 2, size: SIZES.boolean }
    case 'negate':
      return { steps: boundOf(expr.operand).steps + 2, size: SIZES.number }
    case 'binary':
      return ofBinary(expr)
    case 'in': {
      const operand = boundOf(expr.operand)
      const values = expr.values.map(boundOf)
      const compared = total(values.map((value) => COMPARE * (operand.size + value.size + 10)))
      return { steps: operand.steps + total(values.map((value) => value.steps)) + compared, size: SIZES.boolean }
    }
    case 'quantifier':
      return { steps: RECORDS * (boundOf(expr.where).steps + 10), size: SIZES.boolean }
    case 'member':
    case 'linked':
    case 'included':
      return { steps: 100, size: SIZES.boolean }
    case 'if': {
      const [condition, then, otherwise] = [boundOf(expr.condition), boundOf(expr.then), boundOf(expr.else)]
      return { steps: condition.steps + then.steps + otherwise.steps + 2, size: Math.max(then.size, otherwise.size) }
    }
    case 'call':
      return ofCall(expr)
  }
}
