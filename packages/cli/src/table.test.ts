/** Tables: alignment, wide characters, control characters. */
import { expect, test } from 'vitest'
import { columns, table } from './table'

test('columns line up, Japanese counted as two, numbers to the right', () => {
  expect(
    table(
      ['name', 'errors', 'id'],
      [
        ['山田 花子', '1', 'a1'],
        ['Ada', '12', 'b2'],
      ],
    ),
  ).toBe('name       errors  id\n山田 花子       1  a1\nAda            12  b2')
})

test('rows may go without titles and differ in length', () => {
  expect(columns([['a', 'b'], ['long'], ['c', 'd', 'e']])).toBe('a     b\nlong\nc     d  e')
})

test('a value cannot drive the terminal', () => {
  expect(table(['v'], [['\u001b[31mred\u0007']])).toBe('v\n [31mred')
})
