/** Drawing: a graph under way, and what its parts share. */
import { descriptionOf } from '../syntax/comments'
import type { ParseResult } from '../syntax/parse'
import type { Span } from '../text/span'
import type { GraphEdge, GraphNode } from './graph'

export type Drawing = { readonly nodes: GraphNode[]; readonly edges: GraphEdge[]; readonly tables: ReadonlySet<string> }

export const objectId = (kind: 'hubspot-object' | 'salesforce-object', name: string): string => `${kind}:${name}`

/** Text on one line, without comments, as the policy has it. */
export const words = ({ source, comments }: ParseResult, span: Span): string => {
  let out = ''
  let at = span.start
  for (const comment of comments) {
    if (comment.span.start < span.start || comment.span.end > span.end) continue
    out += source.text.slice(at, comment.span.start)
    at = comment.span.end
  }
  return (out + source.text.slice(at, span.end)).replace(/\s+/g, ' ').trim()
}

/** Where a construct stands, what its comments say, and whether the parser complained inside it. */
export const traced = (
  parsed: ParseResult,
  span: Span,
): { readonly file: string; readonly span: Span; readonly description?: string; readonly broken: boolean } => {
  const description = descriptionOf(parsed, span)
  return {
    file: parsed.source.file,
    span,
    ...(description === undefined ? {} : { description }),
    broken: parsed.diagnostics.some((one) => one.severity === 'error' && one.span.start >= span.start && one.span.end <= span.end),
  }
}
