/** Facts about the account. */
import type { Context, Route } from './context'

/** Endpoints of the account information API. */
export const ACCOUNT_ROUTES: readonly Route[] = [{ method: 'GET', version: 'v3', pattern: 'details', handle: details }]

function details({ portal }: Context) {
  return {
    status: 200,
    body: {
      portalId: portal.world.portal,
      accountType: 'STANDARD',
      timeZone: 'UTC',
      companyCurrency: 'USD',
      additionalCurrencies: [],
      utcOffset: '+00:00',
      utcOffsetMilliseconds: 0,
      uiDomain: 'app.hubspot.com',
      dataHostingLocation: 'na1',
    },
  }
}
