/** The lines that differ are the fewest that explain the two texts. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differingLines } from './differing-lines'

const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 })

test('what does not differ is the same in both texts', () => {
  fc.assert(
    fc.property(lines, lines, (left, right) => {
      const found = differingLines(left, right)
      expect(left.filter((_, index) => !found.left.has(index))).toEqual(right.filter((_, index) => !found.right.has(index)))
    }),
  )
})

test('a changed line differs in both texts, an added one only where it stands', () => {
  const found = differingLines(['a', 'b', 'c'], ['a', 'x', 'c', 'd'])
  expect([[...found.left], [...found.right]]).toEqual([[1], [1, 3]])
})

test('two long texts without anything in common are told apart without a table', () => {
  const found = differingLines(['a', 'b', 'c', 'z'], ['d', 'e', 'f', 'z'], 1)
  expect([[...found.left], [...found.right]]).toEqual([
    [0, 1, 2],
    [0, 1, 2],
  ])
})
