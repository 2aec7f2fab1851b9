/** Never blank: expressions that have a value whatever the records hold, and those whose value no record decides. */
import { within } from '../binding/expr-names'
import type { Expr } from '../plan/plan'

/** What an expression may read of records. */
const READS: ReadonlySet<Expr['kind']> = new Set(['property', 'related', 'member', 'quantifier', 'linked', 'included'])

/** Whether the value is the same for all records. */
export const isFixed = (expr: Expr): boolean => ![...within(expr)].some((one) => READS.has(one.kind))

const isComputed = ({ op, left, right, type }: Extract<Expr, { kind: 'binary' }>): boolean => {
  switch (op) {
    case '+':
      return type === 'number' ? isNeverBlank(left) && isNeverBlank(right) : isNeverBlank(left) || isNeverBlank(right)
    case '-':
    case '*':
      return isNeverBlank(left) && isNeverBlank(right)
    // What is divided by zero is blank.
    case '/':
      return false
    default:
      return true
  }
}

/** Whether the value is certain never to be blank; functions are not looked into. */
export const isNeverBlank = (expr: Expr): boolean => {
  switch (expr.kind) {
    case 'literal':
      return expr.value !== null && expr.value !== ''
    // A Salesforce checkbox is true or false, and counts as false where there is no record.
    case 'property':
    case 'related':
      return expr.side === 'salesforce' && expr.type === 'boolean'
    case 'negate':
      return isNeverBlank(expr.operand)
    case 'binary':
      return isComputed(expr)
    case 'if':
      return isNeverBlank(expr.then) && isNeverBlank(expr.else)
    case 'call':
      return false
    case 'not':
    case 'test':
    case 'in':
    case 'member':
    case 'quantifier':
    case 'linked':
    case 'included':
      return true
  }
}
