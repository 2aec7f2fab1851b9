/** Tickets of version 1 and their associations, as n8n and node-hubspot call them. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Json, NOON, type RunningHubspot, seedOf, startHubspot } from '../testing/start-hubspot'

let hubspot: RunningHubspot

beforeEach(async () => {
  hubspot = await startHubspot(seedOf({ contacts: [{ id: '1', values: { email: 'ada@acme.example' } }] }))
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
const TICKETS = '/crm-objects/v1/objects/tickets'
const named = (subject: string) => [
  { name: 'subject', value: subject },
  { name: 'hs_pipeline_stage', value: '1' },
]
/** Contact to ticket [HubSpot: association type ids]. */
const CONTACT_TO_TICKET = 15

test('a ticket is made, read, changed, listed and deleted', async () => {
  const made = await call('POST', TICKETS, named('Help'))
  const id = Number(made.body['objectId'])
  expect(made).toMatchObject({
    status: 200,
    body: {
      objectType: 'TICKET',
      portalId: 24_680_135,
      objectId: id,
      properties: { subject: { value: 'Help', timestamp: NOON, versions: [{ name: 'subject', value: 'Help', timestamp: NOON }] } },
      version: 1,
      isDeleted: false,
    },
  })
  const changed = await call('PUT', `${TICKETS}/${id}`, [{ name: 'subject', value: 'Help!' }])
  expect(changed.body).toMatchObject({ objectId: id, version: 2, properties: { subject: { value: 'Help!' } } })
  expect((await call('GET', `${TICKETS}/${id}?properties=subject`)).body['properties']).toMatchObject({ subject: { value: 'Help!' } })
  const { objects, hasMore, offset } = (await call('GET', `${TICKETS}/paged?properties=subject`)).body
  expect([(objects as Json[]).map(({ objectId }) => objectId), hasMore, offset]).toEqual([[id], false, id])
  expect((await call('DELETE', `${TICKETS}/${id}`)).status).toBe(204)
  expect((await call('GET', `${TICKETS}/${id}`)).status).toBe(404)
  expect((await call('POST', TICKETS, { name: 'subject' })).status).toBe(400)
})

test('tickets are written and read in batches', async () => {
  const made = await listed('POST', `${TICKETS}/batch-create`, [named('One'), named('Two')])
  const ids = made.map(({ objectId }) => Number(objectId))
  const change = ids.map((objectId) => ({ objectId, properties: [{ name: 'content', value: 'x' }] }))
  expect((await call('POST', `${TICKETS}/batch-update`, change)).status).toBe(204)
  const read = (await call('POST', `${TICKETS}/batch-read?properties=content`, { ids: [...ids, 999] })).body
  expect(Object.keys(read)).toEqual(ids.map(String))
  expect(read[String(ids[1])]).toMatchObject({ properties: { content: { value: 'x' } } })
  expect((await call('POST', `${TICKETS}/batch-delete`, { ids })).status).toBe(204)
  expect((await call('POST', `${TICKETS}/batch-read`, { ids })).body).toEqual({})
})

test('records are associated and parted, alone and in batches', async () => {
  const made = await listed('POST', `${TICKETS}/batch-create`, [named('One'), named('Two')])
  const [one, two] = made.map(({ objectId }) => Number(objectId))
  const pair = (toObjectId: unknown) => ({ fromObjectId: 1, toObjectId, category: 'HUBSPOT_DEFINED', definitionId: CONTACT_TO_TICKET })
  const BASE = '/crm-associations/v1/associations'
  const joined = async () => (await call('GET', `${BASE}/1/HUBSPOT_DEFINED/${CONTACT_TO_TICKET}`)).body
  expect((await call('PUT', BASE, pair(one))).status).toBe(204)
  expect((await call('PUT', `${BASE}/create-batch`, [pair(two)])).status).toBe(204)
  expect(await joined()).toEqual({ results: [one, two], hasMore: false, offset: two })
  expect((await call('PUT', `${BASE}/delete-batch`, [pair(two)])).status).toBe(204)
  expect((await call('PUT', `${BASE}/delete`, pair(one))).status).toBe(204)
  expect(await joined()).toEqual({ results: [], hasMore: false, offset: 0 })
  expect((await call('PUT', BASE, { ...pair(one), definitionId: 99_999 })).status).toBe(400)
  expect((await call('PUT', BASE, pair(999))).status).toBe(404)
})
