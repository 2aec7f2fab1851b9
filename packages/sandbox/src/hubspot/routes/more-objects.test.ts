/** Tickets, activities, products and line items through the unmodified client. */
import { Client } from '@hubspot/api-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { NOON, type RunningHubspot, seedOf, startHubspot } from '../testing/start-hubspot'

let hubspot: RunningHubspot
let client: Client

beforeEach(async () => {
  hubspot = await startHubspot(seedOf({ contacts: [{ id: '1', values: { email: 'ada@example.com' } }] }))
  client = new Client({ accessToken: hubspot.token, basePath: hubspot.url, numberOfApiCallRetries: 0 })
})

afterEach(() => hubspot.close())

const stamp = String(NOON)

test('a ticket needs its stage, which brings the pipeline', async () => {
  const refused = await hubspot.call('POST', '/crm/v3/objects/tickets', { properties: { subject: 'Broken' } })
  expect([refused.status, refused.body]).toMatchObject([
    400,
    {
      message: 'Error creating TICKET. Some required properties were not set.',
      category: 'VALIDATION_ERROR',
      context: { properties: ['hs_pipeline_stage'] },
    },
  ])
  const ticket = await client.crm.tickets.basicApi.create({ properties: { subject: 'Broken', hs_pipeline_stage: '1' }, associations: [] })
  const read = await client.crm.tickets.basicApi.getById(ticket.id)
  expect(read.properties).toEqual({
    content: null,
    createdate: '2026-11-01T12:00:00Z',
    hs_lastmodifieddate: '2026-11-01T12:00:00Z',
    hs_object_id: ticket.id,
    hs_pipeline: '0',
    hs_pipeline_stage: '1',
    hs_ticket_category: null,
    hs_ticket_priority: null,
    subject: 'Broken',
  })
})

test('a stage of another pipeline is refused', async () => {
  const properties = { dealname: 'Big', pipeline: 'default', dealstage: 'nowhere' }
  expect((await hubspot.call('POST', '/crm/v3/objects/deals', { properties })).body['message']).toContain('INVALID_OPTION')
})

test.each([
  ['tasks', { hs_timestamp: stamp, hs_task_subject: 'Call back', hs_task_status: 'NOT_STARTED' }, 204],
  ['notes', { hs_timestamp: stamp, hs_note_body: '<p>Hello</p>' }, 202],
  ['emails', { hs_timestamp: stamp, hs_email_subject: 'Re: us', hs_email_direction: 'EMAIL' }, 198],
  ['calls', { hs_timestamp: stamp, hs_call_title: 'First call', hs_call_duration: '3800' }, 194],
  ['meetings', { hs_timestamp: stamp, hs_meeting_title: 'Kick-off' }, 200],
])('%s are made with an association, read, searched, changed and archived', async (type, properties, associationTypeId) => {
  const to = { id: '1' }
  const types = [{ associationCategory: 'HUBSPOT_DEFINED' as never, associationTypeId }]
  const made = await client.crm.objects.basicApi.create(type, { properties, associations: [{ to, types }] })
  const title = Object.keys(properties)[1] ?? ''
  const read = await client.crm.objects.basicApi.getById(type, made.id, ['hs_timestamp', title], undefined, ['contacts'])
  expect(read).toMatchObject({
    properties: {
      hs_timestamp: '2026-11-01T12:00:00Z',
      [title]: properties[title as 'hs_timestamp'],
      hs_createdate: '2026-11-01T12:00:00Z',
    },
    associations: { contacts: { results: [{ id: '1', type: `${type.slice(0, -1)}_to_contact` }] } },
  })
  expect(Object.keys(read.properties)).not.toContain('createdate')
  const changed = await client.crm.objects.basicApi.update(type, made.id, { properties: { hubspot_owner_id: '' } })
  expect(changed.id).toBe(made.id)
  const word = String(properties[title as 'hs_timestamp']).replace(/<[^>]+>/g, '')
  const found = await client.crm.objects.searchApi.doSearch(type, {
    query: word,
    filterGroups: [],
    sorts: [],
    properties: [],
    limit: 5,
    after: '0',
  })
  expect(found.results.map(({ id }) => id)).toEqual([made.id])
  await client.crm.objects.basicApi.archive(type, made.id)
  expect((await hubspot.call('GET', `/crm/objects/2026-09/${type}/${made.id}`)).status).toBe(404)
})

test('an activity without its time is refused', async () => {
  const { status, body } = await hubspot.call('POST', '/crm/v3/objects/0-46', { properties: { hs_note_body: 'x' } })
  expect([status, body['message']]).toEqual([400, 'Error creating NOTE. Some required properties were not set.'])
})

test('products and line items are kept, and a line item hangs on its deal', async () => {
  const product = await client.crm.products.basicApi.create({ properties: { name: 'Chair', price: '99.5' }, associations: [] })
  const deal = await client.crm.deals.basicApi.create({ properties: { dealname: 'Office' }, associations: [] })
  const line = await client.crm.lineItems.basicApi.create({
    properties: { hs_product_id: product.id, quantity: '3', price: '99.5' },
    associations: [{ to: { id: deal.id }, types: [{ associationCategory: 'HUBSPOT_DEFINED' as never, associationTypeId: 20 }] }],
  })
  expect((await client.crm.lineItems.basicApi.getById(line.id, ['amount'])).properties['amount']).toBe('298.5')
  const read = await client.crm.deals.basicApi.getById(deal.id, undefined, undefined, ['line_items'])
  expect(read.associations?.['line_items']?.results).toEqual([{ id: line.id, type: 'deal_to_line_item' }])
})

test('a lead needs a name and a contact, and goes through its pipeline', async () => {
  const { leads } = client.crm.objects
  const association = { to: { id: '1' }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 578 }] }
  const create = (properties: Record<string, string>, associations: unknown[]) =>
    hubspot.call('POST', '/crm/v3/objects/leads', { properties, associations })
  expect((await create({ hs_lead_name: 'Ada' }, [])).status).toBe(400)
  expect((await create({}, [association])).body['context']).toEqual({ properties: ['hs_lead_name'] })
  const { status, body } = await create({ hs_lead_name: 'Ada', hs_lead_label: 'HOT', hs_pipeline_stage: 'new-stage-id' }, [association])
  expect(status).toBe(201)
  const id = String(body['id'])
  await leads.basicApi.update(id, { properties: { hs_pipeline_stage: 'qualified-stage-id' } })
  const read = await leads.basicApi.getById(id, ['hs_pipeline', 'hs_pipeline_stage', 'hs_lead_label'], undefined, ['contacts'])
  expect(read.properties).toMatchObject({ hs_pipeline: 'lead-pipeline-id', hs_pipeline_stage: 'qualified-stage-id', hs_lead_label: 'HOT' })
  expect(read.associations?.['contacts']?.results.map(({ type }) => type)).toEqual(['lead_to_contact', 'lead_to_primary_contact'])
  expect((await client.crm.pipelines.pipelinesApi.getAll('leads')).results[0]?.stages.map((stage) => stage.id)).toEqual([
    'new-stage-id',
    'attempting-stage-id',
    'connected-stage-id',
    'qualified-stage-id',
    'unqualified-stage-id',
  ])
  const unique = { name: 'key', label: 'Key', type: 'string', fieldType: 'text', groupName: 'leadinformation', hasUniqueValue: true }
  expect((await hubspot.call('POST', '/crm/v3/properties/leads', unique)).status).toBe(201)
  const inputs = [{ id: 'k', idProperty: 'key', properties: { hs_lead_name: 'Eve' } }]
  expect((await hubspot.call('POST', '/crm/v3/objects/leads/batch/upsert', { inputs })).status).toBe(400)
  expect((await hubspot.call('PATCH', `/crm/v3/objects/leads/${id}`, { properties: { hs_pipeline_stage: 'lost' } })).status).toBe(400)
})
