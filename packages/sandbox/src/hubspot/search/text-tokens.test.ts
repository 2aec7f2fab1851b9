/** Words and patterns of the search index. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { containsToken, matchesQuery, tokens } from './text-tokens'

test('words are letters and digits of any script, in lower case', () => {
  expect(tokens('Ada.Lovelace+x@Example.com 東京 42')).toEqual(['ada', 'lovelace', 'x', 'example', 'com', '東京', '42'])
})

test.each<[string, string, boolean]>([
  ['ada@example.com', 'example', true],
  ['ada@example.com', 'exam', false],
  ['ada@example.com', 'exam*', true],
  ['ada@example.com', '*@example.com', true],
  ['ada@example.com', 'ada*com', true],
  ['ada@example.com', 'a*a*a*z', false],
  ['Acme Widgets Ltd', 'widgets ltd', true],
  ['Acme Widgets Ltd', 'acme ltd', false],
  ['anything', '', false],
  ['', '*', true],
])('`%s` contains `%s`: %s', (text, wanted, isFound) => {
  expect(containsToken(text, wanted)).toBe(isFound)
})

test('a pattern with stars agrees with its regular expression', () => {
  const piece = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 3 })
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 }),
      fc.array(piece, { minLength: 2, maxLength: 4 }),
      (text, pieces) => {
        expect(containsToken(text, pieces.join('*'))).toBe(new RegExp(`^${pieces.join('.*')}$`).test(text))
      },
    ),
  )
})

test('a query needs every word to begin some word', () => {
  expect(matchesQuery(['Ada Lovelace', 'ada@example.com'], 'LOVE exam')).toBe(true)
  expect(matchesQuery(['Ada Lovelace'], 'lace')).toBe(false)
})
