/** Garbage in a request is refused in the vendor's way: whatever stands in the place of any part of a good body, no endpoint fails. */
import { expect, test } from 'vitest'
import { HUBSPOT_DEVELOPER_KEY } from './hubspot/access/apps'
import { createHubspot } from './hubspot/hubspot'
import { ENDPOINTS } from './hubspot/routes/router'
import { salesforceId } from './salesforce/ids'
import { createSalesforce } from './salesforce/salesforce'
import { EMPTY_SEED, type SeedRow } from './world/seed'
import type { SandboxRequest, System } from './world/system'
import { World } from './world/world'

const seeded = (id: string, values: Record<string, unknown>): SeedRow => ({ id, values, links: {}, line: 1 })
const LEAD = salesforceId('00Q', 1)

function start(): { hubspot: System; salesforce: System } {
  const world = new World()
  world.load({ limits: { hubspot: { tenSecondly: 1e9, daily: 1e9, searchPerSecond: 1e9 }, salesforce: { daily: 1e9 } } })
  const hubspot = createHubspot(world)
  const rows = [seeded('1', { email: 'ada@acme.example' })]
  hubspot.load({
    ...EMPTY_SEED.hubspot,
    schema: {
      forms: [{ id: '1', name: 'Contact us', fields: [{ name: 'email' }] }],
      lists: [{ id: '1', name: 'All', objectTypeId: '0-1', processingType: 'MANUAL' }],
    },
    objects: [
      { name: 'contacts', file: 'contacts.jsonl', rows },
      { name: 'companies', file: 'companies.jsonl', rows: [seeded('1', { name: 'Acme' })] },
    ],
  })
  const salesforce = createSalesforce(world)
  const leads = [seeded(LEAD, { LastName: 'Doe', Company: 'Acme' })]
  salesforce.load({ ...EMPTY_SEED.salesforce, objects: [{ name: 'Lead', file: 'Lead.jsonl', rows: leads }] })
  return { hubspot, salesforce }
}

const JUNK: readonly unknown[] = [null, true, -1, 1e300, '', 'x', '%', [], [null], ['x'], [[]], {}, { x: null }, '\ud800']

/** The value with junk in the place of each of its parts in turn, itself included. */
function* spoilt(value: unknown): Generator<unknown> {
  yield* JUNK
  if (Array.isArray(value)) {
    for (const [index, part] of value.entries()) for (const bad of spoilt(part)) yield value.with(index, bad)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, part] of Object.entries(value)) for (const bad of spoilt(part)) yield { ...value, [name]: bad }
  }
}

/** Requests on which the system throws, which a server could only answer with a failure of its own. */
async function failuresOf(system: System, endpoint: string, sample: unknown): Promise<string[]> {
  const [method = '', url = ''] = endpoint.split(' ')
  const [path = '', query = ''] = url.split('?')
  const failures: string[] = []
  for (const body of ['', '{', '\u0000', ...[...spoilt(sample)].map((value) => JSON.stringify(value))]) {
    const headers = { authorization: `Bearer ${system.accessToken}`, host: '127.0.0.1' }
    const size = { url: url.length, head: url.length }
    const request: SandboxRequest = { method, path, query: new URLSearchParams(query), headers, body, size, call: 1 }
    try {
      const { status } = await system.handle(request)
      if (status >= 500) failures.push(`${endpoint} ${body}: ${status}`)
    } catch (error) {
      failures.push(`${endpoint} ${body}: ${String(error)}`)
    }
  }
  return failures
}

const TYPES = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 }]
const FILTER = {
  filterType: 'PROPERTY',
  property: 'firstname',
  operation: { operationType: 'MULTISTRING', operator: 'IS_EQUAL_TO', values: ['Ada'] },
}
const BRANCH = { filterBranchType: 'OR', filterBranches: [{ filterBranchType: 'AND', filterBranches: [], filters: [FILTER] }], filters: [] }
const PROPERTY = {
  name: 'colour',
  label: 'Colour',
  type: 'enumeration',
  fieldType: 'select',
  groupName: 'contactinformation',
  options: [{ label: 'Red', value: 'red', displayOrder: 0, hidden: false }],
  hasUniqueValue: false,
}
const ROW = { properties: { firstname: 'Ada' }, associations: [{ to: { id: '1' }, types: TYPES }], objectWriteTraceId: 'one' }
const PAIR = { from: { id: '1' }, to: { id: '1' }, types: TYPES }

const STAGE = { label: 'Open', displayOrder: 1, metadata: { probability: '0.5' } }
const PIPELINE = { label: 'Renewals', displayOrder: 1, stages: [STAGE] }

/** Good bodies by the end of an endpoint's path; the longest end that fits is taken. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  'objects/{type}': ROW,
  'objects/{type}/{id}': { properties: { firstname: 'Ada', closedate: '2026-01-01', lifecyclestage: 'lead', hubspot_owner_id: '1' } },
  'objects/{type}/merge': { primaryObjectId: '1', objectIdToMerge: '1' },
  'objects/{type}/gdpr-delete': { objectId: '7', idProperty: 'email' },
  'objects/{type}/batch/read': { inputs: [{ id: '1' }], properties: ['email'], propertiesWithHistory: ['email'], idProperty: 'email' },
  'objects/{type}/batch/create': { inputs: [ROW] },
  'objects/{type}/batch/update': { inputs: [{ id: '1', idProperty: 'email', properties: { firstname: 'Ada' } }] },
  'objects/{type}/batch/upsert': { inputs: [{ id: 'ada@acme.example', idProperty: 'email', properties: { firstname: 'Ada' } }] },
  'objects/{type}/batch/archive': { inputs: [{ id: '9' }] },
  search: {
    filterGroups: [{ filters: [{ propertyName: 'email', operator: 'BETWEEN', value: 'a', highValue: 'b', values: ['a'] }] }],
    sorts: [{ propertyName: 'createdate', direction: 'DESCENDING' }],
    properties: ['email'],
    query: 'ada',
    limit: 10,
    after: '0',
  },
  '{toId}': TYPES,
  'associations/{from}/{to}/batch/read': { inputs: [{ id: '1', after: '0' }] },
  'associations/{from}/{to}/batch/create': { inputs: [PAIR] },
  'associations/{from}/{to}/batch/archive': { inputs: [{ from: { id: '1' }, to: [{ id: '1' }] }] },
  'batch/labels/archive': { inputs: [PAIR] },
  'associate/default': { inputs: [PAIR] },
  'properties/{type}': PROPERTY,
  'properties/{type}/{name}': { label: 'Colour', options: PROPERTY.options },
  'properties/{type}/batch/create': { inputs: [PROPERTY] },
  'properties/{type}/batch/read': { inputs: [{ name: 'email' }] },
  'properties/{type}/batch/archive': { inputs: [{ name: 'colour' }] },
  labels: { name: 'boss', label: 'Boss', inverseLabel: 'Led by', associationTypeId: 10_001 },
  'configurations/{from}/{to}/batch/create': { inputs: [{ category: 'HUBSPOT_DEFINED', typeId: 279, maxToObjectIds: 3 }] },
  'configurations/{from}/{to}/batch/update': { inputs: [{ category: 'HUBSPOT_DEFINED', typeId: 279, maxToObjectIds: 3 }] },
  'configurations/{from}/{to}/batch/purge': { inputs: [{ category: 'HUBSPOT_DEFINED', typeId: 279 }] },
  'crm/v3/associations/{from}/{to}/batch/create': { inputs: [{ ...PAIR, type: 'contact_to_company' }] },
  'crm/v3/associations/{from}/{to}/batch/archive': { inputs: [{ ...PAIR, type: 'contact_to_company' }] },
  'pipelines/{type}': PIPELINE,
  'pipelines/{type}/{id}': PIPELINE,
  'pipelines/{type}/{id}/stages': STAGE,
  'pipelines/{type}/{id}/stages/{stage}': STAGE,
  schemas: {
    name: 'car',
    labels: { singular: 'Car', plural: 'Cars' },
    primaryDisplayProperty: 'model',
    requiredProperties: ['model'],
    searchableProperties: ['model'],
    properties: [{ ...PROPERTY, name: 'model' }],
    associatedObjects: ['CONTACT'],
  },
  'schemas/{type}': { labels: { singular: 'Auto', plural: 'Autos' }, requiredProperties: [] },
  'schemas/{type}/associations': { fromObjectTypeId: '0-1', toObjectTypeId: '0-2', name: 'x' },
  'schemas/batch/read': { inputs: [{ id: 'contacts' }] },
  settings: { targetUrl: 'http://127.0.0.1:1/hook', throttling: { maxConcurrentRequests: 3 } },
  'webhooks/v3/{appId}/subscriptions': { eventType: 'contact.propertyChange', propertyName: 'email', objectTypeId: '0-1', active: true },
  'subscriptions/{id}': { active: true },
  'subscriptions/batch/update': { inputs: [{ id: 1, active: true }] },
  'webhooks-journal/subscriptions/2026-03': {
    subscriptionType: 'OBJECT',
    objectTypeId: '0-1',
    actions: ['CREATE'],
    properties: ['email'],
    objectIds: [1],
    portalId: 24_680_135,
  },
  forms: { name: 'Contact us', fieldGroups: [{ fields: [{ name: 'email', required: true, objectTypeId: '0-1' }] }] },
  'submit/{portalId}/{id}': {
    fields: [{ name: 'email', value: 'eve@acme.example', objectTypeId: '0-1' }],
    context: { pageName: 'x', pageUri: 'x' },
    submittedAt: 1,
  },
  'exports/export/async': {
    exportType: 'VIEW',
    format: 'CSV',
    exportName: 'all',
    objectType: 'CONTACT',
    objectProperties: ['email'],
    listId: '1',
    exportInternalValuesOptions: ['NAMES'],
    publicCrmSearchRequest: { filters: [{ propertyName: 'email', operator: 'EQ', value: 'a' }], sorts: [], query: 'a' },
  },
  groups: { name: 'mine', label: 'Mine', displayOrder: 1 },
  lists: { name: 'Adas', objectTypeId: '0-1', processingType: 'DYNAMIC', filterBranch: BRANCH },
  'lists/search': { query: 'a', count: 10, offset: 0, processingTypes: ['MANUAL'], listIds: ['1'], additionalProperties: ['hs_list_size'] },
  'update-list-filters': { filterBranch: BRANCH },
  'memberships/add': ['1'],
  'memberships/remove': ['1'],
  'add-and-remove': { recordIdsToAdd: ['1'], recordIdsToRemove: ['1'] },
}

function sampleOf(endpoint: string): unknown {
  const ends = Object.keys(SAMPLES).filter((end) => endpoint.endsWith(`/${end}`))
  const [longest] = ends.sort((one, other) => other.length - one.length)
  return longest === undefined ? { x: 1 } : SAMPLES[longest]
}

const names: Readonly<Record<string, string>> = {
  portalId: '24680135',
  type: 'contacts',
  from: 'contacts',
  to: 'companies',
  name: 'firstname',
}

function filledIn(endpoint: string): string {
  if (endpoint.includes('/pipelines/')) {
    return endpoint.replace('{type}', 'deals').replace('{id}', 'default').replace('{stage}', 'contractsent')
  }
  if (endpoint.includes('/webhooks/')) {
    return `${endpoint.replace('{appId}', '5410238').replace('{id}', '1')}?hapikey=${HUBSPOT_DEVELOPER_KEY}`
  }
  return endpoint.replace(/\{(\w+)\}/g, (_, name: string) => names[name] ?? '1')
}

test.each(ENDPOINTS.filter((endpoint) => !endpoint.startsWith('GET')))('garbage in %s is refused', async (endpoint) => {
  const { hubspot } = start()
  const filled = filledIn(endpoint)
  expect(await failuresOf(hubspot, filled, sampleOf(endpoint))).toEqual([])
})

const QUERIES = [
  'limit=x',
  'limit=-1',
  'after=x',
  'after=%00',
  'before=x',
  'properties=,',
  'associations=x',
  'idProperty=x',
  'archived=x',
  'listIds=x',
]
test.each(ENDPOINTS.filter((endpoint) => endpoint.startsWith('GET')))('garbage in the query of %s is refused', async (endpoint) => {
  const { hubspot } = start()
  const filled = filledIn(endpoint)
  const failures = await Promise.all(
    QUERIES.map((query) => failuresOf(hubspot, `${filled}${filled.includes('?') ? '&' : '?'}${query}`, 'x')),
  )
  expect(failures.flat()).toEqual([])
})

const INPUT = {
  attributes: { type: 'Lead', referenceId: 'a' },
  Id: LEAD,
  LastName: 'Doe',
  Company: 'Acme',
  OwnerId: salesforceId('005', 1),
  IsConverted: false,
}
const SUB = {
  method: 'PATCH',
  url: `/services/data/v62.0/sobjects/Lead/${LEAD}`,
  referenceId: 'a',
  body: { LastName: '@{a.id}' },
  httpHeaders: { 'If-Match': 'x' },
}
const SALESFORCE: Readonly<Record<string, unknown>> = {
  'POST /sobjects/Lead': { LastName: 'Doe', Company: 'Acme', AnnualRevenue: 1, Owner: { Username: 'integration@sandbox.example' } },
  [`PATCH /sobjects/Lead/${LEAD}`]: { LastName: 'Doe', NumberOfEmployees: 5, DoNotCall: true },
  'PATCH /sobjects/Lead/Email/a@b.example': { LastName: 'Doe', Company: 'Acme' },
  'POST /composite/sobjects': { allOrNone: false, records: [INPUT] },
  'PATCH /composite/sobjects': { allOrNone: true, records: [INPUT] },
  'PATCH /composite/sobjects/Lead/Email': { records: [{ ...INPUT, Email: 'a@b.example' }] },
  'POST /composite/sobjects/Lead': { ids: [LEAD], fields: ['Id'] },
  'POST /composite/tree/Account': {
    records: [{ attributes: { type: 'Account', referenceId: 'b' }, Name: 'x', Contacts: { records: [INPUT] } }],
  },
  'POST /composite': { allOrNone: true, compositeRequest: [SUB, { ...SUB, referenceId: 'b' }] },
  'POST /tooling/sobjects/CustomField': { FullName: 'Lead.Extra__c', Metadata: { type: 'Text', label: 'Extra', length: 20, unique: true } },
  'DELETE /composite/sobjects?ids=x,y&allOrNone=x': {},
  'GET /query?q=SELECT': {},
  'GET /query?q=SELECT Id FROM Lead WHERE Name = NOW LIMIT 99999999999': {},
  'GET /query/x-y': {},
  'GET /sobjects/Lead/updated?start=x&end=y': {},
  'GET /sobjects/%/%/%': {},
}

test.each(Object.keys(SALESFORCE))('garbage in Salesforce’s %s is refused', async (endpoint) => {
  const { salesforce } = start()
  expect(await failuresOf(salesforce, endpoint.replace(' ', ' /services/data/v62.0'), SALESFORCE[endpoint])).toEqual([])
})
