/** What a seed's activities, campaigns and cases need once all rows are there: what follows from other rows, and what is counted. */
import { SeedError, type SeedObject } from '../world/seed'
import { Failure } from './failure'
import { readId } from './ids'
import { NEW_STATUSES } from './rows/campaigns'
import { derive, kindOf } from './rows/kinds'
import { create } from './rows/save'
import type { ObjectSchema } from './schema/object'
import { CONNECTED_USER, type Org } from './store/org'
import { asText, isDeleted, type Row, type Value } from './store/row'
import { Transaction } from './store/transaction'

/** Objects whose computed values follow from rows that may be read later. */
const LATE = new Set(['Task', 'Event', 'Case', 'CampaignMember'])

/** Whether the computed values of an object's rows have to wait until all rows are there. */
export function isLate(object: ObjectSchema): boolean {
  return LATE.has(object.name)
}

/** The set-up objects that list what statuses and priorities there are, with their rows in order. */
export function workValues({ schema }: Org): { readonly object: string; readonly rows: readonly Readonly<Record<string, Value>>[] }[] {
  const named = (values: readonly { readonly value: string }[], more: (index: number) => Record<string, Value>) =>
    values.map(({ value }, index) => ({ ApiName: value, MasterLabel: value, SortOrder: index + 1, ...more(index) }))
  const { taskStatuses, taskPriorities, caseStatuses } = schema
  const statuses = (of: typeof taskStatuses) => named(of, (index) => ({ IsDefault: index === 0, IsClosed: of[index]?.closed === true }))
  return [
    { object: 'TaskStatus', rows: statuses(taskStatuses) },
    { object: 'CaseStatus', rows: statuses(caseStatuses) },
    {
      object: 'TaskPriority',
      rows: named(taskPriorities, (index) => ({
        IsDefault: taskPriorities[index]?.isDefault === true,
        IsHighPriority: taskPriorities[index]?.isHigh === true,
      })),
    },
  ]
}

function addStatuses(tx: Transaction, campaigns: ObjectSchema): void {
  const statuses = tx.org.schema.object('CampaignMemberStatus')
  const lookup = statuses?.field('CampaignId')
  if (statuses === undefined || lookup === undefined) return
  for (const { id } of tx.org.table(campaigns).rows()) {
    if (tx.org.table(statuses).find(lookup, id).length > 0) continue
    for (const status of NEW_STATUSES) create(tx, statuses, { CampaignId: id, ...status })
  }
}

/** A closed task and a member's answer are as old as the row. */
const SINCE: Readonly<Record<string, string>> = { CompletedDateTime: 'SystemModstamp', ClosedDate: 'SystemModstamp' }

function finish(tx: Transaction, row: Row, given: Set<string>): void {
  const draft = { ...row.values }
  for (const [name, from] of Object.entries(SINCE)) {
    if (row.object.field(name) === undefined || given.has(name)) continue
    draft[name] = draft[from]
    given.add(name)
  }
  if (row.object.name === 'CampaignMember') draft['FirstRespondedDate'] ??= asText(draft['CreatedDate']).slice(0, 10)
  derive(tx.org, row.object, row.values, draft, given)
  if (row.object.name === 'CampaignMember' && draft['HasResponded'] !== true) draft['FirstRespondedDate'] = null
  tx.note(row, draft)
  if (!isDeleted(row)) kindOf(row.object)?.saved?.(tx, row, { ...draft, IsDeleted: true }, create)
}

/** Computes what had to wait. Throws a `SeedError`. */
export function finishWork(org: Org, seeds: readonly SeedObject[]): void {
  const tx = new Transaction(org, { userId: CONNECTED_USER, api: false, by: 'seed' })
  const campaigns = org.schema.object('Campaign')
  if (campaigns !== undefined) addStatuses(tx, campaigns)
  for (const seed of seeds) {
    const object = org.schema.object(seed.name)
    if (object === undefined || !(isLate(object) || object.name === 'Opportunity')) continue
    for (const each of seed.rows) {
      const row = org.table(object).get(readId(each.id) ?? '')
      if (row === undefined) continue
      const names = [...Object.keys(each.values), ...Object.keys(each.links)]
      try {
        if (isLate(object)) finish(tx, row, new Set(names.map((name) => (object.up(name) ?? object.field(name))?.name ?? name)))
        else if (!isDeleted(row)) kindOf(object)?.saved?.(tx, row, { ...row.values, IsDeleted: true }, create)
      } catch (error) {
        if (!(error instanceof TypeError) && !(error instanceof Failure)) throw error
        throw new SeedError(seed.file, each.line, error.message)
      }
    }
  }
}
