/** The law of a rolling window: in no stretch of its length happen more events than it allows. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RollingWindow } from './window'

test('no stretch ever holds more events than the limit, and nobody waits without need', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 60 }), (limit, gaps) => {
      const window = new RollingWindow(1_000, limit)
      const taken: number[] = []
      let now = 0
      for (const gap of gaps) {
        now += gap
        const wait = window.wait(now)
        const inside = taken.filter((time) => time > now - 1_000).length
        expect(wait > 0).toBe(inside >= limit)
        now += wait
        window.take(now)
        taken.push(now)
      }
      for (const time of taken) expect(taken.filter((other) => other > time - 1_000 && other <= time).length).toBeLessThanOrEqual(limit)
    }),
  )
})

test('a clock that is set back keeps nobody waiting for the time that it had', () => {
  const window = new RollingWindow(1_000, 2)
  window.take(3_600_000)
  window.take(3_600_000)
  window.block(3_600_000, 10_000)
  expect([window.wait(3_600_001), window.wait(5_000)]).toEqual([9_999, 0])
})
