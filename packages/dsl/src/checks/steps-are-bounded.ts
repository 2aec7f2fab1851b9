/** Steps are bounded: no expression could hold up a run, whatever the records hold. */
import type { BoundPolicy, BoundSync } from '../binding/bound'
import { mappingsWhere } from '../binding/bound-lines'
import { report } from '../diagnostics/code'
import { tooManySteps } from '../diagnostics/codes/types'
import { boundOf, MOST_STEPS } from '../expressions/bound-of'
import type { Expr } from '../plan/plan'
import type { Span } from '../text/span'
import type { Check } from './check'

type Root = { readonly file: string; readonly expr: Expr | undefined; readonly span: Span }

const ofSync = (sync: BoundSync): readonly Root[] => {
  const { file, froms } = sync
  return [
    ...froms.flatMap((from) => [
      ...(from.include === undefined ? [] : [{ file, expr: from.include.condition, span: from.include.node.condition.span }]),
      ...from.onNew.map((line) => ({ file, expr: line.when, span: line.node.when?.span ?? line.node.span })),
    ]),
    ...mappingsWhere(sync, ({ expression, when }) => expression !== undefined || when !== undefined).flatMap(
      ({ node, expression, when }) => [
        { file, expr: expression, span: (node.hubspot.kind === 'path' ? node.salesforce : node.hubspot).span },
        { file, expr: when, span: node.options.find((option) => option.kind === 'when-option')?.span ?? node.span },
      ],
    ),
  ]
}

const rootsOf = (bound: BoundPolicy): readonly Root[] => [
  ...bound.syncs.flatMap(ofSync),
  ...bound.activities.flatMap(({ file, node, when, asSync }) => [
    ...when.map((expr) => ({ file, expr, span: node.span })),
    ...ofSync(asSync),
  ]),
  ...bound.lifecycles.flatMap(({ file, advance }) => advance.map(({ when, span }) => ({ file, expr: when, span }))),
]

const timesOver = (steps: number): string => {
  const times = Math.ceil(steps / MOST_STEPS)
  return times > 1000 ? 'more than a thousand' : String(times)
}

export const stepsAreBounded: Check = {
  name: 'steps-are-bounded',
  needsCatalog: false,
  run: (bound) => {
    const told = new Set<Expr>()
    return rootsOf(bound).flatMap(({ file, expr, span }) => {
      if (expr === undefined || told.has(expr)) return []
      told.add(expr)
      const { steps } = boundOf(expr)
      return steps <= MOST_STEPS ? [] : [report(tooManySteps, { times: timesOver(steps) }, { file, span })]
    })
  },
}
