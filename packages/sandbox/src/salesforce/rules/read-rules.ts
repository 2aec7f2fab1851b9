/**
 * Reads the rules of a seed's `schema.json`, or of the control API, which says them in the same words:
 *
 * - `rules: [{ object, refuse, message, field? }]`: a row for which the SOQL condition `refuse` holds is not saved.
 * - `duplicateRules: [{ object, name?, onCreate?, onEdit?, message?, match, when?, enforceSharing?, active? }]`: `onCreate` (`alert` by itself) and
 *   `onEdit` (`allow`) are `block`, `alert` or `allow`; `match` lists matching rules `{ object?, name?, fields }`, one of which has to find
 *   something; all their `fields` have to match, each a name or `{ field, to?, method?, matchBlanks? }`; `when` is a SOQL condition.
 * - `profiles: [{ name, users?, objects?, fields?, viewAllData?, modifyAllData? }]`: users of these profiles may do what is said and no more:
 *   `objects: { Lead: ["read", "create", "edit", "delete", "viewAll", "modifyAll"] }`, of objects that are not named all but the last two;
 *   `fields: { "Lead.Phone": "read" }`, `none` or `read`, of fields that are not named everything. `users` are usernames.
 * - `sharing: { models: { Lead: "Private" }, rules: [{ object, with, level?, when? }] }`: organisation-wide defaults, and rows that are shared with
 *   a user or group, whose id `with` is, to `Read` or `Edit`. It counts for users of the profiles above.
 * - `assignmentRules: [{ object, name?, id?, active?, entries: [{ when?, assignTo }] }]` for leads and cases: the first entry whose condition holds
 *   gives the owner, a user's or queue's id.
 * - `automations: [{ object, kind?, name?, message?, code?, when? }]`: a `trigger` or `flow` that fails on rows for which `when` holds, with `code`
 *   in the words of `message` alone.
 * - `approvals: [{ object, when? }]`: rows that wait for approval, which only those who may modify all records edit or delete.
 * - `lookupFilters: [{ field, when, message? }]`: what rows a look-up such as `Contact.AccountId` may name.
 * - `storage: { records }`: how many records fit.
 */
import type { Org } from '../store/org'
import { readAssignmentRule } from './assignment'
import { type Compile, compiler } from './condition'
import { readDuplicateRule } from './duplicate-rule'
import { readApproval, readAutomation, readLookupFilter } from './guards'
import { readProfile } from './profile'
import { readSharing } from './read-sharing'
import { RULE_KEYS, type Rules, type ValidationRule } from './rules'
import { onlyKeys, type Said, saidList, saidObject, saidText } from './said'

function readValidation(org: Org, entry: unknown, compile: Compile): ValidationRule {
  const said = saidObject(entry, 'a rule')
  const object = org.schema.object(String(said['object']))
  if (object === undefined) throw new TypeError(`a rule names no object of the schema: \`${String(said['object'])}\``)
  const field = said['field'] === undefined ? {} : { field: saidText(said['field'], 'the field of a rule') }
  const refuses = compile(object, saidText(said['refuse'], 'the condition of a rule'))
  return { object: object.name, message: String(said['message']), ...field, refuses }
}

function readStorage(value: unknown): number | undefined {
  const said = saidObject(value, '`storage`')
  onlyKeys(said, ['records'], '`storage`')
  const { records } = said
  if (records !== undefined && (typeof records !== 'number' || !(records >= 0))) throw new TypeError('`storage.records` is no number')
  return records
}

/** Reads what is said; what is not said stays as it stands in `before`. Throws a `TypeError` or a `Failure`. */
export function readRules(org: Org, said: Said, before: Rules): Rules {
  const compile = compiler(org)
  const given = <Rule>(
    key: (typeof RULE_KEYS)[number],
    read: (entry: unknown, index: number) => Rule | undefined,
    usual: readonly Rule[],
  ): readonly Rule[] =>
    said[key] === undefined ? usual : saidList(said[key], `\`${key}\``).flatMap((entry, index) => read(entry, index) ?? [])
  const sharing = said['sharing'] === undefined ? before.sharing : readSharing(org, said['sharing'], compile)
  const storage = said['storage'] === undefined ? before.storage : readStorage(said['storage'])
  return {
    said: { ...before.said, ...Object.fromEntries(RULE_KEYS.flatMap((key) => (said[key] === undefined ? [] : [[key, said[key]]]))) },
    validation: given('rules', (entry) => readValidation(org, entry, compile), before.validation),
    duplicates: given('duplicateRules', (entry) => readDuplicateRule(org.schema, entry, compile), before.duplicates),
    profiles: given('profiles', (entry, index) => readProfile(org, entry, index), before.profiles),
    assignment: given('assignmentRules', (entry, index) => readAssignmentRule(org, entry, index, compile), before.assignment),
    automations: given('automations', (entry) => readAutomation(org, entry, compile), before.automations),
    approvals: given('approvals', (entry) => readApproval(org, entry, compile), before.approvals),
    filters: given('lookupFilters', (entry) => readLookupFilter(org, entry, compile), before.filters),
    ...(sharing === undefined ? {} : { sharing }),
    ...(storage === undefined ? {} : { storage }),
  }
}
