/** Expressions of the plan in the words of the language, for sentences shown to people. */
import type { Expr } from './plan'

const UNITS = [
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const

const durationWords = (millis: number): string => {
  const [unit, size] = UNITS.find(([, one]) => millis !== 0 && millis % one === 0) ?? ['second', 1000]
  const count = millis / size
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

const literalWords = (expr: Extract<Expr, { kind: 'literal' }>): string => {
  if (expr.value === null) return 'blank'
  if (expr.type === 'duration' && typeof expr.value === 'number') return durationWords(expr.value)
  return typeof expr.value === 'string' ? `"${expr.value}"` : String(expr.value)
}

/** How tightly an operator binds; a looser one inside a tighter one is put in parentheses. */
const STRENGTH: Readonly<Record<string, number>> = { or: 1, and: 2, '+': 5, '-': 5, '*': 6, '/': 6 }
const COMPARISON = 4

const strengthOf = (expr: Expr): number => {
  if (expr.kind === 'binary') return STRENGTH[expr.op] ?? COMPARISON
  if (expr.kind === 'if') return 0
  return expr.kind === 'not' ? 3 : 9
}

const inside = (expr: Expr, outer: number): string => (strengthOf(expr) < outer ? `(${exprWords(expr)})` : exprWords(expr))

/** The expression as a person would write it, names in back-ticks. */
export const exprWords = (expr: Expr): string => {
  switch (expr.kind) {
    case 'literal':
      return literalWords(expr)
    case 'property':
      return `\`${expr.object === undefined ? '' : `${expr.object}.`}${expr.name}\``
    case 'related':
      return `\`${expr.via}.${expr.name}\``
    case 'not':
      return `not ${inside(expr.operand, 4)}`
    case 'negate':
      return `-${inside(expr.operand, 7)}`
    case 'test':
      return `${inside(expr.operand, 5)} is ${expr.op}`
    case 'binary': {
      const strength = strengthOf(expr)
      return `${inside(expr.left, strength)} ${expr.op} ${inside(expr.right, strength + 1)}`
    }
    case 'in':
      return `${inside(expr.operand, 5)} is one of ${expr.values.map(exprWords).join(', ')}`
    case 'member':
      return `it is in the list "${expr.list}"`
    case 'quantifier':
      return `${expr.quantifier} ${expr.object} where ${exprWords(expr.where)}`
    case 'linked':
      return expr.object === undefined ? 'it is linked' : `it is linked to a ${expr.object}`
    case 'included':
      return 'it is included'
    case 'if':
      return `${exprWords(expr.then)} if ${exprWords(expr.condition)}, else ${exprWords(expr.else)}`
    case 'call':
      return `${expr.function}(${expr.args.map(exprWords).join(', ')})`
  }
}
