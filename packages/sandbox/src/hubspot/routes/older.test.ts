/** Companies of version 2 and deals of version 1, as tap-hubspot of Singer, n8n and node-hubspot call them. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Json, NOON, type RunningHubspot, seedOf, startHubspot } from '../testing/start-hubspot'

let hubspot: RunningHubspot

beforeEach(async () => {
  hubspot = await startHubspot(
    seedOf({
      companies: [
        { id: '11', at: '2026-10-31T12:00:00Z', values: { name: 'Acme', domain: 'acme.example' }, links: { contacts: ['1'] } },
        { id: '12', at: '2026-09-01T12:00:00Z', values: { name: 'Old', domain: 'old.example' } },
      ],
      contacts: [{ id: '1', at: '2026-10-31T12:00:00Z', values: { email: 'ada@acme.example', firstname: 'Ada' } }],
    }),
  )
})

afterEach(() => hubspot.close())

const call = async (method: string, path: string, body?: unknown) => {
  const answer = await hubspot.call(method, path, body)
  return { status: answer.status, body: answer.body }
}
/** An answer that is a list. */
const listed = async (method: string, path: string, body?: unknown): Promise<readonly Json[]> => {
  const { body: list } = await call(method, path, body)
  if (!Array.isArray(list)) throw new Error(`${path} answers no list: ${JSON.stringify(list)}`)
  return list
}
const SAT = Date.parse('2026-10-31T12:00:00Z')

test('companies come in pages with the properties that are asked for, instants in milliseconds', async () => {
  const { body } = await call('GET', '/companies/v2/companies/paged?limit=1&properties=name&properties=hs_lastmodifieddate')
  const value = (name: string, text: string, source: string, sourceId: string | null = null) => ({
    value: text,
    timestamp: SAT,
    source,
    sourceId,
    versions: [{ name, value: text, timestamp: SAT, source, ...(sourceId === null ? {} : { sourceId }), sourceVid: [] }],
  })
  const [company] = body['companies'] as { properties: Record<string, { source: string; sourceId: string | null }> }[]
  const { source = '', sourceId = null } = company?.properties['name'] ?? {}
  expect(body).toEqual({
    companies: [
      {
        portalId: 24_680_135,
        companyId: 11,
        isDeleted: false,
        additionalDomains: [],
        stateChanges: [],
        mergeAudits: [],
        properties: {
          name: value('name', 'Acme', source, sourceId),
          hs_lastmodifieddate: value('hs_lastmodifieddate', String(SAT), 'CALCULATED'),
        },
      },
    ],
    'has-more': true,
    offset: 11,
  })
  const rest = (await call('GET', '/companies/v2/companies/paged?offset=11')).body
  expect([(rest['companies'] as Json[]).map(({ companyId }) => companyId), rest['has-more'], rest['offset']]).toEqual([[12], false, 12])
})

test('recent companies are those of the last 30 days, the newest first', async () => {
  await call('PUT', '/companies/v2/companies/12', { properties: [{ name: 'city', value: 'Bonn' }] })
  const ids = async (path: string) => {
    const { results, hasMore, offset, total } = (await call('GET', path)).body
    return [(results as Json[]).map(({ companyId }) => companyId), hasMore, offset, total]
  }
  expect(await ids('/companies/v2/companies/recent/modified?count=1')).toEqual([[12], true, 1, 2])
  expect(await ids('/companies/v2/companies/recent/modified?count=1&offset=1')).toEqual([[11], false, 2, 2])
  expect(await ids('/companies/v2/companies/recent/created')).toEqual([[11], false, 1, 1])
  expect(await ids(`/companies/v2/companies/recent/modified?since=${SAT + 1}`)).toEqual([[12], false, 1, 1])
})

test('a company is made, read, changed, found by its domain and deleted', async () => {
  const made = await call('POST', '/companies/v2/companies', { properties: [{ name: 'name', value: 'New' }] })
  const id = Number(made.body['companyId'])
  expect([made.status, made.body['properties']]).toMatchObject([200, { name: { value: 'New', timestamp: NOON } }])
  const changed = await call('PUT', `/companies/v2/companies/${id}`, { properties: [{ name: 'domain', value: 'new.example' }] })
  expect(changed.body).toMatchObject({ companyId: id, properties: { domain: { value: 'new.example' }, name: { value: 'New' } } })
  const found = await call('POST', '/companies/v2/domains/new.example/companies', { limit: 2, requestOptions: { properties: ['name'] } })
  expect(found.body).toMatchObject({ results: [{ companyId: id }], hasMore: false, offset: { companyId: id, isPrimary: true } })
  expect((await call('POST', '/companies/v2/domains/new.example/companies')).body).toMatchObject({ results: [{ companyId: id }] })
  expect((await call('DELETE', `/companies/v2/companies/${id}`)).body).toEqual({ companyId: id, deleted: true })
  expect((await call('GET', `/companies/v2/companies/${id}`)).status).toBe(404)
  expect((await call('POST', '/companies/v2/companies', { properties: { name: 'New' } })).status).toBe(400)
  expect((await call('POST', '/companies/v2/companies', { properties: [{ name: 'nope', value: 'x' }] })).status).toBe(400)
})

test('contacts join a company and leave it', async () => {
  expect((await call('GET', '/companies/v2/companies/11/vids')).body).toEqual({ vids: [1], vidOffset: 1, hasMore: false })
  expect((await call('GET', '/companies/v2/companies/11/contacts')).body).toMatchObject({
    contacts: [{ vid: 1, identities: [{ vid: 1, identity: [{ value: 'ada@acme.example', type: 'EMAIL' }] }] }],
    hasMore: false,
  })
  expect((await call('DELETE', '/companies/v2/companies/11/contacts/1')).status).toBe(204)
  expect((await call('GET', '/companies/v2/companies/11/vids')).body).toEqual({ vids: [], vidOffset: 0, hasMore: false })
  expect((await call('PUT', '/companies/v2/companies/12/contacts/1')).body).toMatchObject({ companyId: 12 })
  expect((await call('GET', '/companies/v2/companies/12/vids')).body).toMatchObject({ vids: [1] })
})

test('a deal is made with its associations, listed with and without them, and leaves them', async () => {
  const made = await call('POST', '/deals/v1/deal', {
    associations: { associatedCompanyIds: [11], associatedVids: [1] },
    properties: [
      { name: 'dealname', value: 'Big' },
      { name: 'closedate', value: String(NOON) },
    ],
  })
  const id = Number(made.body['dealId'])
  const joined = { associatedVids: [1], associatedCompanyIds: [11], associatedDealIds: [], associatedTicketIds: [] }
  const none = { ...joined, associatedVids: [], associatedCompanyIds: [] }
  expect([made.status, made.body]).toMatchObject([200, { associations: joined, properties: { closedate: { value: String(NOON) } } }])
  const [plain, full] = [await call('GET', '/deals/v1/deal/paged'), await call('GET', '/deals/v1/deal/paged?includeAssociations=true')]
  expect(plain.body).toMatchObject({ deals: [{ dealId: id, associations: none, properties: {} }], hasMore: false, offset: id })
  expect(full.body).toMatchObject({ deals: [{ dealId: id, associations: joined }] })
  expect((await call('GET', '/deals/v1/deal/associated/company/11/paged')).body).toMatchObject({ deals: [{ dealId: id }], hasMore: false })
  expect((await call('DELETE', `/deals/v1/deal/${id}/associations/CONTACT?id=1`)).status).toBe(204)
  expect((await call('PUT', `/deals/v1/deal/${id}`, { properties: [{ name: 'amount', value: '7' }] })).body).toMatchObject({
    associations: { associatedVids: [], associatedCompanyIds: [11] },
    properties: { amount: { value: '7' } },
  })
  expect((await call('PUT', `/deals/v1/deal/${id}/associations/CONTACT?id=1`)).status).toBe(204)
  expect((await call('GET', '/deals/v1/deal/recent/modified')).body).toMatchObject({ results: [{ dealId: id, associations: joined }] })
  expect((await call('DELETE', `/deals/v1/deal/${id}`)).status).toBe(204)
  expect((await call('GET', `/deals/v1/deal/${id}`)).status).toBe(404)
})

test('properties and pipelines have their older shapes, and a token needs the scope of the object', async () => {
  const all = await listed('GET', '/companies/v2/properties')
  expect(all.find(({ name }) => name === 'domain')).toMatchObject({ type: 'string', deleted: false })
  const pipelines = await listed('GET', '/deals/v1/pipelines')
  expect(pipelines).toMatchObject([{ pipelineId: 'default', active: true }])
  expect((await call('GET', '/deals/v1/pipelines/default')).body).toEqual(pipelines[0])
  expect((await call('GET', '/deals/v1/pipelines/none')).status).toBe(404)
  await hubspot.close()
  hubspot = await startHubspot(seedOf({}), { apps: { hubspot: [{ token: 'pat-na1-reader', scopes: ['crm.objects.companies.read'] }] } })
  const as = { Authorization: 'Bearer pat-na1-reader' }
  const statuses = await Promise.all(
    [
      ['GET', '/companies/v2/companies/paged'],
      ['GET', '/deals/v1/deal/paged'],
      ['POST', '/companies/v2/companies'],
    ].map(async ([method = '', path = '']) => (await hubspot.call(method, path, method === 'GET' ? undefined : {}, as)).status),
  )
  expect(statuses).toEqual([200, 403, 403])
})
