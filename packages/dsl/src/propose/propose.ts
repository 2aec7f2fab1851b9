/** Proposal: a first policy from both schemas, which links what matches and creates nothing until a person says so. */
import type { Catalog, HubspotObject, SalesforceObject } from '../catalog/catalog'
import { findField, findHubspotObject, findProperty, findSalesforceObject } from '../catalog/find'
import type { Diagnostic } from '../diagnostics/diagnostic'
import type { DraftPiece } from './draft'
import { draftSync, type SyncPlan } from './draft-sync'
import { settleDraft } from './settle-draft'
import { nameText, textText } from './words-of-policy'

export type Proposal = {
  /** Formatted, for `policy.sync`; a few comments alone where nothing of both schemas goes together. */
  readonly text: string
  /** Warnings that are left for a person, such as options without a counterpart; never an error. */
  readonly remaining: readonly Diagnostic[]
  /** HubSpot objects of the proposal, each with its Salesforce objects. */
  readonly syncs: readonly { readonly hubspot: string; readonly salesforce: readonly string[] }[]
}

const OBJECTS: readonly (readonly [string, readonly string[]])[] = [
  ['contact', ['Lead', 'Contact']],
  ['company', ['Account']],
  ['deal', ['Opportunity']],
]

const plansOf = (catalog: Catalog): readonly SyncPlan[] => {
  const found = OBJECTS.flatMap(([name, others]): readonly (readonly [HubspotObject, readonly SalesforceObject[]])[] => {
    const hubspot = findHubspotObject(catalog, name)
    const salesforce = others.flatMap((other) => findSalesforceObject(catalog, other) ?? [])
    return hubspot === undefined || salesforce.length === 0 ? [] : [[hubspot, salesforce]]
  })
  return found.map(([hubspot, salesforce]) => ({
    hubspot,
    salesforce,
    others: found.map(([one]) => one.name).filter((name) => name !== hubspot.name),
  }))
}

const gap: DraftPiece = { kind: 'gap' }
const comment = (text: string): DraftPiece => ({ kind: 'comment', text })

/** The stages in HubSpot's order, and the rules that would advance them as comments: they write. */
const lifecycle = (catalog: Catalog): readonly DraftPiece[] => {
  const contact = findHubspotObject(catalog, 'contact')
  const stages = (contact === undefined ? undefined : findProperty(contact, 'lifecyclestage'))?.options ?? []
  // HubSpot's `other` stands beside the ladder, not on it.
  const ladder = stages.filter((one) => one.value !== 'other').map((one) => one.value)
  const hasRoles =
    findSalesforceObject(catalog, 'Opportunity') !== undefined && findSalesforceObject(catalog, 'OpportunityContactRole') !== undefined
  if (ladder.length === 0) return []
  const rules = [
    ['opportunity', 'is open'],
    ['customer', 'is won'],
  ].filter(([stage]) => ladder.includes(stage ?? ''))
  return [
    gap,
    comment(
      'Lockstep never writes a stage lower than it is in this order.' +
        (hasRoles && rules.length > 0 ? ' To advance it with opportunities, take away the # of the lines below.' : ''),
    ),
    {
      kind: 'block',
      head: 'lifecycle contact.lifecyclestage',
      lines: [
        { kind: 'line', spellings: [`order (${ladder.map(textText).join(', ')})`] },
        ...(hasRoles
          ? rules.map(([stage = '', state = '']) => comment(`advance to ${textText(stage)} when any Opportunity ${state}`))
          : []),
      ],
    },
  ]
}

/** Deals whose company is not synced, and custom objects: what the proposal does not speak of. */
const unspoken = (catalog: Catalog, plans: readonly SyncPlan[]): readonly DraftPiece[] => {
  const known = new Set(OBJECTS.map(([name]) => name))
  const spoken = new Set(plans.map((one) => one.hubspot.name))
  const missing = OBJECTS.filter(([name]) => !spoken.has(name)).map(
    ([name, others]) => `${name} with ${others.join(', ')} (the catalog lacks one of them)`,
  )
  const custom = catalog.hubspot.objects.filter((one) => one.name.startsWith('p_') && !known.has(one.name)).map((one) => nameText(one.name))
  const rest = [...missing, ...(custom.length === 0 ? [] : [`custom objects (${custom.join(', ')})`])]
  return rest.length === 0 ? [] : [gap, comment(`Not proposed: ${rest.join('; ')}.`)]
}

const hasCurrencies = (catalog: Catalog): boolean => {
  const opportunity = findSalesforceObject(catalog, 'Opportunity')
  return opportunity !== undefined && findField(opportunity, 'CurrencyIsoCode') !== undefined
}

/** Pure: the same catalog gives the same text. Never throws. */
export const proposePolicy = (catalog: Catalog, name = 'My company'): Proposal => {
  const taken = new Set<string>()
  const tableName = (property: string): string => {
    const base = `${
      property
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '_')
        .replace(/^[^a-z]+|_+$/g, '') || 'table'
    }_values`
    let free = base
    for (let count = 2; taken.has(free); count += 1) free = `${base}_${count}`
    taken.add(free)
    return free
  }
  const plans = plansOf(catalog)
  const syncs = plans.map((plan) => draftSync(plan, catalog, tableName))
  const tables = syncs.flatMap((one) => one.tables)
  const pieces: readonly DraftPiece[] = [
    comment(
      'A proposal of Lockstep from the schemas of HubSpot and Salesforce. Read each line: what stands here happens, what does not stand here does not.',
    ),
    comment(
      'It links records that match and carries their changes. It creates and deletes nothing. `lockstep plan` shows what it would write.',
    ),
    ...(hasCurrencies(catalog) ? [comment('Salesforce has several currencies: see that each amount crosses with its currency.')] : []),
    gap,
    {
      kind: 'block',
      head: `policy ${textText(name)}`,
      lines: ['every 5 minutes', 'conflicts newest, then salesforce', 'hold when deletes exceed 5%'].map((one) => ({
        kind: 'line',
        spellings: [one],
      })),
    },
    ...syncs.flatMap((one) => [gap, one.block]),
    ...(plans.some((one) => one.hubspot.name === 'contact') ? lifecycle(catalog) : []),
    ...tables.flatMap((one) => [gap, one]),
    ...unspoken(catalog, plans),
  ]
  return {
    ...settleDraft(pieces, catalog),
    syncs: plans.map(({ hubspot, salesforce }) => ({ hubspot: hubspot.name, salesforce: salesforce.map((one) => one.name) })),
  }
}
