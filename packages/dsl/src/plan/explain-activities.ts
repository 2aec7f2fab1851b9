/** Activities and campaigns as plain sentences. */
import { explainMapping } from './explain-mapping'
import { exprWords } from './expr-words'
import type { CompiledActivity, CompiledCampaigns, RuleId } from './plan'

type Told = readonly (readonly [RuleId, string])[]

const words = (type: string): string => type.replaceAll('_', ' ')

const WAYS = { 'two-way': 'become each other', 'to-salesforce': 'go to Salesforce as', 'to-hubspot': 'come from Salesforce’s' } as const

const headOf = (one: CompiledActivity): string => {
  const kind = one.subtype === undefined ? `${one.object}s` : `${one.object}s of subtype ${one.subtype}`
  const main =
    one.kind === 'two-way'
      ? `HubSpot ${one.hubspot?.plural ?? words(one.type)} and Salesforce ${kind} ${WAYS['two-way']}`
      : `HubSpot ${one.hubspot?.plural ?? `${words(one.type)} events`} ${WAYS[one.kind]} ${kind}`
  return `${main}${one.when === undefined ? '' : `, where ${exprWords(one.when)}`}; one of an unlinked record waits.`
}

const deleteOf = (one: CompiledActivity): string =>
  one.onDelete.action === 'delete'
    ? 'one that is deleted is deleted on the other side too.'
    : 'one that is deleted stays on the other side.'

const explainActivity = (one: CompiledActivity): Told => [
  [one.rule, one.onDelete.rule === one.rule ? `${headOf(one)} ${deleteOf(one)}` : headOf(one)],
  ...(one.onDelete.rule === one.rule ? [] : [[one.onDelete.rule, deleteOf(one)] as const]),
  ...one.mappings.map((mapping) => [mapping.rule, explainMapping(mapping)] as const),
]

const explainCampaigns = (campaigns: CompiledCampaigns): Told => [
  [campaigns.rule, 'who submits these forms becomes a member of these campaigns; leaving a campaign changes nothing.'],
  ...campaigns.forms.map(
    (one) =>
      [
        one.rule,
        `a submission of "${one.form}" adds the person to the active campaign "${one.campaign}"${one.status === undefined ? '' : ` as "${one.status}"`}.`,
      ] as const,
  ),
  ...(campaigns.showIn === undefined
    ? []
    : [[campaigns.showIn.rule, `\`${campaigns.showIn.property.name}\` lists the campaigns of a contact.`] as const]),
]

export const explainActivities = (activities: readonly CompiledActivity[], campaigns: CompiledCampaigns | undefined): Told => [
  ...activities.flatMap(explainActivity),
  ...(campaigns === undefined ? [] : explainCampaigns(campaigns)),
]
