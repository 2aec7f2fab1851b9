/** Spellings: the signs of the language, and the signs of other languages and input methods that people type instead. */
import type { TokenKind } from './tokens'

export type Spelling = { readonly kind: TokenKind; readonly means: string }

/** The language's own signs. */
const OURS: Readonly<Record<string, TokenKind>> = {
  '<->': 'arrow',
  '->': 'arrow',
  '<-': 'arrow',
  '!=': 'operator',
  '<=': 'operator',
  '>=': 'operator',
  '=': 'operator',
  '<': 'operator',
  '>': 'operator',
  '+': 'operator',
  '-': 'operator',
  '*': 'operator',
  '/': 'operator',
  '{': '{',
  '}': '}',
  '(': '(',
  ')': ')',
  ',': ',',
  '.': '.',
}

/** What others write, and what they mean by it; an empty meaning is a sign to leave out. */
const THEIRS: Readonly<Record<string, Spelling>> = {
  '<-->': { kind: 'arrow', means: '<->' },
  '<=>': { kind: 'arrow', means: '<->' },
  '-->': { kind: 'arrow', means: '->' },
  '<--': { kind: 'arrow', means: '<-' },
  '=>': { kind: 'arrow', means: '->' },
  '→': { kind: 'arrow', means: '->' },
  '←': { kind: 'arrow', means: '<-' },
  '↔': { kind: 'arrow', means: '<->' },
  '⇒': { kind: 'arrow', means: '->' },
  '⇔': { kind: 'arrow', means: '<->' },
  '===': { kind: 'operator', means: '=' },
  '==': { kind: 'operator', means: '=' },
  '!==': { kind: 'operator', means: '!=' },
  '<>': { kind: 'operator', means: '!=' },
  '≠': { kind: 'operator', means: '!=' },
  '≤': { kind: 'operator', means: '<=' },
  '≥': { kind: 'operator', means: '>=' },
  '＝': { kind: 'operator', means: '=' },
  '＜': { kind: 'operator', means: '<' },
  '＞': { kind: 'operator', means: '>' },
  '＋': { kind: 'operator', means: '+' },
  '&&': { kind: 'word', means: 'and' },
  '||': { kind: 'word', means: 'or' },
  '!': { kind: 'word', means: 'not' },
  '（': { kind: '(', means: '(' },
  '）': { kind: ')', means: ')' },
  '｛': { kind: '{', means: '{' },
  '｝': { kind: '}', means: '}' },
  '，': { kind: ',', means: ',' },
  '、': { kind: ',', means: ',' },
  '．': { kind: '.', means: '.' },
  ';': { kind: 'unknown', means: '' },
}

const LONGEST = 4

/** The sign that starts at `offset`, the longest there is. */
export const signAt = (
  text: string,
  offset: number,
): { readonly length: number; readonly kind: TokenKind; readonly means: string } | undefined => {
  for (let length = LONGEST; length > 0; length--) {
    const sign = text.slice(offset, offset + length)
    if (sign.length < length) continue
    // `x <-1` compares with minus one; an arrow never carries a number written without a space.
    if (sign === '<-' && /\d/.test(text.charAt(offset + 2))) continue
    if (Object.hasOwn(OURS, sign)) return { length, kind: OURS[sign]!, means: sign }
    if (Object.hasOwn(THEIRS, sign)) return { length, ...THEIRS[sign]! }
  }
  return undefined
}
