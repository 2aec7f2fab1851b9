/** Advances are reached: no line of a lifecycle asks for what earns as high a stage by other lines anyway. */
import type { BoundAdvance, BoundLifecycle } from '../binding/bound'
import { report } from '../diagnostics/code'
import { shadowedAdvance } from '../diagnostics/codes/lifecycle'
import type { Diagnostic } from '../diagnostics/diagnostic'
import { canonicalJson } from '../plan/canonical-json'
import type { Expr } from '../plan/plan'
import type { Check } from './check'
import { canAllHold } from './contradiction'

/** So many lines are weighed together: with more of them, fewer lines are accused, and none wrongly. */
const MOST_OTHERS = 20

const not = (operand: Expr): Expr => ({ kind: 'not', operand })

/** Lines that ask for the same records in the same manner; others are never compared. */
const kindOf = ({ quantifier, object, by }: BoundAdvance): string => canonicalJson([quantifier, object ?? '', by ?? {}])

const asks = ({ when }: BoundAdvance): string => canonicalJson(when)

/** The lines by which everyone earns as much who earns something by `line`; none where somebody might not. */
const coversOf = (line: BoundAdvance, others: readonly BoundAdvance[]): readonly BoundAdvance[] => {
  const same = others.find((one) => asks(one) === asks(line))
  if (same !== undefined) return [same]
  // With `any`, each record that is found may be found by another of the lines; `all` and `no` speak of all records at once.
  if (line.quantifier === 'any') return canAllHold([line.when, ...others.map((one) => not(one.when))]) ? [] : others
  const alone = others.find((one) =>
    line.quantifier === 'all' ? !canAllHold([line.when, not(one.when)]) : !canAllHold([one.when, not(line.when)]),
  )
  return alone === undefined ? [] : [alone]
}

const shadowed = ({ file, order, advance }: BoundLifecycle): readonly Diagnostic[] => {
  const rank = (line: BoundAdvance): number => order.findIndex((stage) => stage.value === line.stage.value)
  return advance.flatMap((line, index) => {
    const own = rank(line)
    // A line that nobody meets and one without a rank are told by other checks.
    if (own === -1 || !canAllHold([line.when])) return []
    const others = advance.filter(
      (other, at) => other !== line && kindOf(other) === kindOf(line) && (rank(other) > own || (rank(other) === own && at < index)),
    )
    const covers = others.length === 0 ? [] : coversOf(line, others.slice(0, MOST_OTHERS))
    const [first] = covers
    if (first === undefined) return []
    const related = covers.map((one) => ({ location: { file, span: one.span }, message: `earns \`${one.stage.value}\`` }))
    return [report(shadowedAdvance, { stage: line.stage.value, other: first.stage.value }, { file, span: line.span, related })]
  })
}

export const advancesAreReached: Check = {
  name: 'advances-are-reached',
  needsCatalog: false,
  run: (bound) => bound.lifecycles.flatMap(shadowed),
}
