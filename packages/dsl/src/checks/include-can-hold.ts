/** Include can hold: some record can meet each condition, alone and together with the `include` above it. */
import type { BoundLifecycle, BoundPolicy } from '../binding/bound'
import { mappingsWhere } from '../binding/bound-lines'
import { within } from '../binding/expr-names'
import { report } from '../diagnostics/code'
import { alwaysHolds, includeNeverHolds } from '../diagnostics/codes/meaning'
import type { Diagnostic } from '../diagnostics/diagnostic'
import type { Expr } from '../plan/plan'
import type { Span } from '../text/span'
import type { Check } from './check'
import { canAllHold, contradictionIn } from './contradiction'
import { syncsOf } from './mappings-of'

type Condition = {
  readonly file: string
  readonly expr: Expr
  readonly node: { readonly span: Span }
  readonly isInclude?: true
  /** What holds already where the condition is asked. */
  readonly given?: Expr
}

const both = (left: Expr, right: Expr): Expr => ({ kind: 'binary', op: 'and', left, right, type: 'boolean' })

const asksForItself = (expr: Expr): boolean => [...within(expr)].some((one) => one.kind === 'included')

const inFroms = (bound: BoundPolicy): readonly Condition[] =>
  bound.syncs.flatMap(({ file, froms }) =>
    froms.flatMap((from): readonly Condition[] => {
      const include = from.include?.condition
      return [
        ...(from.include === undefined || include === undefined
          ? []
          : [{ file, expr: include, node: from.include.node.condition, isInclude: true as const }]),
        ...from.onNew.flatMap((line) =>
          line.when === undefined || line.node.when === undefined
            ? []
            : [{ file, expr: line.when, node: line.node.when, ...(include === undefined ? {} : { given: include }) }],
        ),
      ]
    }),
  )

const inMappings = (bound: BoundPolicy): readonly Condition[] =>
  syncsOf(bound).flatMap((sync) =>
    mappingsWhere(sync, ({ when }) => when !== undefined).flatMap(({ when, node }) => {
      const option = node.options.find((one) => one.kind === 'when-option')
      return when === undefined || option === undefined ? [] : [{ file: sync.file, expr: when, node: option.condition }]
    }),
  )

const allOf = (conditions: readonly Expr[]): Expr | undefined => {
  const [first, ...rest] = conditions
  return first === undefined ? undefined : rest.reduce(both, first)
}

const inActivities = (bound: BoundPolicy): readonly Condition[] =>
  bound.activities.flatMap(({ file, node, when }) => {
    const nodes = [
      ...(node.when === undefined ? [] : [node.when]),
      ...node.statements.flatMap((one) => (one.kind === 'when' ? [one.condition] : [])),
    ]
    return when.flatMap((expr, index): readonly Condition[] => {
      const at = nodes[index]
      const given = allOf(when.slice(0, index))
      return at === undefined ? [] : [{ file, expr, node: at, ...(given === undefined ? {} : { given }) }]
    })
  })

/** Only a condition over opportunities is written by hand; `is open` and the like always can hold. */
const inLifecycles = (lifecycles: readonly BoundLifecycle[]): readonly Condition[] =>
  lifecycles.flatMap(({ file, node, advance }) =>
    advance.flatMap((line) => {
      const statement = node.statements[line.index]
      const where = statement?.kind === 'advance' && statement.when.kind === 'quantifier' ? statement.when.where : undefined
      return where === undefined ? [] : [{ file, expr: line.when, node: where }]
    }),
  )

const whyNever = ({ expr, isInclude, given }: Condition): string | undefined => {
  if (isInclude && asksForItself(expr)) return 'it asks for itself'
  const alone = contradictionIn(expr)
  if (alone !== undefined || given === undefined || canAllHold([given, expr])) return alone
  const why = contradictionIn(both(given, expr))
  return why === undefined ? undefined : `only records get here for which another condition holds, and ${why}`
}

export const includeCanHold: Check = {
  name: 'include-can-hold',
  needsCatalog: true,
  run: (bound) => {
    const told = new Set<unknown>()
    const all = [...inFroms(bound), ...inMappings(bound), ...inActivities(bound), ...inLifecycles(bound.lifecycles)]
    return all.flatMap((condition): readonly Diagnostic[] => {
      const { node, file } = condition
      const why = told.has(node) ? undefined : whyNever(condition)
      const isNew = !told.has(node)
      told.add(node)
      if (why !== undefined) return [report(includeNeverHolds, { why }, { file, span: node.span })]
      const isIdle = isNew && contradictionIn({ kind: 'not', operand: condition.expr }) !== undefined
      return isIdle ? [report(alwaysHolds, {}, { file, span: node.span })] : []
    })
  },
}
