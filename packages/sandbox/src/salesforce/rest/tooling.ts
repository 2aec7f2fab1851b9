/** The Tooling API as far as custom fields go: make one, look it up, change nothing else. */
import type { SandboxResponse } from '../../world/system'
import { describeBriefly, describeObject } from '../describe/object'
import { failure } from '../failure'
import { verifyCustomizing } from '../rules/allow'
import { type Field, type FieldType, field } from '../schema/field'
import type { ObjectSchema } from '../schema/object'
import { describeColumns } from '../soql/column-metadata'
import { execute } from '../soql/execute'
import { parseQuery } from '../soql/parse'
import type { Row } from '../store/row'
import { Transaction } from '../store/transaction'
import { type Ask, jsonBody } from './ask'

const TYPES: Readonly<Record<string, FieldType>> = {
  Text: 'string',
  Email: 'email',
  Phone: 'phone',
  Url: 'url',
  TextArea: 'textarea',
  LongTextArea: 'textarea',
  Checkbox: 'boolean',
  Number: 'double',
  Currency: 'currency',
  Percent: 'percent',
  Date: 'date',
  DateTime: 'datetime',
}

function refuse(message: string, fields: readonly string[]) {
  return failure(400, 'FIELD_INTEGRITY_EXCEPTION', message, fields)
}

/** `Lead.Region__c` as object and name. Throws a `Failure`. */
function fullName(ask: Ask, said: unknown): { object: ObjectSchema; name: string } {
  const [objectName, name, ...rest] = String(said ?? '').split('.')
  const object = ask.org.schema.object(objectName ?? '')
  if (object === undefined || name === undefined || rest.length > 0) {
    throw refuse(`Invalid fullname, must end in __c: ${String(said)}`, ['FullName'])
  }
  if (!/^[A-Za-z](?!\w*___)\w*__c$/.test(name)) throw refuse(`Invalid fullname, must end in __c: ${name}`, ['FullName'])
  if (object.field(name) !== undefined) {
    throw failure(400, 'DUPLICATE_DEVELOPER_NAME', `There is already a field named ${name.replace(/__c$/, '')} on ${object.label}.`, [
      'DeveloperName',
    ])
  }
  return { object, name }
}

function readMetadata(name: string, metadata: Record<string, unknown>): Field {
  const { type, label, length, precision, scale, unique, externalId, caseSensitive, required, defaultValue, inlineHelpText } = metadata
  const known = TYPES[String(type)]
  if (known === undefined) throw refuse(`Cannot deserialize instance of type: ${String(type)}`, ['type'])
  if (typeof label !== 'string' || label === '') throw refuse('Required fields are missing: [MasterLabel]', ['MasterLabel'])
  const isText = known === 'string' || type === 'LongTextArea'
  if (isText && typeof length !== 'number') throw refuse("Must specify 'length' for a CustomField of type Text", ['Length'])
  if (type === 'Text' && Number(length) > 255) throw refuse('The length must be between 1 and 255', ['Length'])
  if (unique === true && !['Text', 'Number', 'Email'].includes(String(type))) {
    throw refuse(`Can not specify 'unique' for a CustomField of type ${String(type)}`, ['unique'])
  }
  const isNumber = known === 'double' || known === 'currency' || known === 'percent'
  return field(name, label, known, {
    length:
      typeof length === 'number'
        ? length
        : known === 'textarea' || known === 'url'
          ? 255
          : known === 'email'
            ? 80
            : known === 'phone'
              ? 40
              : 0,
    precision: isNumber ? Number(precision ?? 18) : 0,
    scale: isNumber ? Number(scale ?? 0) : 0,
    unique: unique === true,
    caseSensitive: caseSensitive === true,
    externalId: externalId === true,
    idLookup: externalId === true,
    nillable: known === 'boolean' ? false : required !== true,
    defaultedOnCreate: known === 'boolean',
    defaultValue: known === 'boolean' ? defaultValue === true || defaultValue === 'true' : undefined,
    help: typeof inlineHelpText === 'string' ? inlineHelpText : undefined,
    // Required fields cannot be hidden from anybody.
    guarded: required !== true,
  })
}

/**
 * Makes a field out of its full name and metadata, and tells its row. Nobody sees it before a permission set grants it: no FieldPermissions come
 * with it. Throws a `Failure`.
 */
export function addField(ask: Ask, said: unknown, metadata: Record<string, unknown>): Row {
  verifyCustomizing(ask.org, ask.actor)
  const { object, name } = fullName(ask, said)
  const made = readMetadata(name, metadata)
  object.put(made)
  ask.org.table(object).index(made)
  const customField = ask.org.schema.customField
  const row: Row = { id: ask.org.newId(customField), object: customField, values: {} }
  const now = ask.org.stamp()
  const tx = new Transaction(ask.org, ask.actor)
  tx.put(
    row,
    {
      Id: row.id,
      IsDeleted: false,
      DeveloperName: name.replace(/__c$/, ''),
      TableEnumOrId: object.name,
      FullName: `${object.name}.${name}`,
      CreatedDate: now,
      CreatedById: ask.actor.userId,
      LastModifiedDate: now,
      LastModifiedById: ask.actor.userId,
      SystemModstamp: now,
    },
    'created',
  )
  tx.commit()
  return row
}

function createField(ask: Ask): SandboxResponse {
  const body = jsonBody(ask)
  const metadata = body['Metadata']
  if (typeof metadata !== 'object' || metadata === null) throw refuse('Required fields are missing: [Metadata]', ['Metadata'])
  const row = addField(ask, body['FullName'], metadata as Record<string, unknown>)
  return { status: 201, body: { id: row.id, success: true, errors: [], warnings: [], infos: [] }, records: 1 }
}

function readField(ask: Ask, id: string): SandboxResponse {
  const row = ask.org.table(ask.org.schema.customField).get(id)
  if (row === undefined) throw failure(404, 'NOT_FOUND', 'The requested resource does not exist')
  const url = `/services/data/${ask.version}/tooling/sobjects/CustomField/${row.id}`
  return { status: 200, body: { attributes: { type: 'CustomField', url }, ...row.values }, records: 1 }
}

/** Answers `/tooling/sobjects`, `/tooling/sobjects/CustomField` and `/tooling/query`. */
export function tooling(ask: Ask): SandboxResponse | undefined {
  const [first, second, third, id] = ask.segments
  if (first !== 'tooling') return undefined
  if (second === 'query' && third === undefined && ask.method === 'GET') {
    const source = ask.query.get('q') ?? ''
    // Salesforce's command-line client asks for the columns wherever there are rows [@salesforce/plugin-data query].
    if (ask.query.get('columns')?.toLowerCase() === 'true') {
      const query = parseQuery(source)
      const object = query.from.name.toLowerCase() === 'customfield' ? ask.org.schema.customField : undefined
      return { status: 200, body: describeColumns({ ...ask, source }, query, object) }
    }
    const answer = execute(
      { org: ask.org, actor: ask.actor, source, version: ask.version, deleted: false, tooling: true },
      parseQuery(source),
    )
    return {
      status: 200,
      body: { size: answer.rows, ...ask.cursors.open(answer, 2_000, ask.version), queryLocator: null, entityTypeName: 'CustomField' },
    }
  }
  const { customField } = ask.org.schema
  if (second === 'sobjects' && third === undefined && ask.method === 'GET') {
    return {
      status: 200,
      body: { encoding: 'UTF-8', maxBatchSize: 200, sobjects: [describeBriefly(customField, `${ask.version}/tooling`)] },
    }
  }
  if (second !== 'sobjects' || third !== 'CustomField') return undefined
  if (id === 'describe' && ask.method === 'GET') {
    return { status: 200, body: describeObject(ask.org, ask.actor, customField, `${ask.version}/tooling`) }
  }
  if (id === undefined && ask.method === 'POST') return createField(ask)
  return id !== undefined && ask.method === 'GET' ? readField(ask, id) : undefined
}
