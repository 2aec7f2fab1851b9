/** Objects as the Metadata API tells and makes them. */
import { failure } from '../failure'
import { field } from '../schema/field'
import { ObjectSchema } from '../schema/object'
import type { Schema } from '../schema/schema'
import { owner } from '../schema/shared-fields'
import type { Org } from '../store/org'
import { fieldMetadata } from './custom-field'

/** `version` without its letter; fields are the custom ones alone. */
export function objectMetadata(schema: Schema, object: ObjectSchema, version: number): Record<string, unknown> {
  const fields = [...object.fields()].filter(({ custom }) => custom)
  const nameField = object.field('Name')
  return {
    fullName: object.name,
    ...(object.custom ? { deploymentStatus: 'Deployed' } : {}),
    fields: fields.map((each) => fieldMetadata(schema, object, each, each.name, version)),
    label: object.label,
    ...(object.custom && nameField !== undefined ? { nameField: { label: nameField.label, type: 'Text' } } : {}),
    pluralLabel: object.plural,
    sharingModel: 'ReadWrite',
  }
}

function freePrefix({ schema }: Org): string {
  for (let number = 0; ; number += 1) {
    const prefix = `a${number.toString(36).padStart(2, '0')}`
    if (schema.ofId(prefix) === undefined) return prefix
  }
}

/** Adds a custom object whose name is a text. Throws a `Failure`. */
export function addObject(org: Org, fullName: string, metadata: Readonly<Record<string, unknown>>): void {
  const { label, pluralLabel, nameField } = metadata
  const name = nameField as Record<string, unknown> | undefined
  const missing = Object.entries({ label, pluralLabel, nameField }).flatMap(([key, value]) => (value === undefined ? [key] : []))
  if (missing.length > 0) throw failure(500, 'REQUIRED_FIELD_MISSING', `Required field is missing: ${missing[0]}`, missing)
  if (!/^[A-Za-z](?!\w*___)\w*__c$/.test(fullName)) {
    throw failure(500, 'FIELD_INTEGRITY_EXCEPTION', `Invalid fullname, must end in __c: ${fullName}`, ['fullName'])
  }
  if (org.schema.object(fullName) !== undefined) {
    const taken = fullName.replace(/__c$/, '')
    throw failure(500, 'DUPLICATE_DEVELOPER_NAME', `There is already an object named ${taken}.`, ['fullName'])
  }
  if (name?.['type'] !== 'Text') {
    throw failure(500, 'FIELD_INTEGRITY_EXCEPTION', `The sandbox makes objects whose name is a Text alone, not ${String(name?.['type'])}`, [
      'nameField',
    ])
  }
  org.schema.add(
    new ObjectSchema({
      name: fullName,
      label: String(label),
      plural: String(pluralLabel),
      prefix: freePrefix(org),
      custom: true,
      fields: [
        field('Name', String(name['label'] ?? `${String(label)} Name`), 'string', { length: 80, nameField: true, idLookup: true }),
        owner(true),
      ],
    }),
  )
}
