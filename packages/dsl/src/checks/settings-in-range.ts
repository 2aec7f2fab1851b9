/** Settings in range: polling, budgets and holds have values that can work. */
import { report } from '../diagnostics/code'
import { outOfRange } from '../diagnostics/codes/meaning'
import type { Diagnostic } from '../diagnostics/diagnostic'
import { minutesOf } from '../plan/compile-policy-block'
import type { HoldNode, PolicyStatement, SyncStatement } from '../syntax/ast'
import { cover, type Span } from '../text/span'
import type { Check } from './check'

const MOST_MINUTES = 1440

const holdProblems = (file: string, statements: readonly (PolicyStatement | SyncStatement)[]): readonly Diagnostic[] =>
  statements
    .filter((one): one is HoldNode => one.kind === 'hold')
    .flatMap(({ limit }) => {
      if (limit === undefined) return []
      const isFit = limit.percent ? limit.value >= 0 && limit.value <= 100 : limit.value >= 0 && Number.isInteger(limit.value)
      const range = limit.percent ? 'between 0% and 100%' : 'a whole number'
      return isFit ? [] : [report(outOfRange, { what: 'a hold', range }, { file, span: limit.span })]
    })

const problem = (file: string, span: Span, what: string, range: string): Diagnostic => report(outOfRange, { what, range }, { file, span })

export const settingsInRange: Check = {
  name: 'settings-in-range',
  needsCatalog: false,
  run: (bound) => [
    ...bound.policies.flatMap(({ file, node }) => {
      const minutes = minutesOf(node)
      const every = node.statements.find((one) => one.kind === 'every')
      const isFit = minutes === undefined || (minutes >= 1 && minutes <= MOST_MINUTES)
      const budgets = node.statements.flatMap((one) => (one.kind === 'budget' && one.calls !== undefined ? [one.calls] : []))
      return [
        ...(isFit || every === undefined
          ? []
          : [
              problem(
                file,
                every.count && every.unit ? cover(every.count.span, every.unit.span) : every.span,
                'polling',
                'between 1 minute and 24 hours',
              ),
            ]),
        ...budgets
          .filter((calls) => calls.value < 1 || !Number.isInteger(calls.value))
          .map((calls) => problem(file, calls.span, 'a budget', 'a whole number of at least 1')),
        ...holdProblems(file, node.statements),
      ]
    }),
    ...bound.syncs.flatMap((sync) => holdProblems(sync.file, sync.node.statements)),
  ],
}
