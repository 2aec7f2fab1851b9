/** Mapping slots: what may follow the tokens of a mapping: its ends, its arrow and its options. */
import { MAPPING_OPTIONS } from '../syntax/keywords'
import type { Token } from '../syntax/tokens'
import { type Candidate, fields, functionNames, properties, type Scope, syncFields, tables, texts, words } from './candidates'
import { fieldsOf, propertiesOf } from './describe'
import { inExpression, needsOperand, valueAt } from './expression-slots'

/** What may follow the tokens of a mapping, which may be none. */
export const inMap = (scope: Scope, line: readonly Token[]): readonly Candidate[] => {
  const arrow = line.findIndex((token, index) => token.kind === 'arrow' || (index > 0 && token.kind === 'word' && token.value === 'off'))
  if (arrow < 0) {
    const left = properties(scope, scope.sync.hubspot)
    return line.length === 0 || needsOperand(line) ? [...left, ...functionNames] : [...words('<->', '->', '<-', 'off'), ...words('+')]
  }
  const right = line.slice(arrow + 1)
  const option = right.findLastIndex(
    (token, index) => index > 0 && token.kind === 'word' && MAPPING_OPTIONS.includes(token.value) && right[index - 1]?.kind !== '.',
  )
  if (option < 0) {
    if (right.length === 0) return [...syncFields(scope), ...(line[arrow]?.value === '<-' ? functionNames : [])]
    const object = right.at(-1)?.kind === '.' ? fields(scope, valueAt(right, -2)) : []
    if (object.length > 0) return object
    return needsOperand(right) ? [...syncFields(scope), ...functionNames] : words(...OPTION_PHRASES)
  }
  return inOption(scope, right[option]!.value, right.slice(option + 1), { left: line[0]?.value, right: right.slice(0, option) })
}

const OPTION_PHRASES = [
  'prefer salesforce unless blank',
  'prefer hubspot unless blank',
  'default',
  'when',
  'using',
  'once',
  'sticky',
  'required',
]

type Ends = { readonly left: string | undefined; readonly right: readonly Token[] }

const inOption = (scope: Scope, option: string, rest: readonly Token[], ends: Ends): readonly Candidate[] => {
  const more = words(...OPTION_PHRASES)
  switch (option) {
    case 'prefer':
      return rest.length === 0
        ? words('salesforce unless blank', 'hubspot unless blank')
        : rest.length === 1
          ? words('unless blank')
          : rest.length === 2
            ? words('blank')
            : more
    case 'default':
    case 'sticky': {
      if (rest.length === 0) return [...endOptions(scope, ends), ...words('true', 'false')]
      return option === 'sticky' ? [...words('until hubspot clears', 'even when paused'), ...more] : more
    }
    case 'using':
      return rest.length === 0 ? [...tables(scope), ...functionNames] : more
    case 'when':
      // `even when paused` is part of `sticky`.
      return [...inExpression(scope, rest, words('hubspot', 'salesforce')), ...(rest.length > 0 && !needsOperand(rest) ? more : [])]
    default:
      return more
  }
}

const endOptions = (scope: Scope, { left, right }: Ends): readonly Candidate[] => {
  const field = valueAt(right, -1)
  const objects = right.length > 1 ? [valueAt(right, 0)] : scope.sync.salesforce
  return [
    ...objects.flatMap((object) => texts(fieldsOf(scope.catalog, object).find((one) => one.name === field)?.options)),
    ...texts(propertiesOf(scope.catalog, scope.sync.hubspot).find((one) => one.name === left)?.options),
  ]
}
