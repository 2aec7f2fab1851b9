/** The doors of the connectors: one maker a side, and what a vendor's code means to a person. */
import type { CardKind, SideName } from '../model'
import { cureOfCard } from './cures'
import { hubspotMeanings } from './hubspot/errors'
import { salesforceMeanings } from './salesforce/errors'

export { createHubspotConnector, type HubspotConnectorOptions } from './hubspot'
export { type AddressProblem, addressProblem, allowedHostsVariable } from './outgoing'
export { createSalesforceConnector, type SalesforceConnectorOptions } from './salesforce'

/** The next thing to do about a refusal, in one plain sentence; for a code that nobody knows, the cure of its card. */
export function cureFor(side: SideName, code: string, card: CardKind): string {
  const table = side === 'hubspot' ? hubspotMeanings : salesforceMeanings
  return (Object.hasOwn(table, code) ? table[code]?.cure : undefined) ?? cureOfCard[card]
}
