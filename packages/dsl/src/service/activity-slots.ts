/** Activity slots: what may follow in `activities`, in the block of one, and in `campaigns`. */
import { ACTIVITY_OBJECTS, ACTIVITY_TARGETS, TIMELINE_EVENTS } from '../binding/bind-activities'
import type { Token } from '../syntax/tokens'
import { type Candidate, properties, type Scope, texts, words } from './candidates'
import { fieldsOf } from './describe'
import { inExpression, valueAt } from './expression-slots'

const object = (label: string, detail: string): Candidate => ({ label, kind: 'object', detail })

const subtypes = ({ catalog }: Scope): readonly Candidate[] => {
  const listed = fieldsOf(catalog, 'Task').find((field) => field.name === 'TaskSubtype')?.options ?? []
  return listed.map(({ value, label }): Candidate => ({ label: value, kind: 'value', detail: label === value ? '' : label }))
}

/** A line of `activities`, which may be empty. */
export const inActivities = (scope: Scope, line: readonly Token[]): readonly Candidate[] => {
  const type = line[0]?.value
  if (type === undefined)
    return [
      ...ACTIVITY_OBJECTS.map((one) => object(one, 'HubSpot activity')),
      ...TIMELINE_EVENTS.map((one) => object(one, 'event of a timeline')),
    ]
  const arrow = line.findIndex((token) => token.kind === 'arrow')
  if (arrow < 0) return TIMELINE_EVENTS.includes(type) ? words('->') : words('<->', '->', '<-')
  if (arrow === line.length - 1) return ACTIVITY_TARGETS.map((one) => object(one, 'Salesforce activity'))
  const when = line.findIndex((token, index) => index > arrow && token.value === 'when')
  if (when >= 0) return inExpression(scope, line.slice(when + 1), words('hubspot', 'salesforce'))
  if (line.at(-1)?.kind === '.') return valueAt(line, -2) === 'Task' ? subtypes(scope) : []
  return words('when')
}

/** A line in the block of an activity; its lines of `map` are told as those of any other. */
export const inActivity = (scope: Scope, line: readonly Token[]): readonly Candidate[] => {
  if (line[0]?.value === 'when') return inExpression(scope, line.slice(1), words('hubspot', 'salesforce'))
  if (line[0]?.value !== 'on') return []
  return line.length === 1 ? words('delete') : line.length === 2 ? words('delete', 'ignore') : []
}

/** A line of `campaigns`. */
export const inCampaigns = (scope: Scope, line: readonly Token[]): readonly Candidate[] => {
  const last = valueAt(line, -1)
  if (line[0]?.value === 'show') return last === 'show' ? words('in') : last === 'in' ? properties(scope, 'contact') : []
  if (line[0]?.value !== 'form') return []
  if (line.length === 1) return texts((scope.catalog?.hubspot.forms ?? []).map(({ name }) => ({ value: name, label: name })))
  if (line.length === 2) return words('->')
  if (line.at(-1)?.kind === 'arrow') return words('Campaign')
  const campaigns = scope.catalog?.salesforce.campaigns ?? []
  if (last === 'Campaign') return texts(campaigns.map(({ name }) => ({ value: name, label: name })))
  if (line.at(-1)?.kind === 'text') return words('status')
  if (last !== 'status') return []
  const named = campaigns.filter((one) => one.name === line.at(-2)?.value).flatMap((one) => one.statuses)
  if (named.length > 0) return texts([...new Set(named)].map((value) => ({ value, label: value })))
  return texts(fieldsOf(scope.catalog, 'CampaignMember').find((field) => field.name === 'Status')?.options)
}
