/** Explanations: each rule of a plan as plain sentences, for screens and for `why`. */
import { explainActivities } from './explain-activities'
import { explainJoins } from './explain-joins'
import { explainMapping } from './explain-mapping'
import { explainTable } from './explain-table'
import { exprWords } from './expr-words'
import type { Advance, CompiledFrom, CompiledLifecycle, CompiledPolicy, CompiledSync, Hold, OnNew, RuleId } from './plan'

const plural = (name: string): string => (name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`)

/** `a`, `a or b`, `a, b or c`. */
const either = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`

type Ends = { readonly source: string; readonly target: string }

const endsOf = (sync: CompiledSync, object: string): Ends =>
  object === 'hubspot'
    ? { source: `HubSpot ${sync.hubspot.plural}`, target: `Salesforce ${either(sync.salesforce.map(plural))}` }
    : { source: `Salesforce ${plural(object)}`, target: `HubSpot ${sync.hubspot.plural}` }

const onNewText = (line: OnNew, ends: Ends, include: CompiledFrom['include']): string => {
  const which = include === undefined ? '' : ` for which ${exprWords(include.condition)}`
  const when = line.when === undefined ? '' : `, when ${exprWords(line.when)}`
  const subject = `new ${ends.source}${which}`
  if (line.action === 'ignore') return `${subject} are left alone${when}.`
  if (line.action === 'link') return `${subject} are linked to ${ends.target} that match, and never created there${when}.`
  const made = line.object === undefined ? ends.target : plural(line.object)
  const type = line.recordType === undefined ? '' : ` of record type "${line.recordType}"`
  const assigned = line.assignmentRules ? ', and Salesforce’s assignment rules run' : ''
  return `${subject} become ${made}${type}${when}, unless a match exists already${assigned}.`
}

const CHANGES = { update: 'changes of $source go to $target.', ignore: 'changes of $source stay where they are.' } as const
const DELETES = {
  delete: 'when $source are deleted, their counterparts go to the recycle bin.',
  unlink: 'when $source are deleted, their counterparts stay, unlinked.',
  ignore: 'when $source are deleted, nothing happens to their counterparts.',
} as const
const MERGES = {
  follow: 'when $source are merged, the link follows the one that remains.',
  delete: 'when $source are merged, the counterpart of the one that is gone goes to the recycle bin.',
} as const

const fill = (text: string, ends: Ends): string => text.replace('$source', ends.source).replace('$target', ends.target)

const explainFrom = (sync: CompiledSync, object: string, from: CompiledFrom): readonly (readonly [RuleId, string])[] => {
  const ends = endsOf(sync, object)
  const lines: (readonly [RuleId, string])[] = [
    ...from.onNew.map((line) => [line.rule, onNewText(line, ends, from.include)] as const),
    [from.onChange.rule, fill(CHANGES[from.onChange.action], ends)],
    [from.onDelete.rule, fill(DELETES[from.onDelete.action], ends)],
    [from.onMerge.rule, fill(MERGES[from.onMerge.action], ends)],
  ]
  const own = lines.filter(([rule]) => rule !== from.rule)
  const whole = lines.filter(([rule]) => rule === from.rule).map(([, text]) => text)
  const include: readonly (readonly [RuleId, string])[] =
    from.include === undefined ? [] : [[from.include.rule, `only ${ends.source} take part for which ${exprWords(from.include.condition)}.`]]
  return [[from.rule, [`what ${ends.source} send to ${ends.target}.`, ...whole].join(' ')], ...include, ...own]
}

const holdText = (hold: Hold): string => {
  if (hold.percent === 100) return `no run waits for approval because of its ${hold.what}, however many.`
  const limit = hold.percent === undefined ? String(hold.count ?? 0) : `${hold.percent}% of the linked records`
  return `a run that would make more ${hold.what} than ${limit} waits for approval before it writes.`
}

const CONFLICT = { newest: 'the newest edit wins', hubspot: 'HubSpot wins', salesforce: 'Salesforce wins' } as const

const explainSync = (sync: CompiledSync): readonly (readonly [RuleId, string])[] => {
  const { conflicts } = sync
  const tie = conflicts.first === 'newest' ? `, and ${CONFLICT[conflicts.then]} where that cannot be told` : ''
  const preferences = sync.prefer.map((one) => (one.kind === 'object' ? `a ${one.object}` : `the ${one.kind}`))
  return [
    [sync.rule, `HubSpot ${sync.hubspot.plural} are kept in step with Salesforce ${either(sync.salesforce.map(plural))}.`],
    ...sync.match.map((match) => {
      const fields = [...new Set(Object.values(match.salesforce).map((end) => `\`${end.name}\``))]
      return [match.rule, `records find each other where \`${match.hubspot.name}\` equals ${either(fields)}.`] as const
    }),
    ...(sync.preferRule === undefined
      ? []
      : [[sync.preferRule, `of several Salesforce records, ${preferences.join(', then ')} is taken.`] as const]),
    ...(conflicts.rule === undefined
      ? []
      : [[conflicts.rule, `when both sides changed a value differently, ${CONFLICT[conflicts.first]}${tie}.`] as const]),
    ...sync.holds.flatMap((hold) => (hold.rule === undefined ? [] : [[hold.rule, holdText(hold)] as const])),
    ...(sync.fromHubspot === undefined ? [] : explainFrom(sync, 'hubspot', sync.fromHubspot)),
    ...Object.entries(sync.fromSalesforce).flatMap(([object, from]) => explainFrom(sync, object, from)),
    ...sync.mappings.map((mapping) => [mapping.rule, explainMapping(mapping)] as const),
    ...explainJoins(sync),
  ]
}

const ROLES = {
  any: 'they have a role in an opportunity',
  all: 'they have roles only in opportunities',
  no: 'they have no role in an opportunity',
}

/** Which records a line asks for, and what of them. */
const advanceWords = ({ quantifier, object, by, when }: Advance): string => {
  if (object === undefined) return `${ROLES[quantifier]} where ${exprWords(when)}`
  const lookups = Object.values(by ?? {}).flatMap((one) =>
    one.kind === 'lookup' ? one.fields.map((field) => `\`${field}\``) : ['a contact role'],
  )
  const way = by === undefined ? 'associated with it' : `that names it in ${either([...new Set(lookups)])}`
  return `${quantifier === 'all' ? 'every' : quantifier} ${object} ${way} fits ${exprWords(when)}`
}

const explainLifecycle = (lifecycle: CompiledLifecycle): readonly (readonly [RuleId, string])[] => [
  [lifecycle.rule, `\`${lifecycle.property}\` only rises, in this order: ${lifecycle.order.join(', ')}.`],
  ...lifecycle.advance.map((line) => [line.rule, `a ${lifecycle.sync} rises to "${line.stage}" when ${advanceWords(line)}.`] as const),
  ...lifecycle.carry.map(
    (line) =>
      [
        line.rule,
        line.to === 'company'
          ? 'the primary company rises to the same stage.'
          : 'the other contacts of the company rise to the same stage.',
      ] as const,
  ),
]

/** A sentence or two for every rule of the plan, by rule id. */
export const explain = (policy: CompiledPolicy): Readonly<Record<RuleId, string>> =>
  Object.fromEntries([
    ...policy.syncs.flatMap(explainSync),
    ...policy.lifecycles.flatMap(explainLifecycle),
    ...policy.tables.flatMap((table) => explainTable(table, policy.rules)),
    ...explainActivities(policy.activities ?? [], policy.campaigns),
  ])
