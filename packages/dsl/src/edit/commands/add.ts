/** add: puts a new statement into a block, or at the top of a file. */
import type { BlockKind } from '../../syntax/keywords'
import type { AddCommand } from '../command'
import { type Desk, fileOf, type Planned } from '../draft'
import { isObject, type Json } from '../json'
import { newStatement } from '../new-statement'
import { put } from '../put'
import { type AnyNode, bodyOf, statementsOf } from '../read-node'
import { type Refusal, refuse } from '../refusal'
import { spotNumber, usualSpot } from '../spot'
import { findTarget, opensOf, refuseBroken } from '../targets'
import { itemsAt, type Path, treeOf, withBranch, withItems } from '../tree'

type Block = { readonly node: AnyNode; readonly path: Path; readonly place: BlockKind }

const blockOf = (desk: Desk, { file, into }: AddCommand, root: AnyNode): Block | Refusal => {
  if (into === undefined) return { node: root, path: [], place: 'file' }
  const found = findTarget(desk.files, file, into)
  if ('ok' in found) return found
  const place = opensOf(found)
  return place === undefined ? refuse('not-applicable', `\`${into}\` has no block`) : { node: found.node, path: found.path, place }
}

export const planAdd = (desk: Desk, command: AddCommand): Planned => {
  const parsed = fileOf(desk, command.file)
  if ('ok' in parsed) return parsed
  const block = blockOf(desk, command, parsed.ast)
  if ('ok' in block) return block
  const { node, path, place } = block
  const broken = refuseBroken(parsed, node, undefined)
  if (broken) return broken
  const made = newStatement(place, command.statement, command.description)
  if (!made.ok) return made
  const number =
    command.place === undefined ? usualSpot(node, place, command.statement) : spotNumber(desk, command.file, node, path, command.place)
  if (typeof number !== 'number') return number
  const isBefore = typeof command.place === 'object' && 'before' in command.place
  const spot = (statementsOf(node) ?? []).length === 0 ? 'empty' : number === 0 || isBefore ? { before: number } : { after: number - 1 }
  const { edits, item } = put(parsed, node, itemsAt(treeOf(parsed), path), spot, made)
  const hasBody = path.length === 0 || bodyOf(node) !== undefined
  return [
    {
      parsed,
      edits,
      intend: (items) => {
        const opened = hasBody
          ? items
          : withBranch(items, path, (branch) => ({ ...branch, head: null, shape: () => withBody(branch.shape()), items: [] }))
        return withItems(opened, path, (inner) => inner.toSpliced(item, 0, made.branch))
      },
      blocks: [hasBody ? path : path.slice(0, -1)],
      // A block that was not there is laid out as a whole.
      fresh: hasBody ? [...path, number] : path,
    },
  ]
}

const withBody = (shape: Json): Json => (isObject(shape) ? { ...shape, body: true } : shape)
