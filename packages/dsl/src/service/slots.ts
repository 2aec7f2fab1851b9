/** Slots: what may follow the tokens of a line, in each kind of block. */
import { HOLD_KINDS } from '../syntax/keywords'
import type { Token } from '../syntax/tokens'
import { inActivities, inActivity, inCampaigns } from './activity-slots'
import {
  type Candidate,
  fields,
  hubspotObjects,
  properties,
  type Scope,
  salesforceObjects,
  syncFields,
  syncObjects,
  words,
} from './candidates'
import type { Cursor } from './cursor'
import { inExpression, valueAt } from './expression-slots'
import { inAssociate, inPipeline, inPipelineHead } from './join-slots'
import { inMap } from './mapping-slots'
import { stageOptions, tableOptions } from './options'
import { inTest } from './test-slots'

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
    case 'pipeline':
      return inPipeline(scope, cursor)
    case 'activities':
      return inActivities(scope, cursor.line)
    case 'activity':
      return inActivity(scope, cursor.line)
    case 'campaigns':
      return inCampaigns(scope, cursor.line)
    case 'test':
      return inTest(scope, cursor)
    case 'values':
      return inValues(scope, cursor)
    case 'lifecycle':
      return inLifecycle(scope, cursor)
    case 'skipped':
      return []
  }
}

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
    when: HOLD_KINDS,
    ...Object.fromEntries(HOLD_KINDS.map((what) => [what, ['exceed']])),
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
      if (line.length === 1) return [...properties(scope, scope.sync.hubspot), ...words('through', 'none')]
      if (line[1]?.value === 'through') return line.length === 2 ? hubspotObjects(scope) : []
      return last === '=' ? syncFields(scope) : line.some((token) => token.value === '=') ? [] : words('=')
    case 'prefer':
      return last === 'prefer' || last === ',' || last === 'then' ? [...syncObjects(scope), ...words('newest', 'oldest')] : []
    case 'from':
      if (line.length === 1) return [...words('hubspot'), ...syncObjects(scope)]
      return last === 'as' ? syncObjects(scope) : line.length === 2 ? words('same as') : last === 'same' ? words('as') : []
    case 'associate':
      return inAssociate(scope, line)
    case 'pipeline':
      return inPipelineHead(scope, line)
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
