/** Include can hold: some record can meet each condition. */
import { within } from '../binding/expr-names'
import { report } from '../diagnostics/code'
import { includeNeverHolds } from '../diagnostics/codes/meaning'
import type { Expr } from '../plan/plan'
import type { Check } from './check'
import { contradictionIn } from './contradiction'

const asksForItself = (expr: Expr): boolean => [...within(expr)].some((one) => one.kind === 'included')

export const includeCanHold: Check = {
  name: 'include-can-hold',
  needsCatalog: true,
  run: (bound) => {
    const told = new Set<unknown>()
    return bound.syncs.flatMap((sync) =>
      sync.froms.flatMap((from) => {
        const conditions = [
          ...(from.include?.condition === undefined
            ? []
            : [{ expr: from.include.condition, node: from.include.node.condition, isInclude: true }]),
          ...from.onNew.flatMap((line) =>
            line.when === undefined || line.node.when === undefined ? [] : [{ expr: line.when, node: line.node.when, isInclude: false }],
          ),
        ]
        return conditions.flatMap(({ expr, node, isInclude }) => {
          const why = told.has(node) ? undefined : isInclude && asksForItself(expr) ? 'it asks for itself' : contradictionIn(expr)
          told.add(node)
          return why === undefined ? [] : [report(includeNeverHolds, { why }, { file: sync.file, span: node.span })]
        })
      }),
    )
  },
}
