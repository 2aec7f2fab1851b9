/** Lexer: text to tokens and comments. Lossless: what lies between them is white space, and all of it joined is the text. */
import { signAt } from './spellings'
import type { Comment, Slip, Token, TokenKind } from './tokens'

export type Lexed = { readonly tokens: readonly Token[]; readonly comments: readonly Comment[] }

const SPACE = /\s/
const WORD = /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy
const NUMBER = /\d[\d_]*(?:\.\d[\d_]*)?/y
const WORD_START = /[\p{L}_]/u
const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', n: '\n', t: '\t' }
const DURATION = /^(\d[\d_]*)(seconds?|minutes?|hours?|days?|weeks?)$/
const QUOTES = /['‘’“”「」]/

/**
 * Works for any text, broken surrogates included; never throws. Spans count from `base`, for a text that is cut out of a longer one: since
 * nothing spans lines, whole lines have the same tokens wherever they stand.
 */
export const lex = (text: string, base = 0): Lexed => {
  const tokens: Token[] = []
  const comments: Comment[] = []
  let at = 0

  const push = (kind: TokenKind, end: number, value?: string, slip?: Slip) => {
    const spelled = text.slice(at, end)
    const span = { start: base + at, end: base + end }
    if (slip)
      tokens.push({
        kind,
        span,
        text: spelled,
        value: value ?? spelled,
        slip: slip.kind === 'escape' ? { ...slip, at: base + slip.at } : slip,
      })
    else tokens.push({ kind, span, text: spelled, value: value ?? spelled })
    at = end
  }

  while (at < text.length) {
    // Nearly all of a policy is words, signs and white space of ASCII; the rest is for the expressions below.
    const code = text.charCodeAt(at)
    if (code === 32 || code === 10) {
      at++
      continue
    }
    if (isPlainStart(code)) {
      const end = plainWordEnd(text, at)
      push('word', text.charCodeAt(end) < 128 || end === text.length ? end : (matchAt(WORD, text, at) ?? end))
      continue
    }
    const char = text.charAt(at)
    if (SPACE.test(char)) {
      at++
    } else if (char === '#') {
      const end = trimmedEnd(text, at)
      comments.push({ kind: 'comment', span: { start: base + at, end: base + end }, text: text.slice(at, end) })
      at = end
    } else if (char === '"') {
      const read = readText(text, at)
      push('text', read.end, read.value, read.slip)
    } else if (char === '`') {
      const end = closing(text, at, '`')
      if (end === undefined) push('name', restOfWord(text, at + 1), text.slice(at + 1, restOfWord(text, at + 1)), { kind: 'unclosed' })
      else push('name', end, text.slice(at + 1, end - 1))
    } else if (char >= '0' && char <= '9') {
      lexNumber(text, at, push)
    } else if (QUOTES.test(char)) {
      const end = closingQuote(text, at)
      if (end === undefined) push('unknown', at + 1)
      else push('text', end, text.slice(at + 1, end - 1), { kind: 'spelling', means: quote(text.slice(at + 1, end - 1)) })
    } else if (text.startsWith('//', at)) {
      push('unknown', trimmedEnd(text, at), undefined, { kind: 'spelling', means: '#' })
    } else {
      const word = matchAt(WORD, text, at)
      const sign = word === undefined ? signAt(text, at) : undefined
      if (word !== undefined) push('word', word)
      else if (sign)
        push(
          sign.kind,
          at + sign.length,
          sign.means,
          text.startsWith(sign.means, at) && sign.means.length === sign.length ? undefined : { kind: 'spelling', means: sign.means },
        )
      else push('unknown', at + (isPair(text, at) ? 2 : 1))
    }
  }
  return { tokens, comments }
}

/** `value` as the language writes text. */
export const quote = (value: string): string =>
  `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`

const isLineEnd = (char: string) => char === '\n' || char === '\r'

/** Letters of ASCII and the underscore. */
const isPlainStart = (code: number) => (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95

const plainWordEnd = (text: string, from: number): number => {
  let end = from + 1
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end)
    if (!isPlainStart(code) && !(code >= 48 && code <= 57)) return end
  }
  return end
}

const isPair = (text: string, at: number) => (text.codePointAt(at) ?? 0) > 0xffff

const lineEnd = (text: string, from: number): number => {
  let end = from
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end)
    if (code === 10 || code === 13) return end
  }
  return end
}

const trimmedEnd = (text: string, from: number): number => {
  let end = lineEnd(text, from)
  while (end > from + 1 && SPACE.test(text.charAt(end - 1))) end--
  return end
}

const matchAt = (pattern: RegExp, text: string, at: number): number | undefined => {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : undefined
}

/** The offset after the closing sign on the same line. */
const closing = (text: string, open: number, sign: string): number | undefined => {
  for (let at = open + 1; at < text.length && !isLineEnd(text.charAt(at)); at++) if (text.charAt(at) === sign) return at + 1
  return undefined
}

const closingQuote = (text: string, open: number): number | undefined => {
  const same = text.charAt(open) === "'" ? /'/ : /[‘’“”「」]/
  for (let at = open + 1; at < text.length && !isLineEnd(text.charAt(at)); at++) if (same.test(text.charAt(at))) return at + 1
  return undefined
}

const restOfWord = (text: string, from: number): number => matchAt(WORD, text, from) ?? from

const readText = (text: string, open: number): { readonly end: number; readonly value: string; readonly slip?: Slip } => {
  let value = ''
  let slip: Slip | undefined
  let from = open + 1
  for (let at = from; at < text.length; at++) {
    const char = text.charAt(at)
    if (char === '"') return { end: at + 1, value: value + text.slice(from, at), ...(slip ? { slip } : {}) }
    if (isLineEnd(char)) break
    if (char !== '\\' || at + 1 >= text.length || isLineEnd(text.charAt(at + 1))) continue
    const meant = ESCAPES[text.charAt(at + 1)]
    if (meant === undefined) {
      slip ??= { kind: 'escape', at }
    } else {
      value += text.slice(from, at) + meant
      from = at + 2
      at++
    }
  }
  return unclosedText(text, open)
}

/** Unclosed text ends with its line, but leaves a last `{` to the statement, so that its block is still seen. */
const unclosedText = (text: string, open: number): { readonly end: number; readonly value: string; readonly slip: Slip } => {
  let end = trimmedEnd(text, open)
  if (end > open + 1 && text.charAt(end - 1) === '{') {
    end--
    while (end > open + 1 && SPACE.test(text.charAt(end - 1))) end--
  }
  return { end, value: text.slice(open + 1, end), slip: { kind: 'unclosed' } }
}

const lexNumber = (text: string, at: number, push: (kind: TokenKind, end: number, value?: string, slip?: Slip) => void) => {
  const end = matchAt(NUMBER, text, at) ?? at + 1
  const spelled = text.slice(at, end)
  if (WORD_START.test(text.charAt(end))) {
    const last = matchAt(WORD, text, end) ?? end + 1
    const whole = text.slice(at, last)
    const duration = DURATION.exec(whole)
    if (duration) push('unknown', last, whole, { kind: 'spelling', means: `${duration[1]} ${duration[2]}` })
    else push('name', last, whole, { kind: 'spelling', means: `\`${whole}\`` })
  } else if (text.charAt(end) === '%') push('percent', end + 1, spelled.replaceAll('_', ''))
  else push('number', end, spelled.replaceAll('_', ''))
}
