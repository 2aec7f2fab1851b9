/** What replies tell about the limits: headers, and the body of a 429. */
import type { SandboxResponse } from '../../world/system'
import type { World } from '../../world/world'
import type { App } from '../access/apps'
import type { Portal } from '../portal'
import type { Policy, Windows } from './rate-limiter'

/** Requests of an app from the marketplace within ten seconds [HubSpot: usage guidelines]. */
const MARKETPLACE = 110

/** The world's limits for an app, with the share of other consumers taken off. */
export function limitsOf({ limits, foreign }: World, app: Pick<App, 'isMarketplace'>): Windows {
  const ours = (limit: number): number => Math.round(limit * (1 - foreign.hubspot))
  const { tenSecondly, daily, searchPerSecond } = limits.hubspot
  return {
    tenSecondly: ours(app.isMarketplace === true ? MARKETPLACE : tenSecondly),
    daily: ours(daily),
    searchPerSecond: ours(searchPerSecond),
  }
}

/** Daily ones are left out for OAuth tokens [HubSpot: usage guidelines]. `Max` is the account's own limit, whoever uses it up. */
export function rateHeaders(portal: Portal, windows: Windows, app: App, isOauth: boolean): Record<string, string> {
  const { tenSecondly, daily } = portal.world.limits.hubspot
  const left = portal.limiter.remaining(portal.now(), windows, app.id)
  return {
    ...(isOauth ? {} : { 'X-HubSpot-RateLimit-Daily': String(daily), 'X-HubSpot-RateLimit-Daily-Remaining': String(left.daily) }),
    'X-HubSpot-RateLimit-Interval-Milliseconds': '10000',
    'X-HubSpot-RateLimit-Max': String(app.isMarketplace === true ? MARKETPLACE : tenSecondly),
    'X-HubSpot-RateLimit-Remaining': String(left.tenSecondly),
  }
}

/** The 429 of a full window; there is no `Retry-After` [HubSpot: usage guidelines]. */
export function rateReply(policyName: Policy, correlationId: string): SandboxResponse {
  return {
    status: 429,
    body: {
      status: 'error',
      message: `You have reached your ${policyName.toLowerCase()} limit.`,
      errorType: 'RATE_LIMIT',
      correlationId,
      policyName,
    },
  }
}
