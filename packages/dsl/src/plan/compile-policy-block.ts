/** The `policy` block compiled, and the settings that a `sync` may repeat for itself. */
import type { BoundPolicy } from '../binding/bound'
import type { ConflictsNode, HoldNode, PolicyNode } from '../syntax/ast'
import type { Conflicts, Hold } from './plan'
import type { RuleBook } from './rule-book'

const MINUTES = { second: 1 / 60, minute: 1, hour: 60, day: 1440, week: 10_080 } as const

/** What holds where neither the policy nor the sync has a line of that kind (`language.md`, policy). */
const DEFAULT_HOLDS: readonly Hold[] = [
  { what: 'deletes', percent: 5 },
  { what: 'clears', percent: 5 },
  { what: 'pauses', percent: 20 },
]

/** Polling where a policy says nothing (`language.md`, policy). */
const EVERY_MINUTES = 5

export type PolicySettings = {
  readonly name: string
  readonly everyMinutes: number
  readonly budgets: { readonly salesforce?: number; readonly hubspot?: number }
  readonly hubspotCreatesCompanies?: boolean
  readonly conflicts: Conflicts
  readonly holds: readonly Hold[]
}

/** Minutes as written, or `undefined` where the line is broken. */
export const minutesOf = (node: PolicyNode): number | undefined => {
  const line = node.statements.find((one) => one.kind === 'every')
  return line?.count === undefined || line.unit === undefined ? undefined : line.count.value * MINUTES[line.unit.value]
}

export const compileConflicts = (book: RuleBook, id: string, file: string, node: ConflictsNode | undefined): Conflicts | undefined => {
  if (node?.first === undefined) return undefined
  const first = node.first.value
  return { first, then: node.then?.value ?? (first === 'newest' ? 'salesforce' : first), rule: book.note(id, file, node.span) }
}

export const compileHolds = (book: RuleBook, id: string, file: string, nodes: readonly HoldNode[]): readonly Hold[] =>
  nodes.flatMap((node) => {
    if (node.what === undefined || node.limit === undefined) return []
    const rule = book.note(`${id}/${node.what.value}`, file, node.span)
    return [{ rule, what: node.what.value, ...(node.limit.percent ? { percent: node.limit.value } : { count: node.limit.value }) }]
  })

/** Kinds of change named closer by come before the ones named farther away. */
export const mergeHolds = (near: readonly Hold[], far: readonly Hold[]): readonly Hold[] => [
  ...near,
  ...far.filter((hold) => !near.some((one) => one.what === hold.what)),
]

export const compilePolicyBlock = (book: RuleBook, bound: BoundPolicy): PolicySettings => {
  const block = bound.policies[0]
  if (block === undefined)
    return { name: '', everyMinutes: EVERY_MINUTES, budgets: {}, conflicts: { first: 'newest', then: 'salesforce' }, holds: DEFAULT_HOLDS }
  const { file, node } = block
  const budget = (side: 'hubspot' | 'salesforce'): number | undefined => {
    for (const line of node.statements) if (line.kind === 'budget' && line.side.value === side) return line.calls?.value
    return undefined
  }
  const answer = node.statements.find((one) => one.kind === 'creates-companies')?.answer?.value
  const [salesforce, hubspot] = [budget('salesforce'), budget('hubspot')]
  const conflicts = node.statements.find((one) => one.kind === 'conflicts')
  const holds = node.statements.filter((one): one is HoldNode => one.kind === 'hold')
  return {
    name: node.name?.value ?? '',
    everyMinutes: minutesOf(node) ?? EVERY_MINUTES,
    budgets: { ...(salesforce === undefined ? {} : { salesforce }), ...(hubspot === undefined ? {} : { hubspot }) },
    ...(answer === undefined ? {} : { hubspotCreatesCompanies: answer === 'yes' }),
    conflicts: compileConflicts(book, 'policy/conflicts', file, conflicts) ?? { first: 'newest', then: 'salesforce' },
    holds: mergeHolds(compileHolds(book, 'policy/hold', file, holds), DEFAULT_HOLDS),
  }
}
