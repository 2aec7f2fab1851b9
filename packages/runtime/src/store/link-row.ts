/** A row of the `link` table as the engine sees it, and how it is read: one text for a whole batch, which the drivers take apart fastest. */
import type { Base, LinkState, SideName, Snapshot } from '../model'
import type { Parameter, Queries } from './database'
import { fromJsonText } from './storable'

/** One link as stored. Snapshots and base are parsed; everything is replaced, never changed in place. */
export type LinkRow = {
  readonly id: number
  readonly sync: string
  readonly state: LinkState
  readonly cause: string | null
  readonly lane: number | null
  readonly hubspot: Snapshot | null
  readonly salesforce: Snapshot | null
  readonly beforeH: Snapshot | null
  readonly beforeS: Snapshot | null
  readonly base: Readonly<Record<string, Base>>
  readonly included: { readonly hubspot?: boolean; readonly salesforce?: boolean }
  readonly pins: readonly string[]
  readonly generation: number
  readonly since: number
  readonly fresh: boolean
  readonly gone: boolean
  readonly hWrote: number
  readonly sWrote: number
  readonly hold: string | null
  readonly holdWhat: string | null
  readonly approved: boolean
  readonly label: string
  readonly changedAt: number
}

/** A row in transit, its parts in the order of `array`. */
type Stored = readonly [
  id: LinkRow['id'],
  sync: LinkRow['sync'],
  state: LinkRow['state'],
  cause: LinkRow['cause'],
  lane: LinkRow['lane'],
  hubspot: LinkRow['hubspot'],
  salesforce: LinkRow['salesforce'],
  beforeH: LinkRow['beforeH'],
  beforeS: LinkRow['beforeS'],
  base: LinkRow['base'],
  included: LinkRow['included'],
  pins: LinkRow['pins'],
  generation: LinkRow['generation'],
  since: LinkRow['since'],
  fresh: LinkRow['fresh'],
  gone: LinkRow['gone'],
  hWrote: LinkRow['hWrote'],
  sWrote: LinkRow['sWrote'],
  hold: LinkRow['hold'],
  holdWhat: LinkRow['holdWhat'],
  approved: LinkRow['approved'],
  label: LinkRow['label'],
  changedAt: LinkRow['changedAt'],
]
const array = `json_build_array(l.id, l.sync, l.state, l.cause, (select d.lane from dirty d where d.ws = l.ws and d.link = l.id), l.hubspot::json,
  l.salesforce::json, l.before_h::json, l.before_s::json, l.base::json, l.included::json, l.pins::json,
  l.generation, l.since, l.fresh, l.gone, l.h_wrote, l.s_wrote,
  l.hold, l.hold_what, l.approved, l.label, l.changed_at)`

/** The large parts, which are written again only when they are other ones than were read. */
export type LargePart = (typeof largeParts)[number]
const largeParts = ['hubspot', 'salesforce', 'beforeH', 'beforeS', 'base'] as const

/** The link that a snapshot or base was read from, and as which part. */
const origins = new WeakMap<object, { readonly link: number; readonly part: LargePart }>()

/** Whether this part of the row is the very one that was read from it. */
export const isAsRead = (row: LinkRow, part: LargePart): boolean => {
  const value = row[part]
  const origin = value === null ? undefined : origins.get(value)
  return origin !== undefined && origin.link === row.id && origin.part === part
}

const toRow = (stored: Stored): LinkRow => {
  const [
    id,
    sync,
    state,
    cause,
    lane,
    hubspot,
    salesforce,
    beforeH,
    beforeS,
    base,
    included,
    pins,
    generation,
    since,
    fresh,
    gone,
    hWrote,
    sWrote,
    hold,
    holdWhat,
    approved,
    label,
    changedAt,
  ] = stored
  const row: LinkRow = {
    id,
    sync,
    state,
    cause,
    lane,
    hubspot,
    salesforce,
    beforeH,
    beforeS,
    base,
    included,
    pins,
    generation,
    since,
    fresh,
    gone,
    hWrote,
    sWrote,
    hold,
    holdWhat,
    approved,
    label,
    changedAt,
  }
  for (const part of largeParts) {
    const value = row[part]
    if (value !== null) origins.set(value, { link: id, part })
  }
  return row
}

/** Rows of a `select` over whole rows of `link`, in its order. */
export const selectLinks = async (queries: Queries, from: string, parameters: readonly Parameter[]): Promise<readonly LinkRow[]> => {
  const [all] = await queries.query<{ rows: string | null }>(`select json_agg(${array})::text as rows from (${from}) l`, parameters)
  const rows: readonly Stored[] = fromJsonText(all?.rows ?? '[]')
  return rows.map(toRow)
}

/** The column of a side's record id. */
export const idColumn = (side: SideName): string => (side === 'hubspot' ? 'h_id' : 's_id')
