/** Types of calls: how many arguments a function takes, and of which types. */
import { unknownWord, wrongArgument, wrongArgumentCount } from '../diagnostics/codes/types'
import { nearest } from '../diagnostics/did-you-mean'
import { type FunctionDefinition, type Parameter, type ParameterType, type Signature, signaturesOf } from '../functions/function-definition'
import { vocabularyOf } from '../functions/vocabularies'
import type { CallNode } from '../syntax/ast'
import { asMoment } from './as-moment'
import type { Binding } from './binding'
import type { Lowered } from './lowered'
import type { LooseType } from './resolved'
import type { Scope } from './scope'
import { familyOf, typeWords } from './type-words'

const NEEDED: Readonly<Record<ParameterType, string>> = {
  text: 'text',
  list: 'a list of options',
  number: 'a number',
  boolean: 'a checkbox or condition',
  moment: 'a date',
  any: 'a value',
}

/** What a parameter takes, in the words of messages. */
export const neededWords = (type: ParameterType): string => NEEDED[type]

const counted = (count: number): string => `${count} ${count === 1 ? 'argument' : 'arguments'}`

const countWords = (parameters: readonly Parameter[]): string => {
  const least = parameters.filter((one) => one.optional !== true && one.rest !== true).length
  if (parameters.some((one) => one.rest === true)) return `at least ${counted(least)}`
  return least === parameters.length ? counted(least) : `${least} to ${counted(parameters.length)}`
}

/** Whether an argument of that type fits the parameter. */
export const fitsParameter = (parameter: ParameterType, type: LooseType): boolean =>
  parameter === 'any' || familyOf(type) === 'any' || familyOf(type) === (parameter === 'list' ? 'text' : parameter)

const accepts = (signature: Signature, count: number): boolean => {
  const least = signature.parameters.filter((one) => one.optional !== true && one.rest !== true).length
  const most = signature.parameters.some((one) => one.rest === true) ? Number.POSITIVE_INFINITY : signature.parameters.length
  return count >= least && count <= most
}

/** The first argument that does not fit the signature, by its place; -1 when all do. */
const firstUnfit = ({ parameters }: Signature, types: readonly LooseType[]): number =>
  types.findIndex((type, index) => {
    const parameter = parameters[Math.min(index, parameters.length - 1)]
    return parameter !== undefined && !fitsParameter(parameter.type, type)
  })

/** The way to call the function that takes arguments of those types; `undefined` when none does. */
export const fittingSignature = (definition: FunctionDefinition, types: readonly LooseType[]): Signature | undefined =>
  signaturesOf(definition).find((one) => accepts(one, types.length) && firstUnfit(one, types) === -1)

/** How many arguments fit, from the first on, in the way to call the function that takes the most of them. */
const fitting = (definition: FunctionDefinition, args: readonly Lowered[]): number => {
  const types = args.map((arg) => arg.type)
  const counts = signaturesOf(definition).map((one) => (accepts(one, types.length) ? firstUnfit(one, types) : 0))
  return counts.includes(-1) ? Number.POSITIVE_INFINITY : Math.max(...counts)
}

/** The arguments, their texts read as dates where more of them fit so. */
export const withDates = (definition: FunctionDefinition, args: readonly Lowered[]): readonly Lowered[] => {
  const dated = args.map((arg) => asMoment(arg, 'datetime'))
  return fitting(definition, dated) > fitting(definition, args) ? dated : args
}

/** `left(text, count)`, in brackets what may be left out, with `...` after what may be repeated. */
const spelled = (name: string, { parameters }: Signature): string =>
  `${name}(${parameters.map((one) => (one.rest ? `${one.name}, ...` : one.optional ? `[${one.name}]` : one.name)).join(', ')})`

/** Warns of a text that names no time zone, country, currency or order: the function would always answer blank. */
const checkWords = (binding: Binding, scope: Scope, { parameters }: Signature, node: CallNode): void => {
  for (const [index, arg] of node.args.entries()) {
    const vocabulary = vocabularyOf(parameters[index]?.name ?? '')
    if (vocabulary === undefined || arg.kind !== 'literal' || typeof arg.value !== 'string' || vocabulary.knows(arg.value)) continue
    const near = nearest(arg.value, vocabulary.usual())
    const help = near === undefined ? `write it as in \`"${vocabulary.example}"\`` : `did you mean \`"${near}"\`?`
    binding.report(unknownWord, { value: arg.value, what: vocabulary.what }, { file: scope.file, span: arg.span, help })
  }
}

/** The signature that the arguments fit; otherwise the first that does not is reported. */
export const checkArguments = (
  binding: Binding,
  scope: Scope,
  definition: FunctionDefinition,
  node: CallNode,
  types: readonly LooseType[],
): Signature | undefined => {
  const way = fittingSignature(definition, types)
  if (way !== undefined) {
    checkWords(binding, scope, way, node)
    return way
  }
  const signatures = signaturesOf(definition)
  const { name } = definition
  const help = `it is written ${signatures.map((one) => `\`${spelled(name, one)}\``).join(' or ')}`
  const counting = signatures
    .filter((one) => accepts(one, types.length))
    .reduce<Signature | undefined>(
      (best, one) => (best !== undefined && firstUnfit(best, types) >= firstUnfit(one, types) ? best : one),
      undefined,
    )
  if (counting === undefined) {
    const needed = [...new Set(signatures.map(({ parameters }) => countWords(parameters)))].join(', or ')
    binding.report(wrongArgumentCount, { name, needed, found: String(types.length) }, { file: scope.file, span: node.span, help })
    return undefined
  }
  const index = firstUnfit(counting, types)
  const parameter = counting.parameters[Math.min(index, counting.parameters.length - 1)]
  const [arg, type] = [node.args[index], types[index]]
  if (parameter === undefined || arg === undefined || type === undefined) return undefined
  binding.report(
    wrongArgument,
    { name, parameter: parameter.name, needed: neededWords(parameter.type), type: typeWords(type) },
    { file: scope.file, span: arg.span, help },
  )
  return undefined
}
