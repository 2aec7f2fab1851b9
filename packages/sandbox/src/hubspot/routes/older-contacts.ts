/** Contacts of version 1, which connectors of older days read and write. */
import type { SandboxResponse } from '../../world/system'
import { invalid } from '../api-error'
import { draft } from '../records/draft'
import { mergeRecords } from '../records/merge-records'
import { isLive, type ObjectStore } from '../records/object-store'
import type { CrmRecord } from '../records/record'
import { archiveRecord, createRecord, draftContext, editRecord } from '../records/write-records'
import { bodyObject, type Context, type Json, parsedBody, type Route } from './context'
import { findRecord, numericId, requireRecord } from './find-record'
import { countOf, offsetOf, olderInputs, olderValue } from './older-records'
import { versionsOfProperty } from './reply'

const route = (method: string, pattern: string, handle: Route['handle']): Route => ({
  method,
  area: 'contacts',
  version: 'v1',
  pattern,
  handle,
})

/** Endpoints of contacts, version 1. */
export const OLDER_CONTACT_ROUTES: readonly Route[] = [
  route('GET', 'lists/all/contacts/all', page),
  route('GET', 'lists/all/contacts/recent', (context) => recent(context, 'createdAt')),
  route('GET', 'lists/recently_updated/contacts/recent', (context) => recent(context, 'modifiedAt')),
  route('GET', 'contact/vid/:vid/profile', read),
  route('GET', 'contact/email/:email/profile', read),
  route('GET', 'contact/vids/batch', (context) => readBatch(context, 'vid')),
  route('GET', 'contact/emails/batch', (context) => readBatch(context, 'email')),
  route('POST', 'contact', create),
  route('POST', 'contact/vid/:vid/profile', update),
  route('POST', 'contact/email/:email/profile', update),
  route('POST', 'contact/createOrUpdate/email/:email', createOrUpdate),
  route('POST', 'contact/batch', writeBatch),
  route('POST', 'contact/merge-vids/:vid', merge),
  route('DELETE', 'contact/vid/:vid', remove),
]

/** Properties that lists tell where none are asked for [HubSpot: contacts v1]. */
const LISTED = ['firstname', 'lastname', 'company', 'lastmodifieddate']
/** Contacts of a page [HubSpot: contacts v1]. */
export const PAGE = 100
const MONTH = 30 * 86_400_000

/** The contacts of the portal. */
export function people({ portal }: Context): ObjectStore {
  const store = portal.store('contacts')
  if (store === undefined) {
    throw invalid('Unable to infer object type from: contacts')
  }
  return store
}

/** The contact of the path, by id or by email; 404 where there is none. */
function contactOf(context: Context): CrmRecord {
  const { vid, email } = context.params
  return vid === undefined ? requireRecord(people(context), email ?? '', 'email') : requireRecord(people(context), vid)
}

function propertiesBody(store: ObjectStore, record: CrmRecord, names: readonly string[] | undefined, history: boolean): Json {
  const properties: Record<string, unknown> = {}
  for (const name of names ?? store.schema.list().map((property) => property.name)) {
    const property = store.schema.get(name)
    const value = property === undefined ? undefined : store.value(record, name)
    if (value === undefined) {
      continue
    }
    const versions = versionsOfProperty(store, record, name).map((version) => ({
      value: olderValue(property?.type, version.value),
      'source-type': version.source.sourceType,
      'source-id': version.source.sourceId ?? null,
      'source-label': null,
      timestamp: version.at,
      selected: false,
    }))
    properties[name] = { value: olderValue(property?.type, value), ...(history ? { versions } : {}) }
  }
  return properties
}

/** One contact; without names, all its properties with their histories. */
export function contactBody(context: Context, record: CrmRecord, names?: readonly string[]): Json {
  const store = people(context)
  const email = store.value(record, 'email')
  const others = store.value(record, 'hs_additional_emails')?.split(';') ?? []
  const timestamp = record.createdAt
  const identities = [
    ...(email === undefined ? [] : [{ type: 'EMAIL', value: email, timestamp, 'is-primary': true }]),
    ...others.map((value) => ({ type: 'EMAIL', value, timestamp, 'is-secondary': true })),
  ]
  return {
    vid: record.id,
    'canonical-vid': record.id,
    'merged-vids': [],
    'portal-id': context.portal.world.portal,
    'is-contact': true,
    properties: propertiesBody(store, record, names, names === undefined),
    'form-submissions': [],
    'identity-profiles': [{ vid: record.id, 'saved-at-timestamp': timestamp, 'deleted-changed-timestamp': 0, identities }],
    'merge-audits': [],
  }
}

/** The properties that a page tells. */
export function namesIn({ request }: Context): readonly string[] {
  const asked = request.query.getAll('property')
  return asked.length === 0 ? LISTED : asked
}

function page(context: Context): SandboxResponse {
  const count = countOf(context, 20, PAGE)
  const found = people(context).page(offsetOf(context), count + 1, false)
  const told = found.slice(0, count)
  const contacts = told.map((record) => ({ addedAt: record.createdAt, ...contactBody(context, record, namesIn(context)) }))
  return { status: 200, body: { contacts, 'has-more': found.length > count, 'vid-offset': told.at(-1)?.id ?? 0 }, records: told.length }
}

/** Contacts of the last 30 days, the newest first; `timeOffset` and `vidOffset` lead on from the last one told. */
function recent(context: Context, by: 'createdAt' | 'modifiedAt'): SandboxResponse {
  const { query } = context.request
  const count = countOf(context, 20, PAGE)
  const before = Number(query.get('timeOffset') ?? Number.POSITIVE_INFINITY)
  const below = query.has('vidOffset') ? offsetOf(context) : Number.POSITIVE_INFINITY
  const since = context.portal.now() - MONTH
  const all = [...people(context).modified.between(since, Number.POSITIVE_INFINITY)]
    .filter((record) => isLive(record) && record[by] >= since)
    .filter((record) => record[by] < before || (record[by] === before && record.id < below))
    .sort((one, other) => other[by] - one[by] || other.id - one.id)
  const told = all.slice(0, count)
  const last = told.at(-1)
  return {
    status: 200,
    body: {
      contacts: told.map((record) => ({ addedAt: record[by], ...contactBody(context, record, namesIn(context)) })),
      'has-more': all.length > count,
      'vid-offset': last?.id ?? 0,
      'time-offset': last?.[by] ?? 0,
    },
    records: told.length,
  }
}

function read(context: Context): SandboxResponse {
  const asked = context.request.query.getAll('property')
  return { status: 200, body: contactBody(context, contactOf(context), asked.length === 0 ? undefined : asked), records: 1 }
}

/** Contacts by their ids; those that are not there are left out. */
function readBatch(context: Context, by: 'vid' | 'email'): SandboxResponse {
  const store = people(context)
  const asked = context.request.query.getAll('property')
  const found = context.request.query.getAll(by).flatMap((key) => findRecord(store, key, by === 'vid' ? undefined : 'email') ?? [])
  const bodies = found.map((record): [string, Json] => [
    String(record.id),
    contactBody(context, record, asked.length === 0 ? undefined : asked),
  ])
  return { status: 200, body: Object.fromEntries(bodies), records: found.length }
}

function make(context: Context, properties: Json): CrmRecord {
  const { portal, actor } = context
  const store = people(context)
  return createRecord(portal, store, draft(draftContext(portal, store, actor), properties, undefined), actor)
}

function create(context: Context): SandboxResponse {
  const properties = olderInputs(bodyObject(context), 'property')
  const { email } = properties
  const holder = typeof email === 'string' ? people(context).holder('email', email) : undefined
  if (holder !== undefined) {
    const identity = [{ value: email, type: 'EMAIL', timestamp: holder.createdAt, isPrimary: true }]
    const identityProfile = { vid: holder.id, identity, linkedVid: [], isContact: true, savedAtTimestamp: holder.createdAt }
    const { correlationId } = context
    return {
      status: 409,
      body: { status: 'error', message: 'Contact already exists', correlationId, error: 'CONTACT_EXISTS', identityProfile },
    }
  }
  return { status: 200, body: contactBody(context, make(context, properties)), records: 1 }
}

function change(context: Context, record: CrmRecord, properties: Json): void {
  editRecord(context.portal, people(context), record, properties, context.actor)
}

function update(context: Context): SandboxResponse {
  change(context, contactOf(context), olderInputs(bodyObject(context), 'property'))
  return { status: 204, records: 1 }
}

/** Makes or changes the contact of an email. */
function put(context: Context, email: string, properties: Json): { readonly vid: number; readonly isNew: boolean } {
  const known = people(context).holder('email', email)
  if (known === undefined) {
    return { vid: make(context, { email, ...properties }).id, isNew: true }
  }
  change(context, known, properties)
  return { vid: known.id, isNew: false }
}

function createOrUpdate(context: Context): SandboxResponse {
  return { status: 200, body: put(context, context.params['email'] ?? '', olderInputs(bodyObject(context), 'property')), records: 1 }
}

/** Each entry by `vid` or `email`. */
function writeBatch(context: Context): SandboxResponse {
  const entries = parsedBody(context)
  if (!Array.isArray(entries)) {
    throw invalid('Invalid input JSON on line 1, column 1: a list was expected')
  }
  for (const entry of entries) {
    const { vid, email, ...rest } = (typeof entry === 'object' && entry !== null ? entry : {}) as Json
    const properties = olderInputs(rest, 'property')
    if (typeof email === 'string') {
      put(context, email, properties)
    } else {
      change(context, requireRecord(people(context), String(numericId(String(vid)) ?? '')), properties)
    }
  }
  return { status: 202, records: entries.length }
}

/** As the merge of version 3: both ids lead to a new contact. */
function merge(context: Context): SandboxResponse {
  const store = people(context)
  const other = requireRecord(store, String(bodyObject(context)['vidToMerge']))
  mergeRecords(context.portal, store, contactOf(context), other, context.actor)
  return { status: 200, body: 'SUCCESS', type: 'text/plain', records: 2 }
}

function remove(context: Context): SandboxResponse {
  const record = contactOf(context)
  archiveRecord(context.portal, people(context), record, context.actor)
  return { status: 200, body: { vid: record.id, deleted: true, reason: 'OK' }, records: 1 }
}
