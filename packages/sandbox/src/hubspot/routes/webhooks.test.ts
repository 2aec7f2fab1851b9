/** Webhooks: subscriptions through the unmodified client, deliveries to a target on this machine. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Client, Signature } from '@hubspot/api-client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { APP_ID, HUBSPOT_CLIENT_SECRET, HUBSPOT_DEVELOPER_KEY } from '../access/apps'
import { NOON, type RunningHubspot, seedOf, startHubspot } from '../testing/start-hubspot'

type Event = Readonly<Record<string, unknown>>
type Delivery = { readonly headers: Readonly<Record<string, string | string[] | undefined>>; readonly body: string }

const APP = APP_ID + 1
let hubspot: RunningHubspot
let client: Client
let deliveries: Delivery[]
let answers: number[]
let target: { readonly url: string; close(): void }

beforeEach(async () => {
  hubspot = await startHubspot(
    seedOf({
      contacts: [
        { id: '1', values: { email: 'ada@example.com' } },
        { id: '2', values: { email: 'bob@example.com' } },
      ],
      companies: [{ id: '9', values: { name: 'Acme' } }],
    }),
  )
  client = new Client({ developerApiKey: HUBSPOT_DEVELOPER_KEY, basePath: hubspot.url, numberOfApiCallRetries: 0 })
  deliveries = []
  answers = []
  target = await listen()
  await client.webhooks.settingsApi.configure(APP, { targetUrl: target.url, throttling: { maxConcurrentRequests: 1 } as never })
})

afterEach(async () => {
  target.close()
  await hubspot.close()
})

async function listen() {
  const server = createServer((request, reply) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      deliveries.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') })
      reply.writeHead(answers.shift() ?? 200).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?a=1`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

const events = (): Event[] => deliveries.flatMap(({ body }) => JSON.parse(body) as Event[])
const arrived = (count: number) =>
  vi.waitFor(() => expect(events().length).toBeGreaterThanOrEqual(count), { timeout: 60_000, interval: 10 })
const subscribe = async (eventType: string, propertyName?: string) =>
  client.webhooks.subscriptionsApi.create(APP, {
    eventType: eventType as never,
    active: true,
    ...(propertyName === undefined ? {} : { propertyName }),
  })
const patch = (id: string, properties: Record<string, string>) => hubspot.call('PATCH', `/crm/v3/objects/contacts/${id}`, { properties })

describe('subscriptions', () => {
  test('are made, listed, changed and deleted', async () => {
    const made = await subscribe('contact.propertyChange', 'firstname')
    expect(made).toMatchObject({ eventType: 'contact.propertyChange', propertyName: 'firstname', active: true })
    const changed = await client.webhooks.subscriptionsApi.update(Number(made.id), APP, { active: false })
    expect([changed.id, changed.active]).toEqual([made.id, false])
    const both = await client.webhooks.subscriptionsApi.updateBatch(APP, { inputs: [{ id: Number(made.id), active: true }] })
    expect(both.results.map(({ active }) => active)).toEqual([true])
    expect((await client.webhooks.subscriptionsApi.getAll(APP)).results.map(({ id }) => id)).toEqual([made.id])
    await client.webhooks.subscriptionsApi.archive(Number(made.id), APP)
    expect((await client.webhooks.subscriptionsApi.getAll(APP)).results).toEqual([])
  })

  test('are refused for unknown events, without a property, and to strangers', async () => {
    const post = (body: unknown, key = HUBSPOT_DEVELOPER_KEY) =>
      hubspot.call('POST', `/webhooks/v3/${APP}/subscriptions?hapikey=${key}`, body, { Authorization: '' })
    const statuses = [
      await post({ eventType: 'contact.birthday' }),
      await post({ eventType: 'contact.propertyChange' }),
      await post({ eventType: 'object.creation' }),
      await post({ eventType: 'contact.creation' }, 'wrong'),
      await hubspot.call('PUT', `/webhooks/v3/${APP}/settings?hapikey=${HUBSPOT_DEVELOPER_KEY}`, { targetUrl: 'http://far.example/' }),
      await hubspot.call('GET', `/webhooks/v3/1/subscriptions?hapikey=${HUBSPOT_DEVELOPER_KEY}`),
    ].map(({ status }) => status)
    expect(statuses).toEqual([400, 400, 400, 401, 400, 404])
  })
})

// The integration tests of hubspot-api-python have a target on the public net.
test('a target elsewhere is kept, and nothing is sent to it', async () => {
  await subscribe('contact.creation')
  const sent = vi.spyOn(globalThis, 'fetch')
  const throttling = { maxConcurrentRequests: 1 } as never
  const { targetUrl } = await client.webhooks.settingsApi.configure(APP, { targetUrl: 'https://far.example/hook', throttling })
  expect(targetUrl).toBe('https://far.example/hook')
  await hubspot.call('POST', '/crm/v3/objects/contacts', { properties: { email: 'far@example.com' } })
  await client.webhooks.settingsApi.configure(APP, { targetUrl: target.url, throttling })
  const near = await hubspot.call('POST', '/crm/v3/objects/contacts', { properties: { email: 'near@example.com' } })
  await vi.waitFor(() => expect(events().map(({ objectId }) => objectId)).toContain(Number(near.body['id'])), { timeout: 60_000 })
  const hosts = sent.mock.calls.map(([input]) => new URL(input instanceof Request ? input.url : input).hostname)
  sent.mockRestore()
  expect([...new Set(hosts)]).toEqual(['127.0.0.1'])
})

describe('a delivery', () => {
  test('tells creations and changes, signed so that the client believes it', async () => {
    const { id: subscriptionId } = await subscribe('contact.creation')
    await subscribe('contact.propertyChange', 'firstname')
    const made = await hubspot.call('POST', '/crm/v3/objects/contacts', { properties: { firstname: 'Eve', lastname: 'X' } })
    await patch('1', { firstname: 'Ada', lastname: 'L' })
    await arrived(3)
    const base = {
      portalId: 24_680_135,
      appId: APP,
      occurredAt: NOON,
      changeSource: 'INTEGRATION',
      sourceId: String(APP_ID),
      attemptNumber: 0,
    }
    expect(events()).toMatchObject([
      { ...base, subscriptionId: Number(subscriptionId), subscriptionType: 'contact.creation', objectId: Number(made.body['id']) },
      { ...base, subscriptionType: 'contact.propertyChange', propertyName: 'firstname', propertyValue: 'Eve' },
      { ...base, subscriptionType: 'contact.propertyChange', objectId: 1, propertyName: 'firstname', propertyValue: 'Ada' },
    ])
    const [{ headers, body } = { headers: {}, body: '' }] = deliveries
    const check = { clientSecret: HUBSPOT_CLIENT_SECRET, requestBody: body, url: target.url }
    const timestamp = Number(headers['x-hubspot-request-timestamp'])
    expect(timestamp).toBe(NOON)
    expect(headers['x-hubspot-signature-v3']).toBe(Signature.getSignature('POST', 'v3', { ...check, timestamp } as never))
    expect(headers['x-hubspot-signature']).toBe(Signature.getSignature('POST', 'v1', check as never))
  })

  test('tells deletions, merges, restores, associations and privacy deletions', async () => {
    const kinds = ['deletion', 'merge', 'restore', 'associationChange', 'privacyDeletion']
    for (const kind of kinds) {
      await subscribe(`contact.${kind}`)
    }
    await hubspot.call('PUT', '/crm/v4/objects/contacts/1/associations/default/companies/9')
    await hubspot.call('DELETE', '/crm/v3/objects/contacts/2')
    hubspot.system.restore?.({ object: 'contacts', id: '2', by: '7' })
    const merged = await hubspot.call('POST', '/crm/v3/objects/contacts/merge', { primaryObjectId: '1', objectIdToMerge: '2' })
    const newId = Number(merged.body['id'])
    await hubspot.call('POST', '/crm/v3/objects/contacts/gdpr-delete', { objectId: String(newId) })
    await arrived(6)
    const told = events().map(({ subscriptionType, objectId }) => [String(subscriptionType).split('.')[1], objectId])
    expect(told).toEqual([
      ['associationChange', 1],
      ['deletion', 2],
      ['restore', 2],
      ['merge', newId],
      ['deletion', newId],
      ['privacyDeletion', newId],
    ])
    expect(events()[0]).toMatchObject({
      associationType: 'CONTACT_TO_COMPANY',
      fromObjectId: 1,
      toObjectId: 9,
      associationRemoved: false,
      isPrimaryAssociation: false,
    })
    expect(events()[3]).toMatchObject({ primaryObjectId: 1, mergedObjectIds: [2], newObjectId: newId })
  })

  test('holds at most a hundred events', async () => {
    await subscribe('contact.creation')
    const inputs = (from: number) => Array.from({ length: 100 }, (_, index) => ({ properties: { email: `p${from + index}@example.com` } }))
    await hubspot.call('POST', '/crm/v3/objects/contacts/batch/create', { inputs: inputs(0) })
    await hubspot.call('POST', '/crm/v3/objects/contacts/batch/create', { inputs: inputs(100) })
    await arrived(200)
    expect(Math.max(...deliveries.map(({ body }) => (JSON.parse(body) as Event[]).length))).toBe(100)
  })

  test('that is refused comes again when the world’s clock says so', async () => {
    await subscribe('contact.propertyChange', 'firstname')
    answers = [500]
    await patch('1', { firstname: 'Ada' })
    await arrived(1)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(deliveries).toHaveLength(1)
    hubspot.world.clock.advance(60_000)
    await arrived(2)
    expect(events().map(({ eventId, attemptNumber }) => [eventId, attemptNumber])).toEqual([
      [1, 0],
      [1, 1],
    ])
  })

  test('is not tried again once the sandbox is closed', async () => {
    await subscribe('contact.propertyChange', 'firstname')
    answers = [500]
    await patch('1', { firstname: 'Ada' })
    await arrived(1)
    hubspot.system.close?.()
    hubspot.world.clock.advance(86_400_000)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(deliveries).toHaveLength(1)
  })

  test('comes twice and out of order where the world asks for it', async () => {
    await subscribe('contact.creation')
    hubspot.world.configure({ webhooks: { duplicates: 1, disorder: 1 } })
    const inputs = Array.from({ length: 20 }, (_, index) => ({ properties: { email: `p${index}@example.com` } }))
    await hubspot.call('POST', '/crm/v3/objects/contacts/batch/create', { inputs })
    await arrived(40)
    const ids = events().map(({ eventId }) => Number(eventId))
    const sorted = [...ids].sort((one, other) => one - other)
    expect(sorted).toEqual(Array.from({ length: 40 }, (_, index) => Math.floor(index / 2) + 1))
    expect(ids).not.toEqual(sorted)
  })
})
