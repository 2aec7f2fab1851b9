/** Unread lines: a line that could not be read is not judged any further, since what it was meant to say is not known. */
import type { Diagnostic } from './diagnostics/diagnostic'
import type { ParseResult } from './syntax/parse'
import { indexLines } from './text/line-index'

/** `found` without what begins on a line that has a syntax error. */
export const withoutUnreadLines = (files: readonly ParseResult[], found: readonly Diagnostic[]): readonly Diagnostic[] => {
  const unread = new Map(
    files
      .filter(({ diagnostics }) => diagnostics.length > 0)
      .map(({ source, diagnostics }) => {
        const lines = indexLines(source.text)
        const lineOf = (offset: number) => lines.positionAt(offset).line
        const wrong = new Set(diagnostics.filter((one) => one.severity === 'error').map((one) => lineOf(one.span.start)))
        return [source.file, (one: Diagnostic) => wrong.has(lineOf(one.span.start))] as const
      }),
  )
  return unread.size === 0 ? found : found.filter((one) => unread.get(one.file)?.(one) !== true)
}
