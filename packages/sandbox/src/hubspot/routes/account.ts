/** Facts about the account. */
import { offsetText, zoneOffset } from '../limits/time-zone'
import type { Context, Route } from './context'

/** Endpoints of the account information API. */
export const ACCOUNT_ROUTES: readonly Route[] = [{ method: 'GET', version: 'v3', pattern: 'details', handle: details }]

function details({ portal }: Context) {
  const { timeZone } = portal.world
  const offset = zoneOffset(timeZone, portal.now())
  return {
    status: 200,
    body: {
      portalId: portal.world.portal,
      accountType: 'STANDARD',
      timeZone,
      companyCurrency: 'USD',
      additionalCurrencies: [],
      utcOffset: offsetText(offset),
      utcOffsetMilliseconds: offset,
      uiDomain: 'app.hubspot.com',
      dataHostingLocation: 'na1',
    },
  }
}
