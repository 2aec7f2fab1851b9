import { expect, test } from 'vitest'
import { lex } from './lexer'

const shown = (text: string) => lex(text).tokens.map((token) => [token.kind, token.value, ...(token.slip ? [token.slip] : [])])

test('reads names, text, numbers, percentages and arrows', () => {
  expect(shown('a `b c` "d \\"e\\" \\\\" 20_000 1.5 5% <-> -> <- <= = {')).toEqual([
    ['word', 'a'],
    ['name', 'b c'],
    ['text', 'd "e" \\'],
    ['number', '20000'],
    ['number', '1.5'],
    ['percent', '5'],
    ['arrow', '<->'],
    ['arrow', '->'],
    ['arrow', '<-'],
    ['operator', '<='],
    ['operator', '='],
    ['{', '{'],
  ])
})

test('understands signs of other languages and marks them', () => {
  expect(shown("a == 'b' && c => 2nd 5minutes")).toEqual([
    ['word', 'a'],
    ['operator', '=', { kind: 'spelling', means: '=' }],
    ['text', 'b', { kind: 'spelling', means: '"b"' }],
    ['word', 'and', { kind: 'spelling', means: 'and' }],
    ['word', 'c'],
    ['arrow', '->', { kind: 'spelling', means: '->' }],
    ['name', '2nd', { kind: 'spelling', means: '`2nd`' }],
    ['unknown', '5minutes', { kind: 'spelling', means: '5 minutes' }],
  ])
})

test('unclosed text ends with its line and leaves the brace of its block', () => {
  expect(shown('policy "Acme {\nevery')).toEqual([
    ['word', 'policy'],
    ['text', 'Acme', { kind: 'unclosed' }],
    ['{', '{'],
    ['word', 'every'],
  ])
})

test('a minus before a number is no arrow', () => {
  expect(shown('x <-1')).toEqual([
    ['word', 'x'],
    ['operator', '<'],
    ['operator', '-'],
    ['number', '1'],
  ])
})

test('very long lines are read in one pass', () => {
  for (const piece of ['a', '"', '`', "'", '“', '#', '5', '\\', '{', '(', '日', '%', '//']) {
    const text = piece.repeat(60_000 / piece.length)
    const { tokens, comments } = lex(text)
    expect([...tokens, ...comments].at(-1)?.span.end).toBe(text.length)
  }
})
