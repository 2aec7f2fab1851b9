/** Pieces: a text as parts of an older text and new parts, so that edits made one after another become one list of edits. */
import type { Span } from '../text/span'
import type { TextEdit } from '../text/text-edit'

/** A part of the old text, or new text. */
type Part = Span | string

const lengthOf = (part: Part) => (typeof part === 'string' ? part.length : part.end - part.start)

/** A text that is under way from an old one. */
export type Pieces = { readonly old: string; readonly parts: readonly Part[] }

export const piecesOf = (old: string): Pieces => ({ old, parts: old === '' ? [] : [{ start: 0, end: old.length }] })

/** The pieces after edits that are made on the text as it is now; they must be disjoint. */
export const withEdits = ({ old, parts }: Pieces, edits: readonly TextEdit[]): Pieces => {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
  const out: Part[] = []
  let index = 0
  /** Where in the current text `parts[index]`, of which `used` is taken, begins. */
  let at = 0
  let used = 0
  const take = (until: number, keep: boolean) => {
    while (index < parts.length && at < until) {
      const part = parts[index]!
      const count = Math.min(lengthOf(part) - used, until - at)
      if (keep && count > 0)
        out.push(typeof part === 'string' ? part.slice(used, used + count) : { start: part.start + used, end: part.start + used + count })
      at += count
      used += count
      if (used === lengthOf(part)) {
        index++
        used = 0
      }
    }
  }
  for (const edit of sorted) {
    take(edit.span.start, true)
    if (edit.text !== '') out.push(edit.text)
    take(edit.span.end, false)
  }
  take(Number.POSITIVE_INFINITY, true)
  return { old, parts: out }
}

export const textOf = ({ old, parts }: Pieces): string =>
  parts.map((part) => (typeof part === 'string' ? part : old.slice(part.start, part.end))).join('')

/** The edits that lead from the old text to this one: in order, disjoint, none that changes nothing, none wider than it must be. */
export const editsOf = ({ old, parts }: Pieces): readonly TextEdit[] => {
  const edits: TextEdit[] = []
  let at = 0
  let fresh = ''
  const close = (until: number) => {
    const edit = narrowed(old, { span: { start: at, end: until }, text: fresh })
    if (edit) edits.push(edit)
    fresh = ''
  }
  for (const part of parts) {
    if (typeof part === 'string') {
      fresh += part
      continue
    }
    close(part.start)
    at = part.end
  }
  close(old.length)
  return edits
}

const narrowed = (old: string, { span, text }: TextEdit): TextEdit | undefined => {
  let { start, end } = span
  let from = 0
  let to = text.length
  while (start < end && from < to && old.charCodeAt(start) === text.charCodeAt(from)) {
    start++
    from++
  }
  while (start < end && from < to && old.charCodeAt(end - 1) === text.charCodeAt(to - 1)) {
    end--
    to--
  }
  if (start === end && from === to) return undefined
  if (from > 0 && isWithinCharacter(old, start)) {
    start--
    from--
  }
  if (to < text.length && isWithinCharacter(old, end)) {
    end++
    to++
  }
  return { span: { start, end }, text: text.slice(from, to) }
}

/** Between `\r` and `\n`, or between the halves of a character: no place for an editor to begin or end an edit. */
const isWithinCharacter = (text: string, at: number): boolean =>
  text.startsWith('\r\n', at - 1) || ((text.codePointAt(at - 1) ?? 0) > 0xffff && at < text.length)

/** The edits that undo `edits`, as offsets of the edited text. */
export const inverseOf = (old: string, edits: readonly TextEdit[]): readonly TextEdit[] => {
  let shift = 0
  return edits.map(({ span, text }) => {
    const start = span.start + shift
    shift += text.length - (span.end - span.start)
    return { span: { start, end: start + text.length }, text: old.slice(span.start, span.end) }
  })
}
