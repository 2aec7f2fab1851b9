/** Types of arithmetic: numbers, texts joined by `+`, dates moved by durations. */
import { cannotCompute } from '../diagnostics/codes/types'
import type { Span } from '../text/span'
import type { Binding } from './binding'
import type { LooseType } from './resolved'
import type { Scope } from './scope'
import { familyOf, typeWords } from './type-words'

type Op = '+' | '-' | '*' | '/'

const resultType = (op: Op, left: LooseType, right: LooseType): LooseType | undefined => {
  const [a, b] = [familyOf(left), familyOf(right)]
  const isLoose = (one: string) => one === 'any'
  if (op === '+' && (a === 'text' || isLoose(a)) && (b === 'text' || isLoose(b))) return 'text'
  if ((op === '+' || op === '-') && a === 'moment' && (right === 'duration' || isLoose(b))) return left
  if (op === '+' && left === 'duration' && b === 'moment') return right
  if (op === '-' && a === 'moment' && b === 'moment') return 'duration'
  const isNumber = (one: string) => one === 'number' || isLoose(one)
  if (!isNumber(a) || !isNumber(b)) return undefined
  if (op === '/' && left === 'duration' && right === 'duration') return 'number'
  return left === 'duration' || right === 'duration' ? 'duration' : 'number'
}

/** The type of the result; `undefined`, and reported, where the two do not go together. */
export const arithmeticType = (
  binding: Binding,
  scope: Scope,
  at: { readonly op: Op; readonly span: Span },
  left: LooseType,
  right: LooseType,
): LooseType | undefined => {
  const type = resultType(at.op, left, right)
  if (type === undefined)
    binding.report(cannotCompute, { op: at.op, left: typeWords(left), right: typeWords(right) }, { file: scope.file, span: at.span })
  return type
}
