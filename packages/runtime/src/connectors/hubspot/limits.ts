/** The day's limit of a portal, asked for when what a reply last told is old. */
import type { DailyLimit } from '../connector'
import type { Exchange } from '../exchange'

/**
 * Asks for today's usage of private apps (HubSpot: account information). The figures of its body may be some minutes old, those in the
 * reply's headers are not; so only the headers count, which the ledger reads. Other kinds of apps are refused and have no daily headers.
 */
export const askLimits = (exchange: Exchange): Promise<DailyLimit | null> =>
  exchange.read({ method: 'GET', path: '/account-info/v3/api-usage/daily/private-apps', purpose: 'setup' }, () => null, [403, 404])
