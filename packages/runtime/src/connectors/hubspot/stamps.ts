/** What the search index tells of a stretch of modification stamps: for audits, which find what the index showed too late. */
import type { Watch } from '@lockstep/dsl'
import type { Instant } from '../../model'
import type { Stamps, Stretch } from '../connector'
import type { Exchange } from '../exchange'
import { targetFor } from './read'
import { search } from './search'
import { toSnapshot } from './snapshot'
import { modifiedProperty, ownProperties } from './targets'
import { type AskPage, readWindow } from './window'

const purpose = 'audit' as const

/** The total of a stretch and the stamps of its first page, or of all of it, by id. Stamps and nothing else are read. */
export async function readStamps(
  exchange: Exchange,
  watches: readonly Watch[],
  object: string,
  { from, to }: Stretch,
  isWhole: boolean,
): Promise<Stamps> {
  const { plural } = targetFor(watches, object)
  const modified = modifiedProperty(plural)
  const rows = new Map<string, Instant>()
  const ask: AskPage = async (query) => {
    const found = await search(exchange, { ...query, plural, properties: ownProperties(plural) }, purpose)
    const snapshots = found.rows.map((row) => toSnapshot(row, [], { object, plural, readAt: found.readAt }))
    for (const snapshot of snapshots) if (snapshot.at <= to) rows.set(snapshot.id, snapshot.at)
    return { ...found, snapshots }
  }
  if (isWhole) {
    for await (const _ of readWindow({ modified, from, until: to, ask }));
    return { total: rows.size, rows }
  }
  const filters = [
    { propertyName: modified, operator: 'GTE' as const, value: String(from) },
    { propertyName: modified, operator: 'LTE' as const, value: String(to) },
  ]
  const { total } = await ask({ filters, sort: modified })
  return { total, rows }
}
