/** Rows of the `key` table: normalised match keys of live records, and who shares one. */
import type { SideName } from '../model'
import { inBatches } from './batches'
import type { Queries } from './database'

export type KeyRow = {
  readonly line: number
  readonly value: string
  readonly side: SideName
  readonly link: number
  readonly sync: string
}

/** Makes the keys that these links have on one side exactly `rows`, which may name further links too; a key that stands is left alone. */
export const replaceKeys = async (
  queries: Queries,
  ws: string,
  side: SideName,
  links: readonly number[],
  rows: readonly KeyRow[],
): Promise<void> => {
  const held = new Map<number, KeyRow[]>()
  for (const row of rows) {
    const known = held.get(row.link)
    if (known === undefined) held.set(row.link, [row])
    else known.push(row)
  }
  for (const batch of inBatches(links))
    await queries.query(
      `delete from key k where k.ws = $1 and k.side = $2 and k.link = any($3::bigint[]) and not exists (
         select 1 from json_to_recordset($4::json) as x(sync text, line smallint, value text, link bigint)
         where x.link = k.link and x.sync = k.sync and x.line = k.line and x.value = k.value)`,
      [ws, side, batch, JSON.stringify(batch.flatMap((link) => held.get(link) ?? []))],
    )
  for (const batch of inBatches(rows))
    await queries.query(
      `insert into key (ws, sync, line, side, value, link)
       select $1, x.sync, x.line, x.side, x.value, x.link
       from json_to_recordset($2::json) as x(sync text, line smallint, side text, value text, link bigint) on conflict do nothing`,
      [ws, JSON.stringify(batch)],
    )
}

/** Which links hold these keys; the `link` of what is asked is not looked at. */
export const findKeys = async (queries: Queries, ws: string, keys: readonly KeyRow[]): Promise<readonly KeyRow[]> => {
  const found: KeyRow[] = []
  for (const batch of inBatches(keys))
    found.push(
      ...(await queries.query<KeyRow>(
        `select distinct k.sync, k.line, k.side, k.value, k.link
         from json_to_recordset($2::json) as x(sync text, line smallint, side text, value text)
         join key k on k.ws = $1 and k.sync = x.sync and k.line = x.line and k.side = x.side and k.value = x.value
         order by k.link, k.line, k.value`,
        [ws, JSON.stringify(batch)],
      )),
    )
  return found
}

export type SharedKey = {
  readonly link: number
  readonly side: SideName
  readonly other: number
  readonly otherSide: SideName
  readonly line: number
}

/** Pairs of different links that share a match key, best line first, then oldest link first. */
export const findShared = async (queries: Queries, ws: string, links: readonly number[]): Promise<readonly SharedKey[]> => {
  const found: SharedKey[] = []
  for (const batch of inBatches(links))
    found.push(
      ...(await queries.query<SharedKey>(
        `select k.link, k.side, o.link as other, o.side as "otherSide", k.line
         from key k join key o on o.ws = k.ws and o.sync = k.sync and o.line = k.line and o.value = k.value and o.link <> k.link
         where k.ws = $1 and k.link = any($2::bigint[]) order by k.link, k.line, o.link`,
        [ws, batch],
      )),
    )
  return found
}
