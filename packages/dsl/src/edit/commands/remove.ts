/** remove: takes a statement out, with the comments that it owns. */
import type { RemoveCommand } from '../command'
import { cut } from '../cut'
import { blockPath, type Desk, located, type Planned } from '../draft'
import { itemIndex, withItems } from '../tree'

export const planRemove = (desk: Desk, { file, target }: RemoveCommand): Planned => {
  const found = located(desk, file, target)
  if ('ok' in found) return found
  const { parsed, parents, node, path } = found
  const block = blockPath(found)
  return [
    {
      parsed,
      edits: [cut(parsed, parents.at(-1)!, node)],
      intend: (items) => withItems(items, block, (inner) => inner.toSpliced(itemIndex(inner, path.at(-1)!), 1)),
      blocks: [block],
    },
  ]
}
