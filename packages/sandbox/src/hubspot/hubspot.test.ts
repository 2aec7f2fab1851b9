/** The unmodified client against the started server. */
import { Client } from '@hubspot/api-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NOON, type RunningHubspot, seedOf, startHubspot } from './testing/start-hubspot'

let hubspot: RunningHubspot
let client: Client

beforeAll(async () => {
  hubspot = await startHubspot(
    seedOf({ contacts: [{ id: '101', at: '2026-10-01T08:00:00Z', by: 'ann', values: { email: 'Ada@Example.com', firstname: 'Ada' } }] }),
  )
  client = new Client({ accessToken: hubspot.token, basePath: hubspot.url, numberOfApiCallRetries: 0 })
})

afterAll(() => hubspot.close())

test('the unmodified client reads a seeded contact with its email in lower case', async () => {
  const contact = await client.crm.contacts.basicApi.getById('101', ['email', 'firstname', 'no_such_property'])
  expect(contact).toMatchObject({
    id: '101',
    properties: {
      email: 'ada@example.com',
      firstname: 'Ada',
      hs_object_id: '101',
      createdate: '2026-10-01T08:00:00Z',
      lastmodifieddate: '2026-10-01T08:00:00Z',
    },
    archived: false,
    createdAt: new Date('2026-10-01T08:00:00Z'),
  })
  expect(Object.keys(contact.properties)).toEqual(['email', 'firstname', 'hs_object_id', 'createdate', 'lastmodifieddate'])
})

test('a created contact is stamped by the clock and found by search', async () => {
  const made = await client.crm.contacts.basicApi.create({
    properties: { email: ' Bob@Example.com ', lastname: 'Byrne' },
    associations: [],
  })
  expect(made.properties['email']).toBe('bob@example.com')
  expect(made.updatedAt).toEqual(new Date(NOON))
  const found = await client.crm.contacts.searchApi.doSearch({
    filterGroups: [],
    query: 'byrne',
    properties: ['email'],
    sorts: [],
    limit: 10,
    after: '0',
  })
  expect(found.results.map((contact) => contact.id)).toEqual([made.id])
})
