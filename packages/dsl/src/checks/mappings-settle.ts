/**
 * Mappings settle: no value comes back to where it started through different lines, whichever syncs and records it passes on its way.
 *
 * Where this check is silent, every run comes to rest: the lines can be ordered so that each reads only what is settled. A cycle is let
 * through in two cases, both certain: through a lifecycle's stage, which only rises, and where the conditions of its lines exclude each
 * other and nothing in the policy writes what they look at.
 */
import type { BoundMapping, BoundPolicy } from '../binding/bound'
import { within } from '../binding/expr-names'
import { report } from '../diagnostics/code'
import { mappingLoop } from '../diagnostics/codes/meaning'
import type { Diagnostic, Related } from '../diagnostics/diagnostic'
import type { Check } from './check'
import { canAllHold } from './contradiction'
import { driveCycle } from './drive-cycle'
import { type Flow, flowsOf, flowsOfLines, hubspotNode } from './flow'
import { cyclesIn } from './flow-cycles'
import { linesAmongOthers } from './lines-among-others'

const isMapping = (line: Flow['line']): line is BoundMapping => 'kind' in line

/** Whether the lines are never awake together: their conditions contradict each other, on properties that no line writes. */
const excludeEachOther = (cycle: readonly Flow[], written: ReadonlySet<string>): boolean => {
  if (cycle.some((flow) => flow.isStep)) return false
  const conditions = cycle.flatMap(({ line, object, sync }) =>
    isMapping(line) && line.when !== undefined ? [{ expr: line.when, object, sync }] : [],
  )
  if (conditions.length < 2) return false
  const isFrozen = conditions.every(({ expr, object, sync }) =>
    [...within(expr)].every((one) => {
      if (one.kind === 'property')
        return !written.has(one.side === 'hubspot' ? hubspotNode(sync, one.name) : `salesforce.${one.object ?? object}.${one.name}`)
      return (
        one.kind !== 'related' && one.kind !== 'quantifier' && one.kind !== 'member' && one.kind !== 'linked' && one.kind !== 'included'
      )
    }),
  )
  return isFrozen && !canAllHold(conditions.map((one) => one.expr))
}

/** Names as the policy writes them; with the object in front where the cycle runs through several syncs. */
const nameIn = (cycle: readonly Flow[]) => {
  const isWithinOne = cycle.every((flow) => flow.sync === cycle[0]?.sync)
  return (node: string): string => {
    const [side, object, ...name] = node.split('.')
    const plain = name.join('.').replace('@', 'the association with ')
    return isWithinOne ? `\`${side}.${plain}\`` : `\`${side}.${object}.${plain}\``
  }
}

const told = (bound: BoundPolicy, cycle: readonly Flow[]): readonly Diagnostic[] => {
  const [first] = cycle
  if (first === undefined) return []
  const name = nameIn(cycle)
  const values = driveCycle(bound, cycle)
  const written = (index: number): string => {
    const shown = values?.[index]?.map((wire) => (wire === null ? 'blank' : `"${wire.length > 20 ? `${wire.slice(0, 19)}…` : wire}"`))
    return shown === undefined ? '' : `: from run to run ${shown.join(', ')}`
  }
  const related = cycle.map(
    (flow, index): Related => ({
      location: { file: flow.sync.file, span: flow.span },
      message: `writes ${name(flow.to)}${written(index)}`,
    }),
  )
  const words = [...cycle.map((flow) => name(flow.from)), name(first.from)].join(', ')
  return [report(mappingLoop, { cycle: words }, { file: first.sync.file, span: first.span, related })]
}

export const mappingsSettle: Check = {
  name: 'mappings-settle',
  needsCatalog: true,
  run: (bound) => {
    let written: ReadonlySet<string> | undefined
    const writtenAnywhere = () => {
      written ??= new Set(flowsOf(bound).map((flow) => flow.to))
      return written
    }
    const flows = flowsOfLines(bound, linesAmongOthers(bound))
    const found = cyclesIn(flows, (cycle) => excludeEachOther(cycle, writtenAnywhere())).flatMap((cycle) => told(bound, cycle))
    const isFirst = (one: Diagnostic, index: number) =>
      found.findIndex((other) => other.file === one.file && other.span.start === one.span.start) === index
    return found.filter(isFirst)
  },
}
