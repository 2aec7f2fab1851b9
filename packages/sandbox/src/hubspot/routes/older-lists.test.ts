/** Lists and search of version 1 over HTTP. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Json, NOON, type RunningHubspot, seedOf, startHubspot } from '../testing/start-hubspot'

let hubspot: RunningHubspot

beforeEach(async () => {
  const known = { filterType: 'PROPERTY', property: 'firstname', operation: { operationType: 'ALL_PROPERTY', operator: 'IS_KNOWN' } }
  const filterBranch = {
    filterBranchType: 'OR',
    filterBranches: [{ filterBranchType: 'AND', filterBranches: [], filters: [known] }],
    filters: [],
  }
  hubspot = await startHubspot(
    seedOf(
      {
        contacts: [
          { id: '1', at: '2026-10-31T12:00:00Z', values: { email: 'ada@acme.example', firstname: 'Ada' } },
          { id: '2', at: '2026-10-30T12:00:00Z', values: { email: 'eve@acme.example' } },
          { id: '3', at: '2026-10-29T12:00:00Z', values: { email: 'mo@acme.example' } },
        ],
      },
      {
        lists: [
          { id: '7', name: 'By hand', processingType: 'MANUAL', legacyListId: 3 },
          { id: '8', name: 'Named', processingType: 'DYNAMIC', filterBranch },
        ],
      },
    ),
  )
})

afterEach(() => hubspot.close())

const call = async (method: string, path: string, body?: unknown) => {
  const answer = await hubspot.call(method, `/contacts/v1/${path}`, body)
  return [answer.status, answer.body] as const
}
const vids = (body: Json) => (body['contacts'] as Json[]).map(({ vid }) => vid)

test('lists come in pages, under their older ids', async () => {
  const [, first] = await call('GET', 'lists?count=1')
  expect(first).toMatchObject({
    lists: [{ listId: 3, internalListId: 7, name: 'By hand', dynamic: false, listType: 'STATIC', metaData: { size: 0 } }],
    'has-more': true,
    offset: 1,
    total: 2,
  })
  const names = async (path: string) => ((await call('GET', path))[1]['lists'] as Json[]).map(({ name }) => name)
  expect([await names('lists?count=1&offset=1'), await names('lists/static'), await names('lists/dynamic')]).toEqual([
    ['Named'],
    ['By hand'],
    ['Named'],
  ])
  expect((await call('GET', 'lists/8'))[1]).toMatchObject({ listId: 8, metaData: { size: 1 } })
  expect((await call('GET', 'lists/99'))[0]).toBe(404)
})

test('contacts are put into a list and taken out of it', async () => {
  expect(await call('POST', 'lists/3/add', { vids: [1, 2, 99], emails: ['mo@acme.example', 'no@acme.example'] })).toEqual([
    200,
    { updated: [1, 2, 3], discarded: [], invalidVids: [99], invalidEmails: ['no@acme.example'] },
  ])
  hubspot.world.clock.advance(60_000)
  expect((await call('POST', 'lists/3/remove', { vids: [1] }))[1]).toMatchObject({ updated: [1], discarded: [] })
  expect((await call('POST', 'lists/3/add', { vids: [1, 2] }))[1]).toMatchObject({ updated: [1], discarded: [2] })
  const [, page] = await call('GET', 'lists/3/contacts/all?count=2')
  expect([vids(page), page['has-more'], page['vid-offset']]).toEqual([[1, 2], true, 2])
  expect(vids((await call('GET', 'lists/3/contacts/all?vidOffset=2'))[1])).toEqual([3])
  const [, recent] = await call('GET', 'lists/3/contacts/recent?count=2')
  expect([vids(recent), recent['time-offset'], recent['vid-offset']]).toEqual([[1, 3], NOON, 3])
  expect(vids((await call('GET', `lists/3/contacts/recent?timeOffset=${NOON}&vidOffset=3`))[1])).toEqual([2])
  expect((await call('POST', 'lists/8/add', { vids: [2] }))[0]).toBe(400)
})

test('words find contacts', async () => {
  const [, found] = await call('GET', 'search/query?q=ada')
  expect([found['query'], found['total'], vids(found), found['has-more'], found['offset']]).toEqual(['ada', 1, [1], false, 1])
})
