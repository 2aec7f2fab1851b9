/** Text edits: replace a span of a source by new text. */
import type { Span } from './span'

export type TextEdit = { readonly span: Span; readonly text: string }

/** Applies edits that must be disjoint; throws when two of them overlap, since that is our bug. */
export const applyTextEdits = (text: string, edits: readonly TextEdit[]): string => {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
  let out = ''
  let at = 0
  for (const edit of sorted) {
    if (edit.span.start < at) throw new Error('overlapping text edits: please report this')
    out += text.slice(at, edit.span.start) + edit.text
    at = edit.span.end
  }
  return out + text.slice(at)
}
