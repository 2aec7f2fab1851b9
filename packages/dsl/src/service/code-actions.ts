/** Code actions: the mends and the rewritings that can be offered for a piece of text. */
import type { Diagnostic } from '../diagnostics/diagnostic'
import type { Span } from '../text/span'
import { addMissingLines } from './add-missing-lines'
import { addMissingRows } from './add-missing-rows'
import { flipArrow } from './flip-arrow'
import type { FileEdits, RenameInput } from './rename'

export type CodeAction = {
  /** What is done, as a command: `write \`jobtitle\``. */
  readonly title: string
  readonly kind: 'quickfix' | 'rewrite'
  readonly files: readonly FileEdits[]
  /** The diagnostic that it mends. */
  readonly mends?: Diagnostic
  /** True for a mend that is certain. */
  readonly isPreferred: boolean
}

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
