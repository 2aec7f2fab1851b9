/** Tables are used: each `values` block stands behind some mapping. */
import { report } from '../diagnostics/code'
import { unusedValues } from '../diagnostics/codes/meaning'
import type { Check } from './check'
import { syncsOf } from './mappings-of'

export const tablesAreUsed: Check = {
  name: 'tables-are-used',
  needsCatalog: false,
  run: (bound) => {
    const used = new Set(
      syncsOf(bound).flatMap(({ mappings }) => mappings.flatMap(({ use }) => (use.kind === 'table' ? [use.table.name] : []))),
    )
    // A misspelt `using` may have meant any of them, and has been reported.
    const isMisspelt = syncsOf(bound).some((sync) =>
      sync.mappings.some(
        (mapping) => mapping.use.kind === 'direct' && mapping.node.options.some((option) => option.kind === 'using-option'),
      ),
    )
    if (isMisspelt) return []
    return bound.tables
      .filter((table) => !used.has(table.name))
      .map((table) => report(unusedValues, { name: table.name }, { file: table.file, span: table.node.name?.span ?? table.node.span }))
  },
}
