/** Folders of lists, legacy ids and conversions, through the unmodified client. */
import { Client } from '@hubspot/api-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { NOON, type RunningHubspot, seedOf, startHubspot } from '../testing/start-hubspot'

const DAY = 86_400_000
const filter = (values: string[]) => ({
  filterBranchType: 'OR',
  filterBranches: [
    {
      filterBranchType: 'AND',
      filterBranches: [],
      filters: [
        { filterType: 'PROPERTY', property: 'lifecyclestage', operation: { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values } },
      ],
    },
  ],
  filters: [],
})
let hubspot: RunningHubspot
let client: Client

beforeEach(async () => {
  hubspot = await startHubspot(
    seedOf(
      { contacts: [{ id: '1', at: '2026-10-01T00:00:00Z', values: { email: 'ada@example.com', lifecyclestage: 'lead' } }] },
      {
        lists: [
          {
            id: '7',
            name: 'Leads',
            processingType: 'DYNAMIC',
            filterBranch: filter(['lead']),
            createdAt: '2026-10-01T00:00:00Z',
            legacyListId: 3,
          },
          { id: '8', name: 'By hand', processingType: 'MANUAL' },
        ],
      },
    ),
  )
  client = new Client({ accessToken: hubspot.token, basePath: hubspot.url, numberOfApiCallRetries: 0 })
})

afterEach(() => hubspot.close())

const statusOf = async (call: Promise<unknown>) => {
  try {
    await call
    return 200
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}

test('folders are made, filled, moved, renamed and deleted', async () => {
  const { foldersApi } = client.crm.lists
  const root = await foldersApi.getAll()
  expect([root.folder.id, root.folder.childLists, root.folder.childNodes]).toEqual([0, [7, 8], []])
  const { folder: sales } = await foldersApi.create({ name: 'Sales' })
  const { folder: europe } = await foldersApi.create({ name: 'Europe', parentFolderId: String(sales.id) })
  expect([sales.parentFolderId, europe.parentFolderId, europe.name]).toEqual([0, sales.id, 'Europe'])
  await foldersApi.moveList({ listId: '7', newFolderId: String(europe.id) })
  const { folder } = await foldersApi.getAll(String(sales.id))
  expect(folder.childNodes.map(({ name, childLists }) => [name, childLists])).toEqual([['Europe', [7]]])
  expect((await foldersApi.rename(String(europe.id), 'EMEA')).folder.name).toBe('EMEA')
  expect((await foldersApi.move(String(europe.id), '0')).folder.parentFolderId).toBe(0)
  expect(await statusOf(foldersApi.move(String(sales.id), String(sales.id)))).toBe(400)
  expect(await statusOf(foldersApi.create({ name: 'emea' }))).toBe(400)
  expect(await statusOf(foldersApi.remove(String(europe.id)))).toBe(400)
  await foldersApi.moveList({ listId: '7', newFolderId: '0' })
  await foldersApi.remove(String(europe.id))
  expect(await statusOf(foldersApi.getAll(String(europe.id)))).toBe(404)
  expect((await foldersApi.getAll()).folder.childNodes.map(({ name }) => name)).toEqual(['Sales'])
})

test('ids of version 1 lead to the lists', async () => {
  const { mappingApi } = client.crm.lists
  expect(await mappingApi.translateLegacyListIdToListId('3')).toMatchObject({ listId: '7', legacyListId: '3' })
  expect(await statusOf(mappingApi.translateLegacyListIdToListId('4'))).toBe(404)
  expect(await mappingApi.translateLegacyListIdToListIdBatch(['3', '4'])).toMatchObject({
    missingLegacyListIds: ['4'],
    legacyListIdsToIdsMapping: [{ listId: '7', legacyListId: '3' }],
  })
})

const schedule = (body: unknown, id = '7') => hubspot.call('PUT', `/crm/v3/lists/${id}/schedule-conversion`, body)
const conversion = async () => (await hubspot.call('GET', '/crm/v3/lists/7/schedule-conversion')).body
const members = async () => (await client.crm.lists.membershipsApi.getPage('7')).results.map(({ recordId }) => recordId)
const type = async () => (await client.crm.lists.listsApi.getById('7')).list.processingType

test('a list keeps its members and stops following its filter on the day that was said', async () => {
  const body = { conversionType: 'CONVERSION_DATE', year: 2026, month: 11, day: 3 }
  expect((await hubspot.call('GET', '/crm/v3/lists/7/schedule-conversion')).status).toBe(404)
  expect((await schedule(body)).body).toEqual({ listId: '7', requestedConversionTime: body })
  hubspot.world.clock.set(Date.parse('2026-11-02T23:59:59Z'))
  expect(await type()).toBe('DYNAMIC')
  hubspot.world.clock.set(Date.parse('2026-11-03T00:00:01Z'))
  await hubspot.call('PATCH', '/crm/v3/objects/contacts/1', { properties: { lifecyclestage: 'customer' } })
  expect([await members(), await type(), await conversion()]).toEqual([
    ['1'],
    'MANUAL',
    { listId: '7', convertedAt: '2026-11-03T00:00:00.000Z' },
  ])
})

test('what a list follows before its conversion counts, and puts off one that waits for quiet', async () => {
  await schedule({ conversionType: 'INACTIVITY', offset: 40, timeUnit: 'DAY' })
  // Quiet since 1 October; the change of 1 November, seen late, starts the count anew.
  await hubspot.call('PATCH', '/crm/v3/objects/contacts/1', { properties: { lifecyclestage: 'customer' } })
  hubspot.world.clock.set(NOON + 39 * DAY)
  expect([await members(), await type()]).toEqual([[], 'DYNAMIC'])
  hubspot.world.clock.set(NOON + 41 * DAY)
  expect([await type(), await conversion()]).toEqual(['MANUAL', { listId: '7', convertedAt: '2026-12-11T12:00:00.000Z' }])
})

test('a conversion is called off, asked of active lists alone, and said in full', async () => {
  await schedule({ conversionType: 'INACTIVITY', offset: 1, timeUnit: 'WEEK' })
  expect((await hubspot.call('DELETE', '/crm/v3/lists/7/schedule-conversion')).status).toBe(204)
  hubspot.world.clock.set(NOON + 30 * DAY)
  expect(await type()).toBe('DYNAMIC')
  expect((await schedule({ conversionType: 'INACTIVITY', offset: 1, timeUnit: 'WEEK' }, '8')).status).toBe(400)
  expect((await schedule({ conversionType: 'INACTIVITY', offset: 1, timeUnit: 'YEAR' })).status).toBe(400)
})
