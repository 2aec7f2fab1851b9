/** move: gives a statement another place in its block; its lines and comments stay as they are. */
import type { MoveCommand } from '../command'
import { cut } from '../cut'
import { blockPath, type Desk, located, type Planned } from '../draft'
import { ownedBy } from '../lines'
import { type Piece, put } from '../put'
import { bodyOf } from '../read-node'
import { spotNumber } from '../spot'
import { itemIndex, itemsAt, treeOf, withItems } from '../tree'

export const planMove = (desk: Desk, { file, target, place }: MoveCommand): Planned => {
  const found = located(desk, file, target)
  if ('ok' in found) return found
  const { parsed, parents, node, path } = found
  const block = parents.at(-1)!
  const at = blockPath(found)
  const from = path.at(-1)!
  const to = spotNumber(desk, file, block, at, place)
  if (typeof to !== 'number') return to
  if (to === from || to === from + 1) return []
  const { span } = ownedBy(parsed, node.span)
  const piece: Piece = { write: () => parsed.source.text.slice(span.start, span.end), isBlock: bodyOf(node) !== undefined }
  const { edits, item } = put(parsed, block, itemsAt(treeOf(parsed), at), to < from ? { before: to } : { after: to - 1 }, piece)
  return [
    {
      parsed,
      edits: [...edits, cut(parsed, block, node)],
      intend: (items) =>
        withItems(items, at, (inner) => {
          const moved = inner[itemIndex(inner, from)]!
          return inner.toSpliced(item, 0, moved).toSpliced(itemIndex(inner, from) + (to < from ? 1 : 0), 1)
        }),
      blocks: [at],
    },
  ]
}
