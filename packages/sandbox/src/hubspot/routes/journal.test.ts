/** The webhooks journal over HTTP. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { HUBSPOT_CLIENT_ID, HUBSPOT_CLIENT_SECRET } from '../access/apps'
import { type Json, NOON, type RunningHubspot, seedOf, startHubspot } from '../testing/start-hubspot'

let hubspot: RunningHubspot
let headers: Record<string, string>

beforeEach(async () => {
  hubspot = await startHubspot(seedOf({ contacts: [{ id: '1', values: { email: 'ada@example.com' } }] }))
  const form = { grant_type: 'client_credentials', client_id: HUBSPOT_CLIENT_ID, client_secret: HUBSPOT_CLIENT_SECRET }
  const { access_token: token } = (await (
    await fetch(`${hubspot.url}/oauth/2026-03/token`, { method: 'POST', body: new URLSearchParams(form) })
  ).json()) as { access_token: string }
  headers = { Authorization: `Bearer ${token}` }
})

afterEach(() => hubspot.close())

const SUBSCRIPTIONS = '/webhooks-journal/subscriptions/2026-03'
const subscribe = (more: Json = {}) =>
  hubspot.call('POST', SUBSCRIPTIONS, { subscriptionType: 'OBJECT', objectTypeId: '0-1', actions: ['CREATE', 'UPDATE'], ...more }, headers)
const journal = (path: string) => hubspot.call('GET', `/webhooks-journal/journal/2026-03/${path}`, undefined, headers)
const patch = (properties: Json) => hubspot.call('PATCH', '/crm/v3/objects/contacts/1', { properties })
const eventsAt = async (url: unknown) => ((await (await fetch(String(url))).json()) as { journalEvents: Json[] }).journalEvents

test('what was subscribed to is read file by file, and then there is nothing', async () => {
  const made = await subscribe({ properties: ['firstname'] })
  expect([made.status, made.body]).toMatchObject([201, { objectTypeId: '0-1', actions: ['CREATE', 'UPDATE'], properties: ['firstname'] }])
  expect((await journal('earliest')).status).toBe(204)
  await patch({ firstname: 'Ada', jobtitle: 'x' })
  await patch({ jobtitle: 'CTO' })
  const first = await journal('earliest')
  expect(first.body).toMatchObject({ expiresAt: new Date(NOON + 300_000).toISOString() })
  expect(await eventsAt(first.body['url'])).toMatchObject([
    { action: 'UPDATE', objectTypeId: '0-1', objectId: 1, portalId: 24_680_135, propertyChanges: { firstname: 'Ada', jobtitle: 'x' } },
  ])
  const offset = String(first.body['currentOffset'])
  expect((await journal(`offset/${offset}/next`)).status).toBe(204)
  await patch({ firstname: 'Eve' })
  const second = await journal(`offset/${offset}/next`)
  expect((await eventsAt(second.body['url'])).map((event) => event['propertyChanges'])).toEqual([{ firstname: 'Eve' }])
  expect((await journal('latest')).body['currentOffset']).toBe(second.body['currentOffset'])
  const batch = await journal('batch/earliest/10')
  expect((batch.body['results'] as Json[]).map((file) => file['currentOffset'])).toEqual([offset, second.body['currentOffset']])
})

test('an offset that is unknown or three days old is 404', async () => {
  await subscribe()
  await patch({ firstname: 'Ada' })
  const { body } = await journal('earliest')
  expect((await journal('offset/nowhere/next')).status).toBe(404)
  hubspot.world.clock.advance(3 * 86_400_000)
  expect((await hubspot.call('GET', SUBSCRIPTIONS, undefined, headers)).status).toBe(401)
  expect((await fetch(String(body['url']))).status).toBe(404)
})

test('subscriptions are listed, read and deleted, and bad ones refused', async () => {
  const { body } = await subscribe()
  const path = `${SUBSCRIPTIONS}/${String(body['id'])}`
  expect((await hubspot.call('GET', path, undefined, headers)).body).toEqual(body)
  expect((await hubspot.call('GET', SUBSCRIPTIONS, undefined, headers)).body).toEqual({ results: [body] })
  expect((await hubspot.call('DELETE', path, undefined, headers)).status).toBe(204)
  expect((await hubspot.call('GET', path, undefined, headers)).status).toBe(404)
  const refused = [{ actions: ['SNEEZE'] }, { actions: [] }, { objectTypeId: '9-9' }, { portalId: 1 }, { subscriptionType: 'WEATHER' }]
  expect(await Promise.all(refused.map(async (more) => (await subscribe(more)).status))).toEqual([400, 400, 400, 400, 400])
})

test('memberships of a list are told, of one that follows a filter too', async () => {
  const FILTER = {
    filterType: 'PROPERTY',
    property: 'firstname',
    operation: { operationType: 'MULTISTRING', operator: 'IS_EQUAL_TO', values: ['Eve'] },
  }
  const filterBranch = {
    filterBranchType: 'OR',
    filterBranches: [{ filterBranchType: 'AND', filterBranches: [], filters: [FILTER] }],
    filters: [],
  }
  const make = async (body: Json) => (await hubspot.call('POST', '/crm/v3/lists', { objectTypeId: '0-1', ...body })).body['list'] as Json
  const byFilter = await make({ name: 'Eves', processingType: 'DYNAMIC', filterBranch })
  const byHand = await make({ name: 'Hand', processingType: 'MANUAL' })
  const lists = [byFilter['listId'], byHand['listId']]
  const follow = {
    subscriptionType: 'LIST_MEMBERSHIP',
    objectTypeId: undefined,
    listIds: lists,
    actions: ['ADDED_TO_LIST', 'REMOVED_FROM_LIST'],
  }
  const made = await subscribe(follow)
  expect([made.status, made.body['subscriptionType'], made.body['listIds']]).toEqual([201, 'LIST_MEMBERSHIP', lists.map(Number)])
  expect((await subscribe({ ...follow, listIds: ['99'] })).status).toBe(404)
  expect((await subscribe({ ...follow, actions: ['CREATE'] })).status).toBe(400)
  await patch({ firstname: 'Eve' })
  await hubspot.call('PUT', `/crm/v3/lists/${lists[1]}/memberships/add`, ['1'])
  await hubspot.call('PUT', `/crm/v3/lists/${lists[1]}/memberships/remove`, ['1'])
  const { body } = await journal('earliest')
  const events = await eventsAt(body['url'])
  expect(events.map(({ action, listId, objectId, type }) => [action, listId, objectId, type]).sort()).toEqual([
    ['ADDED_TO_LIST', Number(lists[0]), 1, 'listMembership'],
    ['ADDED_TO_LIST', Number(lists[1]), 1, 'listMembership'],
    ['REMOVED_FROM_LIST', Number(lists[1]), 1, 'listMembership'],
  ])
})

test('a snapshot puts the values of a record into the journal', async () => {
  const ask = (objectId: number, more: Json = {}) => ({
    portalId: 24_680_135,
    objectId,
    objectTypeId: '0-1',
    properties: ['email', 'firstname'],
    ...more,
  })
  const snapshots = '/webhooks-journal/snapshots/2026-03/crm'
  const { status, body } = await hubspot.call('POST', snapshots, { snapshotRequests: [ask(1), ask(9)] }, headers)
  const responses = body['snapshotResponses'] as Json[]
  expect([status, responses.map(({ objectId, objectTypeId }) => [objectId, objectTypeId])]).toEqual([
    200,
    [
      [1, '0-1'],
      [9, '0-1'],
    ],
  ])
  const states = responses.map(
    async ({ snapshotStatusId: id }) => (await hubspot.call('GET', `${snapshots}/status/${id}`, undefined, headers)).body,
  )
  expect((await Promise.all(states)).map((each) => each['status'])).toEqual(['SUCCESS', 'FAILED'])
  const { body: found } = await journal('earliest')
  expect(await eventsAt(found['url'])).toMatchObject([{ action: 'SNAPSHOT', objectId: 1, propertyChanges: { email: 'ada@example.com' } }])
  expect((await hubspot.call('POST', snapshots, { snapshotRequests: [ask(1, { portalId: 1 })] }, headers)).status).toBe(400)
  expect((await journal('status/none')).status).toBe(404)
})
