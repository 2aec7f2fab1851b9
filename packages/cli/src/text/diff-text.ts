/** Diff text: edits of a file as a unified diff. */
import { type EditedFile, indexLines, type TextEdit } from '@lockstep/dsl'

const CONTEXT = 2

/** Lines from `start` on, counted from 0, that give way to others. */
type Change = { readonly start: number; readonly end: number; readonly newStart: number; readonly newEnd: number }

const linesOf = (text: string): readonly string[] => {
  const lines = text.split(/\r\n|\n|\r/)
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

/** The lines that differ, from the edits' places alone. */
const changesOf = (before: string, after: string, edits: readonly TextEdit[]): readonly Change[] => {
  const old = indexLines(before)
  const fresh = indexLines(after)
  const found: Change[] = []
  let shift = 0
  for (const { span, text } of edits) {
    const start = old.positionAt(span.start).line - 1
    const end = old.positionAt(span.end).line
    const newStart = fresh.positionAt(span.start + shift).line - 1
    shift += text.length - (span.end - span.start)
    const newEnd = fresh.positionAt(span.end + shift).line
    const last = found.at(-1)
    if (last && start <= last.end)
      found[found.length - 1] = { ...last, end: Math.max(end, last.end), newEnd: Math.max(newEnd, last.newEnd) }
    else found.push({ start, end, newStart, newEnd })
  }
  return found
}

/** Without the lines at either end that are alike. */
const narrowed = (change: Change, old: readonly string[], fresh: readonly string[]): Change => {
  let { start, newStart } = change
  let end = Math.min(change.end, old.length)
  let newEnd = Math.min(change.newEnd, fresh.length)
  while (start < end && newStart < newEnd && old[start] === fresh[newStart]) {
    start++
    newStart++
  }
  while (start < end && newStart < newEnd && old[end - 1] === fresh[newEnd - 1]) {
    end--
    newEnd--
  }
  return { start, end, newStart, newEnd }
}

/** A unified diff of one file with two lines around each change. */
export const diffText = (before: string, { file, edits, text }: EditedFile): string => {
  const old = linesOf(before)
  const fresh = linesOf(text)
  const hunks: Change[][] = []
  for (const change of changesOf(before, text, edits).map((one) => narrowed(one, old, fresh))) {
    const last = hunks.at(-1)?.at(-1)
    if (last && change.start - last.end <= CONTEXT * 2) hunks.at(-1)!.push(change)
    else hunks.push([change])
  }
  const written = hunks.map((changes) => {
    const first = changes[0]!
    const last = changes.at(-1)!
    const from = Math.max(first.start - CONTEXT, 0)
    const to = Math.min(last.end + CONTEXT, old.length)
    const newFrom = first.newStart - (first.start - from)
    const newTo = last.newEnd + (to - last.end)
    const lines: string[] = []
    let at = from
    for (const { start, end, newStart, newEnd } of changes) {
      lines.push(...old.slice(at, start).map((line) => ` ${line}`))
      lines.push(...old.slice(start, end).map((line) => `-${line}`), ...fresh.slice(newStart, newEnd).map((line) => `+${line}`))
      at = end
    }
    lines.push(...old.slice(at, to).map((line) => ` ${line}`))
    const place = (start: number, end: number) => `${end > start ? start + 1 : start},${end - start}`
    return [`@@ -${place(from, to)} +${place(newFrom, newTo)} @@`, ...lines].join('\n')
  })
  return [`--- ${file}`, `+++ ${file}`, ...written].join('\n')
}
