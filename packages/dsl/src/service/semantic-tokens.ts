/** Semantic tokens: what each piece of text is, keywords told from names by the tree; no token spans lines. */
import type { Node } from '../syntax/ast'
import type { ParseResult } from '../syntax/parse'
import { walk } from '../syntax/walk'
import type { Span } from '../text/span'

export type SemanticTokenType =
  | 'keyword'
  | 'property'
  | 'type'
  | 'variable'
  | 'function'
  | 'string'
  | 'number'
  | 'operator'
  | 'comment'
  | 'invalid'

export type SemanticToken = { readonly span: Span; readonly type: SemanticTokenType }

/** In order of place; punctuation is left out. */
export const semanticTokens = ({ ast, tokens, comments }: ParseResult): readonly SemanticToken[] => {
  const names = namesOf(ast)
  const found: SemanticToken[] = comments.map(({ span }) => ({ span, type: 'comment' }))
  for (const { kind, span } of tokens) {
    const type = kind === 'word' || kind === 'name' ? (names.get(span.start) ?? (kind === 'name' ? 'property' : 'keyword')) : BY_KIND[kind]
    if (type) found.push({ span, type })
  }
  return found.sort((a, b) => a.span.start - b.span.start)
}

const BY_KIND: Readonly<Record<string, SemanticTokenType>> = {
  text: 'string',
  number: 'number',
  percent: 'number',
  arrow: 'operator',
  operator: 'operator',
  unknown: 'invalid',
}

const namesOf = (ast: Node): ReadonlyMap<number, SemanticTokenType> => {
  const names = new Map<number, SemanticTokenType>()
  walk(ast, (node, parents) => {
    if (node.kind === 'name') names.set(node.span.start, nameType(parents.at(-1)))
    return undefined
  })
  return names
}

const nameType = (parent: Node | undefined): SemanticTokenType => {
  switch (parent?.kind) {
    case 'call':
      return 'function'
    case 'values':
    case 'using-option':
      return 'variable'
    case 'sync':
    case 'match':
    case 'associate':
    case 'from':
    case 'on-new':
    case 'prefer':
    case 'quantifier':
    case 'linked':
      return 'type'
    default:
      return 'property'
  }
}
