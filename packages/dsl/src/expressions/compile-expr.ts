/** Expressions compiled to closures: total, pure, and never throwing. */
import { findFunction } from '../functions/index'
import type { Expr, Value } from '../plan/plan'
import { findIn } from '../text/find-in'
import { textOfValue } from '../types/encode'
import { optionSet } from '../types/equality'
import { add, divide, multiply, subtract } from './arithmetic'
import type { Environment } from './environment'
import { comparisonOf, equalValues, orderValues, typeOf } from './equal-values'

/** An expression ready to run on many records. */
export type Evaluate = (environment: Environment) => Value

type Binary = Extract<Expr, { kind: 'binary' }>

const blankIsFalse = (side: string, type: string, value: Value): Value =>
  value === '' || value === null ? (side === 'salesforce' && type === 'boolean' ? false : null) : value

const textTest = (op: 'contains' | 'starts with' | 'ends with', left: Value, right: Value, isOptions: boolean): boolean => {
  const [text, part] = [textOfValue(left), textOfValue(right)]
  if (text === null || part === null) return false
  if (op === 'contains') return isOptions ? optionSet(text).includes(part.trim()) : findIn(text, part) !== -1
  return op === 'starts with' ? text.startsWith(part) : text.endsWith(part)
}

const compileBinary = (expr: Binary): Evaluate => {
  const left = compileExpr(expr.left)
  const right = compileExpr(expr.right)
  const comparison = comparisonOf(expr.left, expr.right)
  const ordered = (holds: (order: number) => boolean): Evaluate => {
    return (environment) => {
      const order = orderValues(comparison, left(environment), right(environment))
      return order !== null && holds(order)
    }
  }
  switch (expr.op) {
    case 'and':
      return (environment) => left(environment) === true && right(environment) === true
    case 'or':
      return (environment) => left(environment) === true || right(environment) === true
    case '=':
      return (environment) => equalValues(comparison, left(environment), right(environment))
    case '!=':
      return (environment) => !equalValues(comparison, left(environment), right(environment))
    case '<':
      return ordered((order) => order < 0)
    case '<=':
      return ordered((order) => order <= 0)
    case '>':
      return ordered((order) => order > 0)
    case '>=':
      return ordered((order) => order >= 0)
    case 'contains':
    case 'starts with':
    case 'ends with': {
      const { op } = expr
      const isOptions = typeOf(expr.left) === 'multipicklist'
      return (environment) => textTest(op, left(environment), right(environment), isOptions)
    }
    case '+':
      return (environment) => add(expr.type, left(environment), right(environment))
    case '-':
      return (environment) => subtract(left(environment), right(environment))
    case '*':
      return (environment) => multiply(left(environment), right(environment))
    case '/':
      return (environment) => divide(left(environment), right(environment))
  }
}

const compileQuantifier = (expr: Extract<Expr, { kind: 'quantifier' }>): Evaluate => {
  const where = compileExpr(expr.where)
  const { object, quantifier } = expr
  return (environment) => {
    const records = environment.associated(object)
    const holds = (record: Environment): boolean => where(record) === true
    if (quantifier === 'any') return records.some(holds)
    return quantifier === 'all' ? records.every(holds) : !records.some(holds)
  }
}

const compileIn = (expr: Extract<Expr, { kind: 'in' }>): Evaluate => {
  const operand = compileExpr(expr.operand)
  const choices = expr.values.map((value) => ({ value: compileExpr(value), comparison: comparisonOf(expr.operand, value) }))
  return (environment) => {
    const value = operand(environment)
    return choices.some((choice) => equalValues(choice.comparison, value, choice.value(environment)))
  }
}

const compileCall = (expr: Extract<Expr, { kind: 'call' }>): Evaluate => {
  const definition = findFunction(expr.function)
  if (definition === undefined) throw new Error(`the plan calls \`${expr.function}\`, which this version does not know: please report this`)
  const args = expr.args.map(compileExpr)
  return (environment) => definition.call(args.map((arg) => arg(environment)))
}

/**
 * A closure over the expression. It never throws and needs no clock, network or randomness; what is missing is blank.
 * Blank equals only blank; a comparison or text test with a blank is false, and `!=` and `not` are exact opposites.
 * Throws while compiling only when the plan names a function that does not exist, which is our bug.
 */
export const compileExpr = (expr: Expr): Evaluate => {
  switch (expr.kind) {
    case 'literal': {
      const value = expr.value === '' ? null : expr.value
      return () => value
    }
    case 'property':
      return (environment) => blankIsFalse(expr.side, expr.type, environment.property(expr.side, expr.name, expr.vendorType))
    case 'related':
      return (environment) => blankIsFalse(expr.side, expr.type, environment.related(expr.side, expr.via, expr.name, expr.vendorType))
    case 'not': {
      const operand = compileExpr(expr.operand)
      return (environment) => operand(environment) !== true
    }
    case 'negate': {
      const operand = compileExpr(expr.operand)
      return (environment) => {
        const value = operand(environment)
        return typeof value === 'number' ? 0 - value : null
      }
    }
    case 'test': {
      const operand = compileExpr(expr.operand)
      const wantsBlank = expr.op === 'blank'
      return (environment) => {
        const value = operand(environment)
        return (value === null || value === '') === wantsBlank
      }
    }
    case 'binary':
      return compileBinary(expr)
    case 'in':
      return compileIn(expr)
    case 'member':
      return (environment) => environment.isMember(expr.list)
    case 'quantifier':
      return compileQuantifier(expr)
    case 'linked':
      return (environment) => environment.isLinked(expr.object)
    case 'included':
      return (environment) => environment.isIncluded()
    case 'if': {
      const condition = compileExpr(expr.condition)
      const then = compileExpr(expr.then)
      const otherwise = compileExpr(expr.else)
      return (environment) => (condition(environment) === true ? then(environment) : otherwise(environment))
    }
    case 'call':
      return compileCall(expr)
  }
}
