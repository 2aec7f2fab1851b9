/** Tables are used: each `values` block stands behind some mapping. */
import { tableNameOf } from '../binding/bind-use'
import type { BoundPolicy } from '../binding/bound'
import { linesOf, mappingsWhere } from '../binding/bound-lines'
import { report } from '../diagnostics/code'
import { unusedValues } from '../diagnostics/codes/meaning'
import type { Node } from '../syntax/ast'
import { walk } from '../syntax/walk'
import type { Check } from './check'
import { syncsOf } from './mappings-of'

/** The tables that a block names which repeats another one, and so is not judged itself. */
const namedInRepeated = ({ files, syncs, activities }: BoundPolicy): readonly string[] => {
  const judged = new Set<Node>([...syncs.map((one) => one.node), ...activities.map((one) => one.node)])
  const named: string[] = []
  for (const { ast } of files)
    for (const block of ast.statements)
      for (const node of block.kind === 'activities' ? block.statements : [block])
        if ((node.kind === 'sync' || node.kind === 'activity') && !judged.has(node))
          walk(node, (one) => {
            const name = one.kind === 'using-option' ? tableNameOf(one) : undefined
            if (name !== undefined) named.push(name)
          })
  return named
}

export const tablesAreUsed: Check = {
  name: 'tables-are-used',
  needsCatalog: false,
  run: (bound) => {
    const used = new Set<string>()
    for (const sync of syncsOf(bound)) for (const { use } of linesOf(sync).lines) if (use.kind === 'table') used.add(use.table.name)
    for (const name of namedInRepeated(bound)) used.add(name)
    // A misspelt `using` may have meant any of them, and has been reported.
    const isMisspelt = syncsOf(bound).some((sync) =>
      mappingsWhere(sync, ({ complete, use }) => !complete && use.kind === 'direct').some(({ node }) =>
        node.options.some((option) => option.kind === 'using-option'),
      ),
    )
    if (isMisspelt) return []
    return bound.tables
      .filter((table) => !used.has(table.name))
      .map((table) => report(unusedValues, { name: table.name }, { file: table.file, span: table.node.name?.span ?? table.node.span }))
  },
}
