/** Lines of rules have right angles with round corners and never turn outside the lanes. */
import { expect, test } from 'vitest'
import { lanes } from './layout'
import { roundedPath, tiePath } from './tie-edge'

test('a corner is rounded by as much as its sides allow', () => {
  expect(
    roundedPath([
      [0, 0],
      [20, 0],
      [20, 6],
    ]),
  ).toBe('M0 0L12 0Q20 0 20 3L20 6')
})

test('points that fall together are one', () => {
  expect(
    roundedPath([
      [0, 0],
      [0, 0],
      [5, 0],
    ]),
  ).toBe('M0 0L5 0')
})

test('a line goes up in the lane beside the rules it leads to', () => {
  expect(tiePath(lanes.left - 20, 100, lanes.left + 20, 20)).toBe(
    roundedPath([
      [lanes.left - 20, 100],
      [lanes.left, 100],
      [lanes.left, 20],
      [lanes.left + 20, 20],
    ]),
  )
})
