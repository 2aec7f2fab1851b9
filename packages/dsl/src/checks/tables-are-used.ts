/** Tables are used: each `values` block stands behind some mapping. */
import { linesOf, mappingsWhere } from '../binding/bound-lines'
import { report } from '../diagnostics/code'
import { unusedValues } from '../diagnostics/codes/meaning'
import type { Check } from './check'
import { syncsOf } from './mappings-of'

export const tablesAreUsed: Check = {
  name: 'tables-are-used',
  needsCatalog: false,
  run: (bound) => {
    const used = new Set<string>()
    for (const sync of syncsOf(bound)) for (const { use } of linesOf(sync).lines) if (use.kind === 'table') used.add(use.table.name)
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
