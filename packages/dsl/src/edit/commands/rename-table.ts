/** rename-table: gives a value table another name, where it is defined and wherever it is used. */
import { findFunction } from '../../functions/index'
import { SHIPPED_TABLES } from '../../values/shipped-tables'
import type { RenameTableCommand } from '../command'
import { type Desk, located, type Planned } from '../draft'
import { nameNodesIn } from '../name-nodes'
import { refuse } from '../refusal'
import { namesIn, renameAll } from '../rename'

export const planRenameTable = (desk: Desk, { file, target, to }: RenameTableCommand): Planned => {
  const found = located(desk, file, target)
  if ('ok' in found) return found
  const { node } = found
  const own = node.kind === 'values' ? nameNodesIn(node, 'values')[0] : undefined
  if (!own) return refuse('not-applicable', `\`${target}\` is no value table`)
  if (own.value === to) return []
  const definitions = namesIn(desk, ({ node: one }) => (one.kind === 'values' ? nameNodesIn(one, 'values') : []))
  if (definitions.filter(({ name }) => name.value === own.value).length > 1)
    return refuse('not-applicable', `there are several tables \`${own.value}\`: rename one of them in the text first`)
  if (definitions.some(({ name }) => name.value === to) || SHIPPED_TABLES.some((table) => table === to) || findFunction(to) !== undefined)
    return refuse('not-applicable', `\`${to}\` is the name of another table or function`)
  const uses = namesIn(desk, ({ node: one }) => [
    ...(one.kind === 'values' ? nameNodesIn(one, 'values') : []),
    ...nameNodesIn(one, 'using-option'),
  ])
  return renameAll(
    desk,
    uses.filter(({ name }) => name.value === own.value),
    to,
  )
}
