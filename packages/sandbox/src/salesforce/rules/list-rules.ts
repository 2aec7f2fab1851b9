/** The rows that tell rules to those who query them: assignment, duplicate and matching rules, organisation-wide defaults. */
import { salesforceId } from '../ids'
import type { Org } from '../store/org'
import type { Value } from '../store/row'
import type { Model } from './sharing'

type Listed = { readonly id: string; readonly values: Readonly<Record<string, Value>> }

/** Writes the rows of an object; those that it had go. */
function list(org: Org, name: string, rules: readonly Listed[]): void {
  const object = org.schema.object(name)
  if (object === undefined) return
  const table = org.table(object)
  for (const row of [...table.rows()]) table.put(row, undefined)
  const at = org.stamp()
  const stamps = { CreatedDate: at, LastModifiedDate: at, SystemModstamp: at }
  for (const { id, values } of rules)
    table.put({ id, object, values: {} }, { ...object.fresh(), Id: id, IsDeleted: false, ...stamps, ...values })
}

const labelOf = (name: string): string => name.replaceAll('_', ' ')

/** Organisation-wide defaults as the organization tells them. */
const DEFAULT_ACCESS: Readonly<Record<Model, string>> = {
  Private: 'None',
  Read: 'Read',
  ReadWrite: 'Edit',
  ReadWriteTransfer: 'ReadEditTransfer',
  ControlledByParent: 'ControlledByParent',
}
/** Where nothing is said everybody may do everything. */
const USUAL_ACCESS: Readonly<Record<string, string>> = {
  Account: 'Edit',
  Campaign: 'All',
  Case: 'ReadEditTransfer',
  Contact: 'ControlledByParent',
  Lead: 'ReadEditTransfer',
  Opportunity: 'Edit',
}

function tellDefaults(org: Org): void {
  const row = org.row(org.id)
  if (row === undefined) return
  const told = Object.entries(USUAL_ACCESS).map(([name, usual]): [string, string] => {
    const model = org.rules.sharing?.models.get(name)
    return [`Default${name}Access`, model === undefined ? usual : DEFAULT_ACCESS[model]]
  })
  org.table(row.object).put(row, { ...row.values, ...Object.fromEntries(told) })
}

/** Lists the rules of an org as they are now. */
export function listRules(org: Org): void {
  const { assignment, duplicates } = org.rules
  const assigning = assignment.map(({ id, name, object, active }) => ({
    id,
    values: { Name: name, SobjectType: object.name, Active: active },
  }))
  list(org, 'AssignmentRule', assigning)
  const doubling = duplicates.map(({ name, object, active }, index) => ({
    id: salesforceId('0Bm', index + 1),
    values: { DeveloperName: name, MasterLabel: labelOf(name), SobjectType: object.name, IsActive: active },
  }))
  list(org, 'DuplicateRule', doubling)
  const names = new Set<string>()
  const matching = duplicates
    .flatMap((rule) => rule.matching)
    .filter(({ name }) => !names.has(name) && names.add(name))
    .map(({ name, object, engine }, index) => ({
      id: salesforceId('0JD', index + 1),
      values: { DeveloperName: name, MasterLabel: labelOf(name), SobjectType: object.name, MatchEngine: engine, RuleStatus: 'Active' },
    }))
  list(org, 'MatchingRule', matching)
  tellDefaults(org)
}
