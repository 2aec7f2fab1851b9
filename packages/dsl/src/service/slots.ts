/** Slots: what may follow the tokens of a line, in each kind of block. */
import { MAPPING_OPTIONS } from '../syntax/keywords'
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
  syncObjects,
  tables,
  texts,
  words,
} from './candidates'
import type { Cursor } from './cursor'
import { fieldsOf, propertiesOf } from './describe'
import { stageOptions, tableOptions } from './options'

/** What may follow `cursor.line`, which may be empty in `map` and `values`. */
export const afterLine = (scope: Scope, cursor: Cursor): readonly Candidate[] => {
  switch (cursor.place) {
    case 'file':
      return inFile(scope, cursor.line)
    case 'policy':
      return inPolicy(cursor.line)
    case 'sync':
      return inSync(scope, cursor.line)
    case 'from':
      return inFrom(scope, cursor)
    case 'map':
      return inMap(scope, cursor.line)
    case 'values':
      return inValues(scope, cursor)
    case 'lifecycle':
      return inLifecycle(scope, cursor)
    case 'skipped':
      return []
  }
}

const valueAt = (line: readonly Token[], index: number): string => line.at(index)?.value ?? ''

const inFile = (scope: Scope, line: readonly Token[]): readonly Candidate[] => {
  const last = valueAt(line, -1)
  if (line[0]?.value === 'sync') {
    if (line.length === 1) return hubspotObjects(scope)
    if (last === 'with' || last === ',') return salesforceObjects(scope)
    return line.some((token) => token.value === 'with') ? [] : words('with')
  }
  if (line[0]?.value !== 'lifecycle') return []
  return line.length === 1 ? hubspotObjects(scope) : last === '.' ? properties(scope, valueAt(line, 1)) : []
}

/** Fixed phrases: what follows the last word, by the first word of the line. */
const PHRASES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  every: { number: ['minutes', 'hours'] },
  salesforce: { salesforce: ['budget'], number: ['calls per day'], calls: ['per day'], per: ['day'] },
  hubspot: {
    hubspot: ['budget', 'creates companies'],
    creates: ['companies'],
    companies: ['yes', 'no'],
    number: ['calls per day'],
    calls: ['per day'],
    per: ['day'],
  },
  conflicts: {
    conflicts: ['newest, then salesforce', 'newest, then hubspot', 'salesforce', 'hubspot'],
    ',': ['then'],
    then: ['salesforce', 'hubspot'],
  },
  hold: {
    hold: ['when'],
    when: ['deletes', 'creates', 'updates', 'clears'],
    deletes: ['exceed'],
    creates: ['exceed'],
    updates: ['exceed'],
    clears: ['exceed'],
  },
}

const inPolicy = (line: readonly Token[]): readonly Candidate[] => {
  const last = line.at(-1)
  const key = last?.kind === 'number' ? 'number' : (last?.value ?? '')
  const phrases = PHRASES[valueAt(line, 0)]
  return words(...(phrases && Object.hasOwn(phrases, key) ? phrases[key]! : []))
}

const inSync = (scope: Scope, line: readonly Token[]): readonly Candidate[] => {
  const last = valueAt(line, -1)
  switch (line[0]?.value) {
    case 'match':
      if (line.length === 1) return [...properties(scope, scope.sync.hubspot), ...words('none')]
      return last === '=' ? syncFields(scope) : line.some((token) => token.value === '=') ? [] : words('=')
    case 'prefer':
      return last === 'prefer' || last === ',' || last === 'then' ? [...syncObjects(scope), ...words('newest', 'oldest')] : []
    case 'from':
      if (line.length === 1) return [...words('hubspot'), ...syncObjects(scope)]
      return last === 'as' ? syncObjects(scope) : line.length === 2 ? words('same as') : last === 'same' ? words('as') : []
    default:
      return inPolicy(line)
  }
}

const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  new: ['create', 'link', 'ignore'],
  change: ['update', 'ignore'],
  delete: ['delete', 'unlink', 'ignore'],
  merge: ['follow', 'delete'],
}

const inFrom = (scope: Scope, { heads, line }: Cursor): readonly Candidate[] => {
  const object = heads.at(-1)?.[1]?.value
  const when = line.findIndex((token) => token.value === 'when')
  if (when >= 0) return inExpression(scope, line.slice(when + 1), bare(scope, object))
  const last = valueAt(line, -1)
  if (line[0]?.value === 'include') return words('when')
  if (line.length === 1) return words('new', 'change', 'delete', 'merge')
  if (line.length === 2) return words(...(Object.hasOwn(ACTIONS, last) ? ACTIONS[last]! : []))
  if (line[1]?.value !== 'new') return []
  const objects = last !== 'create' ? [] : object === 'hubspot' ? syncObjects(scope) : []
  return [...objects, ...words('when'), ...(object === 'hubspot' ? words('as', 'with assignment rules') : [])]
}

/** Bare names inside `from X` are X's. */
const bare = (scope: Scope, object: string | undefined): readonly Candidate[] =>
  object === 'hubspot' ? properties(scope, scope.sync.hubspot) : fields(scope, object)

const inMap = (scope: Scope, line: readonly Token[]): readonly Candidate[] => {
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

const inValues = (scope: Scope, { heads, line }: Cursor): readonly Candidate[] => {
  const name = heads.at(-1)?.[1]?.value
  const arrow = line.find((token) => token.kind === 'arrow')
  if (line[0]?.value === 'otherwise') {
    if (line.length === 1) return words('error', 'copy', 'blank', '->', '<-')
    return arrow && line.length === 2 ? tableOptions(scope, name, arrow.value === '<-' ? 'hubspot' : 'salesforce') : []
  }
  const last = line.at(-1)
  if (line.length > 0 && last?.kind !== 'arrow' && last?.kind !== ',') return arrow ? [] : words('<->', '->', '<-')
  return tableOptions(scope, name, arrow ? 'salesforce' : 'hubspot')
}

const inLifecycle = (scope: Scope, { heads, line }: Cursor): readonly Candidate[] => {
  const head = heads.at(-1) ?? []
  const stages = stageOptions(scope, valueAt(head, 1), valueAt(head, 3))
  const last = valueAt(line, -1)
  if (line[0]?.value === 'order') return stages
  if (line[0]?.value === 'carry') return last === 'carry' ? words('to') : last === 'to' ? words('company', 'contacts of company') : []
  const when = line.findIndex((token) => token.value === 'when')
  if (when >= 0) return inExpression(scope, line.slice(when + 1), fields(scope, 'Opportunity'))
  return last === 'advance' ? words('to') : last === 'to' ? stages : words('when')
}

const JOINS = ['and', 'or', 'not', 'if', 'then', 'else', 'where', 'contains', 'with']

/** Whether an operand must follow. */
const needsOperand = (line: readonly Token[]): boolean => {
  const last = line.at(-1)
  return last === undefined || ['operator', '(', ',', '.'].includes(last.kind) || (last.kind === 'word' && JOINS.includes(last.value))
}

const inExpression = (scope: Scope, line: readonly Token[], names: readonly Candidate[]): readonly Candidate[] => {
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
