/** The windows of the rate limiter against a plain count. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RateLimiter } from './rate-limiter'

const LIMITS = { tenSecondly: 4, daily: 1_000, searchPerSecond: 2 }
const requests = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 4_000 }), isSearch: fc.boolean() }), { maxLength: 80 })

test('a request passes exactly when fewer than the limit passed within the window before it', () => {
  fc.assert(
    fc.property(requests, (all) => {
      const limiter = new RateLimiter()
      const passed: { at: number; isSearch: boolean }[] = []
      let now = 1_000_000
      for (const { wait, isSearch } of all) {
        now += wait
        const [span, limit, policy] = isSearch ? ([1_000, 2, 'SECONDLY'] as const) : ([10_000, 4, 'TEN_SECONDLY_ROLLING'] as const)
        const recent = passed.filter((request) => request.isSearch === isSearch && request.at > now - span)
        const expected = recent.length >= limit ? policy : undefined
        expect(limiter.take(now, isSearch, LIMITS)).toBe(expected)
        if (expected === undefined) {
          passed.push({ at: now, isSearch })
        }
      }
    }),
  )
})

test('refused requests do not count towards the day', () => {
  const limiter = new RateLimiter()
  const limits = { ...LIMITS, daily: 5 }
  for (let index = 0; index < 10; index += 1) {
    limiter.take(1_000, false, limits)
  }
  expect(limiter.remaining(1_000, limits)).toEqual({ tenSecondly: 0, daily: 1 })
})
