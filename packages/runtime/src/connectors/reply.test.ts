/** What a service tells as a time is one, or is not taken. */
import { expect, test } from 'vitest'
import { instant, ShapeError } from './reply'

test.each([Number.POSITIVE_INFINITY, 8.7e15, -8.7e15, '9'.repeat(400), '87000000000000000', 'yesterday', '', null, {}])(
  '%j is not a time',
  (value) => {
    expect(() => instant(value, 'updatedAt')).toThrow(ShapeError)
  },
)

test.each([
  [0, 0],
  [8.64e15, 8.64e15],
  ['1970-01-01T00:00:01.000+0000', 1_000],
  ['1700000000000', 1_700_000_000_000],
])('%j is a time', (value, expected) => expect(instant(value, 'updatedAt')).toBe(expected))
