/** The chart's axis ends at a figure people can read. */
import { expect, test } from 'vitest'
import { roundTop } from './usage-chart'

test('the top of the axis is round and never below the highest bar', () => {
  expect([0, 3, 5, 11, 21, 45, 51, 99, 101, 3999, 4001].map(roundTop)).toEqual([4, 4, 5, 20, 40, 50, 100, 100, 200, 4000, 5000])
})
