/** Places: spans of the language to ranges of the protocol and back; both count UTF-16 units, the protocol's lines from zero. */
import type { LineIndex, Span, TextEdit } from '@lockstep/dsl'
import type { Position, TextEdit as ProtocolEdit, Range } from 'vscode-languageserver/node'

export const positionOf = (lines: LineIndex, offset: number): Position => {
  const { line, column } = lines.positionAt(offset)
  return { line: line - 1, character: column - 1 }
}

/** A place outside the text is moved into it. */
export const offsetOf = (lines: LineIndex, { line, character }: Position): number =>
  lines.offsetAt({ line: line + 1, column: character + 1 })

export const rangeOf = (lines: LineIndex, span: Span): Range => ({ start: positionOf(lines, span.start), end: positionOf(lines, span.end) })

export const spanOf = (lines: LineIndex, range: Range): Span => ({ start: offsetOf(lines, range.start), end: offsetOf(lines, range.end) })

export const editsOf = (lines: LineIndex, edits: readonly TextEdit[]): ProtocolEdit[] =>
  edits.map(({ span, text }) => ({ range: rangeOf(lines, span), newText: text }))
