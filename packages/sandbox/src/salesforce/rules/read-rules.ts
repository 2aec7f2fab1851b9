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
 */
import { readId } from '../ids'
import type { ObjectSchema } from '../schema/object'
import { compileCondition } from '../soql/condition'
import { parseCondition } from '../soql/parse'
import { CONNECTED_USER, type Org } from '../store/org'
import type { Row } from '../store/row'
import { readAssignmentRule } from './assignment'
import { readDuplicateRule } from './duplicate-rule'
import { readProfile } from './profile'
import { RULE_KEYS, type Rules, type ValidationRule } from './rules'
import { onlyKeys, type Said, saidList, saidObject, saidText, saidWord } from './said'
import { MODELS, type Sharing, type SharingRule } from './sharing'

/** A SOQL condition as a test of rows, which sees every field and row. Throws a `Failure`. */
function condition(org: Org, object: ObjectSchema, source: string): (row: Row) => boolean {
  const actor = { userId: CONNECTED_USER, api: false, by: 'rule' }
  return compileCondition({ org, actor, object, source }, parseCondition(source), () => [])
}

function readValidation(org: Org, entry: unknown): ValidationRule {
  const said = saidObject(entry, 'a rule')
  const object = org.schema.object(String(said['object']))
  if (object === undefined) throw new TypeError(`a rule names no object of the schema: \`${String(said['object'])}\``)
  const field = said['field'] === undefined ? {} : { field: saidText(said['field'], 'the field of a rule') }
  const refuses = condition(org, object, saidText(said['refuse'], 'the condition of a rule'))
  return { object: object.name, message: String(said['message']), ...field, refuses }
}

function readSharingRule(org: Org, entry: unknown): SharingRule {
  const said = saidObject(entry, 'a sharing rule')
  onlyKeys(said, ['object', 'with', 'level', 'when'], 'a sharing rule')
  const object = org.schema.object(saidText(said['object'], 'the object of a sharing rule'))
  const id = readId(saidText(said['with'], 'whom a sharing rule shares with'))
  if (object === undefined || id === undefined) throw new TypeError(`a sharing rule names no object or no id: ${JSON.stringify(entry)}`)
  const when = said['when'] === undefined ? () => true : condition(org, object, saidText(said['when'], 'the condition of a sharing rule'))
  return { object, with: id, level: saidWord(said['level'], ['Read', 'Edit'], 'Read', 'the level of a sharing rule'), when }
}

function readSharing(org: Org, value: unknown): Sharing {
  const said = saidObject(value, '`sharing`')
  onlyKeys(said, ['models', 'rules'], '`sharing`')
  const models = Object.entries(saidObject(said['models'] ?? {}, '`sharing.models`')).map(([name, model]) => {
    const object = org.schema.object(name)
    if (object?.field('OwnerId') === undefined) throw new TypeError(`\`sharing.models\`: records of \`${name}\` have no owners`)
    return [object.name, saidWord(model, MODELS, 'ReadWrite', `\`sharing.models.${name}\``)] as const
  })
  return { models: new Map(models), rules: saidList(said['rules'], '`sharing.rules`').map((rule) => readSharingRule(org, rule)) }
}

/** Reads what is said; what is not said stays as it stands in `before`. Throws a `TypeError` or a `Failure`. */
export function readRules(org: Org, said: Said, before: Rules): Rules {
  const given = <Rule>(key: (typeof RULE_KEYS)[number], read: (entry: unknown) => Rule | undefined, usual: readonly Rule[]) =>
    said[key] === undefined ? usual : saidList(said[key], `\`${key}\``).flatMap((entry) => read(entry) ?? [])
  const sharing = said['sharing'] === undefined ? before.sharing : readSharing(org, said['sharing'])
  return {
    said: { ...before.said, ...Object.fromEntries(RULE_KEYS.flatMap((key) => (said[key] === undefined ? [] : [[key, said[key]]]))) },
    validation: given('rules', (entry) => readValidation(org, entry), before.validation),
    duplicates: given(
      'duplicateRules',
      (entry) => readDuplicateRule(org.schema, entry, (object, source) => condition(org, object, source)),
      before.duplicates,
    ),
    profiles:
      said['profiles'] === undefined
        ? before.profiles
        : saidList(said['profiles'], '`profiles`').map((each, index) => readProfile(org, each, index)),
    assignment:
      said['assignmentRules'] === undefined
        ? before.assignment
        : saidList(said['assignmentRules'], '`assignmentRules`').map((entry, index) =>
            readAssignmentRule(org, entry, index, (object, source) => condition(org, object, source)),
          ),
    ...(sharing === undefined ? {} : { sharing }),
  }
}
