/** Syntax errors: what went wrong in a line, or in a token by itself, in plain words and with the mend where it is certain. */

import { report } from '../diagnostics/code'
import {
  arrowNeedsSpace,
  chainedComparison,
  expectedSomething,
  foreignSpelling,
  misspeltKeyword,
  nameNeedsBackticks,
  unclosedName,
  unclosedText,
  unexpected,
  unknownCharacter,
  unknownEscape,
} from '../diagnostics/codes/syntax'
import type { Diagnostic, Fix } from '../diagnostics/diagnostic'
import { nearest } from '../diagnostics/did-you-mean'
import type { Source } from '../text/source'
import type { Span } from '../text/span'
import { ASSOCIATE_OPTIONS, KEYWORDS, MAPPING_OPTIONS, RESERVED_OPERANDS } from './keywords'
import type { LineError, LineRule } from './parse-line'
import { either, expectedHelp, unexpectedHelp } from './syntax-help'
import type { Token } from './tokens'

export { either } from './syntax-help'

/** A fix that puts `text` in the place of `span`. */
export const replaceFix = (span: Span, text: string): Fix => ({ title: `write \`${text}\``, edits: [{ span, text }] })

/** How a message names a token. */
export const describeToken = (token: Token): string => {
  const text = token.text.length > 40 ? `${token.text.slice(0, 39)}…` : token.text
  return token.kind === 'text' ? `the text ${text}` : `\`${text}\``
}

/** The diagnostic of a token that is wrong by itself. */
export const tokenError = (file: string, token: Token): Diagnostic | undefined => {
  const { slip, span } = token
  if (slip?.kind === 'unclosed') {
    const fix =
      token.kind === 'name' ? { title: 'close the name', edits: [{ span: { start: span.end, end: span.end }, text: '`' }] } : undefined
    return report(token.kind === 'name' ? unclosedName : unclosedText, {}, { file, span, ...(fix ? { fix } : {}) })
  }
  if (slip?.kind === 'escape') {
    const at = { start: slip.at, end: slip.at + 2 }
    const found = token.text.slice(slip.at - span.start, slip.at - span.start + 2)
    return report(
      unknownEscape,
      { found },
      { file, span: at, fix: { title: 'write two back-slashes', edits: [{ span: { start: slip.at, end: slip.at }, text: '\\' }] } },
    )
  }
  if (slip?.kind === 'spelling') {
    const isComment = slip.means === '#'
    const at = isComment ? { start: span.start, end: span.start + 2 } : span
    const found = isComment ? '//' : token.text
    return report(
      foreignSpelling,
      { found, means: slip.means },
      {
        file,
        span: at,
        fix: slip.means === '' ? { title: `delete \`${found}\``, edits: [{ span: at, text: '' }] } : replaceFix(at, slip.means),
      },
    )
  }
  return token.kind === 'unknown' ? report(unknownCharacter, { found: token.text }, { file, span }) : undefined
}

/** The diagnostic of an arrow that touches its neighbour. */
export const arrowError = ({ file, text }: Source, token: Token): Diagnostic | undefined => {
  const { span, value } = token
  const before = /\s/.test(text.charAt(span.start - 1) || ' ')
  const after = /\s/.test(text.charAt(span.end) || ' ')
  if (before && after) return undefined
  return report(
    arrowNeedsSpace,
    { arrow: value },
    {
      file,
      span,
      fix: { title: 'put white space around the arrow', edits: [{ span, text: `${before ? '' : ' '}${value}${after ? '' : ' '}` }] },
    },
  )
}

const CONTINUATIONS: Readonly<Partial<Record<LineRule, readonly string[]>>> = {
  mapping: [...MAPPING_OPTIONS, 'unless', 'until', 'even', 'by', 'and', 'or', 'contains', 'starts', 'ends', 'is', 'in'],
  associate: ASSOCIATE_OPTIONS,
  on: ['as', 'with', 'when', 'and', 'or'],
  from: ['same'],
  include: ['and', 'or', 'contains', 'starts', 'ends', 'is', 'in'],
  advance: ['and', 'or', 'contains', 'starts', 'ends', 'is', 'in'],
}

const COMPARISONS = ['is', 'in', 'contains', 'starts', 'ends', '=', '!=', '<', '<=', '>', '>=']

/** The diagnostic of a line that went wrong; `tokens` are all of its tokens. */
export const lineError = (file: string, rule: LineRule, told: LineError, tokens: readonly Token[]): Diagnostic => {
  const error = atEqualSign(told, tokens)
  const { expected, found } = error
  const before = error.before ?? (found ? tokens[tokens.indexOf(found) - 1] : tokens.at(-1))
  const span = found?.span ?? before?.span ?? { start: 0, end: 0 }
  const keywords =
    expected.length > 0 ? expected.filter((word) => /^`[a-z]+`$/.test(word)).map((word) => word.slice(1, -1)) : (CONTINUATIONS[rule] ?? [])
  if (found?.kind === 'word') {
    const meant = isKeyword(found.value) ? undefined : nearest(found.value, keywords)
    if (meant !== undefined && meant !== found.value)
      return report(misspeltKeyword, { found: found.text, meant }, { file, span, fix: replaceFix(span, meant) })
  }
  if (
    before &&
    before.kind === 'word' &&
    RESERVED_OPERANDS.includes(before.value) &&
    isOperandStart(tokens, before) &&
    found?.kind !== 'word'
  )
    return report(
      nameNeedsBackticks,
      { found: before.value },
      { file, span: before.span, fix: replaceFix(before.span, `\`${before.value}\``) },
    )
  if (expected.length > 0)
    return report(
      expectedSomething,
      { expected: either(expected), found: found ? describeToken(found) : 'the end of the line' },
      { file, span, help: expectedHelp(rule, error, before, tokens) },
    )
  const token = found ?? before
  const name = token ? describeToken(token) : 'this'
  if (token && COMPARISONS.includes(token.value) && token.kind !== 'name')
    return report(chainedComparison, { found: token.value }, { file, span })
  const help = token && unexpectedHelp(rule, token, before, tokens)
  const place = { file, span, ...(help === undefined ? {} : { help }) }
  return report(unexpected, { found: name, after: before && before !== token ? describeToken(before) : 'this' }, place)
}

/** `email = Email` was meant to be a mapping: read as a comparison it lacks its arrow only at the end, but `=` is what stands in its place. */
const atEqualSign = (error: LineError, tokens: readonly Token[]): LineError => {
  const sign = tokens.find((token) => token.kind === 'operator' && token.value === '=')
  if (error.found || !sign || !error.expected.some((one) => one.startsWith('an arrow')) || tokens.some(({ kind }) => kind === 'arrow'))
    return error
  return { expected: error.expected, found: sign }
}

const isKeyword = (word: string) => (KEYWORDS as readonly string[]).includes(word)

/** Whether the word stands where an operand begins: at the start of the line, after an arrow, an operator or such. */
const isOperandStart = (tokens: readonly Token[], token: Token) => {
  const before = tokens[tokens.indexOf(token) - 1]
  return (
    before === undefined ||
    ['arrow', 'operator', '(', ','].includes(before.kind) ||
    ['when', 'and', 'or', 'not', 'where', 'if', 'then', 'else'].includes(before.value)
  )
}
