/** Change events as subscribers get them. */
import { createHash } from 'node:crypto'
import type { ObjectSchema } from '../schema/object'
import { stamp } from '../stamps'
import type { Change } from './change-log'

/** Values that say who and when, told apart from the others. */
const HIDDEN = new Set(['*', 'IsDeleted'])

function zulu(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/^(\d{4}-\d\d-\d\dT[\d:.]+)\+0000$/, '$1Z') : value
}

function guid(text: string): string {
  const hash = createHash('sha256').update(text).digest('hex')
  return [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-')
}

/** The schema's id: another where the object's fields are others. */
function schemaId(object: ObjectSchema): string {
  const names = [...object.fields()].map(({ name, type }) => `${name}:${type}`).join()
  return createHash('sha256').update(names).digest('base64url').slice(0, 22)
}

/** Whether the subscriber may read a field: events have no others [Salesforce: Change Data Capture, Field-Level Security]. */
export type Sees = (object: ObjectSchema, field: string) => boolean

/** Values of a change, parts of names and addresses inside their compound, and the names of what changed. */
function values(change: Change, skew: number, sees: Sees): { fields: Record<string, unknown>; changed: string[] } {
  const { object, commit, type } = change
  const fields: Record<string, unknown> = {}
  const changed: string[] = []
  if (commit === undefined || type === 'DELETE') return { fields, changed }
  const isPerson = object.field('Name')?.label === 'Full Name'
  for (let index = 0; index < commit.changes.length; index += 3) {
    const name = String(commit.changes[index])
    const field = object.field(name)
    if (HIDDEN.has(name) || field === undefined || (isPerson && name === 'Name') || !sees(object, name)) continue
    const value = zulu(commit.changes[index + 2])
    // A fiscal period is told in its parts alone.
    if (field.compound === undefined || field.compound === 'Fiscal') fields[name] = value
    else {
      // Parts of an address lose the name of the address.
      const part = field.compound === 'Name' ? name : name.replace(field.compound.slice(0, -'Address'.length), '')
      fields[field.compound] = { ...(fields[field.compound] as object | undefined), [part]: value }
      changed.push(`${field.compound}.${part}`)
      continue
    }
    changed.push(name)
  }
  const at = zulu(stamp(commit.at + skew))
  fields['LastModifiedDate'] = at
  changed.push('LastModifiedDate')
  if (type === 'CREATE')
    Object.assign(fields, { CreatedDate: at, CreatedById: change.author.userId, LastModifiedById: change.author.userId })
  return { fields, changed }
}

/** The channel of one object's changes. */
export function channelOf(object: ObjectSchema): string {
  return `/data/${object.name.endsWith('__c') ? `${object.name.slice(0, -1)}ChangeEvent` : `${object.name}ChangeEvent`}`
}

/** The `data` of a message. `org` seeds the transaction's key; `skew` is the org's lead over the world's clock. */
export function changeEvent(change: Change, org: string, skew: number, sees: Sees): Record<string, unknown> {
  const { commit, type, object, ids, at, author, replayId } = change
  const { fields, changed } = values(change, skew, sees)
  const header = {
    entityName: object.name,
    recordIds: ids,
    changeType: commit === undefined ? `GAP_${type}` : type,
    changeOrigin: author.origin,
    transactionKey: guid(`${org}:${change.transaction}`),
    sequenceNumber: change.sequence,
    commitTimestamp: Math.floor(at / 1_000) * 1_000,
    commitUser: author.userId,
    commitNumber: 10_000_000_000 + change.transaction,
    changedFields: type === 'UPDATE' ? changed : [],
  }
  return { schema: schemaId(object), payload: { ChangeEventHeader: header, ...fields }, event: { replayId } }
}
