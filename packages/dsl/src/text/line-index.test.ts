import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../testing/seed'
import { indexLines } from './line-index'

test('counts lines and columns from one, with any line end', () => {
  const index = indexLines('ab\ncd\r\ne\rf')
  expect([0, 2, 3, 5, 7, 9, 10].map(index.positionAt)).toEqual([
    { line: 1, column: 1 },
    { line: 1, column: 3 },
    { line: 2, column: 1 },
    { line: 2, column: 3 },
    { line: 3, column: 1 },
    { line: 4, column: 1 },
    { line: 4, column: 2 },
  ])
  expect([1, 2, 3, 4].map(index.lineText)).toEqual(['ab', 'cd', 'e', 'f'])
})

test('positions lead back to their offsets', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', '\n', 'é', ' ')).map((parts) => parts.join('')),
      fc.nat(60),
      (text, at) => {
        const offset = Math.min(at, text.length)
        const index = indexLines(text)
        expect(index.offsetAt(index.positionAt(offset))).toBe(offset)
      },
    ),
    runs(300),
  )
})

test('offsets and lines outside the text are moved into it', () => {
  const index = indexLines('ab')
  expect([index.positionAt(-5), index.positionAt(99), index.offsetAt({ line: 9, column: 9 })]).toEqual([
    { line: 1, column: 1 },
    { line: 1, column: 3 },
    2,
  ])
})
