/** On new is reached: no `on new` line stands below others that take every record it could take. */
import type { BoundFrom } from '../binding/bound'
import { report } from '../diagnostics/code'
import { shadowedOnNew } from '../diagnostics/codes/meaning'
import type { Diagnostic } from '../diagnostics/diagnostic'
import type { Expr } from '../plan/plan'
import type { Check } from './check'
import { canAllHold } from './contradiction'

type Line = BoundFrom['onNew'][number]

/** Of the lines above only so many are weighed together: with more of them, fewer lines are accused, and none wrongly. */
const MOST_ABOVE = 20

/** Lines whose condition is written but not understood take nobody for certain. */
const takesAll = (line: Line): boolean => line.node.when === undefined

const unreached = (file: string, from: BoundFrom): readonly Diagnostic[] => {
  const include: readonly Expr[] = from.include?.condition === undefined ? [] : [from.include.condition]
  const first = from.onNew.findIndex(takesAll)
  return from.onNew.flatMap((line, index) => {
    const above = from.onNew.slice(0, Math.min(index, MOST_ABOVE))
    const all = from.onNew[first]
    if (all !== undefined && first < index) {
      const related = [{ location: { file, span: all.node.span }, message: 'takes every record' }]
      return [report(shadowedOnNew, { above: 'the one above it takes' }, { file, span: line.node.span, related })]
    }
    const own: readonly Expr[] = line.when === undefined ? [] : [line.when]
    const others = above.flatMap((one): readonly Expr[] => (one.when === undefined ? [] : [{ kind: 'not', operand: one.when }]))
    // A line that no record meets by itself, or none that is included, is told by another check.
    if (others.length === 0 || !canAllHold([...include, ...own]) || canAllHold([...include, ...own, ...others])) return []
    const related = above.map((one) => ({ location: { file, span: one.node.span }, message: 'takes what this line could take' }))
    return [
      report(
        shadowedOnNew,
        { above: above.length === 1 ? 'the one above it takes' : 'those above it take' },
        { file, span: line.node.span, related },
      ),
    ]
  })
}

export const onNewIsReached: Check = {
  name: 'on-new-is-reached',
  needsCatalog: false,
  run: (bound) =>
    bound.syncs.flatMap((sync) =>
      sync.froms
        .filter((from) => from.onNew.every((line) => from.node.statements.includes(line.node)))
        .flatMap((from) => unreached(sync.file, from)),
    ),
}
