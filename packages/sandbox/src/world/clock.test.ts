/** The clock and how people write times. */
import { expect, test, vi } from 'vitest'
import { Clock } from './clock'
import { milliseconds, moment } from './duration'

test('a clock tells real time until it is moved, and stands still while frozen', () => {
  vi.useFakeTimers({ now: 1_000_000 })
  const clock = new Clock()
  expect(clock.now()).toBe(1_000_000)
  clock.advance(500)
  vi.advanceTimersByTime(100)
  expect(clock.now()).toBe(1_000_600)
  clock.freeze(true)
  vi.advanceTimersByTime(100)
  expect(clock.now()).toBe(1_000_600)
  clock.advance(1_000)
  expect(clock.state()).toEqual({ now: new Date(1_001_600).toISOString(), frozen: true, offset: 1_400 })
  clock.freeze(false)
  vi.advanceTimersByTime(10)
  expect(clock.now()).toBe(1_001_610)
  clock.set(5_000)
  expect(clock.now()).toBe(5_000)
  clock.reset()
  expect(clock.now()).toBe(1_000_210)
  vi.useRealTimers()
})

test('durations and times are read as people write them, and nonsense is named', () => {
  expect(['15m', '1h30m', '500ms', '-2h', '1.5s', 250].map(milliseconds)).toEqual([900_000, 5_400_000, 500, -7_200_000, 1_500, 250])
  expect(() => milliseconds('soon')).toThrow('not a duration: `soon`')
  expect(moment('2026-11-01T12:00:00Z')).toBe(Date.UTC(2026, 10, 1, 12))
  expect(() => moment('noon')).toThrow('not a time: `noon`')
})
