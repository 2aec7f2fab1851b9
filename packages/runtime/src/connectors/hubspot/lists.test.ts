/** Members of lists: an answer that is refused, broken or cut short in the middle is never taken for an empty list. */
import type { Watch } from '@lockstep/dsl'
import { afterEach, expect, test } from 'vitest'
import { LockstepError } from '../../errors'
import { type Answer, type AnsweringServer, startAnswering, truncated } from '../testing/answering-server'
import { recordingMeter, restlessClock } from '../testing/intents'
import { pagesOf } from '../testing/world'
import { createHubspotConnector } from '.'

let open: AnsweringServer | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

const watches: readonly Watch[] = [
  {
    sync: 'contact',
    hubspot: { plural: 'contacts', properties: ['email'], lists: ['Ready', 'Other'], associations: [] },
    salesforce: {},
  },
]

const listNamed = (listId: string, name: string, size: string) => ({
  listId,
  name,
  objectTypeId: '0-1',
  processingType: 'DYNAMIC',
  additionalProperties: { hs_list_size: size, hs_last_record_added_at: '5', hs_last_record_removed_at: '5' },
})
const members = (ids: readonly string[], after?: string): Answer => ({
  status: 200,
  json: { results: ids.map((recordId) => ({ recordId })), ...(after === undefined ? {} : { paging: { next: { after } } }) },
})
const refused = (status: number, category: string): Answer => ({ status, json: { status: 'error', message: 'no such list', category } })

/** Reads both lists, of which `Ready` had member 1 before; the second page of its members is `second`. */
const readBoth = async (first: Answer, second: Answer, size = '3') => {
  open = await startAnswering(({ path }) => {
    if (path === '/crm/v3/lists/search') {
      const lists = [listNamed('7', 'Ready', size), listNamed('8', 'Other', '1')]
      return { status: 200, json: { lists, hasMore: false } }
    }
    if (path.startsWith('/crm/v3/lists/7/')) return path.includes('after=') ? second : first
    return path.startsWith('/crm/v3/lists/8/') ? members(['9']) : { status: 200, json: { total: 0, results: [] } }
  })
  const connector = createHubspotConnector({
    url: open.url,
    accessToken: 'x',
    meter: recordingMeter(),
    clock: restlessClock(),
    random: () => 0,
  })
  const lost: (readonly [string, string])[] = []
  const lists = { bind: () => ({ Ready: '7', Other: '8' }), lose: (label: string, why: string) => lost.push([label, why]) }
  const before = { id: '7', added: '4', removed: '4', page: '' }
  const cursors = { contact: { since: 1 }, lists: { lists: { Ready: before } } }
  const { edges, pages, cursors: after } = await pagesOf(connector.changes(watches, cursors, { lists }), cursors)
  const states = after['lists']?.['lists'] as Readonly<Record<string, unknown>>
  return {
    edges: edges.map(({ kind, from }) => `${kind} ${from}`),
    replaced: pages.flatMap((page) => page.replaces ?? []).map(({ kind }) => kind),
    ready: states['Ready'],
    lost,
  }
}

const untouched = { edges: ['list:Other 9'], replaced: ['list:Other'], ready: { id: '7', added: '4', removed: '4', page: '' } }

test('members of two pages are read whole, an empty page in between notwithstanding', async () => {
  expect(await readBoth(members([], 'a'), members(['1', '2']))).toEqual({
    edges: ['list:Other 9', 'list:Ready 1', 'list:Ready 2'],
    replaced: ['list:Other', 'list:Ready'],
    ready: { id: '7', added: '5', removed: '5', page: 'a' },
    lost: [],
  })
})

test.each([
  ['deleted in the middle', refused(404, 'OBJECT_NOT_FOUND'), 'HubSpot does not know this: no such list'],
  ['forbidden in the middle', refused(403, 'FORBIDDEN'), 'HubSpot does not allow this: no such list'],
  ['told by a page that leads to itself', members(['2'], 'a'), "HubSpot's answer about the members of list 7 has no end"],
])('a list that is %s stays as it was, and the others are read', async (_, second, why) => {
  expect(await readBoth(members(['1'], 'a'), second)).toEqual({ ...untouched, lost: [['Ready', why]] })
})

test('no members, where HubSpot counts three, is not taken for an empty list; where it counts none, it is', async () => {
  const doubtful = await readBoth(members([]), members([]))
  await open?.close()
  expect([doubtful, await readBoth(members([]), members([]), '0')]).toEqual([
    { ...untouched, lost: [['Ready', 'HubSpot says that list 7 has 3 members, and shows none']] },
    {
      edges: ['list:Other 9'],
      replaced: ['list:Other', 'list:Ready'],
      ready: { id: '7', added: '5', removed: '5', page: '' },
      lost: [],
    },
  ])
})

test('an answer that is torn, time and again, ends the look: nothing of that list is kept', async () => {
  const failure = await readBoth(members(['1'], 'a'), truncated).catch((error: unknown) => error)
  expect(failure instanceof LockstepError && failure.code).toBe('unreachable')
})
