/** The key field of creates: a unique external id, made through the Tooling API and shown to the connected user alone. */
import { LockstepError } from '../../errors'
import type { Exchange, Reply } from '../exchange'
import { list, optionalText, record, text, truth } from '../reply'
import { readFault } from './errors'
import { allRows } from './query'
import { literal } from './soql'

/** The permission set that shows the key fields; a set of its own, so that nobody else sees (and clones) the key. */
const permissionSet = { Name: 'Lockstep_Key', Label: 'Lockstep key' } as const

/** `user` is the id of the connected user, who alone is to see the field. */
export type KeyFieldOptions = { readonly exchange: Exchange; readonly version: string; readonly user: string; readonly keyName: string }

/** Makes the field; says why not where Salesforce refuses. A field that exists already but is not visible counts as made. */
export async function makeField(options: KeyFieldOptions, object: string): Promise<string | undefined> {
  const body = {
    FullName: `${object}.${options.keyName}`,
    Metadata: {
      type: 'Text',
      label: 'Lockstep Key',
      description: 'Set by Lockstep when it creates a record, so that no record is created twice.',
      length: 80,
      externalId: true,
      unique: true,
      caseSensitive: true,
      required: false,
    },
  }
  const refused = await create(options.exchange, `/tooling/sobjects/CustomField`, body)
  return refused === undefined || /DUPLICATE_DEVELOPER_NAME/.test(refused.code) ? undefined : refused.message
}

/** Gives the connected user the right to read and edit the field, through a permission set; says why not where Salesforce refuses. */
export async function permitField(options: KeyFieldOptions, object: string): Promise<string | undefined> {
  const set = await ensurePermissionSet(options)
  if ('why' in set) return set.why
  const body = {
    ParentId: set.id,
    SobjectType: object,
    Field: `${object}.${options.keyName}`,
    PermissionsRead: true,
    PermissionsEdit: true,
  }
  return (await create(options.exchange, '/sobjects/FieldPermissions', body))?.message
}

async function ensurePermissionSet(options: KeyFieldOptions): Promise<{ readonly id: string } | { readonly why: string }> {
  try {
    const { exchange, version, user } = options
    const query = (soql: string) => allRows(exchange, version, [soql], { isAll: false, purpose: 'setup' })
    const found = await query(`SELECT Id FROM PermissionSet WHERE Name = ${literal(permissionSet.Name)}`)
    let id = found.length > 0 ? text(record(found[0], 'records[]')['Id'], 'Id') : undefined
    if (id === undefined) {
      const made = await createRow(exchange, '/sobjects/PermissionSet', permissionSet)
      if ('message' in made) return { why: made.message }
      id = made.id
    }
    const assigned = await query(
      `SELECT Id FROM PermissionSetAssignment WHERE PermissionSetId = ${literal(id)} AND AssigneeId = ${literal(user)}`,
    )
    if (assigned.length === 0) {
      const refused = await create(exchange, '/sobjects/PermissionSetAssignment', { PermissionSetId: id, AssigneeId: user })
      if (refused !== undefined) return { why: refused.message }
    }
    return { id }
  } catch (error) {
    if (error instanceof LockstepError && !error.isRetryable && error.code !== 'authentication' && error.code !== 'quota')
      return { why: error.message }
    throw error
  }
}

type Refused = { readonly code: string; readonly message: string }

async function create(exchange: Exchange, path: string, body: unknown): Promise<Refused | undefined> {
  const made = await createRow(exchange, path, body)
  return 'message' in made ? made : undefined
}

async function createRow(exchange: Exchange, path: string, body: unknown): Promise<{ readonly id: string } | Refused> {
  return exchange.read({ method: 'POST', path, body, purpose: 'setup' }, (reply) => readCreated(reply), [400, 403, 404])
}

function readCreated(reply: Reply): { readonly id: string } | Refused {
  if (reply.status >= 300) return readFault(reply.body, reply.status)
  const row = record(reply.body, 'body')
  if (truth(row['success'], 'success')) return { id: text(row['id'], 'id') }
  return readFault(list(row['errors'], 'errors'), 400)
}

/** Whether the text names the field as Salesforce would spell it: `Lockstep_Key__c`. */
export function isCustomFieldName(name: string): boolean {
  return optionalText(name) !== undefined && /^[A-Za-z](?:_?[A-Za-z0-9])*__c$/.test(name)
}
