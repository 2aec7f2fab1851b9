/** Errors as people read them: cards by kind, and items with both records and the rule's line. */
import type { CompiledPolicy } from '@lockstep/dsl'
import type { CardKind } from '../../model'
import type { ErrorCard, ErrorItem, ErrorsReport } from '../../reports'
import type { ErrorRow } from '../problems'
import type { Store } from '../store'
import type { RecordName } from './record-rows'

/** `file:line` of a rule, or null where the deployed policy no longer has it. */
export const lineOf = (policy: CompiledPolicy, rule: string | undefined): string | null => {
  const found = rule === undefined ? undefined : policy.rules[rule]
  return found === undefined ? null : `${found.file}:${found.line}`
}

const toItem = (policy: CompiledPolicy, row: ErrorRow, named: RecordName | undefined): ErrorItem => ({
  ...row.problem,
  id: String(row.id),
  state: row.state,
  tries: row.tries,
  firstSeen: row.firstSeen,
  lastSeen: row.lastSeen,
  nextTry: row.nextTry,
  ignoredBecause: row.ignoredBecause,
  line: lineOf(policy, row.problem.rule),
  hubspotId: named?.hId ?? null,
  salesforceId: named?.sId ?? null,
  label: named?.label ?? '',
})

/** Errors with their records, newest first. */
export const readErrorItems = async (
  store: Store,
  policy: CompiledPolicy,
  filter: { readonly links?: readonly number[]; readonly kind?: string; readonly state?: string },
): Promise<readonly ErrorItem[]> => {
  const rows = await store.readProblems(filter)
  const named = new Map((await store.readNames([...new Set(rows.map((row) => row.link))])).map((row) => [row.id, row]))
  return rows.map((row) => toItem(policy, row, named.get(row.link)))
}

/** Cards count the errors that the filter lets through, most numerous first. */
export const readErrors = async (
  store: Store,
  policy: CompiledPolicy,
  filter: { readonly kind?: string; readonly state?: 'open' | 'ignored' },
): Promise<ErrorsReport> => {
  const items = await readErrorItems(store, policy, filter)
  const cards = new Map<CardKind, { card: ErrorCard; links: Set<string> }>()
  for (const item of items) {
    const known = cards.get(item.kind)
    const links = (known?.links ?? new Set<string>()).add(item.link)
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
