/** Rename: gives names in several files another spelling, and says what the files must say then. */
import type { NameNode } from '../syntax/ast'
import type { ParseResult } from '../syntax/parse'
import { type Desk, type Draft, fileOf, nodeAt, type Planned } from './draft'
import { isRefusal, refuse } from './refusal'
import { locatedIn, refuseBroken } from './targets'
import { type Path, treeOf } from './tree'
import { writeName } from './write-statement'

/** A name in a file, and the statement that says it. */
export type NamedPlace = { readonly parsed: ParseResult; readonly name: NameNode; readonly path: Path }

/** Drafts that write `to` at all places; refused where a syntax error touches a block that says the name. */
export const renameAll = (desk: Desk, places: readonly NamedPlace[], to: string): Planned => {
  if (to === '' || /[`\n\r]/.test(to)) return refuse('bad-text', `${JSON.stringify(to)} cannot be a name`)
  const drafts: Draft[] = []
  for (const { source } of desk.files) {
    const parsed = fileOf(desk, source.file)
    if (isRefusal(parsed)) return parsed
    const here = places.filter((place) => place.parsed === parsed)
    if (here.length === 0) continue
    const blocks = new Map(here.map(({ path }) => [path.slice(0, -1).join('.'), path.slice(0, -1)]))
    for (const path of blocks.values()) {
      const broken = refuseBroken(parsed, nodeAt(parsed, path)!, undefined)
      if (broken) return broken
    }
    const renames = new Map(here.map(({ name }) => [name, to] as const))
    drafts.push({
      parsed,
      edits: here.map(({ name }) => ({ span: name.span, text: name.quoted ? `\`${to}\`` : writeName(to) })),
      intend: () => treeOf(parsed, renames),
      blocks: [...blocks.values()],
    })
  }
  return drafts
}

/** Every name of the policy that `pick` takes from a statement and what is inside its line. */
export const namesIn = (
  desk: Desk,
  pick: (located: ReturnType<typeof locatedIn>[number]) => readonly (NameNode | undefined)[],
): readonly NamedPlace[] =>
  desk.files.flatMap((parsed) =>
    locatedIn(parsed).flatMap((located) => pick(located).flatMap((name) => (name ? [{ parsed, name, path: located.path }] : []))),
  )
