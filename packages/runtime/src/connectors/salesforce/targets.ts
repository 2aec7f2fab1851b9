/** What a policy watches in Salesforce, as queries: the synced objects, opportunities and their contact roles. */
import type { Watch } from '@lockstep/dsl'
import { lookupOf, splitPath } from './paths'

/** One object to query. `fields` are watched ones; `own` are what snapshots need beside them. */
export type Target = {
  readonly object: string
  readonly fields: readonly string[]
  readonly own: readonly string[]
  /** Watched fields that the connected user cannot see now; they are not asked for. */
  readonly unread?: readonly string[]
}

/** The object whose rows become edges, never snapshots. */
export const roleObject = 'OpportunityContactRole'

const merging = new Set(['Lead', 'Contact', 'Account'])

/** Fields that every snapshot of an object needs. */
export function ownFields(object: string): readonly string[] {
  if (object === roleObject) return ['Id', 'OpportunityId', 'ContactId', 'IsPrimary', 'CreatedDate', 'SystemModstamp', 'IsDeleted']
  return [
    'Id',
    'CreatedDate',
    'SystemModstamp',
    'IsDeleted',
    ...(merging.has(object) ? ['MasterRecordId'] : []),
    ...(object === 'Lead' ? ['IsConverted', 'ConvertedContactId'] : []),
  ]
}

/** Opportunities and roles first, so that a person's surroundings are known before the person; each object once. */
export function targetsOf(watches: readonly Watch[]): readonly Target[] {
  const fields = new Map<string, Set<string>>()
  const add = (object: string, names: readonly string[]) => {
    const known = fields.get(object) ?? new Set<string>()
    fields.set(object, known)
    for (const name of names) known.add(name)
  }
  if (watches.some((watch) => watch.opportunities !== undefined)) {
    add('Opportunity', [])
    add(roleObject, [])
  }
  for (const watch of watches) {
    if (watch.opportunities !== undefined) add('Opportunity', watch.opportunities)
    for (const [object, { fields: direct, related }] of Object.entries(watch.salesforce)) add(object, [...direct, ...related])
  }
  return [...fields].map(([object, names]) => ({ object, fields: [...names].sort(), own: ownFields(object) }))
}

/** The target that the policy watches under this name, or a bare one. */
export function targetFor(watches: readonly Watch[], object: string): Target {
  return targetsOf(watches).find((target) => target.object === object) ?? { object, fields: [], own: ownFields(object) }
}

/** The lookup ids that a select names beside paths through them: an id without its row is a row that the user may not see. */
const lookupsOf = (target: Target): readonly string[] =>
  target.fields.flatMap((path) => {
    const { relationship } = splitPath(path)
    return relationship === undefined ? [] : [lookupOf(relationship)]
  })

/** `SELECT … FROM …` of a target. */
export function selectOf(target: Target): string {
  return `SELECT ${[...new Set([...target.own, ...lookupsOf(target), ...target.fields])].join(', ')} FROM ${target.object}`
}
