/** Tables: alignment, wide characters, control characters. */
import { expect, test } from 'vitest'
import { table } from './table'

test('columns line up, Japanese counted as two', () => {
  expect(
    table(
      ['name', 'id'],
      [
        ['山田 花子', '1'],
        ['Ada', '2'],
      ],
    ),
  ).toBe('name       id\n山田 花子  1\nAda        2')
})

test('a value cannot drive the terminal', () => {
  expect(table(['v'], [['\u001b[31mred\u0007']])).toBe('v\n [31mred')
})
