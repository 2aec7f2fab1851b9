/** Activities have a way: arrows of activities, of their mappings and of forms lead where something can go. */
import type { BoundActivity } from '../binding/bound'
import { report } from '../diagnostics/code'
import { activityDeletes, arrowAgainstActivity, oneWayOnly } from '../diagnostics/codes/activities'
import type { Diagnostic } from '../diagnostics/diagnostic'
import type { CarryingArrow, Choice } from '../syntax/ast'
import type { Check } from './check'

const toSalesforceOnly = (file: string, what: string, arrow: Choice<CarryingArrow> | undefined): readonly Diagnostic[] =>
  arrow === undefined || arrow.value === '->'
    ? []
    : [report(oneWayOnly, { what }, { file, span: arrow.span, fix: { title: 'write `->`', edits: [{ span: arrow.span, text: '->' }] } })]

const againstTheArrow = ({ file, node, asSync }: BoundActivity): readonly Diagnostic[] => {
  const way = node.arrow?.value
  if (way === undefined || way === '<->') return []
  return asSync.mappings.flatMap((mapping) => {
    const { arrow } = mapping.node
    if (arrow === undefined || arrow.value === 'off' || arrow.value === way) return []
    return [report(arrowAgainstActivity, { arrow: arrow.value, activity: way }, { file, span: arrow.span })]
  })
}

const idleDelete = ({ file, isTimeline, onDelete }: BoundActivity): readonly Diagnostic[] =>
  isTimeline && onDelete?.action?.value === 'delete'
    ? [report(activityDeletes, { from: 'Salesforce, and HubSpot keeps its timeline' }, { file, span: onDelete.span })]
    : []

export const activitiesHaveAWay: Check = {
  name: 'activities-have-a-way',
  needsCatalog: false,
  run: (bound) => [
    ...bound.activities.flatMap((one) => [
      ...(one.isTimeline ? toSalesforceOnly(one.file, `\`${one.type}\``, one.node.arrow) : []),
      ...againstTheArrow(one),
      ...idleDelete(one),
    ]),
    ...bound.campaigns.flatMap(({ file, forms }) => forms.flatMap(({ node }) => toSalesforceOnly(file, 'a form', node.arrow))),
  ],
}
