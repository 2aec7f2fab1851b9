/** Companies of version 2, which connectors of older days read and write. */
import type { SandboxResponse } from '../../world/system'
import { invalid } from '../api-error'
import { draft } from '../records/draft'
import { archiveRecord, associate, createRecord, dissociate, draftContext, editRecord } from '../records/write-records'
import { bodyObject, type Context, type Json, type Route } from './context'
import { numericId, requireRecord } from './find-record'
import { countOf, type Older, offsetOf, olderBody, olderInputs, olderPage, olderRecent, olderRecord, olderStore } from './older-records'
import { propertyBody } from './properties'

const COMPANIES: Older = {
  type: 'companies',
  id: 'companyId',
  more: 'has-more',
  tell: () => ({ additionalDomains: [], stateChanges: [], mergeAudits: [] }),
}

const route = (method: string, pattern: string, handle: Route['handle']): Route => ({
  method,
  area: 'companies',
  version: 'v2',
  pattern,
  handle,
})

/** Endpoints of companies, version 2. */
export const OLDER_COMPANY_ROUTES: readonly Route[] = [
  route('GET', 'companies/paged', (context) => olderPage(context, COMPANIES)),
  route('GET', 'companies/recent/modified', (context) => olderRecent(context, COMPANIES, 'modifiedAt')),
  route('GET', 'companies/recent/created', (context) => olderRecent(context, COMPANIES, 'createdAt')),
  route('POST', 'companies', create),
  route('GET', 'companies/:id', read),
  route('PUT', 'companies/:id', update),
  route('DELETE', 'companies/:id', remove),
  route('POST', 'domains/:domain/companies', byDomain),
  route('GET', 'companies/:id/contacts', contacts),
  route('GET', 'companies/:id/vids', vids),
  route('PUT', 'companies/:id/contacts/:vid', (context) => join(context, true)),
  route('DELETE', 'companies/:id/contacts/:vid', (context) => join(context, false)),
  route('GET', 'properties', properties),
]

function create(context: Context): SandboxResponse {
  const { portal, actor } = context
  const store = olderStore(context, COMPANIES)
  const record = createRecord(portal, store, draft(draftContext(portal, store, actor), olderInputs(bodyObject(context)), undefined), actor)
  return { status: 200, body: olderBody(context, COMPANIES, record), records: 1 }
}

function read(context: Context): SandboxResponse {
  return { status: 200, body: olderBody(context, COMPANIES, olderRecord(context, COMPANIES)), records: 1 }
}

function update(context: Context): SandboxResponse {
  const record = olderRecord(context, COMPANIES)
  editRecord(context.portal, olderStore(context, COMPANIES), record, olderInputs(bodyObject(context)), context.actor)
  return { status: 200, body: olderBody(context, COMPANIES, record), records: 1 }
}

function remove(context: Context): SandboxResponse {
  const record = olderRecord(context, COMPANIES)
  archiveRecord(context.portal, olderStore(context, COMPANIES), record, context.actor)
  return { status: 200, body: { companyId: record.id, deleted: true }, records: 1 }
}

/** Companies of one domain, by id. */
function byDomain(context: Context): SandboxResponse {
  // node-hubspot sends no body at all.
  const { limit = 100, requestOptions, offset } = context.request.body === '' ? {} : bodyObject(context)
  if (!Number.isInteger(limit) || Number(limit) < 1 || Number(limit) > 100) {
    throw invalid(`limit must be between 1 and 100, was ${String(limit)}`)
  }
  const asked = (requestOptions as Json | undefined)?.['properties']
  const names = Array.isArray(asked) ? asked.map(String) : []
  const after = Number((offset as Json | undefined)?.['companyId'] ?? 0)
  const store = olderStore(context, COMPANIES)
  const domain = (context.params['domain'] ?? '').toLowerCase()
  const found = store.page(after, store.size, false).filter((record) => store.value(record, 'domain')?.toLowerCase() === domain)
  const told = found.slice(0, Number(limit))
  const last = told.at(-1)?.id ?? 0
  return {
    status: 200,
    body: {
      results: told.map((record) => olderBody(context, COMPANIES, record, names, false)),
      hasMore: found.length > told.length,
      offset: { companyId: last, isPrimary: true },
    },
    records: told.length,
  }
}

/** Ids of the contacts of a company above the offset, and whether there are more than `count`. */
function contactIds(context: Context): { readonly ids: number[]; readonly hasMore: boolean } {
  const { portal } = context
  const record = olderRecord(context, COMPANIES)
  const count = countOf(context, 100, 100)
  const people = portal.store('contacts')
  const all = portal.associations
    .of('companies', 'contacts', record.id)
    .flatMap(({ to }) => (to > offsetOf(context) && people?.live(to) !== undefined ? [to] : []))
  return { ids: all.slice(0, count), hasMore: all.length > count }
}

function vids(context: Context): SandboxResponse {
  const { ids, hasMore } = contactIds(context)
  return { status: 200, body: { vids: ids, vidOffset: ids.at(-1) ?? 0, hasMore }, records: ids.length }
}

function contacts(context: Context): SandboxResponse {
  const people = context.portal.store('contacts')
  const { ids, hasMore } = contactIds(context)
  const told = ids.flatMap((vid) => {
    const record = people?.live(vid)
    if (people === undefined || record === undefined) {
      return []
    }
    const email = people.value(record, 'email')
    const properties = ['firstname', 'lastname', 'company', 'lastmodifieddate'].flatMap((name) => {
      const value = people.value(record, name)
      return value === undefined ? [] : [{ name, value, sourceVid: [] }]
    })
    const identities = [{ vid, identity: email === undefined ? [] : [{ value: email, type: 'EMAIL', timestamp: record.createdAt }] }]
    return [{ vid, portalId: context.portal.world.portal, properties, identities }]
  })
  return { status: 200, body: { contacts: told, vidOffset: ids.at(-1) ?? 0, hasMore }, records: told.length }
}

function join(context: Context, wanted: boolean): SandboxResponse {
  const { portal, actor, params } = context
  const company = olderRecord(context, COMPANIES)
  const people = portal.store('contacts')
  if (people === undefined) {
    throw invalid('Unable to infer object type from: contacts')
  }
  const contact = requireRecord(people, String(numericId(params['vid'] ?? '') ?? ''))
  const types = portal.associationTypes.between('companies', 'contacts')
  if (!wanted) {
    dissociate(portal, types, company.id, contact.id, actor)
    return { status: 204, records: 1 }
  }
  const plain = portal.associationTypes.plain('companies', 'contacts')
  if (plain !== undefined) {
    associate(portal, plain, company.id, contact.id, actor)
  }
  return read(context)
}

function properties(context: Context): SandboxResponse {
  const { schema } = olderStore(context, COMPANIES)
  return { status: 200, body: schema.list().map((each) => ({ ...propertyBody(context, schema, each), deleted: false })) }
}
