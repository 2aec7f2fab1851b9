/** The rate and the time left follow from what has been seen. */
import { expect, test } from 'vitest'
import { rateOf, timeLeft } from './rate'

test('the rate is what was done between the first and the last message', () => {
  expect(
    rateOf([
      { at: 1000, done: 100 },
      { at: 2000, done: 300 },
      { at: 3000, done: 500 },
    ]),
  ).toBe(200)
})

test('too little seen gives no rate and no time left', () => {
  expect(rateOf([{ at: 1000, done: 100 }])).toBe(null)
  expect(
    rateOf([
      { at: 1000, done: 100 },
      { at: 1200, done: 300 },
    ]),
  ).toBe(null)
  expect(
    timeLeft(
      [
        { at: 1000, done: 100 },
        { at: 2000, done: 100 },
      ],
      500,
    ),
  ).toBe(null)
  expect(
    timeLeft(
      [
        { at: 1000, done: 100 },
        { at: 2000, done: 300 },
      ],
      null,
    ),
  ).toBe(null)
})

test('the time left is what remains at that rate', () => {
  expect(
    timeLeft(
      [
        { at: 1000, done: 100 },
        { at: 2000, done: 300 },
      ],
      1300,
    ),
  ).toBe(5000)
})
