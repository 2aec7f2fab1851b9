/** Cursor: what stands around an offset, read from the tokens, so that it is known in half-typed text too. */
import { type BlockKind, opensIn } from '../syntax/keywords'
import { lex } from '../syntax/lexer'
import type { ParseResult } from '../syntax/parse'
import type { Token } from '../syntax/tokens'
import type { Span } from '../text/span'

export type Cursor = {
  /** The innermost block. */
  readonly place: BlockKind
  /** The tokens in front of the `{` of each block around, from the outermost. */
  readonly heads: readonly (readonly Token[])[]
  /** The tokens of the statement before the one being typed. */
  readonly line: readonly Token[]
  /** What a completion replaces: the word or text being typed, or nothing. */
  readonly span: Span
  /** True inside a text that has been begun. */
  readonly inText: boolean
}

/** Nothing inside a comment. */
export const cursorAt = ({ source: { text } }: Pick<ParseResult, 'source'>, offset: number): Cursor | undefined => {
  // Nothing spans lines, so what stands below the cursor's line has no say.
  const { tokens, comments } = lex(text.slice(0, lineEndFrom(text, offset)))
  if (comments.some(({ span }) => span.start < offset && offset <= span.end)) return undefined
  const typed = tokens.find((token) => isTyped(token) && token.span.start < offset && offset <= token.span.end)
  const start = typed?.span.start ?? offset
  const heads: (readonly Token[])[] = []
  let line: Token[] = []
  let depth = 0
  let at = 0
  for (const token of tokens) {
    if (token.span.start >= start) break
    if (depth === 0 && hasLineEnd(text, at, token.span.start)) line = []
    at = token.span.end
    if (token.kind === '{' || token.kind === '}') {
      if (token.kind === '{') heads.push(line)
      else heads.pop()
      line = []
      depth = 0
      continue
    }
    if (token.kind === '(') depth++
    if (token.kind === ')') depth = Math.max(depth - 1, 0)
    line.push(token)
  }
  if (depth === 0 && hasLineEnd(text, at, start)) line = []
  const span = typed ? { start, end: typed.span.end } : { start: offset, end: offset }
  return { place: placeOf(heads), heads, line, span, inText: typed?.kind === 'text' }
}

const lineEndFrom = (text: string, offset: number): number => {
  let at = offset
  while (at < text.length && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13) at++
  return at
}

const isTyped = ({ kind }: Token) => kind === 'word' || kind === 'name' || kind === 'text'

const hasLineEnd = (text: string, from: number, to: number): boolean => {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === 10 || code === 13) return true
  }
  return false
}

const placeOf = (heads: readonly (readonly Token[])[]): BlockKind =>
  heads.reduce<BlockKind>((place, head) => opensIn(place, head[0]?.value ?? ''), 'file')

/** `call <-> Task.Call`: the two objects of an activity, which its conditions and mappings are about. */
const activityOf = (head: readonly Token[]): { readonly hubspot?: string; readonly salesforce: readonly string[] } => {
  const arrow = head.findIndex((token) => token.kind === 'arrow')
  const [hubspot, salesforce] = [head[0]?.value, arrow < 0 ? undefined : head[arrow + 1]?.value]
  return { ...(hubspot === undefined ? {} : { hubspot }), salesforce: salesforce === undefined ? [] : [salesforce] }
}

/** The objects in the head of the `sync` or of the activity around the cursor. */
export const syncOf = ({
  heads,
  line,
}: Pick<Cursor, 'heads' | 'line'>): { readonly hubspot?: string; readonly salesforce: readonly string[] } => {
  if (heads[0]?.[0]?.value === 'activities') return activityOf(heads[1] ?? line)
  const head = heads.find((tokens) => tokens[0]?.value === 'sync') ?? []
  const withAt = head.findIndex((token) => token.value === 'with')
  const names = (tokens: readonly Token[]) => tokens.filter(isTyped).map((token) => token.value)
  const hubspot = names(head.slice(1, withAt < 0 ? undefined : withAt))[0]
  return { ...(hubspot === undefined ? {} : { hubspot }), salesforce: withAt < 0 ? [] : names(head.slice(withAt + 1)) }
}
