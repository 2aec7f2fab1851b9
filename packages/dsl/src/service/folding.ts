/** Folding: the ranges of lines that can be folded away. */
import type { ParseResult } from '../syntax/parse'
import { walk } from '../syntax/walk'
import { indexLines } from '../text/line-index'

/** Lines count from 1; `end` is the last line that disappears. */
export type FoldingRange = { readonly start: number; readonly end: number; readonly kind: 'block' | 'comment' }

export const foldingRanges = ({ ast, comments, source: { text } }: ParseResult): readonly FoldingRange[] => {
  const lines = indexLines(text)
  const ranges: FoldingRange[] = []
  walk(ast, (node) => {
    if ('body' in node && node.body) {
      const start = lines.positionAt(node.body.start).line
      const isClosed = text.charAt(node.body.end - 1) === '}'
      const end = lines.positionAt(node.body.end).line - (isClosed ? 1 : 0)
      if (end > start) ranges.push({ start, end, kind: 'block' })
    }
    return 'statements' in node ? undefined : false
  })
  let first: number | undefined
  let last = 0
  const flush = () => {
    if (first !== undefined && last > first) ranges.push({ start: first, end: last, kind: 'comment' })
  }
  for (const comment of comments) {
    const { line } = lines.positionAt(comment.span.start)
    const isWholeLine = text.slice(lines.lineStart(line), comment.span.start).trim() === ''
    if (!isWholeLine) continue
    if (first === undefined || line !== last + 1) {
      flush()
      first = line
    }
    last = line
  }
  flush()
  return ranges.sort((a, b) => a.start - b.start || b.end - a.end)
}
