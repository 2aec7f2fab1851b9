/** Arbitraries: any text, random damage of a policy, and random but harmless changes of its white space. */
import fc from 'fast-check'
import { lex } from '../syntax/lexer'

const SCRAPS = [
  '"',
  '`',
  '#',
  "'",
  '\\',
  '<-',
  '->',
  '<->',
  '%',
  '_',
  '5',
  '1_0',
  'a',
  'é',
  '日本',
  '\n',
  '\r\n',
  '\r',
  ' ',
  '\t',
  '{',
  '}',
  '(',
  ')',
  '“',
  '//',
  '&&',
  '\ud800',
  '😀',
  '.',
  ',',
  '-',
  '=',
  '\u2028',
  '\u3000',
  'sync ',
  'map ',
  'from ',
  'values ',
  ' when ',
  ' is ',
  ' not ',
  ' if ',
  ' any ',
  ' where ',
  ' default ',
  'on new ',
  'otherwise ',
  '\n{\n',
  '"a\\b"',
] as const

/** Any text: characters of every kind, half surrogates, and scraps that the language looks at. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...SCRAPS), { maxLength: 60 }).map((parts) => parts.join('')),
  fc.array(fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit))).map((units) => units.join('')),
)

/** A few cuts, insertions, moves and prefixes of the text. */
export const damage = (text: string): fc.Arbitrary<string> =>
  fc
    .array(
      fc.record({
        at: fc.nat(text.length),
        cut: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(80)),
        put: fc.oneof(
          fc.constantFrom(...SCRAPS),
          fc.record({ from: fc.nat(text.length), length: fc.nat(60) }).map(({ from, length }) => text.slice(from, from + length)),
        ),
      }),
      { minLength: 1, maxLength: 5 },
    )
    .map((wounds) => wounds.reduce((whole, { at, cut, put }) => whole.slice(0, at) + put + whole.slice(at + cut), text))

const isLineGap = (gap: string) => /[\n\r]/.test(gap)

/** The same tokens, comments and lines with other white space between them. */
export const disturbSpace = (text: string): fc.Arbitrary<string> => {
  const { tokens, comments } = lex(text)
  const pieces = [...tokens, ...comments].sort((a, b) => a.span.start - b.span.start)
  const blank = fc.constantFrom('', ' ', '   ', '\t', ' \t ')
  return fc.array(fc.tuple(blank, blank, fc.nat(3)), { minLength: pieces.length + 1, maxLength: pieces.length + 1 }).map((choices) => {
    let out = ''
    let at = 0
    for (const [index, piece] of pieces.entries()) {
      const gap = text.slice(at, piece.span.start)
      const [left, right, lines] = choices[index]!
      if (isLineGap(gap)) out += `${left}\n${'\n'.repeat(lines)}${right}`
      else out += gap === '' ? '' : ` ${left}`
      out += piece.text
      at = piece.span.end
    }
    const [left, right, lines] = choices[pieces.length]!
    return out + left + '\n'.repeat(lines) + right
  })
}
