import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lex } from './lexer'

const joined = (text: string) => {
  const { tokens, comments } = lex(text)
  const pieces = [...tokens, ...comments].sort((a, b) => a.span.start - b.span.start)
  let out = ''
  let at = 0
  for (const piece of pieces) {
    const gap = text.slice(at, piece.span.start)
    expect(gap.trim()).toBe('')
    expect(piece.text).not.toMatch(/[\n\r]/)
    expect(piece.span.end).toBeGreaterThan(piece.span.start)
    out += gap + piece.text
    at = piece.span.end
  }
  expect(text.slice(at).trim()).toBe('')
  return out + text.slice(at)
}

const signs = fc.constantFrom(
  '"',
  '`',
  '#',
  "'",
  '\\',
  '<-',
  '->',
  '%',
  '_',
  '5',
  '1_0',
  'a',
  'é',
  '日本',
  '\n',
  '\r\n',
  ' ',
  '\t',
  '{',
  '}',
  '(',
  '“',
  '//',
  '&&',
  '\ud800',
  '😀',
  '.',
  '-',
  '\u2028',
  '\u3000',
)
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(signs).map((parts) => parts.join('')),
  fc.array(fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit))).map((units) => units.join('')),
)

test('law 1: tokens, comments and white space joined are the text, and no token spans lines', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(joined(text)).toBe(text)
    }),
    { numRuns: 2000 },
  )
})

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
    const text = piece.repeat(300_000 / piece.length)
    const { tokens, comments } = lex(text)
    expect([...tokens, ...comments].at(-1)?.span.end).toBe(text.length)
  }
})
