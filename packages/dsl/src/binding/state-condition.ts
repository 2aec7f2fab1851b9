/** `is open`, `is won`, `is lost`: the condition that each stands for, on opportunities, cases and deals. */
import type { HubspotObject, SalesforceObject } from '../catalog/catalog'
import type { Expr } from '../plan/plan'

/** The fields that say that a record is finished, and finished well (Salesforce: Object Reference, Opportunity; HubSpot: default deal properties). */
const FLAGS = {
  salesforce: { closed: 'IsClosed', won: 'IsWon', vendorType: 'boolean' },
  hubspot: { closed: 'hs_is_closed', won: 'hs_is_closed_won', vendorType: 'bool' },
} as const

export type State = 'open' | 'won' | 'lost'

/** The property that the state rests on and the object lacks; `undefined` where it has all, or where the object is not known. */
export const lackingFor = (
  state: State,
  of: { readonly hubspot?: HubspotObject | undefined; readonly salesforce?: SalesforceObject | undefined },
): string | undefined => {
  const { closed, won } = of.hubspot === undefined ? FLAGS.salesforce : FLAGS.hubspot
  const names = of.hubspot?.properties.map((one) => one.name) ?? of.salesforce?.fields.map((one) => one.name)
  if (names === undefined) return undefined
  const needed = state === 'open' ? [closed] : state === 'won' ? [won] : [closed, won]
  return needed.find((name) => !names.includes(name))
}

/** Open is not closed, won is won, lost is closed without being won. */
export const stateCondition = (state: State, side: 'hubspot' | 'salesforce'): Expr => {
  const { closed, won, vendorType } = FLAGS[side]
  const flag = (name: string, value: boolean): Expr => ({
    kind: 'binary',
    // A Salesforce checkbox is never blank; a HubSpot one that is blank is not set.
    op: value || side === 'salesforce' ? '=' : '!=',
    left: { kind: 'property', side, name, type: 'boolean', vendorType },
    right: { kind: 'literal', value: value || side === 'hubspot', type: 'boolean' },
    type: 'boolean',
  })
  if (state === 'open') return flag(closed, false)
  if (state === 'won') return flag(won, true)
  return { kind: 'binary', op: 'and', left: flag(closed, true), right: flag(won, false), type: 'boolean' }
}
