/** Types of calls: how many arguments a function takes, and of which types. */
import { wrongArgument, wrongArgumentCount } from '../diagnostics/codes/types'
import type { FunctionDefinition, ParameterType } from '../functions/function-definition'
import type { CallNode } from '../syntax/ast'
import type { Binding } from './binding'
import type { LooseType } from './resolved'
import type { Scope } from './scope'
import { familyOf, typeWords } from './type-words'

const NEEDED: Readonly<Record<ParameterType, string>> = {
  text: 'text',
  number: 'a number',
  boolean: 'a checkbox or condition',
  moment: 'a date',
  any: 'a value',
}

const counted = (count: number): string => `${count} ${count === 1 ? 'argument' : 'arguments'}`

const countWords = (least: number, most: number): string => {
  if (most === Number.POSITIVE_INFINITY) return `at least ${counted(least)}`
  return least === most ? counted(least) : `${least} to ${counted(most)}`
}

/** Whether an argument of that type fits the parameter. */
export const fitsParameter = (parameter: ParameterType, type: LooseType): boolean =>
  parameter === 'any' || familyOf(type) === 'any' || familyOf(type) === parameter

/** True when the arguments fit; otherwise the first that does not is reported. */
export const checkArguments = (
  binding: Binding,
  scope: Scope,
  definition: FunctionDefinition,
  node: CallNode,
  types: readonly LooseType[],
): boolean => {
  const { parameters, name } = definition
  const least = parameters.filter((one) => one.optional !== true && one.rest !== true).length
  const most = parameters.some((one) => one.rest === true) ? Number.POSITIVE_INFINITY : parameters.length
  if (types.length < least || types.length > most) {
    binding.report(
      wrongArgumentCount,
      { name, needed: countWords(least, most), found: String(types.length) },
      { file: scope.file, span: node.span },
    )
    return false
  }
  for (const [index, type] of types.entries()) {
    const parameter = parameters[Math.min(index, parameters.length - 1)]
    const arg = node.args[index]
    if (parameter === undefined || arg === undefined || fitsParameter(parameter.type, type)) continue
    binding.report(
      wrongArgument,
      { name, parameter: parameter.name, needed: NEEDED[parameter.type], type: typeWords(type) },
      { file: scope.file, span: arg.span },
    )
    return false
  }
  return true
}
