import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../testing/seed'
import { findIn, splitAt } from './find-in'

const few = (most: number): fc.Arbitrary<string> => fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: most })

test('a text is found where the platform finds it, however long it is', () => {
  fc.assert(
    fc.property(few(20), fc.integer({ min: 1, max: 300 }), few(4), fc.nat(50), (piece, times, tail, from) => {
      const text = `${'ab'.repeat(20)}${piece.repeat(times)}${tail}${piece.repeat(times)}`
      for (const part of [piece, piece.repeat(times), `${piece.repeat(times)}${tail}`]) {
        expect(findIn(text, part, from)).toBe(text.indexOf(part, from))
        expect(splitAt(text, part)).toEqual(text.split(part))
      }
    }),
    runs(300),
  )
})

test('a part that almost fits everywhere is looked for in one pass', () => {
  expect(findIn('a'.repeat(1_000_000), `b${'a'.repeat(500_000)}`)).toBe(-1)
  expect(splitAt('a'.repeat(1_000_000), `${'a'.repeat(300_000)}b`).length).toBe(1)
})
