/** Draft: a planned edit of one file together with what the edited file must say; and what every planner of a command shares. */

import type { Diagnostic } from '../diagnostics/diagnostic'
import { layOutText } from '../format/format'
import { type ParseResult, parse } from '../syntax/parse'
import type { TextEdit } from '../text/text-edit'
import { editsOf, type Pieces, piecesOf, textOf, withEdits } from './pieces'
import { type AnyNode, statementsOf } from './read-node'
import { type Refusal, refuse } from './refusal'
import { findTarget, type Located, refuseBroken } from './targets'
import { untidy, untidyInside } from './tidy'
import { type Item, isSameTree, type Path, treeOf } from './tree'

export type Draft = {
  readonly parsed: ParseResult
  readonly edits: readonly TextEdit[]
  /** What the file must say afterwards, from what it says now. */
  readonly intend: (items: readonly Item[]) => readonly Item[]
  /** The blocks whose lines change; those that are laid out as the formatter would have it stay so. */
  readonly blocks: readonly Path[]
  /** A new statement: the inside of its block is laid out. */
  readonly fresh?: Path
  /** What to try when this would not say what was meant, since a comment stands where it cannot stay. */
  readonly instead?: Draft
}

/** What a planner answers: a draft for each file; none where nothing is to be changed. */
export type Planned = readonly Draft[] | Refusal

/** The parsed files of a folder. */
export type Desk = { readonly files: readonly ParseResult[] }

export const fileOf = ({ files }: Desk, file: string): ParseResult | Refusal =>
  files.find((one) => one.source.file === file) ?? refuse('unknown-file', `there is no file \`${file}\` in the policy`)

/** The statement that a command names, refused where a syntax error touches the block that it stands in. */
export const located = (desk: Desk, file: string, target: string): Located | Refusal => {
  const parsed = fileOf(desk, file)
  if ('ok' in parsed) return parsed
  const found = findTarget(desk.files, file, target)
  if ('ok' in found) return found
  return refuseBroken(parsed, found.parents.at(-1)!, found.node) ?? found
}

/** The path of the block that a statement stands in. */
export const blockPath = ({ path }: Located): Path => path.slice(0, -1)

/** The node at a path; nothing where there is none. */
export const nodeAt = (parsed: ParseResult, path: Path): AnyNode | undefined =>
  path.reduce<AnyNode | undefined>((node, number) => node && statementsOf(node)?.[number], parsed.ast)

const errorsOf = (diagnostics: readonly Diagnostic[]): readonly string[] =>
  diagnostics.flatMap(({ severity, code }) => (severity === 'error' ? [code] : []))

const hasNewErrors = (before: ParseResult, after: ParseResult): boolean => {
  const known = [...errorsOf(before.diagnostics)]
  return errorsOf(after.diagnostics).some((code) => {
    const at = known.indexOf(code)
    if (at >= 0) known.splice(at, 1)
    return at < 0
  })
}

/** The draft as one list of edits with the text that they make, laid out and checked; refused when the text would not say what was meant. */
export const finish = (draft: Draft): { readonly edits: readonly TextEdit[]; readonly text: string } | Refusal => {
  const { parsed, blocks, fresh } = draft
  const { source } = parsed
  const layout = layOutText(parsed)
  const tidy = blocks.filter((path) => {
    const block = nodeAt(parsed, path)
    return block !== undefined && untidy(layout, block).length === 0
  })
  const pieces = laidOut(withEdits(piecesOf(source.text), draft.edits), source.file, tidy, fresh)
  const text = textOf(pieces)
  const after = parse({ file: source.file, text })
  if (hasNewErrors(parsed, after) || !isSameTree(draft.intend(treeOf(parsed)), treeOf(after)))
    return draft.instead
      ? finish(draft.instead)
      : refuse('self-check', 'the edited text would not say what was meant, so nothing was changed: please report this')
  return { edits: editsOf(pieces), text }
}

const laidOut = (pieces: Pieces, file: string, tidy: readonly Path[], fresh: Path | undefined): Pieces => {
  if (tidy.length === 0 && fresh === undefined) return pieces
  const now = parse({ file, text: textOf(pieces) })
  const layout = layOutText(now)
  const made = fresh && nodeAt(now, fresh)
  const edits = new Set(made ? untidyInside(layout, made) : [])
  for (const path of tidy) {
    const block = nodeAt(now, path)
    if (block) for (const edit of untidy(layout, block)) edits.add(edit)
  }
  return withEdits(pieces, [...edits])
}
