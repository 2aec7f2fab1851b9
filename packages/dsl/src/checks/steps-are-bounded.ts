/** Steps are bounded: no expression could hold up a run, whatever the records hold. */
import { report } from '../diagnostics/code'
import { tooManySteps } from '../diagnostics/codes/types'
import { boundOf, MOST_STEPS } from '../expressions/bound-of'
import type { Expr } from '../plan/plan'
import type { Check } from './check'
import { rootsOf } from './expression-roots'

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
      if (told.has(expr)) return []
      told.add(expr)
      const { steps } = boundOf(expr)
      return steps <= MOST_STEPS ? [] : [report(tooManySteps, { times: timesOver(steps) }, { file, span })]
    })
  },
}
