/** The `Name` of a record at the end of a look-up to several objects: what SOQL shows of it whatever it is [Salesforce: Object Reference, Name]. */
import { type Field, field, lookup, phone, READ_ONLY, text } from '../schema/field'
import { ObjectSchema } from '../schema/object'
import { asText, type Row, type Value } from '../store/row'

/** The fields of `Owner`, `Who` and `What`. It has no rows of its own, and no other fields may be asked for. */
export const RELATED_NAME = new ObjectSchema({
  name: 'Name',
  label: 'Name',
  plural: 'Name',
  prefix: '',
  createable: false,
  updateable: false,
  searchable: false,
  fields: [
    text('Name', 'Name', 255, { ...READ_ONLY, nameField: true }),
    text('LastName', 'Last Name', 80, READ_ONLY),
    text('FirstName', 'First Name', 40, READ_ONLY),
    text('Type', 'Type', 40, READ_ONLY),
    text('Alias', 'Alias', 8, READ_ONLY),
    text('NameOrAlias', 'Name or Alias', 255, READ_ONLY),
    lookup('ProfileId', 'Profile ID', { to: ['Profile'], relationship: 'Profile' }, READ_ONLY),
    lookup('UserRoleId', 'Role ID', { to: ['UserRole'], relationship: 'UserRole' }, READ_ONLY),
    lookup('RecordTypeId', 'Record Type ID', { to: ['RecordType'], relationship: 'RecordType' }, READ_ONLY),
    field('IsActive', 'Active', 'boolean', READ_ONLY),
    text('Title', 'Title', 128, READ_ONLY),
    field('Email', 'Email', 'email', { length: 80, ...READ_ONLY }),
    phone('Phone', 'Phone'),
    text('Username', 'Username', 80, READ_ONLY),
  ],
})

/** A record's own name: what its object calls so, the number of a case. */
export function nameOf(row: Row): Value {
  const name = [...row.object.fields()].find(({ nameField }) => nameField)
  return name === undefined ? null : (row.values[name.name] ?? null)
}

/** What `Name` shows of a record in one of its fields, null where a record of this kind has no such thing. */
export function valueOfName(row: Row, { name }: Field): Value {
  if (name === 'Name') return nameOf(row)
  // Queues and public groups are told apart, all else by its object.
  if (name === 'Type') return row.object.name === 'Group' ? asText(row.values['Type']) : row.object.name
  if (name === 'NameOrAlias') return row.values['Alias'] ?? nameOf(row)
  return row.values[name] ?? null
}
