/** The rows that list rules for those who query them: assignment, duplicate and matching rules. */
import { salesforceId } from '../ids'
import type { Org } from '../store/org'
import type { Value } from '../store/row'

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
}
