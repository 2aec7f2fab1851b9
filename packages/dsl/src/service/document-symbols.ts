/** Document symbols: the outline of a file. */
import type { Node } from '../syntax/ast'
import type { ParseResult } from '../syntax/parse'
import type { Span } from '../text/span'

export type DocumentSymbol = {
  readonly name: string
  /** The kind of statement: `sync`, `from`, `mapping`, ... */
  readonly kind: Node['kind']
  readonly span: Span
  readonly children: readonly DocumentSymbol[]
}

export const documentSymbols = ({ ast, source: { text } }: ParseResult): readonly DocumentSymbol[] => {
  const toSymbol = (node: Node): DocumentSymbol => {
    const body = 'body' in node ? node.body : undefined
    const head = text.slice(node.span.start, body?.start ?? node.span.end)
    const children = 'statements' in node ? node.statements.filter((inner) => inner.kind !== 'broken').map(toSymbol) : []
    return {
      name: head
        .replace(/#[^\n\r]*/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, 80),
      kind: node.kind,
      span: node.span,
      children,
    }
  }
  return ast.statements.filter((node) => node.kind !== 'broken').map(toSymbol)
}
