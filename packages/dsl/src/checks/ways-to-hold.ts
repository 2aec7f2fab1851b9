/** Ways to hold: a condition as alternatives, each a list of plain tests that must hold together. */
import type { Expr } from '../plan/plan'

/** More alternatives than these are not looked at. */
const MOST_WAYS = 128

type Binary = Extract<Expr, { kind: 'binary' }>
type Ways = readonly (readonly Expr[])[]

const OPPOSITES: Readonly<Partial<Record<Binary['op'], Binary['op']>>> = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
}
const ORDERS: ReadonlySet<Binary['op']> = new Set(['<', '<=', '>', '>='])

const either = (...ways: readonly (Ways | undefined)[]): Ways | undefined => {
  if (ways.some((one) => one === undefined)) return undefined
  const all = ways.flatMap((one) => one ?? [])
  return all.length > MOST_WAYS ? undefined : all
}

const both = (left: Ways | undefined, right: Ways | undefined): Ways | undefined => {
  if (left === undefined || right === undefined || left.length * right.length > MOST_WAYS) return undefined
  return left.flatMap((a) => right.map((b) => [...a, ...b]))
}

/** A comparison by itself, or its opposite: an order is false on a blank, so its opposite holds there too. */
const comparison = (expr: Binary, isNegated: boolean): Ways => {
  if (!isNegated) return [[expr]]
  const op = OPPOSITES[expr.op]
  if (op === undefined) return [[{ kind: 'not', operand: expr }]]
  if (!ORDERS.has(expr.op)) return [[{ ...expr, op }]]
  // What else could be blank is not known here, so nothing is said of such a comparison.
  if (expr.right.kind !== 'literal' || expr.right.value === null) return [[{ kind: 'not', operand: expr }]]
  return [[{ ...expr, op }], [{ kind: 'test', op: 'blank', operand: expr.left }]]
}

const waysOf = (expr: Expr, isNegated: boolean): Ways | undefined => {
  switch (expr.kind) {
    case 'not':
      return waysOf(expr.operand, !isNegated)
    case 'literal':
      return [[isNegated ? { ...expr, value: expr.value !== true, type: 'boolean' } : expr]]
    case 'test':
      return [[isNegated ? { ...expr, op: expr.op === 'known' ? 'blank' : 'known' } : expr]]
    case 'in':
      return isNegated
        ? [expr.values.map((right): Expr => ({ kind: 'binary', op: '!=', left: expr.operand, right, type: 'boolean' }))]
        : [[expr]]
    case 'binary': {
      if (expr.op !== 'and' && expr.op !== 'or') return comparison(expr, isNegated)
      const [left, right] = [waysOf(expr.left, isNegated), waysOf(expr.right, isNegated)]
      return (expr.op === 'and') === isNegated ? either(left, right) : both(left, right)
    }
    default:
      return [[isNegated ? { kind: 'not', operand: expr } : expr]]
  }
}

/** `undefined` when there are too many. */
export const waysToHold = (expr: Expr): Ways | undefined => waysOf(expr, false)
