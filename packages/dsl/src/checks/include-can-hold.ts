/** Include can hold: some record can meet each condition. */
import { report } from '../diagnostics/code'
import { includeNeverHolds } from '../diagnostics/codes/meaning'
import type { Check } from './check'
import { contradictionIn } from './contradiction'

export const includeCanHold: Check = {
  name: 'include-can-hold',
  needsCatalog: true,
  run: (bound) => {
    const told = new Set<unknown>()
    return bound.syncs.flatMap((sync) =>
      sync.froms.flatMap((from) => {
        const conditions = [
          ...(from.include?.condition === undefined ? [] : [{ expr: from.include.condition, node: from.include.node.condition }]),
          ...from.onNew.flatMap((line) =>
            line.when === undefined || line.node.when === undefined ? [] : [{ expr: line.when, node: line.node.when }],
          ),
        ]
        return conditions.flatMap(({ expr, node }) => {
          const why = told.has(node) ? undefined : contradictionIn(expr)
          told.add(node)
          return why === undefined ? [] : [report(includeNeverHolds, { why }, { file: sync.file, span: node.span })]
        })
      }),
    )
  },
}
