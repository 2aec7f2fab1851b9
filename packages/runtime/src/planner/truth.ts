/** Conditions over records of which something was not read: true, false, or unknown. What was not read is never taken for a blank. */
import type { Expr, Value } from '@lockstep/dsl'
import type { Surroundings } from './environment'
import type { Language } from './language'

/** `unknown`: the answer hangs on something that was not read. */
export type Truth = boolean | 'unknown'

/** A condition ready to run on many records. */
export type Test = (environment: Surroundings) => Truth

/** An expression's value, or `undefined` where it needs something that was not read. */
export const knownValue = (evaluate: (environment: Surroundings) => Value, environment: Surroundings): Value | undefined => {
  const { unread } = environment
  unread.isMet = false
  const value = evaluate(environment)
  return unread.isMet ? undefined : value
}

const not = (truth: Truth): Truth => (truth === 'unknown' ? truth : !truth)

const both = (left: Truth, right: () => Truth): Truth => {
  if (left === false) return false
  const other = right()
  if (other === false) return false
  return left === true && other === true ? true : 'unknown'
}

const quantify = (environments: readonly Surroundings[], where: Test): Truth => {
  const truths = environments.map(where)
  return truths.includes(true) ? true : truths.includes('unknown') ? 'unknown' : false
}

const quantifierTest = (language: Language, expr: Extract<Expr, { kind: 'quantifier' }>): Test => {
  const where = compileTest(language, expr.where)
  const ask = (environment: Surroundings, holds: Test): Truth => {
    const { unread } = environment
    unread.isMet = false
    const records = environment.associated(expr.object)
    return unread.isMet ? 'unknown' : quantify(records, holds)
  }
  switch (expr.quantifier) {
    case 'any':
      return (environment) => ask(environment, where)
    case 'no':
      return (environment) => not(ask(environment, where))
    case 'all':
      return (environment) => not(ask(environment, (each) => not(where(each))))
  }
}

/**
 * A closure over the condition. It is true exactly where the expression is `true` of records that were read whole; false and unknown is
 * false, true or unknown is true, and so on through every `not`, `if` and quantifier.
 */
export const compileTest = (language: Language, expr: Expr): Test => {
  switch (expr.kind) {
    case 'not': {
      const operand = compileTest(language, expr.operand)
      return (environment) => not(operand(environment))
    }
    case 'if': {
      const condition = compileTest(language, expr.condition)
      const then = compileTest(language, expr.then)
      const otherwise = compileTest(language, expr.else)
      return (environment) => {
        const truth = condition(environment)
        if (truth !== 'unknown') return truth ? then(environment) : otherwise(environment)
        const [yes, no] = [then(environment), otherwise(environment)]
        return yes === no ? yes : 'unknown'
      }
    }
    case 'quantifier':
      return quantifierTest(language, expr)
    case 'binary':
      if (expr.op === 'and' || expr.op === 'or') {
        const left = compileTest(language, expr.left)
        const right = compileTest(language, expr.right)
        return expr.op === 'and'
          ? (environment) => both(left(environment), () => right(environment))
          : (environment) => not(both(not(left(environment)), () => not(right(environment))))
      }
  }
  const evaluate = language.compileExpr(expr)
  return (environment) => {
    const value = knownValue(evaluate, environment)
    return value === undefined ? 'unknown' : value === true
  }
}
