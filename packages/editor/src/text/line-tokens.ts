/** Colours a line as soon as it is typed, with the language's own lexer; no token spans lines, so a line needs nothing before it. */
import { lex, type Token } from '@lockstep/dsl'
import type { MonacoLanguages } from './monaco'

type Piece = { readonly start: number; readonly type: string }

const firstWords = new Set(
  'policy sync values lifecycle activities campaigns test every salesforce hubspot conflicts hold match prefer from map associate pipeline include on otherwise order advance carry given then expect'.split(
    ' ',
  ),
)
const laterWords = new Set(
  'with in and or not is known blank contains starts ends member of any all no linked to included if then else true false when using default prefer unless once sticky until clears even paused required minutes minute hours hour days day weeks week seconds second new change delete merge create update unlink link ignore follow same as assignment rules newest oldest deletes creates updates pauses exceed budget calls per yes salesforce hubspot companies contacts open won lost where error copy none through by off company map'.split(
    ' ',
  ),
)

const kindOf = (token: Token): string => {
  switch (token.kind) {
    case 'text':
      return 'string'
    case 'number':
    case 'percent':
      return 'number'
    case 'arrow':
      return 'operator'
    case 'operator':
      return 'operator'
    case 'unknown':
      return 'invalid'
    case 'word':
    case 'name':
      return 'property'
    default:
      return 'delimiter'
  }
}

/** The pieces of one line, in order; white space belongs to the piece before it. */
export const piecesOf = (line: string): readonly Piece[] => {
  const { tokens, comments } = lex(line)
  const arrow = tokens.findIndex(
    (token) => token.kind === 'arrow' || (token.kind === 'word' && token.text === 'off' && tokens[0] !== token),
  )
  const isMapping = arrow > 0
  const pieces = tokens.map((token, index): Piece => {
    const type = kindOf(token)
    if (token.kind !== 'word') return { start: token.span.start, type }
    const before = tokens[index - 1]
    const after = tokens[index + 1]
    // After or before a dot a word is a name; so is everything left of an arrow and the first word right of it.
    if (before?.kind === '.' || after?.kind === '.') return { start: token.span.start, type }
    if (after?.kind === '(' && token.text !== 'in' && token.text !== 'order') return { start: token.span.start, type: 'function' }
    if (isMapping && index === arrow) return { start: token.span.start, type: 'operator' }
    if (isMapping && (index < arrow || index === arrow + 1) && token.text !== 'otherwise') return { start: token.span.start, type }
    const isKeyword = index === 0 ? firstWords.has(token.text) : laterWords.has(token.text)
    return { start: token.span.start, type: isKeyword ? 'keyword' : type }
  })
  return [...pieces, ...comments.map((comment) => ({ start: comment.span.start, type: 'comment' }))]
}

const noState: MonacoLanguages.IState = { clone: () => noState, equals: () => true }

/** Monaco's form of it. */
export const lineTokens: MonacoLanguages.TokensProvider = {
  getInitialState: () => noState,
  tokenize: (line) => ({ endState: noState, tokens: piecesOf(line).map((piece) => ({ startIndex: piece.start, scopes: piece.type })) }),
}
