/** Spot: where among the statements of a block a command wants a statement to stand. */

import type { BlockKind } from '../syntax/keywords'
import type { PlaceSpec } from './command'
import type { Desk } from './draft'
import { FORMS } from './forms'
import { type AnyNode, formFor, formOf, statementsOf } from './read-node'
import { type Refusal, refuse } from './refusal'
import { findTarget } from './targets'
import type { Path } from './tree'
import type { Spec } from './write-statement'

/** The number of the statement before which it is to stand; the count of statements for the end. */
export const spotNumber = (desk: Desk, file: string, block: AnyNode, path: Path, place: PlaceSpec): number | Refusal => {
  const count = (statementsOf(block) ?? []).length
  if (place === 'first') return 0
  if (place === 'last') return count
  const id = 'before' in place ? place.before : place.after
  const found = findTarget(desk.files, file, id)
  if ('ok' in found) return found
  if (found.path.length !== path.length + 1 || path.some((number, index) => found.path[index] !== number))
    return refuse('not-applicable', `\`${id}\` does not stand in that block`)
  return found.path.at(-1)! + ('before' in place ? 0 : 1)
}

/** Where a new statement stands when the command does not say: after the last one of its kind, or of a kind that comes before it. */
export const usualSpot = (block: AnyNode, place: BlockKind, spec: Spec): number => {
  const form = formFor(place, spec)
  const rank = form ? FORMS.indexOf(form) : FORMS.length
  return (
    (statementsOf(block) ?? []).findLastIndex((node) => {
      const other = formOf(place, node)
      return other === undefined || FORMS.indexOf(other) <= rank || other.kind === spec.kind
    }) + 1
  )
}
