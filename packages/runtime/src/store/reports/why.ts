/** Why a record is as it is: its link, its values against the base, and every decision about it. */
import type { CompiledMapping, CompiledPolicy } from '@lockstep/dsl'
import type { Decision, SideName, Snapshot } from '../../model'
import type { TimelineEntry, WhyReport } from '../../reports'
import type { JournalRow } from '../journal'
import type { LinkRow } from '../links'
import type { Store } from '../store'
import { lineOf, readErrorItems } from './error-items'

const empty = { mapping: null, field: null, from: null, to: null, base: null, hubspot: null, salesforce: null, winner: null } as const

const ofDecision = (policy: CompiledPolicy, row: JournalRow, decision: Decision): TimelineEntry => {
  const pair = decision.base === undefined || decision.base === 'none' ? null : decision.base
  return {
    ...empty,
    at: row.at,
    run: row.run,
    kind: decision.kind,
    mapping: decision.mapping ?? null,
    base: pair === null ? null : decision.winner === 'salesforce' ? pair.s : pair.h,
    hubspot: decision.hubspot ?? null,
    salesforce: decision.salesforce ?? null,
    winner: decision.winner ?? null,
    rule: lineOf(policy, decision.rule) ?? decision.rule,
    reason: decision.reason,
  }
}

const entries = (policy: CompiledPolicy, row: JournalRow): readonly TimelineEntry[] => [
  ...row.entries.decisions.map((decision) => ofDecision(policy, row, decision)),
  ...row.entries.written.flatMap((intent): readonly TimelineEntry[] => {
    const own: TimelineEntry = {
      ...empty,
      at: row.at,
      run: row.run,
      kind: `wrote ${intent.action}`,
      rule: lineOf(policy, intent.rule) ?? intent.rule,
      reason: `${intent.reason} (${intent.side} ${intent.object} ${intent.id ?? ''})`,
    }
    const fields = Object.entries(intent.fields)
    if (fields.length === 0) return [own]
    return fields.map(([field, { from, to, mapping, rule }]) => ({
      ...own,
      field,
      from,
      to,
      mapping: mapping ?? null,
      rule: lineOf(policy, rule) ?? rule,
    }))
  }),
]

const fieldOf = (mapping: CompiledMapping, object: string | undefined): string | null =>
  object === undefined ? null : (mapping.salesforce[object]?.name ?? null)

/** The side of a record whose last answer left that value out. */
const isUnread = (snapshot: Snapshot | null, name: string | null): readonly SideName[] =>
  snapshot !== null && name !== null && snapshot.unread?.includes(name) === true ? [snapshot.side] : []

const valuesOf = (policy: CompiledPolicy, link: LinkRow): WhyReport['values'] => {
  const sync = policy.syncs.find((each) => each.id === link.sync)
  return (sync?.mappings ?? [])
    .filter((mapping) => link.salesforce === null || mapping.objects.includes(link.salesforce.object))
    .map((mapping) => {
      const property = mapping.hubspot?.name ?? null
      const field = fieldOf(mapping, link.salesforce?.object ?? mapping.objects[0])
      const base = link.base[mapping.id]
      const pair = base === undefined || base === 'none' ? null : base
      return {
        mapping: mapping.id,
        property,
        field,
        hubspot: property === null ? null : (link.hubspot?.values[property] ?? null),
        salesforce: field === null ? null : (link.salesforce?.values[field] ?? null),
        baseHubspot: pair?.h ?? null,
        baseSalesforce: pair?.s ?? null,
        unread: [...isUnread(link.hubspot, property), ...isUnread(link.salesforce, field)],
        rule: lineOf(policy, mapping.rule) ?? mapping.rule,
      }
    })
}

/** The report on one link, or null where there is none of that number. */
export const readWhy = async (store: Store, policy: CompiledPolicy, id: number): Promise<WhyReport | null> => {
  const record = await store.readRecordRow(id)
  const [link] = await store.readLinks([id])
  if (record === null || link === undefined) return null
  return {
    version: 1,
    record,
    cause: link.cause,
    included: { hubspot: link.included.hubspot ?? null, salesforce: link.included.salesforce ?? null },
    ...(link.hold === null ? {} : { held: { what: link.holdWhat ?? '', run: link.hold } }),
    values: valuesOf(policy, link),
    timeline: (await store.readJournal(id)).flatMap((row) => entries(policy, row)),
    errors: await readErrorItems(store, policy, { links: [id] }),
  }
}
