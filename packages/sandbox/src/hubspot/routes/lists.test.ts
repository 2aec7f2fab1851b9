/** Lists and memberships over HTTP, dynamic ones with and without lag. */
import { Client } from '@hubspot/api-client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Json, NOON, type RunningHubspot, seedOf, startHubspot } from '../testing/start-hubspot'

let hubspot: RunningHubspot

const LEADS = {
  filterBranchType: 'OR',
  filterBranches: [
    {
      filterBranchType: 'AND',
      filterBranches: [],
      filters: [
        {
          filterType: 'PROPERTY',
          property: 'lifecyclestage',
          operation: {
            operationType: 'ENUMERATION',
            operator: 'IS_ANY_OF',
            values: ['lead', 'customer'],
            includeObjectsWithNoValueSet: false,
          },
        },
      ],
    },
  ],
  filters: [],
}

beforeEach(async () => {
  hubspot = await startHubspot(
    seedOf(
      {
        contacts: [
          { id: '1', at: '2026-10-01T08:00:00Z', values: { lifecyclestage: 'lead' }, links: { list: ['8'] } },
          { id: '2', at: '2026-10-02T08:00:00Z', values: { lifecyclestage: 'subscriber' } },
          { id: '3', at: '2026-10-03T08:00:00Z', values: { lifecyclestage: 'customer' }, links: { list: ['8'] } },
        ],
      },
      {
        lists: [
          {
            id: '7',
            name: 'Leads and customers',
            objectTypeId: '0-1',
            processingType: 'DYNAMIC',
            filterBranch: LEADS,
            createdAt: '2026-10-10T00:00:00Z',
          },
          { id: '8', name: 'By hand', objectTypeId: '0-1', processingType: 'MANUAL' },
        ],
      },
    ),
  )
})

afterEach(() => hubspot.close())

const members = async (list: string, query = '', order = '') => {
  const { body } = await hubspot.call('GET', `/crm/v3/lists/${list}/memberships${order}${query}`)
  return {
    ids: (body['results'] as { recordId: string }[]).map((each) => each.recordId),
    paging: body['paging'] as { next?: { after: string } } | undefined,
  }
}
const stamps = async (list: string) => {
  const { body } = await hubspot.call('POST', '/crm/v3/lists/search', { listIds: [list], additionalProperties: ['hs_list_size'] })
  return (body['lists'] as { additionalProperties: Record<string, string> }[])[0]?.additionalProperties
}
const setStage = (id: string, lifecyclestage: string) =>
  hubspot.call('PATCH', `/crm/v3/objects/contacts/${id}`, { properties: { lifecyclestage } })

describe('dynamic lists', () => {
  test('members follow the filter, with the time of the change', async () => {
    expect((await members('7')).ids).toEqual(['1', '3'])
    await setStage('2', 'customer')
    hubspot.world.clock.advance(5_000)
    await setStage('1', '')
    expect((await members('7')).ids).toEqual(['2', '3'])
    expect(await stamps('7')).toEqual({
      hs_list_size: '2',
      hs_last_record_added_at: String(NOON),
      hs_last_record_removed_at: String(NOON + 5_000),
      hs_list_reference_count: '0',
    })
  })

  test('join order puts the newest last and tells when each joined', async () => {
    await setStage('2', 'customer')
    const { body } = await hubspot.call('GET', '/crm/v3/lists/7/memberships/join-order')
    expect(body).toEqual({
      results: [
        { recordId: '1', membershipTimestamp: '2026-10-10T00:00:00.000Z' },
        { recordId: '3', membershipTimestamp: '2026-10-10T00:00:00.000Z' },
        { recordId: '2', membershipTimestamp: '2026-11-01T12:00:00.000Z' },
      ],
      total: 3,
    })
  })

  test('with a lag, a change shows when the list is recalculated', async () => {
    hubspot.world.configure({ listLag: '30s' })
    await setStage('2', 'customer')
    hubspot.world.clock.advance(29_999)
    expect((await members('7')).ids).toEqual(['1', '3'])
    hubspot.world.clock.advance(1)
    expect((await members('7')).ids).toEqual(['1', '2', '3'])
    expect((await stamps('7'))?.['hs_last_record_added_at']).toBe(String(NOON + 30_000))
  })

  test('with a lag, a record that came and went in between never was a member', async () => {
    hubspot.world.configure({ listLag: '30s' })
    await setStage('2', 'customer')
    hubspot.world.clock.advance(1_000)
    await setStage('2', '')
    hubspot.world.clock.advance(60_000)
    expect((await members('7')).ids).toEqual(['1', '3'])
  })

  test('archived and merged records leave, the new record of a merge joins', async () => {
    await hubspot.call('DELETE', '/crm/v3/objects/contacts/3')
    expect((await members('7')).ids).toEqual(['1'])
    await hubspot.call('POST', '/crm/v3/objects/contacts/merge', { primaryObjectId: '1', objectIdToMerge: '2' })
    expect((await members('7')).ids).toEqual(['4'])
  })

  test('their memberships cannot be edited', async () => {
    const { status, body } = await hubspot.call('PUT', '/crm/v3/lists/7/memberships/add', ['2'])
    expect([status, body['category']]).toEqual([400, 'VALIDATION_ERROR'])
  })

  test('a new filter recalculates the list', async () => {
    const filters = [
      { filterType: 'PROPERTY', property: 'lifecyclestage', operation: { operationType: 'ALL_PROPERTY', operator: 'IS_KNOWN' } },
    ]
    const reply = await hubspot.call('PUT', '/crm/v3/lists/7/update-list-filters', {
      filterBranch: { filterBranchType: 'AND', filterBranches: [], filters },
    })
    expect([reply.status, (reply.body['updatedList'] as Record<string, unknown>)['listVersion']]).toEqual([200, 2])
    expect((await members('7')).ids).toEqual(['1', '2', '3'])
  })
})

describe('static lists', () => {
  test('the members of another list are added', async () => {
    const made = await hubspot.call('POST', '/crm/v3/lists', { name: 'Copy', objectTypeId: '0-1', processingType: 'MANUAL' })
    const id = String((made.body['list'] as { listId: string }).listId)
    expect((await hubspot.call('PUT', `/crm/v3/lists/${id}/memberships/add-from/7`)).status).toBe(204)
    const { body } = await hubspot.call('GET', `/crm/v3/lists/${id}/memberships`)
    expect((body['results'] as { recordId: string }[]).map(({ recordId }) => recordId)).toEqual(['1', '3'])
    expect((await hubspot.call('PUT', `/crm/v3/lists/7/memberships/add-from/${id}`)).status).toBe(400)
    expect((await hubspot.call('PUT', `/crm/v3/lists/${id}/memberships/add-from/99`)).status).toBe(404)
  })

  test('members are added and removed by hand; unknown ids are named', async () => {
    const reply = await hubspot.call('PUT', '/crm/v3/lists/8/memberships/add-and-remove', {
      recordIdsToAdd: ['2', '99'],
      recordIdsToRemove: ['1'],
    })
    expect(reply.body).toMatchObject({ recordsIdsAdded: ['2'], recordsIdsRemoved: ['1'], recordsIdsMissing: ['99'] })
    expect((await members('8')).ids).toEqual(['2', '3'])
    await hubspot.call('PUT', '/crm/v3/lists/8/memberships/remove', ['2'])
    expect((await members('8')).ids).toEqual(['3'])
    expect((await hubspot.call('DELETE', '/crm/v3/lists/8/memberships')).status).toBe(204)
    expect((await members('8')).ids).toEqual([])
  })

  test('a snapshot is taken once', async () => {
    const made = await hubspot.call('POST', '/crm/v3/lists', {
      name: 'Then',
      objectTypeId: '0-1',
      processingType: 'SNAPSHOT',
      filterBranch: LEADS,
    })
    const id = (made.body['list'] as { listId: string }).listId
    await setStage('2', 'customer')
    expect((await members(id)).ids).toEqual(['1', '3'])
  })

  test('a list that another one filters by carries its changes over', async () => {
    const filters = [{ filterType: 'IN_LIST', listId: '8', operator: 'IN_LIST' }]
    const made = await hubspot.call('POST', '/crm/v3/lists', {
      name: 'In both',
      objectTypeId: '0-1',
      processingType: 'DYNAMIC',
      filterBranch: { filterBranchType: 'OR', filterBranches: [{ filterBranchType: 'AND', filterBranches: [], filters }], filters: [] },
    })
    const id = (made.body['list'] as { listId: string }).listId
    expect((await members(id)).ids).toEqual(['1', '3'])
    await hubspot.call('PUT', '/crm/v3/lists/8/memberships/remove', ['1'])
    expect((await members(id)).ids).toEqual(['3'])
  })
})

describe('paging of memberships', () => {
  test('a token keeps its place while members come and go before it', async () => {
    const first = await members('7', '?limit=1', '/join-order')
    expect(first.ids).toEqual(['1'])
    await setStage('1', '')
    await setStage('2', 'customer')
    const after = first.paging?.next?.after ?? ''
    const second = await members('7', `?limit=1&after=${after}`, '/join-order')
    expect(second.ids).toEqual(['3'])
    const third = await members('7', `?limit=1&after=${second.paging?.next?.after ?? ''}`, '/join-order')
    expect([third.ids, third.paging?.next]).toEqual([['2'], undefined])
  })

  test('the same token tells later gains', async () => {
    const first = await members('7', '?limit=1', '/join-order')
    const again = `?limit=250&after=${first.paging?.next?.after ?? ''}`
    expect((await members('7', again, '/join-order')).ids).toEqual(['3'])
    await setStage('2', 'lead')
    expect((await members('7', again, '/join-order')).ids).toEqual(['3', '2'])
  })

  test('backwards, the records before a token come in descending order', async () => {
    await setStage('2', 'lead')
    const second = await hubspot.call(
      'GET',
      `/crm/v3/lists/7/memberships?limit=2&after=${(await members('7', '?limit=2')).paging?.next?.after ?? ''}`,
    )
    const { prev } = second.body['paging'] as { prev: { before: string } }
    expect((await members('7', `?before=${prev.before}`)).ids).toEqual(['2', '1'])
  })

  test('more than 250 a page, and a token of another kind, are refused', async () => {
    expect((await hubspot.call('GET', '/crm/v3/lists/7/memberships?limit=251')).status).toBe(400)
    expect((await hubspot.call('GET', '/crm/v3/lists/7/memberships?after=nonsense')).status).toBe(400)
  })
})

describe('list definitions', () => {
  test('search filters by name, id and type and pages by offset', async () => {
    const { body } = await hubspot.call('POST', '/crm/v3/lists/search', { count: 1, offset: 0 })
    expect({ ...body, lists: (body['lists'] as { listId: string }[]).map((list) => list.listId) }).toEqual({
      lists: ['7'],
      hasMore: true,
      offset: 1,
      total: 2,
    })
    const manual = await hubspot.call('POST', '/crm/v3/lists/search', { processingTypes: ['MANUAL'] })
    expect((manual.body['lists'] as { name: string }[]).map((list) => list.name)).toEqual(['By hand'])
    const named = await hubspot.call('POST', '/crm/v3/lists/search', { query: 'CUSTOM' })
    expect((named.body['lists'] as { name: string }[]).map((list) => list.name)).toEqual(['Leads and customers'])
    expect((await hubspot.call('POST', '/crm/v3/lists/search', { count: 501 })).status).toBe(400)
  })

  test('an empty stamp is left out', async () => {
    expect(await stamps('7')).toEqual({
      hs_list_size: '2',
      hs_last_record_added_at: String(Date.parse('2026-10-10T00:00:00Z')),
      hs_list_reference_count: '0',
    })
  })

  test('a list is read by id and by name, with filters on request, and the client knows its shape', async () => {
    const client = new Client({ accessToken: hubspot.token, basePath: hubspot.url, numberOfApiCallRetries: 0 })
    const { list } = await client.crm.lists.listsApi.getById('7', true)
    expect([list.name, list.size, list.processingType, list.createdAt]).toEqual([
      'Leads and customers',
      2,
      'DYNAMIC',
      new Date('2026-10-10T00:00:00Z'),
    ])
    const byName = await hubspot.call('GET', '/crm/v3/lists/object-type-id/0-1/name/by%20hand')
    expect((byName.body['list'] as { listId: string }).listId).toBe('8')
    expect((byName.body['list'] as Record<string, unknown>)['filterBranch']).toBeUndefined()
    const withFilters = await hubspot.call('GET', '/crm/v3/lists?listIds=7&listIds=99&includeFilters=true')
    expect((withFilters.body['lists'] as Record<string, unknown>[]).map((each) => each['filterBranch'])).toEqual([LEADS])
  })

  test('a deleted list is gone until it is restored', async () => {
    expect((await hubspot.call('DELETE', '/crm/v3/lists/8')).status).toBe(204)
    expect((await hubspot.call('GET', '/crm/v3/lists/8/memberships')).status).toBe(404)
    expect((await hubspot.call('PUT', '/crm/v3/lists/8/restore')).status).toBe(204)
    expect((await members('8')).ids).toEqual(['1', '3'])
  })

  test('memberships of one record', async () => {
    const { body } = await hubspot.call('GET', '/crm/v3/lists/records/0-1/1/memberships')
    expect((body['results'] as { listId: string }[]).map((each) => each.listId)).toEqual(['7', '8'])
  })

  test.each<[string, unknown]>([
    ['a filter that cannot be evaluated', { filterBranchType: 'OR', filterBranches: [], filters: [{ filterType: 'FORM_SUBMISSION' }] }],
    ['a branch that cannot be evaluated', { filterBranchType: 'ASSOCIATION', filterBranches: [], filters: [] }],
    [
      'an operator of another type',
      {
        filterBranchType: 'AND',
        filterBranches: [],
        filters: [
          { filterType: 'PROPERTY', property: 'firstname', operation: { operationType: 'NUMBER', operator: 'CONTAINS', value: 1 } },
        ],
      },
    ],
    [
      'an unknown property',
      {
        filterBranchType: 'AND',
        filterBranches: [],
        filters: [{ filterType: 'PROPERTY', property: 'nope', operation: { operationType: 'ALL_PROPERTY', operator: 'IS_KNOWN' } }],
      },
    ],
    ['no filter at all', undefined],
  ])('%s is refused', async (_, filterBranch) => {
    const reply = await hubspot.call('POST', '/crm/v3/lists', { name: 'New', objectTypeId: '0-1', processingType: 'DYNAMIC', filterBranch })
    expect([reply.status, reply.body['category']]).toEqual([400, 'VALIDATION_ERROR'])
  })

  test('a name may stand once, and a list may be renamed', async () => {
    expect((await hubspot.call('POST', '/crm/v3/lists', { name: 'by HAND', objectTypeId: '0-1', processingType: 'MANUAL' })).status).toBe(
      400,
    )
    const renamed = await hubspot.call('PUT', '/crm/v3/lists/8/update-list-name?listName=Chosen')
    expect((renamed.body['updatedList'] as { name: string }).name).toBe('Chosen')
  })
})

describe('what the newer clients ask', () => {
  test('tells the sizes and edits of a list over time', async () => {
    const made = await hubspot.call('POST', '/crm/v3/lists', { name: 'Sizes', objectTypeId: '0-1', processingType: 'MANUAL' })
    const { listId } = made.body['list'] as Json
    const start = hubspot.world.clock.now()
    await hubspot.call('PUT', `/crm/v3/lists/${listId}/memberships/add`, ['1'])
    hubspot.world.clock.advance(7_200_000)
    await hubspot.call('PUT', `/crm/v3/lists/${listId}/memberships/remove`, ['1'])
    await hubspot.call('PUT', `/crm/v3/lists/${listId}/update-list-name?listName=Renamed`)
    const history = `/crm/v3/lists/${listId}/size-and-edits-history/between`
    const at = (time: number) => new Date(time).toISOString()
    expect((await hubspot.call('GET', history)).body).toEqual({
      sizeHistory: [
        { timestamp: at(start), size: 1 },
        { timestamp: at(start + 7_200_000), size: 0 },
      ],
      editHistory: [at(start + 7_200_000)],
    })
    const later = await hubspot.call('GET', `${history}?startDate=${at(start + 1)}&endDate=${at(start + 7_200_000)}`)
    expect((later.body['sizeHistory'] as Json[]).map(({ size }) => size)).toEqual([0])
    expect((await hubspot.call('GET', `${history}?startDate=soon`)).status).toBe(400)
  })

  test('tells the lists of several records', async () => {
    const made = await hubspot.call('POST', '/crm/v3/lists', { name: 'Several', objectTypeId: '0-1', processingType: 'MANUAL' })
    const { listId } = made.body['list'] as Json
    await hubspot.call('PUT', `/crm/v3/lists/${listId}/memberships/add`, ['1'])
    const inputs = ['1', '999'].map((recordId) => ({ objectTypeId: '0-1', recordId }))
    const { status, body } = await hubspot.call('POST', '/crm/v3/lists/records/memberships/batch/read', { inputs })
    const [result] = body['results'] as { recordId: string; recordListMemberships: Json[] }[]
    expect([status, result?.recordId, result?.recordListMemberships.some((each) => each['listId'] === listId), body['numErrors']]).toEqual([
      207,
      '1',
      true,
      1,
    ])
  })

  test('finds subjects before the version', async () => {
    const paths = [
      '/crm/associations/v4/contacts/companies/labels',
      '/crm/associations/v4/definitions/configurations/all',
      '/settings/users/v3',
    ]
    expect(await Promise.all(paths.map(async (path) => (await hubspot.call('GET', path)).status))).toEqual([200, 200, 200])
  })
})
