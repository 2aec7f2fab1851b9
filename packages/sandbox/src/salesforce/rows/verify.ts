/** Checks of a drafted row that look beyond one field: required values, look-ups, owners, uniqueness, validation rules. */
import { Failure, failure } from '../failure'
import { verifyDuplicates } from '../rules/duplicates'
import { verifyAutomations, verifyFilter } from '../rules/guards'
import { verifyOwner } from '../rules/owners'
import { verifyPermissionRow } from '../rules/permission-rows'
import type { Field } from '../schema/field'
import type { ObjectSchema } from '../schema/object'
import { MASTER_RECORD_TYPE } from '../schema/record-type'
import type { Actor, Org } from '../store/org'
import { asText, isDeleted, type Row, type Values } from '../store/row'
import { kindOf } from './kinds'
import { lockFailure } from './locate'
import { verifyRecordType } from './record-types'

function verifyRequired(object: ObjectSchema, draft: Values): void {
  const missing = object.required().filter((name) => (draft[name] ?? null) === null)
  if (missing.length === 0) return
  throw failure(400, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing)
}

/** Standard look-ups to rows of the same object go up and never round. */
function verifyHierarchy(org: Org, own: string, { name }: Field, parent: Row): void {
  for (let above: Row | undefined = parent; above !== undefined; above = org.row(asText(above.values[name]))) {
    if (above.id === own) throw failure(400, 'CIRCULAR_DEPENDENCY', 'attempt to violate hierarchy constraints', [name])
  }
}

function verifyReference(org: Org, actor: Actor, { object, id: own }: Row, field: Field, id: string): void {
  const target = org.schema.ofId(id)
  if (target === undefined || !field.reference?.to.includes(target.name)) {
    throw failure(400, 'MALFORMED_ID', `${field.label}: id value of incorrect type: ${id}`, [field.name])
  }
  const row = org.table(target).get(id)
  if (row === undefined) throw failure(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [])
  if (isDeleted(row)) throw failure(400, 'ENTITY_IS_DELETED', 'entity is deleted', [])
  if (!org.sees(actor, row)) {
    throw failure(400, 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', 'insufficient access rights on cross-reference id', [])
  }
  if (target === object && !field.custom) verifyHierarchy(org, own, field, row)
  if (org.rules.filters.length > 0) verifyFilter(org, object, field, row)
  if (field.name === 'OwnerId') verifyOwner(org, object, row)
}

function verifyUnique(org: Org, row: Row, field: Field, draft: Values): void {
  const value = draft[field.name]
  if (value === null || value === undefined) return
  const holder = org.pendingHolder(row, field, value)
  if (holder !== undefined) throw lockFailure([holder])
  const clash = org
    .table(row.object)
    .find(field, value)
    .find((other) => other.id !== row.id)
  if (clash === undefined) return
  const message = `duplicate value found: ${field.name} duplicates value on record with id: ${clash.id.slice(0, 15)}`
  throw failure(400, 'DUPLICATE_VALUE', message, [])
}

/** Throws the first `Failure` a save of this draft would meet. `row.values` are what stood before; `changed` names the fields to look at. */
export function verify(org: Org, actor: Actor, row: Row, draft: Values, changed: Iterable<string>): void {
  verifyRequired(row.object, draft)
  const unique: Field[] = []
  for (const name of changed) {
    const field = row.object.field(name)
    const value = draft[name]
    if (field === undefined) continue
    if (field.unique) unique.push(field)
    if (org.schema.recordTypes.length > 0) verifyRecordType(org, row.object, field, draft)
    if (field.type === 'reference' && typeof value === 'string' && value !== MASTER_RECORD_TYPE)
      verifyReference(org, actor, row, field, value)
  }
  kindOf(row.object)?.verify?.(org, row, draft)
  if (!row.object.searchable) verifyPermissionRow(org, row, draft)
  for (const rule of org.rules.validation) {
    if (rule.object !== row.object.name || !rule.refuses({ ...row, values: draft })) continue
    throw new Failure(400, [
      { code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: rule.message, fields: rule.field === undefined ? [] : [rule.field] },
    ])
  }
  if (org.rules.automations.length > 0) verifyAutomations(org, row, draft)
  if (org.rules.duplicates.length > 0) verifyDuplicates(org, actor, row, draft)
  for (const field of unique) verifyUnique(org, row, field, draft)
}
