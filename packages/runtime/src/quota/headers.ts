/** What the services' own headers say about limits. */
import type { DailyLimit } from '../connectors/connector'
import type { SideName } from '../model'

export type Told = {
  readonly daily?: DailyLimit
  /** The short window: its limit, what is left of it, and its length. */
  readonly burst?: { readonly limit: number; readonly left: number; readonly milliseconds: number }
  /** The search window's limit a second. */
  readonly search?: { readonly limit: number; readonly left: number }
}

const number = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d+$/.test(text.trim()) ? Number(text) : undefined

/** Reads `X-HubSpot-RateLimit-*` (HubSpot: API usage guidelines) or `Sforce-Limit-Info: api-usage=18/5000` (Salesforce: REST API headers). */
export const readLimits = (system: SideName, headers: Readonly<Record<string, string>>): Told => {
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  if (system === 'salesforce') {
    const usage = /(?<![\w-])api-usage=(\d+)\/(\d+)/.exec(lower['sforce-limit-info'] ?? '')
    return usage === null ? {} : { daily: { used: Number(usage[1]), limit: Number(usage[2]) } }
  }
  const daily = number(lower['x-hubspot-ratelimit-daily'])
  const dailyLeft = number(lower['x-hubspot-ratelimit-daily-remaining'])
  const burst = number(lower['x-hubspot-ratelimit-max'])
  const left = number(lower['x-hubspot-ratelimit-remaining'])
  const milliseconds = number(lower['x-hubspot-ratelimit-interval-milliseconds'])
  const second = number(lower['x-hubspot-ratelimit-secondly'])
  const secondLeft = number(lower['x-hubspot-ratelimit-secondly-remaining'])
  return {
    ...(daily === undefined || dailyLeft === undefined ? {} : { daily: { limit: daily, used: daily - dailyLeft } }),
    ...(burst === undefined || left === undefined ? {} : { burst: { limit: burst, left, milliseconds: milliseconds ?? 10_000 } }),
    ...(second === undefined || secondLeft === undefined ? {} : { search: { limit: second, left: secondLeft } }),
  }
}
