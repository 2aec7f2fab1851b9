/** Code actions: the mends and the rewritings that can be offered for a piece of text. */
import type { Span } from '../text/span'
import { addMissingLines } from './add-missing-lines'
import { addMissingRows } from './add-missing-rows'
import type { CodeAction } from './code-action'
import { flipArrow } from './flip-arrow'
import type { RenameInput } from './rename'

export type { CodeAction } from './code-action'

/** Mends of the diagnostics that touch the span first, certain ones before likely ones, then rewritings. Never throws. */
export const codeActions = (analysis: RenameInput, file: string, span: Span): readonly CodeAction[] => {
  const parsed = analysis.files.find((one) => one.source.file === file)
  if (!parsed) return []
  const diagnostics = analysis.diagnostics.filter((one) => one.file === file && one.span.start <= span.end && span.start <= one.span.end)
  const fixes = diagnostics.flatMap((mends): readonly CodeAction[] => {
    const { fix } = mends
    return fix === undefined ? [] : [{ title: fix.title, kind: 'quickfix', files: [{ file, edits: fix.edits }], mends, isPreferred: true }]
  })
  return [
    ...fixes,
    ...diagnostics.flatMap((mends) => addMissingLines(analysis, mends)),
    ...addMissingRows(analysis, parsed, span),
    ...flipArrow(parsed, span),
  ]
}
