/** Gaps: what white space belongs between two tokens on one line. */
import { KEYWORDS } from '../syntax/keywords'
import type { Token } from '../syntax/tokens'

const KEYWORD_SET: ReadonlySet<string> = new Set(KEYWORDS)

const isKeyword = (token: Token | undefined) => token?.kind === 'word' && KEYWORD_SET.has(token.value)

/** Whether a `-` after this token begins an operand. */
const opensOperand = (token: Token | undefined) =>
  token === undefined ||
  ['operator', 'arrow', '(', ',', '{'].includes(token.kind) ||
  (isKeyword(token) && !['true', 'false', 'blank'].includes(token.value))

/** The gap between `left` and `right`; `before` stands before `left`. */
export const gapBetween = (left: Token, right: Token, before: Token | undefined): '' | ' ' => {
  if (right.kind === ',' || right.kind === '.' || right.kind === ')') return ''
  if (left.kind === '.' || left.kind === '(') return ''
  if (right.kind === '(') return left.kind === 'name' || (left.kind === 'word' && (before?.kind === '.' || !isKeyword(left))) ? '' : ' '
  if (left.kind === 'operator' && left.value === '-' && opensOperand(before)) return ''
  return ' '
}

/** Tokens as one line, from `tokens[from]` up to but without `tokens[to]`. */
export const inline = (tokens: readonly Token[], from: number, to: number): string => {
  let out = ''
  for (let index = from; index < to; index++) {
    const token = tokens[index]!
    out += (index > from ? gapBetween(tokens[index - 1]!, token, tokens[index - 2]) : '') + token.text
  }
  return out
}
