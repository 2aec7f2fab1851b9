/** Errors as people read them: cards by kind, and items with both records and the rule's line. */
import type { CompiledPolicy } from '@lockstep/dsl'
import type { CardKind, Problem } from '../../model'
import { productName } from '../../planner/side'
import type { ErrorCard, ErrorItem, ErrorsReport } from '../../reports'
import type { ErrorRow } from '../problems'
import type { Store } from '../store'
import type { RecordName } from './record-rows'

/** `file:line` of a rule, or null where the deployed policy no longer has it. */
export const lineOf = (policy: Pick<CompiledPolicy, 'rules'>, rule: string | undefined): string | null => {
  const found = rule === undefined ? undefined : policy.rules[rule]
  return found === undefined ? null : `${found.file}:${found.line}`
}

/** `file:line` of every rule that a problem concerns, its own first. */
export const linesOf = (policy: Pick<CompiledPolicy, 'rules'>, problem: Pick<Problem, 'rule' | 'rules'>): readonly string[] => [
  ...new Set([problem.rule, ...(problem.rules ?? [])].flatMap((rule) => lineOf(policy, rule) ?? [])),
]

/** What a problem is about where no record bears it: `HubSpot contact.nick`. */
const labelOf = ({ source, side, object, field }: Problem): string =>
  source === undefined
    ? ''
    : [side === undefined ? '' : productName(side), [object, field].filter((part) => part !== undefined).join('.')].join(' ').trim()

const toItem = (policy: Pick<CompiledPolicy, 'rules'>, row: ErrorRow, named: RecordName | undefined): ErrorItem => ({
  ...row.problem,
  id: String(row.id),
  state: row.state,
  tries: row.tries,
  firstSeen: row.firstSeen,
  lastSeen: row.lastSeen,
  nextTry: row.nextTry,
  ignoredBecause: row.ignoredBecause,
  line: lineOf(policy, row.problem.rule),
  lines: linesOf(policy, row.problem),
  hubspotId: named?.hId ?? null,
  salesforceId: named?.sId ?? null,
  label: named?.label ?? labelOf(row.problem),
})

/** Errors with their records, newest first. */
export const readErrorItems = async (
  store: Store,
  policy: Pick<CompiledPolicy, 'rules'>,
  filter: { readonly links?: readonly number[]; readonly kind?: string; readonly state?: string },
): Promise<readonly ErrorItem[]> => {
  const rows = await store.readProblems(filter)
  const named = new Map((await store.readNames([...new Set(rows.map((row) => row.link))])).map((row) => [row.id, row]))
  return rows.map((row) => toItem(policy, row, named.get(row.link)))
}

/** Cards count the errors that the filter lets through, most numerous first. */
export const readErrors = async (
  store: Store,
  policy: Pick<CompiledPolicy, 'rules'>,
  filter: { readonly kind?: string; readonly state?: 'open' | 'ignored' },
): Promise<ErrorsReport> => {
  const items = await readErrorItems(store, policy, filter)
  const cards = new Map<CardKind, { card: ErrorCard; links: Set<string> }>()
  for (const item of items) {
    const known = cards.get(item.kind)
    const links = known?.links ?? new Set<string>()
    if (item.source === undefined) links.add(item.link)
    const card: ErrorCard = {
      kind: item.kind,
      errors: (known?.card.errors ?? 0) + 1,
      records: links.size,
      firstSeen: Math.min(known?.card.firstSeen ?? item.firstSeen, item.firstSeen),
      lastSeen: Math.max(known?.card.lastSeen ?? item.lastSeen, item.lastSeen),
    }
    cards.set(item.kind, { card, links })
  }
  return { version: 1, cards: [...cards.values()].map(({ card }) => card).sort((a, b) => b.errors - a.errors), items }
}
