/** The org's limit of calls in 24 hours, asked for when what a reply last told is old. */
import type { DailyLimit } from '../connector'
import type { Exchange } from '../exchange'
import { isRecord } from '../reply'

/** Asks `/limits` (Salesforce: REST API, Limits), which counts as one call; `null` where its answer has no daily calls or is not allowed. */
export const askLimits = (exchange: Exchange): Promise<DailyLimit | null> =>
  exchange.read({ method: 'GET', path: '/limits', purpose: 'setup' }, (reply) => readDaily(reply.body), [404])

const readDaily = (body: unknown): DailyLimit | null => {
  const daily = isRecord(body) ? body['DailyApiRequests'] : undefined
  if (!isRecord(daily)) return null
  const { Max: limit, Remaining: left } = daily
  return typeof limit === 'number' && typeof left === 'number' ? { limit, used: limit - left } : null
}
