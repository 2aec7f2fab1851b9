/** Contradictions: finds conditions that no record can meet. */
import { typeOf } from '../expressions/equal-values'
import type { Expr, Value } from '../plan/plan'
import { waysToHold } from './ways-to-hold'

/** What is known of one property inside an `and`. */
type Facts = {
  readonly name: string
  /** A Salesforce checkbox, which is true or false. */
  readonly isNeverBlank: boolean
  known?: true
  blank?: true
  among?: readonly Value[]
  not: Value[]
  above?: Bound
  below?: Bound
}

type Bound = { readonly value: number; readonly isStrict: boolean }

const keyOf = (expr: Expr): string | undefined => {
  if (expr.kind === 'property') return `${expr.side}.${expr.name}`
  return expr.kind === 'related' ? `${expr.side}.${expr.via}.${expr.name}` : undefined
}

const nameOf = (expr: Expr): string => (expr.kind === 'property' || expr.kind === 'related' ? expr.name : '')

/** Types whose equal values are the same text, so that two different texts exclude each other. */
const isExact = (expr: Expr): boolean => ['text', 'picklist', 'number', 'boolean', 'date'].includes(typeOf(expr))

const noteAmong = (facts: Facts, values: readonly Value[]): void => {
  facts.among = facts.among === undefined ? values : facts.among.filter((value) => values.includes(value))
}

const isHubspotCheckbox = (expr: Expr): boolean =>
  (expr.kind === 'property' || expr.kind === 'related') && expr.side === 'hubspot' && expr.type === 'boolean'

/** The values that equal the one written: a HubSpot checkbox that was never set is false. */
const equals = (of: Expr, value: Value): readonly Value[] => (value === false && isHubspotCheckbox(of) ? [false, null] : [value])

const noteBinary = (facts: Facts, expr: Extract<Expr, { kind: 'binary' }>): void => {
  if (expr.right.kind !== 'literal' || !isExact(expr.left)) return
  const { value } = expr.right
  if (expr.op === '=') noteAmong(facts, equals(expr.left, value))
  else if (expr.op === '!=') facts.not.push(...equals(expr.left, value))
  else if (typeof value === 'number' && (expr.op === '>' || expr.op === '>=')) {
    facts.known = true
    const bound = { value, isStrict: expr.op === '>' }
    if (facts.above === undefined || value > facts.above.value || (value === facts.above.value && bound.isStrict)) facts.above = bound
  } else if (typeof value === 'number' && (expr.op === '<' || expr.op === '<=')) {
    facts.known = true
    const bound = { value, isStrict: expr.op === '<' }
    if (facts.below === undefined || value < facts.below.value || (value === facts.below.value && bound.isStrict)) facts.below = bound
  }
}

const note = (facts: Facts, expr: Expr): void => {
  if (expr.kind === 'test') facts[expr.op] = true
  else if (expr.kind === 'binary') noteBinary(facts, expr)
  else if (expr.kind === 'in' && isExact(expr.operand)) {
    const values = expr.values.flatMap((value) => (value.kind === 'literal' ? equals(expr.operand, value.value) : []))
    if (expr.values.every((value) => value.kind === 'literal')) noteAmong(facts, values)
  }
}

const subjectOf = (expr: Expr): Expr | undefined =>
  expr.kind === 'test' || expr.kind === 'in' ? expr.operand : expr.kind === 'binary' ? expr.left : undefined

const isWithin = ({ above, below }: Facts, value: Value): boolean => {
  if (typeof value !== 'number') return true
  const isAbove = above === undefined || value > above.value || (value === above.value && !above.isStrict)
  return isAbove && (below === undefined || value < below.value || (value === below.value && !below.isStrict))
}

const conflict = (facts: Facts): string | undefined => {
  const name = `\`${facts.name}\``
  if (facts.isNeverBlank && (facts.blank || facts.among?.every((value) => value === null)))
    return `${name} is a checkbox of Salesforce, which is never blank`
  if (facts.blank && (facts.known || facts.not.includes(null))) return `${name} cannot be known and blank`
  const left = facts.among?.filter((value) => !facts.not.includes(value) && isWithin(facts, value))
  if (left !== undefined && left.length === 0) return `${name} cannot have these values at once`
  if (left !== undefined && facts.known && left.every((value) => value === null)) return `${name} cannot be known and blank`
  if (left !== undefined && facts.blank && !left.includes(null)) return `${name} cannot be blank and have a value`
  const { above, below } = facts
  if (above === undefined || below === undefined) return undefined
  if (above.value > below.value || (above.value === below.value && (above.isStrict || below.isStrict)))
    return `${name} cannot be above ${above.value} and below ${below.value}`
  return undefined
}

/** What holds of a property before anything is asked of it. */
const factsOf = (subject: Expr): Facts => {
  const isCheckbox = typeOf(subject) === 'boolean'
  const isNeverBlank = isCheckbox && !isHubspotCheckbox(subject)
  const among: readonly Value[] = isNeverBlank ? [true, false] : [true, false, null]
  return { name: nameOf(subject), isNeverBlank, not: [], ...(isCheckbox ? { among } : {}) }
}

const conjunctionConflict = (all: readonly Expr[]): string | undefined => {
  const byKey = new Map<string, Facts>()
  for (const one of all) {
    if (one.kind === 'literal' && one.value !== true) return 'it is always false'
    const subject = subjectOf(one)
    const key = subject === undefined ? undefined : keyOf(subject)
    if (subject === undefined || key === undefined) continue
    const facts = byKey.get(key) ?? factsOf(subject)
    byKey.set(key, facts)
    note(facts, one)
  }
  for (const facts of byKey.values()) {
    const found = conflict(facts)
    if (found !== undefined) return found
  }
  return undefined
}

/** Why no record can meet the condition, or `undefined` where one might: it never accuses a condition that can hold. */
export const contradictionIn = (expr: Expr): string | undefined => {
  const reasons = waysToHold(expr)?.map(conjunctionConflict)
  return reasons?.every((reason) => reason !== undefined) ? reasons[0] : undefined
}

/** Whether some record could meet all of them, as far as can be told. */
export const canAllHold = (conditions: readonly Expr[]): boolean => {
  const [first, ...rest] = conditions
  if (first === undefined) return true
  return (
    contradictionIn(rest.reduce((left, right): Expr => ({ kind: 'binary', op: 'and', left, right, type: 'boolean' }), first)) === undefined
  )
}
