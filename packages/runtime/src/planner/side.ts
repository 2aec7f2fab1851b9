/** The two sides, and how a side is named to people. */
import type { SideName } from '../model'

export const SIDES: readonly SideName[] = ['hubspot', 'salesforce']

/** The side across. */
export const other = (side: SideName): SideName => (side === 'hubspot' ? 'salesforce' : 'hubspot')

/** The product's own name, for sentences. */
export const productName = (side: SideName): string => (side === 'hubspot' ? 'HubSpot' : 'Salesforce')
