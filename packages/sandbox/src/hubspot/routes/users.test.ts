/** Users, roles and teams through the unmodified client. */
import { Client } from '@hubspot/api-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type RunningHubspot, seedOf, startHubspot } from '../testing/start-hubspot'

let hubspot: RunningHubspot
let client: Client

beforeEach(async () => {
  const owners = [
    { id: '7', userId: 70, email: 'sam@acme.example', firstName: 'Sam', lastName: 'Spade' },
    { id: '8', userId: 80, email: 'queue@acme.example', type: 'QUEUE' },
  ]
  hubspot = await startHubspot(
    seedOf(
      {},
      {
        owners,
        roles: [{ id: 1, name: 'Sales' }],
        teams: [
          { id: 5, name: 'Europe' },
          { id: 6, name: 'Asia' },
        ],
      },
    ),
  )
  client = new Client({ accessToken: hubspot.token, basePath: hubspot.url, numberOfApiCallRetries: 0 })
})

afterEach(() => hubspot.close())

const users = () => client.settings.users.usersApi

test('a user is provisioned, owns records, changes and goes', async () => {
  expect((await users().getPage()).results.map(({ id, email }) => [id, email])).toEqual([['70', 'sam@acme.example']])
  const made = await users().create({
    email: 'eve@acme.example',
    firstName: 'Eve',
    roleId: '1',
    primaryTeamId: '5',
    sendWelcomeEmail: false,
  })
  expect([made.id, made.email, made.roleIds, made.primaryTeamId, made.superAdmin]).toEqual(['81', 'eve@acme.example', ['1'], '5', false])
  const owner = (await client.crm.owners.ownersApi.getPage('eve@acme.example')).results[0]
  expect([owner?.id, owner?.userId, owner?.teams]).toEqual(['9', 81, [{ id: '5', name: 'Europe', primary: true }]])
  const contact = { properties: { email: 'ada@example.com', hubspot_owner_id: '9' }, associations: [] }
  expect((await client.crm.contacts.basicApi.create(contact)).properties['hubspot_owner_id']).toBe('9')
  await users().replace('eve@acme.example', { secondaryTeamIds: ['6'], lastName: 'Moneypenny' }, 'EMAIL')
  expect(await users().getById('81')).toMatchObject({
    firstName: 'Eve',
    lastName: 'Moneypenny',
    primaryTeamId: '5',
    secondaryTeamIds: ['6'],
  })
  expect((await client.settings.users.teamsApi.getAll()).results).toMatchObject([
    { id: '5', name: 'Europe', userIds: ['81'], secondaryUserIds: [] },
    { id: '6', name: 'Asia', userIds: [], secondaryUserIds: ['81'] },
  ])
  expect((await client.settings.users.rolesApi.getAll()).results).toMatchObject([{ id: '1', name: 'Sales', requiresBillingWrite: false }])
  await users().archive('81')
  expect((await client.crm.owners.ownersApi.getPage(undefined, undefined, 100, true)).results.map(({ email }) => email)).toEqual([
    'eve@acme.example',
  ])
})

test('users are told in pages, and what cannot be is refused', async () => {
  await users().create({ email: 'eve@acme.example' })
  const first = await users().getPage(1)
  expect(first.results.map(({ id }) => id)).toEqual(['70'])
  expect((await users().getPage(1, first.paging?.next?.after)).results.map(({ id }) => id)).toEqual(['81'])
  const status = async (body: unknown) => (await hubspot.call('POST', '/settings/v3/users/', body)).status
  expect(await status({ email: 'EVE@acme.example' })).toBe(409)
  expect(await status({ email: 'mo@acme.example', roleId: '9' })).toBe(400)
  expect(await status({})).toBe(400)
  expect((await hubspot.call('GET', '/settings/v3/users/80')).status).toBe(404)
})
