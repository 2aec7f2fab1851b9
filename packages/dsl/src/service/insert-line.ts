/** Insert a line: the edit that puts a statement at the end of a block, in the block's own indentation and line ends. */
import type { ParseResult } from '../syntax/parse'
import type { Span } from '../text/span'
import type { TextEdit } from '../text/text-edit'

type Block = { readonly span: Span; readonly body?: Span; readonly statements: readonly { readonly span: Span }[] }

const STEP = '  '

const lineEnd = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n')

/** The white space before the line's first character that is none. */
const indentAt = (text: string, offset: number): string => {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? ''
}

/** `lines` are put after the block's last statement; `undefined` where the block has no braces to stand between. */
export const appendToBlock = ({ source: { text } }: ParseResult, block: Block, lines: readonly string[]): TextEdit | undefined => {
  const { body } = block
  if (body === undefined || text.charAt(body.start) !== '{' || text.charAt(body.end - 1) !== '}') return undefined
  const last = block.statements.at(-1)
  const newLine = lineEnd(text)
  const indent = last ? indentAt(text, last.span.start) : `${indentAt(text, block.span.start)}${STEP}`
  // After the last statement's own comment, which ends with its line.
  const from = last?.span.end ?? body.start + 1
  const stop = text.slice(from, body.end - 1).search(/[\n\r]/)
  const at = stop < 0 ? from : from + stop
  const written = lines.map((line) => `${newLine}${indent}${line.replaceAll('\n', `${newLine}${indent}`)}`).join('')
  const closing = stop < 0 ? `${newLine}${indentAt(text, block.span.start)}` : ''
  return { span: { start: at, end: stop < 0 ? body.end - 1 : at }, text: `${written}${closing}` }
}
