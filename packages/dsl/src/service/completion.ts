/** Completion: what may stand at an offset, by slot; the slot is found from the tokens before it. */
import type { Catalog } from '../catalog/catalog'
import type { BlockKind } from '../syntax/keywords'
import { STATEMENTS } from '../syntax/keywords'
import { quote } from '../syntax/lexer'
import type { ParseResult } from '../syntax/parse'
import type { Span } from '../text/span'
import { type Candidate, type Scope, words } from './candidates'
import type { CompletionKind } from './completion-kind'
import { type Cursor, cursorAt, syncOf } from './cursor'
import { afterLine } from './slots'

export type { CompletionKind } from './completion-kind'

export type Completion = {
  readonly label: string
  /** What to put in the place of `span`. */
  readonly insert: string
  readonly span: Span
  readonly kind: CompletionKind
  readonly detail: string
  readonly doc: string
}

/** All that may stand there, in a useful order; the editor narrows it down to what was typed. Never throws. */
export const complete = (
  analysis: { readonly files: readonly ParseResult[]; readonly catalog?: Catalog },
  file: string,
  offset: number,
): readonly Completion[] => {
  const parsed = analysis.files.find((one) => one.source.file === file)
  const cursor = parsed && cursorAt(parsed, offset)
  if (!cursor) return []
  const { catalog } = analysis
  const scope: Scope = { files: analysis.files, ...(catalog ? { catalog } : {}), sync: syncOf(cursor), cursor }
  const found = cursor.line.length === 0 ? startOf(scope, cursor) : afterLine(scope, cursor)
  return distinct(found.filter((one) => !cursor.inText || one.isText)).map(({ label, kind, detail, doc, isText }) => ({
    label,
    insert: isText
      ? quote(label)
      : isPlain(label) || kind === 'keyword' || kind === 'table' || kind === 'function'
        ? label
        : `\`${label}\``,
    span: cursor.span,
    kind,
    detail: detail ?? '',
    doc: doc ?? '',
  }))
}

const startOf = (scope: Scope, cursor: Cursor): readonly Candidate[] => {
  const starts = words(...STATEMENTS[cursor.place])
  return ROWS.includes(cursor.place) ? [...starts, ...afterLine(scope, cursor)] : starts
}

/** Blocks whose lines begin with a value rather than with a keyword. */
const ROWS: readonly BlockKind[] = ['map', 'values', 'activities']

/** Most names are of ASCII, and there are thousands of them. */
const isPlain = (name: string) => /^[A-Za-z_]\w*$/.test(name) || /^[\p{L}_][\p{L}\p{M}\p{N}_]*(\.[\p{L}_][\p{L}\p{M}\p{N}_]*)?$/u.test(name)

const distinct = (candidates: readonly Candidate[]): readonly Candidate[] => {
  const seen = new Set<string>()
  return candidates.filter(({ kind, label }) => {
    const key = `${kind}:${label}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
