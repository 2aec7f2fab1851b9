/** Expression slots: what may follow the tokens of a condition or of a source. */
import type { Token } from '../syntax/tokens'
import {
  type Candidate,
  fields,
  functionNames,
  hubspotObjects,
  lists,
  properties,
  type Scope,
  salesforceObjects,
  syncFields,
  texts,
  words,
} from './candidates'
import { fieldsOf, propertiesOf } from './describe'

/** The token at an index, which may count from the end, as it reads; nothing when there is none. */
export const valueAt = (line: readonly Token[], index: number): string => line.at(index)?.value ?? ''

const JOINS = ['and', 'or', 'not', 'if', 'then', 'else', 'where', 'contains', 'with']

/** Whether an operand must follow. */
export const needsOperand = (line: readonly Token[]): boolean => {
  const last = line.at(-1)
  return last === undefined || ['operator', '(', ',', '.'].includes(last.kind) || (last.kind === 'word' && JOINS.includes(last.value))
}

/** What may follow the tokens of an expression in which these names stand bare. */
export const inExpression = (scope: Scope, line: readonly Token[], names: readonly Candidate[]): readonly Candidate[] => {
  const last = line.at(-1)
  const before = line.at(-2)
  if (last?.kind === '.') return afterDot(scope, before?.value)
  if (last?.kind === 'word') {
    if (last.value === 'of') return lists(scope)
    if (last.value === 'is') return words('known', 'blank', 'linked', 'included', 'open', 'won', 'lost')
    if (last.value === 'member') return words('of')
    if (['any', 'all', 'no'].includes(last.value)) return [...hubspotObjects(scope), ...salesforceObjects(scope)]
    if (before?.kind === 'word' && ['any', 'all', 'no'].includes(before.value)) return words('where', 'is open', 'is won', 'is lost')
    if (last.value === 'starts' || last.value === 'ends') return words('with')
  }
  if (!needsOperand(line))
    return words(
      'and',
      'or',
      '=',
      '!=',
      '<',
      '<=',
      '>',
      '>=',
      'is known',
      'is blank',
      'contains',
      'starts with',
      'ends with',
      'in',
      '+',
      '-',
      '*',
      '/',
    )
  const operand = [
    ...names,
    ...functionNames,
    ...words('not', 'member of', 'is linked', 'is included', 'any', 'all', 'no', 'if', 'true', 'false', 'blank'),
  ]
  return [...comparedOptions(scope, line), ...operand]
}

/** The options of the property on the left of a comparison or of `in (...)`. */
const comparedOptions = (scope: Scope, line: readonly Token[]): readonly Candidate[] => {
  const list = line.findLastIndex((token, index) => token.kind === '(' && line[index - 1]?.value === 'in')
  const at = line.at(-1)?.kind === 'operator' ? line.length - 2 : list > 0 ? list - 2 : -1
  const name = at >= 0 ? line[at]?.value : undefined
  if (name === undefined) return []
  const own = scope.cursor.place === 'from' ? scope.cursor.heads.at(-1)?.[1]?.value : undefined
  const objects =
    own !== undefined && own !== 'hubspot' ? [own] : scope.cursor.place === 'lifecycle' ? ['Opportunity'] : scope.sync.salesforce
  const ofFields = objects.flatMap((object) => texts(fieldsOf(scope.catalog, object).find((one) => one.name === name)?.options))
  const ofProperty = texts(propertiesOf(scope.catalog, scope.sync.hubspot).find((one) => one.name === name)?.options)
  return own === 'hubspot' ? ofProperty : own === undefined ? [...ofProperty, ...ofFields] : ofFields
}

const afterDot = (scope: Scope, name: string | undefined): readonly Candidate[] => {
  if (name === 'hubspot') return properties(scope, scope.sync.hubspot)
  if (name === 'salesforce') return syncFields(scope)
  return [...properties(scope, name), ...fields(scope, name)]
}
