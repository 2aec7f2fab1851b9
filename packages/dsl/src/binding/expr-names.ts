/** Walks over expressions of the plan: which properties, objects and lists they look at. */
import type { Expr } from '../plan/plan'

/** The expression and everything inside it, outermost first. */
export function* within(expr: Expr): Generator<Expr> {
  yield expr
  switch (expr.kind) {
    case 'not':
    case 'negate':
    case 'test':
      yield* within(expr.operand)
      return
    case 'binary':
      yield* within(expr.left)
      yield* within(expr.right)
      return
    case 'in':
      yield* within(expr.operand)
      for (const value of expr.values) yield* within(value)
      return
    case 'quantifier':
      yield* within(expr.where)
      return
    case 'if':
      yield* within(expr.condition)
      yield* within(expr.then)
      yield* within(expr.else)
      return
    case 'call':
      for (const arg of expr.args) yield* within(arg)
      return
    default:
      return
  }
}

/** The Salesforce objects that an expression names in front of a field, each once. */
export const objectsNamedIn = (expr: Expr): readonly string[] => [
  ...new Set([...within(expr)].flatMap((one) => (one.kind === 'property' && one.object !== undefined ? [one.object] : []))),
]
