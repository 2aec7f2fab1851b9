/**
 * Reads the rules of a seed's `schema.json`, or of the control API, which says them in the same words:
 *
 * - `rules: [{ object, refuse, message, field? }]`: a row for which the SOQL condition `refuse` holds is not saved.
 * - `duplicateRules: [{ object, name?, onCreate?, onEdit?, message?, match, when?, enforceSharing?, active? }]`: `onCreate` (`alert` by itself) and
 *   `onEdit` (`allow`) are `block`, `alert` or `allow`; `match` lists matching rules `{ object?, name?, fields }`, one of which has to find
 *   something; all their `fields` have to match, each a name or `{ field, to?, method?, matchBlanks? }`; `when` is a SOQL condition.
 */
import type { ObjectSchema } from '../schema/object'
import { compileCondition } from '../soql/condition'
import { parseCondition } from '../soql/parse'
import { CONNECTED_USER, type Org } from '../store/org'
import type { Row } from '../store/row'
import { readDuplicateRule } from './duplicate-rule'
import { RULE_KEYS, type Rules, type ValidationRule } from './rules'
import { type Said, saidList, saidObject, saidText } from './said'

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

/** Reads what is said; what is not said stays as it stands in `before`. Throws a `TypeError` or a `Failure`. */
export function readRules(org: Org, said: Said, before: Rules): Rules {
  const given = <Rule>(key: (typeof RULE_KEYS)[number], read: (entry: unknown) => Rule | undefined, usual: readonly Rule[]) =>
    said[key] === undefined ? usual : saidList(said[key], `\`${key}\``).flatMap((entry) => read(entry) ?? [])
  return {
    said: { ...before.said, ...Object.fromEntries(RULE_KEYS.flatMap((key) => (said[key] === undefined ? [] : [[key, said[key]]]))) },
    validation: given('rules', (entry) => readValidation(org, entry), before.validation),
    duplicates: given(
      'duplicateRules',
      (entry) => readDuplicateRule(org.schema, entry, (object, source) => condition(org, object, source)),
      before.duplicates,
    ),
  }
}
