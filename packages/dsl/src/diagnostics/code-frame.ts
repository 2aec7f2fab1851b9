/** Code frame: a diagnostic with the lines it speaks of, for a terminal. */
import { indexLines } from '../text/line-index'
import type { Span } from '../text/span'
import { displayWidth, expandTabs } from '../text/width'
import type { Diagnostic, Severity } from './diagnostic'

export type FrameOptions = { readonly colour: boolean }

type Mark = { readonly file: string; readonly span: Span; readonly label: string; readonly primary: boolean }
type Paint = (text: string, colour: keyof typeof COLOURS) => string

const COLOURS = { red: 31, yellow: 33, blue: 34, cyan: 36, bold: 1 } as const
const BY_SEVERITY: Readonly<Record<Severity, 'red' | 'yellow' | 'cyan'>> = { error: 'red', warning: 'yellow', info: 'cyan' }

/**
 * Some lines without a last line end. `texts` are the sources by path; a place in another file is told without its lines. Tabs and wide
 * characters are aligned.
 */
export const codeFrame = (
  diagnostic: Diagnostic,
  texts: ReadonlyMap<string, string>,
  { colour }: FrameOptions = { colour: false },
): string => {
  const paint: Paint = (text, name) => (colour ? `\u001b[${COLOURS[name]}m${text}\u001b[0m` : text)
  const tone = BY_SEVERITY[diagnostic.severity]
  const marks: readonly Mark[] = [
    { file: diagnostic.file, span: diagnostic.span, label: '', primary: true },
    ...diagnostic.related.map(({ location, message }) => ({ ...location, label: message, primary: false })),
  ]
  const files = [...new Set(marks.map((mark) => mark.file))]
  const gutter = Math.max(...marks.map((mark) => String(lineOf(texts, mark)).length))
  const bar = (text: string, number = '') => `${paint(`${number.padStart(gutter)} |`, 'blue')}${text === '' ? '' : ` ${text}`}`
  const lines = [`${paint(`${diagnostic.severity}[${diagnostic.code}]`, tone)}${paint(`: ${diagnostic.message}`, 'bold')}`]
  for (const [index, file] of files.entries()) {
    const own = marks.filter((mark) => mark.file === file)
    const text = texts.get(file)
    if (text === undefined) {
      lines.push(
        ...own.map(
          (mark) =>
            `${' '.repeat(gutter)}${paint(index === 0 ? '-->' : ':::', 'blue')} ${file}${mark.label === '' ? '' : `: ${mark.label}`}`,
        ),
      )
      continue
    }
    lines.push(...fileLines(text, file, own, index === 0 ? '-->' : ':::', gutter, bar, paint, tone))
  }
  if (diagnostic.help !== undefined) lines.push(`${' '.repeat(gutter)} ${paint('=', 'blue')} help: ${diagnostic.help}`)
  return lines.join('\n')
}

const lineOf = (texts: ReadonlyMap<string, string>, { file, span }: Mark) => indexLines(texts.get(file) ?? '').positionAt(span.start).line

const fileLines = (
  text: string,
  file: string,
  marks: readonly Mark[],
  arrow: string,
  gutter: number,
  bar: (text: string, number?: string) => string,
  paint: Paint,
  tone: 'red' | 'yellow' | 'cyan',
): readonly string[] => {
  const index = indexLines(text)
  const first = index.positionAt(marks[0]!.span.start)
  const out = [`${' '.repeat(gutter)}${paint(arrow, 'blue')} ${file}:${first.line}:${first.column}`, bar('')]
  const placed = marks
    .map((mark) => ({ mark, at: index.positionAt(mark.span.start) }))
    .sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column)
  let last = 0
  for (const { mark, at } of placed) {
    const line = index.lineText(at.line)
    if (at.line !== last) {
      if (last > 0 && at.line > last + 1) out.push(paint('...', 'blue'))
      out.push(bar(shorten(expandTabs(line)), String(at.line)))
    }
    last = at.line
    const before = displayWidth(expandTabs(line.slice(0, at.column - 1)))
    if (before >= LONGEST) continue
    const marked = line.slice(at.column - 1, at.column - 1 + Math.max(mark.span.end - mark.span.start, 0))
    const width = Math.min(Math.max(displayWidth(expandTabs(marked, before)), 1), LONGEST - before)
    const sign = `${(mark.primary ? '^' : '-').repeat(width)}${mark.label === '' ? '' : ` ${mark.label}`}`
    out.push(bar(`${' '.repeat(before)}${paint(sign, mark.primary ? tone : 'blue')}`))
  }
  return out
}

const LONGEST = 200

const shorten = (line: string) => (line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line)
