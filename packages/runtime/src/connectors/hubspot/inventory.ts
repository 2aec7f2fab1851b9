/** Every record once, paged by id: by search where one body holds all properties (200 a call), else by listing (100 a call). */
import type { Watch } from '@lockstep/dsl'
import type { Instant, Snapshot } from '../../model'
import type { Cursor, LookAround, Page } from '../connector'
import type { Exchange } from '../exchange'
import { isRecord, list, optionalText, record } from '../reply'
import { associationBatch } from './associations'
import { askPages, instantOf, openTargets, withAssociations } from './changes'
import { orClosed } from './closed'
import { listChanges, listsObject } from './lists'
import { readBatch } from './read'
import { propertyGroups } from './search'
import { toSnapshot } from './snapshot'
import { listsOf, ownProperties, type Target } from './targets'

const listPage = 100
/** Characters of property names that still fit into a URL with room to spare. */
const urlRoom = 6_000

type Batch = { readonly snapshots: readonly Snapshot[]; readonly after?: string; readonly total?: number }

/** Reads all objects whose inventory is not finished; then list memberships. The last page of each object has a cursor for `changes`. */
export async function* readInventory(
  exchange: Exchange,
  watches: readonly Watch[],
  cursors: Readonly<Record<string, Cursor>>,
  { without = [], lists }: LookAround = {},
): AsyncGenerator<Page> {
  for (const target of openTargets(watches, without)) {
    const stored = cursors[target.object]
    const started = instantOf(stored)
    const resume = optionalText(stored?.['inventory'])
    if (started !== undefined && resume === undefined) continue
    yield* orClosed(readObject(exchange, target, started, resume), target.object, stored)
  }
  if (!without.includes(listsObject))
    yield* orClosed(listChanges(exchange, listsOf(watches), cursors[listsObject], lists), listsObject, cursors[listsObject])
}

async function* readObject(
  exchange: Exchange,
  target: Target,
  started: Instant | undefined,
  resume: string | undefined,
): AsyncGenerator<Page> {
  const isSearchable = propertyGroups(target.plural, target.properties).length === 1
  const ask = isSearchable ? searchById(exchange, target) : listById(exchange, target)
  let waiting: Snapshot[] = []
  let since = started
  let after = resume
  let total: number | undefined
  while (true) {
    const before = exchange.now()
    const batch = await ask(after)
    since ??= Math.min(before, exchange.now())
    total ??= batch.total
    waiting.push(...batch.snapshots)
    after = batch.after
    const isFull = target.associations.length === 0 || waiting.length + listPage * 2 > associationBatch
    if (after !== undefined && !isFull) continue
    const cursor: Cursor = after === undefined ? { since } : { since, inventory: after }
    yield await withAssociations(exchange, target, waiting, cursor, total ?? waiting.length)
    if (after === undefined) return
    waiting = []
  }
}

/** Pages by `hs_object_id` above the last one: edits meanwhile shift nothing. */
function searchById(exchange: Exchange, target: Target): (after: string | undefined) => Promise<Batch> {
  const askPage = askPages(exchange, target)
  return async (after) => {
    const filters = [{ propertyName: 'hs_object_id', operator: 'GT' as const, value: after ?? '0' }]
    const page = await askPage({ filters, sort: 'hs_object_id' })
    const last = page.snapshots.at(-1)?.id
    const isEnd = last === undefined || page.total <= page.snapshots.length
    return { snapshots: page.snapshots, total: page.total, ...(isEnd ? {} : { after: last }) }
  }
}

function listById(exchange: Exchange, target: Target): (after: string | undefined) => Promise<Batch> {
  const properties = [...new Set([...ownProperties(target.plural), ...target.properties])]
  const names = properties.join(',')
  const fits = names.length <= urlRoom
  return async (after) => {
    const query = {
      limit: String(listPage),
      archived: 'false',
      properties: fits ? names : ownProperties(target.plural).join(','),
      ...(after === undefined ? {} : { after }),
    }
    const path = `/crm/v3/objects/${encodeURIComponent(target.plural)}`
    const page = await exchange.read({ method: 'GET', path, query, purpose: 'read' }, (reply) => {
      const body = record(reply.body, 'body')
      const next = isRecord(body['paging']) && isRecord(body['paging']['next']) ? optionalText(body['paging']['next']['after']) : undefined
      const of = { object: target.object, plural: target.plural, readAt: exchange.now() }
      return { snapshots: list(body['results'], 'results').map((row) => toSnapshot(row, fits ? target.properties : [], of)), next }
    })
    const ids = page.snapshots.map((snapshot) => snapshot.id)
    const snapshots = fits ? page.snapshots : (await readBatch(exchange, target, ids, { purpose: 'read' })).snapshots
    return { snapshots, ...(page.next === undefined ? {} : { after: page.next }) }
  }
}
