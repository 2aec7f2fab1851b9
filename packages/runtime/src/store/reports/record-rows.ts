/** Lists of records, as people look for them. */
import type { LinkState } from '../../model'
import type { RecordRow } from '../../reports'
import type { Queries } from '../database'
import { countProblems } from '../problems'

export type RecordQuery = { readonly text?: string; readonly state?: string; readonly limit?: number; readonly after?: string }

type Found = {
  readonly id: number
  readonly sync: string
  readonly state: LinkState
  readonly label: string
  readonly hObject: string | null
  readonly hId: string | null
  readonly sObject: string | null
  readonly sId: string | null
  readonly changedAt: number
}

const columns = `id, sync, state, label, h_object as "hObject", h_id as "hId", s_object as "sObject", s_id as "sId", changed_at as "changedAt"`

const toRow = (found: Found, errors: number): RecordRow => ({
  link: String(found.id),
  sync: found.sync,
  state: found.state,
  label: found.label,
  hubspot: found.hObject === null || found.hId === null ? null : { object: found.hObject, id: found.hId },
  salesforce: found.sObject === null || found.sId === null ? null : { object: found.sObject, id: found.sId },
  errors,
  lastChange: found.changedAt,
})

/** Which records a link holds, and what a person calls them. */
export type RecordName = { readonly id: number; readonly hId: string | null; readonly sId: string | null; readonly label: string }

/** Names of links by number, in no order. */
export const readNames = async (queries: Queries, ws: string, links: readonly number[]): Promise<readonly RecordName[]> =>
  queries.query<RecordName>('select id, h_id as "hId", s_id as "sId", label from link where ws = $1 and id = any($2::bigint[])', [
    ws,
    links,
  ])

/** One link as a row, by number. */
export const readRecordRow = async (queries: Queries, ws: string, link: number): Promise<RecordRow | null> => {
  const [found] = await queries.query<Found>(`select ${columns} from link where ws = $1 and id = $2`, [ws, link])
  return found === undefined ? null : toRow(found, (await countProblems(queries, ws, [link])).get(link) ?? 0)
}

/** Records by text (label or id) and state, oldest link first; `next` continues after the last one. */
export const readRecordRows = async (
  queries: Queries,
  ws: string,
  { text, state, limit = 100, after }: RecordQuery,
): Promise<{ readonly rows: readonly RecordRow[]; readonly next: string | null; readonly total: number }> => {
  const pattern = text === undefined || text.trim() === '' ? null : `%${text.trim().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const where = `ws = $1 and ($2::text is null or label ilike $2 or h_id ilike $2 or s_id ilike $2) and ($3::text is null or state = $3
    or ($3 = 'error' and exists (select 1 from error e where e.ws = link.ws and e.link = link.id and e.state = 'open')))`
  const [count] = await queries.query<{ n: number }>(`select count(*) as n from link where ${where}`, [ws, pattern, state ?? null])
  const from = after !== undefined && /^\d+$/.test(after) ? Number(after) : 0
  const found = await queries.query<Found>(`select ${columns} from link where ${where} and id > $4 order by id limit $5`, [
    ws,
    pattern,
    state ?? null,
    from,
    limit + 1,
  ])
  const errors = await countProblems(
    queries,
    ws,
    found.map((row) => row.id),
  )
  const rows = found.slice(0, limit).map((row) => toRow(row, errors.get(row.id) ?? 0))
  return { rows, next: found.length > limit ? (rows.at(-1)?.link ?? null) : null, total: count?.n ?? 0 }
}

/** The links that a person may mean: `hubspot:contact:101`, `salesforce:Lead:00Q...`, a label such as an email, or a link's own id; live ones first. */
export const findRecord = async (queries: Queries, ws: string, name: string): Promise<number | null> => {
  if (/^\d{1,15}$/.test(name.trim())) {
    const [link] = await queries.query<{ id: number }>('select id from link where ws = $1 and id = $2', [ws, Number(name)])
    if (link !== undefined) return link.id
  }
  const parts = /^(hubspot|salesforce):([^:]+):(.+)$/.exec(name.trim())
  const [found] =
    parts === null
      ? await queries.query<{ id: number }>(
          `select l.id from link l where l.ws = $1 and (lower(l.label) = lower($2) or exists (select 1 from key k where k.ws = l.ws and k.link = l.id and k.value = lower($2)))
           order by (l.state = 'dead'), (l.h_id is null or l.s_id is null), l.id limit 1`,
          [ws, name.trim()],
        )
      : await queries.query<{ id: number }>(
          parts[1] === 'hubspot'
            ? `select id from link where ws = $1 and h_object = $2 and h_id = $3 order by (state = 'dead'), id limit 1`
            : `select id from link where ws = $1 and s_object = $2 and (s_id = $3 or left(s_id, 15) = $3) order by (state = 'dead'), id limit 1`,
          [ws, parts[2] ?? '', parts[3] ?? ''],
        )
  return found?.id ?? null
}
