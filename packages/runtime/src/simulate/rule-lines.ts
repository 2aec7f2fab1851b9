/** The lines of a policy that tests can run, and which of them ran. */
import type { CompiledFrom, CompiledPolicy, RuleId } from '@lockstep/dsl'

export type RuleKind =
  | 'match'
  | 'prefer'
  | 'include'
  | 'on new'
  | 'on change'
  | 'on delete'
  | 'on merge'
  | 'mapping'
  | 'values'
  | 'lifecycle'

/** One line, whatever number of rules stands on it: a block that is the same as another one stands where that one stands. */
export type RuleLine = {
  readonly file: string
  readonly line: number
  readonly start: number
  readonly end: number
  readonly kind: RuleKind
  readonly ran: boolean
}

type Named = readonly [RuleKind, RuleId]

const ofFrom = (from: CompiledFrom): readonly Named[] => {
  const written = (kind: RuleKind, rule: RuleId): readonly Named[] => (rule === from.rule ? [] : [[kind, rule]])
  return [
    ...(from.include === undefined ? [] : [['include', from.include.rule] as const]),
    ...from.onNew.map((line) => ['on new', line.rule] as const),
    ...written('on change', from.onChange.rule),
    ...written('on delete', from.onDelete.rule),
    ...written('on merge', from.onMerge.rule),
  ]
}

const ofTables = (policy: CompiledPolicy): readonly Named[] =>
  policy.tables.flatMap(({ rule }) =>
    rule === undefined
      ? []
      : Object.keys(policy.rules)
          .filter((id) => id.startsWith(`${rule}/row/`) || id.startsWith(`${rule}/otherwise`))
          .map((id) => ['values', id] as const),
  )

const rulesOf = (policy: CompiledPolicy): readonly Named[] => [
  ...policy.syncs.flatMap((sync): readonly Named[] => [
    ...sync.match.map((match) => ['match', match.rule] as const),
    ...(sync.preferRule === undefined ? [] : [['prefer', sync.preferRule] as const]),
    ...(sync.fromHubspot === undefined ? [] : ofFrom(sync.fromHubspot)),
    ...Object.values(sync.fromSalesforce).flatMap(ofFrom),
    // A mapping that is `off` is written down so that nothing crosses: there is nothing to run.
    ...sync.mappings.filter((mapping) => mapping.kind !== 'off').map((mapping) => ['mapping', mapping.rule] as const),
  ]),
  ...ofTables(policy),
  ...policy.lifecycles.flatMap((lifecycle): readonly Named[] => [
    ...lifecycle.advance.map((line) => ['lifecycle', line.rule] as const),
    ...lifecycle.carry.map((line) => ['lifecycle', line.rule] as const),
  ]),
]

/** Every line, by file and line. A line counts as run when any rule on it ran. */
export const ruleLines = (policy: CompiledPolicy, ran: ReadonlySet<RuleId>): readonly RuleLine[] => {
  const lines = new Map<string, RuleLine>()
  for (const [kind, rule] of rulesOf(policy)) {
    const place = policy.rules[rule]
    if (place === undefined) continue
    const name = `${place.file}:${place.line}`
    lines.set(name, { ...place, kind, ran: ran.has(rule) || lines.get(name)?.ran === true })
  }
  return [...lines.values()].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line))
}
