/** Facts about the account. */
import { offsetText, zoneOffset } from '../limits/time-zone'
import { isoText } from '../records/instants'
import type { Context, Route } from './context'

/** Endpoints of the account information API. */
export const ACCOUNT_ROUTES: readonly Route[] = [
  { method: 'GET', version: 'v3', pattern: 'details', handle: details },
  { method: 'GET', version: 'v3', pattern: 'api-usage/daily/private-apps', handle: usage },
]

function usage({ portal }: Context) {
  const now = portal.now()
  const { today, resetsAt } = portal.limiter.usage(now)
  const result = {
    name: 'private-apps-api-calls-daily',
    usageLimit: portal.world.limits.hubspot.daily,
    currentUsage: today,
    collectedAt: isoText(now),
    fetchStatus: 'SUCCESS',
    resetsAt: isoText(resetsAt),
  }
  return { status: 200, body: { results: [result] } }
}

/** What the account is. */
export function details({ portal }: Context) {
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
