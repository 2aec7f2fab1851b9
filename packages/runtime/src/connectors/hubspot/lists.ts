/** Members of lists: one search tells which lists gained or lost, gains are read by join order, after a loss the whole list. */
import { LockstepError } from '../../errors'
import type { Cursor, Edge, ListBinder, Page, Purpose } from '../connector'
import type { Exchange } from '../exchange'
import { id, isRecord, list, optionalText, record } from '../reply'

/** A list as the list search tells it: `added` and `removed` are when it last gained and lost a member, as the service words it. */
export type ListFacts = {
  readonly id: string
  readonly name: string
  readonly objectTypeId: string
  readonly processingType: string
  readonly size: string
  readonly added: string
  readonly removed: string
}

/** What the cursor keeps of one list. `page` is the paging token of the last page read by join order. */
type ListState = { readonly id: string; readonly added: string; readonly removed: string; readonly page: string }

const listsPage = 500
const membersPage = 250

/** The page name and cursor name of list memberships. */
export const listsObject = 'lists'

/** All lists of the portal, or those asked for; 500 a call. */
export async function searchLists(exchange: Exchange, purpose: Purpose): Promise<readonly ListFacts[]> {
  const found: ListFacts[] = []
  for (let offset = 0; ; ) {
    const body = {
      offset,
      count: listsPage,
      additionalProperties: ['hs_list_size', 'hs_last_record_added_at', 'hs_last_record_removed_at'],
    }
    const page = await exchange.read({ method: 'POST', path: '/crm/v3/lists/search', body, purpose }, (reply) => {
      const read = record(reply.body, 'body')
      return { lists: list(read['lists'], 'lists').map(readFacts), hasMore: read['hasMore'] === true }
    })
    found.push(...page.lists)
    if (!page.hasMore || page.lists.length === 0) return found
    offset += page.lists.length
  }
}

/** A label is a list's name, else its id. */
const byName = (labels: readonly string[], lists: readonly ListFacts[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    labels.flatMap((label) => {
      const found = lists.find((one) => one.name === label) ?? lists.find((one) => one.id === label)
      return found === undefined ? [] : [[label, found.id] as const]
    }),
  )

/**
 * Pages of membership edges of the lists that the labels are bound to. `kind` is `list:` and the label. A label that is bound to no list, and
 * a list whose members cannot be read, bring nothing: no members is what a list says that was read whole, and nothing else.
 */
export async function* listChanges(
  exchange: Exchange,
  labels: readonly string[],
  cursor: Cursor | undefined,
  binder?: ListBinder,
): AsyncGenerator<Page> {
  if (labels.length === 0) return
  const facts = await searchLists(exchange, 'read')
  const bound = binder?.bind(facts) ?? byName(labels, facts)
  const states = readStates(cursor)
  for (const label of labels) {
    const fact = facts.find((one) => one.id === bound[label])
    if (fact === undefined) continue
    const known = states[label]
    const isWhole = known === undefined || known.id !== fact.id || known.removed !== fact.removed
    if (!isWhole && known.added === fact.added) continue
    const members = await readMembers(exchange, fact, isWhole ? '' : known.page)
    if (typeof members === 'string') {
      binder?.lose(label, members)
      continue
    }
    states[label] = { id: fact.id, added: fact.added, removed: fact.removed, page: members.page }
    const kind = `list:${label}`
    yield {
      ...empty({ lists: { ...states } }),
      edges: members.ids.map((from): Edge => ({ kind, from, to: fact.id })),
      ...(isWhole ? { replaces: [{ kind }] } : {}),
    }
  }
  yield empty({ lists: { ...states } })
}

/** Refusals of one list: deleted since the search, or not for this app to see. */
const refusals: ReadonlySet<string> = new Set(['not-found', 'permission'])

/** The members from a paging token on, or why they cannot be told. */
async function readMembers(exchange: Exchange, fact: ListFacts, start: string): Promise<{ ids: string[]; page: string } | string> {
  const ids: string[] = []
  let after = start
  while (true) {
    const page = await readPage(exchange, fact.id, after)
    if (typeof page === 'string') return page
    ids.push(...page.rows)
    if (page.next === undefined) break
    // A page that leads to itself would be read for ever.
    if (page.next === after) return `HubSpot's answer about the members of list ${fact.id} has no end`
    after = page.next
  }
  const isEmptyAgainstItsSize = start === '' && ids.length === 0 && Number(fact.size) > 0
  return isEmptyAgainstItsSize ? `HubSpot says that list ${fact.id} has ${fact.size} members, and shows none` : { ids, page: after }
}

async function readPage(exchange: Exchange, listId: string, after: string): Promise<{ rows: string[]; next: string | undefined } | string> {
  const path = `/crm/v3/lists/${encodeURIComponent(listId)}/memberships/join-order`
  const query = { limit: String(membersPage), ...(after === '' ? {} : { after }) }
  try {
    return await exchange.read({ method: 'GET', path, query, purpose: 'read' }, (reply) => {
      const body = record(reply.body, 'body')
      const next = isRecord(body['paging']) && isRecord(body['paging']['next']) ? optionalText(body['paging']['next']['after']) : undefined
      return { rows: list(body['results'], 'results').map((row) => id(record(row, 'results[]')['recordId'], 'recordId')), next }
    })
  } catch (error) {
    if (error instanceof LockstepError && refusals.has(error.code)) return error.message
    throw error
  }
}

function empty(cursor: Cursor): Page {
  return { object: listsObject, snapshots: [], edges: [], gone: [], cursor }
}

function readFacts(given: unknown): ListFacts {
  const row = record(given, 'lists[]')
  const more = isRecord(row['additionalProperties']) ? row['additionalProperties'] : {}
  return {
    id: id(row['listId'], 'listId'),
    name: optionalText(row['name']) ?? '',
    objectTypeId: optionalText(row['objectTypeId']) ?? '',
    processingType: optionalText(row['processingType']) ?? '',
    size: plain(more['hs_list_size']),
    added: plain(more['hs_last_record_added_at']),
    removed: plain(more['hs_last_record_removed_at']),
  }
}

function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function readStates(cursor: Cursor | undefined): Record<string, ListState> {
  const held = cursor?.['lists']
  const states: Record<string, ListState> = {}
  if (!isRecord(held)) return states
  for (const [name, state] of Object.entries(held)) {
    if (!isRecord(state)) continue
    const { id: listId, added, removed, page } = state
    if (typeof listId !== 'string' || typeof added !== 'string' || typeof removed !== 'string') continue
    states[name] = { id: listId, added, removed, page: typeof page === 'string' ? page : '' }
  }
  return states
}
