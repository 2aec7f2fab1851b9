/** Contacts of version 1, as n8n and node-hubspot call them. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Json, NOON, type RunningHubspot, seedOf, startHubspot } from '../testing/start-hubspot'

let hubspot: RunningHubspot

beforeEach(async () => {
  hubspot = await startHubspot(
    seedOf({
      contacts: [
        { id: '1', at: '2026-10-31T12:00:00Z', values: { email: 'ada@acme.example', firstname: 'Ada' } },
        { id: '2', at: '2026-09-01T12:00:00Z', values: { email: 'old@acme.example', firstname: 'Old' } },
      ],
    }),
  )
})

afterEach(() => hubspot.close())

const SAT = Date.parse('2026-10-31T12:00:00Z')
const call = async (method: string, path: string, body?: unknown) => {
  const answer = await hubspot.call(method, `/contacts/v1${path}`, body)
  return { status: answer.status, body: answer.body }
}
const vids = ({ body }: { body: Json }) => (body['contacts'] as Json[]).map(({ vid }) => vid)

test('contacts come in pages, with the properties that are asked for', async () => {
  const first = await call('GET', '/lists/all/contacts/all?count=1&property=email&property=createdate')
  expect(first.body).toEqual({
    contacts: [
      {
        addedAt: SAT,
        vid: 1,
        'canonical-vid': 1,
        'merged-vids': [],
        'portal-id': 24_680_135,
        'is-contact': true,
        properties: { email: { value: 'ada@acme.example' }, createdate: { value: String(SAT) } },
        'form-submissions': [],
        'identity-profiles': [
          {
            vid: 1,
            'saved-at-timestamp': SAT,
            'deleted-changed-timestamp': 0,
            identities: [{ type: 'EMAIL', value: 'ada@acme.example', timestamp: SAT, 'is-primary': true }],
          },
        ],
        'merge-audits': [],
      },
    ],
    'has-more': true,
    'vid-offset': 1,
  })
  const second = await call('GET', '/lists/all/contacts/all?count=1&vidOffset=1')
  expect([vids(second), second.body['has-more']]).toEqual([[2], false])
})

test('recent contacts come newest first, page by page', async () => {
  await call('POST', '/contact/vid/2/profile', { properties: [{ property: 'city', value: 'Bonn' }] })
  const first = await call('GET', '/lists/recently_updated/contacts/recent?count=1')
  expect([vids(first), first.body['has-more'], first.body['time-offset'], first.body['vid-offset']]).toEqual([[2], true, NOON, 2])
  const second = await call('GET', `/lists/recently_updated/contacts/recent?count=1&timeOffset=${NOON}&vidOffset=2`)
  expect([vids(second), second.body['has-more']]).toEqual([[1], false])
  expect(vids(await call('GET', '/lists/all/contacts/recent'))).toEqual([1])
})

test('a contact is made once, found by id and email, changed, merged and deleted', async () => {
  const properties = [{ property: 'email', value: 'eve@acme.example' }]
  const made = await call('POST', '/contact', { properties })
  const vid = Number(made.body['vid'])
  expect([made.status, made.body['properties']]).toMatchObject([
    200,
    { email: { value: 'eve@acme.example', versions: [{ timestamp: NOON }] } },
  ])
  expect(await call('POST', '/contact', { properties })).toMatchObject({
    status: 409,
    body: { error: 'CONTACT_EXISTS', identityProfile: { vid, identity: [{ value: 'eve@acme.example', type: 'EMAIL' }] } },
  })
  expect(
    (await call('POST', '/contact/email/eve@acme.example/profile', { properties: [{ property: 'firstname', value: 'Eve' }] })).status,
  ).toBe(204)
  for (const path of [`/contact/vid/${vid}/profile`, '/contact/email/eve@acme.example/profile']) {
    expect((await call('GET', path)).body).toMatchObject({ vid, properties: { firstname: { value: 'Eve' } } })
  }
  expect(Object.keys((await call('GET', `/contact/vids/batch?vid=${vid}&vid=1&vid=999`)).body)).toEqual(['1', String(vid)])
  expect(Object.keys((await call('GET', '/contact/emails/batch?email=old@acme.example')).body)).toEqual(['2'])
  const merged = await fetch(`${hubspot.url}/contacts/v1/contact/merge-vids/1`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${hubspot.token}` },
    body: JSON.stringify({ vidToMerge: vid }),
  })
  expect([merged.status, await merged.text()]).toEqual([200, 'SUCCESS'])
  const winner = Number((await call('GET', `/contact/vid/${vid}/profile`)).body['vid'])
  expect((await call('DELETE', `/contact/vid/${winner}`)).body).toEqual({ vid: winner, deleted: true, reason: 'OK' })
  expect((await call('GET', `/contact/vid/${winner}/profile`)).status).toBe(404)
})

test('an email makes a contact or changes it, alone and in a batch', async () => {
  const put = (city: string) =>
    call('POST', '/contact/createOrUpdate/email/new@acme.example', { properties: [{ property: 'city', value: city }] })
  const [made, changed] = [await put('Bonn'), await put('Köln')]
  const vid = Number(made.body['vid'])
  expect([made.body, changed.body]).toEqual([
    { vid, isNew: true },
    { vid, isNew: false },
  ])
  const batch = await call('POST', '/contact/batch', [
    { vid: 1, properties: [{ property: 'city', value: 'Ulm' }] },
    { email: 'new@acme.example', properties: [{ property: 'city', value: 'Jena' }] },
  ])
  expect(batch.status).toBe(202)
  const both = (await call('GET', `/contact/vids/batch?vid=1&vid=${vid}&property=city`)).body as Record<string, { properties: Json }>
  expect(Object.values(both).map(({ properties }) => properties['city'])).toEqual([{ value: 'Ulm' }, { value: 'Jena' }])
  expect((await call('POST', '/contact', { properties: { email: 'x@acme.example' } })).status).toBe(400)
  expect((await call('POST', '/contact', { properties: [{ name: 'email', value: 'x@acme.example' }] })).status).toBe(400)
})
