/** Semantic tokens: what each piece of text is, keywords told from names by the tree; no token spans lines. */
import type { NameNode, Node } from '../syntax/ast'
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
    if (node.kind === 'name') names.set(node.span.start, nameType(node, parents.at(-1), parents.at(-2)))
    return undefined
  })
  return names
}

const nameType = (node: NameNode, parent: Node | undefined, above: Node | undefined): SemanticTokenType => {
  // In a test only the object of `given` is a type: the other names are the test's own.
  if (parent?.kind === 'given' && node !== parent.object) return 'variable'
  if (parent?.kind === 'path' && above?.kind === 'activity' && node === parent.segments[0]) return 'type'
  switch (parent?.kind) {
    case 'call':
      return 'function'
    case 'values':
    case 'using-option':
    case 'step':
    case 'expect':
      return 'variable'
    case 'sync':
    case 'match':
    case 'associate':
    case 'activity':
    case 'given':
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
