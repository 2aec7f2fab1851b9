/** Members of lists: one search tells which lists gained or lost, gains are read by join order, after a loss the whole list. */
import type { Cursor, Edge, Page, Purpose } from '../connector'
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

/** Pages of membership edges for the named lists; a name that no list has is left out. `kind` is `list:` and the name. */
export async function* listChanges(exchange: Exchange, names: readonly string[], cursor: Cursor | undefined): AsyncGenerator<Page> {
  if (names.length === 0) return
  const facts = await searchLists(exchange, 'read')
  const states = readStates(cursor)
  for (const name of names) {
    const fact = facts.find((one) => one.name === name) ?? facts.find((one) => one.id === name)
    if (fact === undefined) {
      if (states[name] === undefined) continue
      delete states[name]
      yield { ...empty({ lists: { ...states } }), replaces: [{ kind: `list:${name}` }] }
      continue
    }
    const known = states[name]
    const isWhole = known === undefined || known.id !== fact.id || known.removed !== fact.removed
    if (!isWhole && known.added === fact.added) continue
    const members = await readMembers(exchange, fact.id, isWhole ? '' : known.page)
    states[name] = { id: fact.id, added: fact.added, removed: fact.removed, page: members.page }
    const kind = `list:${name}`
    yield {
      ...empty({ lists: { ...states } }),
      edges: members.ids.map((from): Edge => ({ kind, from, to: fact.id })),
      ...(isWhole ? { replaces: [{ kind }] } : {}),
    }
  }
  yield empty({ lists: { ...states } })
}

async function readMembers(exchange: Exchange, listId: string, start: string): Promise<{ ids: string[]; page: string }> {
  const ids: string[] = []
  let after = start
  while (true) {
    const path = `/crm/v3/lists/${encodeURIComponent(listId)}/memberships/join-order`
    const query = { limit: String(membersPage), ...(after === '' ? {} : { after }) }
    const page = await exchange.read({ method: 'GET', path, query, purpose: 'read' }, (reply) => {
      const body = record(reply.body, 'body')
      const next = isRecord(body['paging']) && isRecord(body['paging']['next']) ? optionalText(body['paging']['next']['after']) : undefined
      const rows = list(body['results'], 'results').map((row) => id(record(row, 'results[]')['recordId'], 'recordId'))
      return { rows, next }
    })
    ids.push(...page.rows)
    if (page.next === undefined || page.rows.length === 0) return { ids, page: after }
    after = page.next
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
