/** Line index: offsets to lines and columns and back; a line ends with `\n`, `\r\n` or `\r`. */

/** Both count from 1, columns in UTF-16 units, as editors show them. */
export type Position = { readonly line: number; readonly column: number }

export type LineIndex = {
  /** Offsets outside the text are moved to its nearer end. */
  positionAt(offset: number): Position
  offsetAt(position: Position): number
  /** The offset of the first character of a line, counted from 1. */
  lineStart(line: number): number
  /** The line's text without its end. */
  lineText(line: number): string
  readonly lineCount: number
}

export const indexLines = (text: string): LineIndex => {
  const starts = [0]
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (char === 10 || (char === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1)
  }
  const clampLine = (line: number) => Math.min(Math.max(line, 1), starts.length)
  const lineStart = (line: number) => starts[clampLine(line) - 1]!
  const lineText = (line: number) => text.slice(lineStart(line), starts[clampLine(line)] ?? text.length).replace(/[\r\n]+$/, '')
  const positionAt = (offset: number): Position => {
    const at = Math.min(Math.max(offset, 0), text.length)
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (starts[middle]! <= at) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: at - starts[low]! + 1 }
  }
  const offsetAt = ({ line, column }: Position) => lineStart(line) + Math.min(Math.max(column - 1, 0), lineText(line).length)
  return { positionAt, offsetAt, lineStart, lineText, lineCount: starts.length }
}
