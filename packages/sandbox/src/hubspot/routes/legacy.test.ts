/** The older addresses that connectors read. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Json, NOON, type RunningHubspot, seedOf, startHubspot } from '../testing/start-hubspot'

let hubspot: RunningHubspot

beforeEach(async () => {
  hubspot = await startHubspot(seedOf({}, { owners: [{ id: '7', email: 'olga@example.com', firstName: 'Olga', userId: 70 }] }))
})

afterEach(() => hubspot.close())

const get = async (path: string) => (await hubspot.call('GET', path)).body as unknown

test.each(['/properties/v1/contacts/properties', '/properties/v2/contact/properties'])('%s is a plain list', async (path) => {
  const all = (await get(path)) as Json[]
  const current = (await get('/crm/v3/properties/contacts')) as { results: Json[] }
  expect(all.map(({ name }) => name)).toEqual(current.results.map(({ name }) => name))
  expect(all.find(({ name }) => name === 'email')).toMatchObject({ type: 'string', fieldType: 'text', deleted: false })
})

test('one property is read by its name', async () => {
  expect(await get('/properties/v2/deals/properties/named/amount')).toMatchObject({ name: 'amount', type: 'number' })
  expect((await hubspot.call('GET', '/properties/v2/deals/properties/named/no')).status).toBe(404)
})

test('pipelines, owners and the account have their older shapes', async () => {
  expect(await get('/crm-pipelines/v1/pipelines/tickets')).toMatchObject({
    results: [{ objectType: 'TICKET', pipelineId: '0', default: true, stages: [{ stageId: '1', label: 'New' }, {}, {}, { stageId: '4' }] }],
  })
  expect(await get('/owners/v2/owners?email=OLGA@example.com')).toMatchObject([{ ownerId: 7, email: 'olga@example.com', activeUserId: 70 }])
  expect(await get('/owners/v2/owners?email=nobody@example.com')).toEqual([])
  expect(await get('/integrations/v1/me')).toMatchObject({ portalId: 24_680_135, timeZone: 'UTC' })
  expect(await get('/integrations/v1/limit/daily')).toEqual([
    {
      name: 'api-calls-daily',
      usageLimit: 625_000,
      currentUsage: 5,
      collectedAt: NOON,
      fetchStatus: 'SUCCESS',
      resetsAt: Date.parse('2026-11-02T00:00:00Z'),
    },
  ])
})

test('forms have their older shape, and records are read by version 4 as by version 3', async () => {
  const made = await hubspot.call('POST', '/marketing/v3/forms', {
    name: 'Newsletter',
    fieldGroups: [
      { groupType: 'default_group', fields: [{ objectTypeId: '0-1', name: 'email', label: 'Email', required: true, hidden: false }] },
    ],
  })
  const shape = {
    portalId: 24_680_135,
    guid: made.body['id'],
    name: 'Newsletter',
    createdAt: NOON,
    formFieldGroups: [{ fields: [{ name: 'email', label: 'Email', required: true, hidden: false }] }],
  }
  expect(await get('/forms/v2/forms')).toMatchObject([shape])
  expect(await get(`/forms/v2/forms/${String(made.body['id'])}`)).toMatchObject(shape)
  expect((await hubspot.call('GET', '/forms/v2/forms/none')).status).toBe(404)
  const { id } = (await hubspot.call('POST', '/crm/v3/objects/companies', { properties: { name: 'Acme' } })).body
  expect(await get('/crm/v4/objects/companies?associations=contact')).toEqual(await get('/crm/v3/objects/companies?associations=contact'))
  expect(await get(`/crm/v4/objects/companies/${String(id)}`)).toEqual(await get(`/crm/v3/objects/companies/${String(id)}`))
})
