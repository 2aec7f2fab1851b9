/** What the services leave out or hide, through every reader: it is named as not read, never told as blank, and all else is read. */
import type { Watch } from '@lockstep/dsl'
import { afterEach, expect, test, vi } from 'vitest'
import type { Snapshot } from '../model'
import type { Connector } from './connector'
import { createHubspotConnector } from './hubspot'
import { type AnsweringServer, startAnswering } from './testing/answering-server'
import { recordingMeter } from './testing/intents'
import { pagesOf, startWorld } from './testing/world'

vi.setConfig({ testTimeout: 60_000 })

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const start = async (options: Parameters<typeof startWorld>[0] = {}) => {
  const world = await startWorld(options)
  closing.push(world.close)
  return world
}

const watchOf = (properties: readonly string[], salesforce: Watch['salesforce'] = {}): Watch => ({
  sync: 'contact',
  hubspot: { plural: 'contacts', properties, lists: [], associations: [] },
  salesforce,
})

/** A snapshot in short: its values, and what was not read. */
const short = (snapshot: Snapshot | undefined) => ({ values: snapshot?.values, unread: snapshot?.unread ?? [] })

test('HubSpot leaves an archived property out of every answer, and every reader says that it was not read', async () => {
  const { hubspot, edit, sandbox } = await start()
  const call = (method: string, path: string, body?: unknown) =>
    fetch(`${sandbox.hubspot.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${sandbox.hubspot.accessToken}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  await call('POST', '/crm/v3/properties/contacts', {
    name: 'nick',
    label: 'Nick',
    type: 'string',
    fieldType: 'text',
    groupName: 'contactinformation',
  })
  const id = await edit('hubspot', 'contacts', { email: 'ada@example.com', nick: 'Ada', phone: '' })
  const gone = await edit('hubspot', 'contacts', { email: 'bob@example.com', nick: 'Bob' })
  const few = watchOf(['email', 'nick', 'phone'])
  // More than one search body holds: searched in groups, listed where all are wanted.
  const many = watchOf(['email', 'nick', 'phone', ...Array.from({ length: 200 }, (_, n) => `a_property_that_is_not_there_${n}`)])
  expect(short((await hubspot.read([few], [{ object: 'contact', id }])).snapshots[0])).toEqual({
    values: { email: 'ada@example.com', nick: 'Ada', phone: null },
    unread: [],
  })
  await call('DELETE', '/crm/v3/properties/contacts/nick')
  await call('DELETE', `/crm/v3/objects/contacts/${gone}`)
  const mine = (snapshots: readonly Snapshot[], one = id) => {
    const { values, unread } = short(snapshots.find((each) => each.id === one))
    return { values, isUnread: unread.includes('nick') }
  }
  const expected = { values: { email: 'ada@example.com', phone: null }, isUnread: true }
  const cursors = { contact: { since: 0 } }
  await new Promise((resolve) => setTimeout(resolve, 2_100))
  expect({
    inventory: mine((await pagesOf(hubspot.inventory([few], {}))).snapshots('contact')),
    listing: mine((await pagesOf(hubspot.inventory([many], {}))).snapshots('contact')),
    changes: mine((await pagesOf(hubspot.changes([few], cursors))).snapshots('contact')),
    groups: mine((await pagesOf(hubspot.changes([many], cursors))).snapshots('contact')),
    read: mine((await hubspot.read([few], [{ object: 'contact', id }])).snapshots),
    history: mine((await hubspot.read([few], [{ object: 'contact', id }], { history: ['nick'] })).snapshots),
    find: mine(await hubspot.find([few], 'contact', 'email', ['ada@example.com'])),
  }).toEqual({
    inventory: expected,
    listing: expected,
    changes: expected,
    groups: expected,
    read: expected,
    history: expected,
    find: expected,
  })
  expect(mine((await hubspot.read([few], [{ object: 'contact', id: gone }])).snapshots, gone)).toEqual({
    values: { email: 'bob@example.com', phone: null },
    isUnread: true,
  })
})

const users = ['integration@sandbox.example']

test('a Salesforce field that is hidden is left out of every query, and the other objects of the call are read as ever', async () => {
  const { salesforce, edit, control, meter } = await start()
  const lead = await edit('salesforce', 'Lead', { Email: 'ada@example.com', LastName: 'L', Company: 'C', Phone: '1' })
  const person = await edit('salesforce', 'Contact', { Email: 'bob@example.com', LastName: 'B', Phone: '2' })
  const fields = ['Email', 'Phone']
  const watch = watchOf([], { Lead: { fields, related: [] }, Contact: { fields, related: [] } })
  await control('/rules', { profiles: [{ name: 'Sync', users, viewAllData: true, modifyAllData: true, fields: { 'Lead.Phone': 'none' } }] })
  const read = (connector: Connector) => ({
    inventory: async () => (await pagesOf(connector.inventory([watch], {}))).pages.flatMap((page) => page.snapshots),
    changes: async () =>
      (await pagesOf(connector.changes([watch], { Lead: { since: 0 }, Contact: { since: 0 } }))).pages.flatMap((page) => page.snapshots),
    read: async () =>
      (
        await connector.read(
          [watch],
          [
            { object: 'Lead', id: lead },
            { object: 'Contact', id: person },
          ],
        )
      ).snapshots,
    find: async () => [
      ...(await connector.find([watch], 'Lead', 'Email', ['ada@example.com'])),
      ...(await connector.find([watch], 'Contact', 'Email', ['bob@example.com'])),
    ],
  })
  for (const [name, snapshots] of Object.entries(read(salesforce))) {
    const found = await snapshots()
    expect([name, short(found.find(({ id }) => id === lead)), short(found.find(({ id }) => id === person))]).toEqual([
      name,
      { values: { Email: 'ada@example.com' }, unread: ['Phone'] },
      { values: { Email: 'bob@example.com', Phone: '2' }, unread: [] },
    ])
  }
  // The refusal taught once what is hidden: no later query named it.
  expect(meter.seen.filter(({ path }) => path.includes('/describe')).length).toBe(1)
  await expect(salesforce.find([watch], 'Lead', 'Phone', ['1'])).rejects.toMatchObject({
    code: 'setting',
    message: 'Salesforce cannot find a Lead by `Phone`: the connected user may not see it',
  })
})

test('a hidden Salesforce object is told as closed, and the other objects of the call are read', async () => {
  const { salesforce, edit, control } = await start()
  const lead = await edit('salesforce', 'Lead', { Email: 'ada@example.com', LastName: 'L', Company: 'C' })
  const watch = watchOf([], { Lead: { fields: ['Email'], related: [] }, Contact: { fields: ['Email'], related: [] } })
  await control('/rules', { profiles: [{ name: 'Sync', users, viewAllData: true, modifyAllData: true, objects: { Contact: [] } }] })
  const cursors = { Lead: { since: 0 }, Contact: { since: 1_000 } }
  const { pages } = await pagesOf(salesforce.changes([watch], cursors))
  expect(pages.map((page) => [page.object, page.closed?.map(({ object }) => object), page.snapshots.map(({ id }) => id)])).toEqual([
    ['Contact', ['Contact'], []],
    ['Lead', undefined, [lead]],
  ])
  expect(pages[0]?.cursor).toEqual({ since: 1_000 })
  const found = await salesforce.read([watch], [{ object: 'Contact', id: '003000000000001AAA' }])
  expect({ ...found, closed: found.closed?.map(({ object }) => object) }).toEqual({
    snapshots: [],
    gone: [],
    edges: [],
    closed: ['Contact'],
  })
  await expect(salesforce.find([watch], 'Contact', 'Email', ['x@example.com'])).rejects.toMatchObject({ code: 'setting' })
})

test('a record behind a lookup that the user may not see is not read; a lookup that is blank is blank', async () => {
  const { salesforce, edit, control, sandbox } = await start({ acme: true })
  const dump = (await (await fetch(`${sandbox.control.url}/dump`)).json()) as {
    readonly salesforce: { readonly User: readonly { readonly Id: string; readonly Username: string; readonly IsActive: boolean }[] }
  }
  const other = dump.salesforce.User.find((user) => user.IsActive && !users.includes(user.Username))?.Id
  const hers = await edit('salesforce', 'Account', { Name: 'Hers', OwnerId: other })
  const behind = await edit('salesforce', 'Contact', { LastName: 'A', Email: 'a@example.com', AccountId: hers })
  const alone = await edit('salesforce', 'Contact', { LastName: 'B', Email: 'b@example.com' })
  await control('/rules', { profiles: [{ name: 'Sync', users }], sharing: { models: { Account: 'Private' } } })
  const watch = watchOf([], { Contact: { fields: ['Email'], related: ['Account.Name'] } })
  const refs = [behind, alone].map((id) => ({ object: 'Contact', id }))
  const { snapshots } = await salesforce.read([watch], refs)
  expect([behind, alone].map((id) => short(snapshots.find((each) => each.id === id)))).toEqual([
    { values: { Email: 'a@example.com' }, unread: ['Account.Name'] },
    { values: { Email: 'b@example.com', 'Account.Name': null }, unread: [] },
  ])
})

test('a HubSpot scope that is missing closes its object alone: the others, their pages and the lists go on', async () => {
  const refused = { status: 403, json: { category: 'MISSING_SCOPES', message: 'crm.objects.companies.read is missing' } }
  const modified = '2026-01-02T03:04:05.006Z'
  const properties = { email: 'a@b.c', lastmodifieddate: modified, hs_merged_object_ids: null }
  const rows = { total: 1, results: [{ id: '7', properties, archived: false, updatedAt: modified }] }
  const server: AnsweringServer = await startAnswering(({ path }) => {
    if (path.includes('companies')) return refused
    return {
      status: 200,
      json: path.includes('/lists') ? { lists: [], hasMore: false } : rows,
      headers: { Date: 'Fri, 02 Jan 2026 03:04:06 GMT' },
    }
  })
  closing.push(() => server.close())
  const clock = { now: () => Date.UTC(2026, 0, 2, 3, 4, 6), sleep: async () => undefined }
  const hubspot = createHubspotConnector({ accessToken: 'x', url: server.url, meter: recordingMeter(), clock, random: () => 0.5 })
  const watch: Watch = {
    ...watchOf(['email']),
    hubspot: {
      plural: 'contacts',
      properties: ['email'],
      lists: ['Ready'],
      associations: [{ to: 'company', plural: 'companies', properties: ['type'] }],
    },
  }
  const closed = [{ object: 'company', why: 'crm.objects.companies.read is missing' }]
  const { pages } = await pagesOf(hubspot.changes([watch], { contact: { since: Date.UTC(2026, 0, 2) }, company: { since: 5 } }))
  expect(pages.map((page) => [page.object, page.closed, page.snapshots.map(({ id }) => id), page.replaces])).toEqual([
    ['company', closed, [], undefined],
    ['contact', closed, ['7'], []],
    ['lists', undefined, [], undefined],
  ])
  expect(pages[0]?.cursor).toEqual({ since: 5 })
  const around = { without: ['company'] }
  const open = await pagesOf(hubspot.changes([watch], { contact: { since: Date.UTC(2026, 0, 2) } }, around))
  expect(open.pages.map((page) => [page.object, page.closed])).toEqual([
    ['contact', undefined],
    ['lists', undefined],
  ])
})
