/** Turns link rows into what the planner reads: with candidates, rivals and the records around them. */
import type { CompiledSync } from '@lockstep/dsl'
import type { Edge } from '../connectors/connector'
import type { Candidate, Edges, Link, SideName, Snapshot } from '../model'
import { rightsOf } from '../planner/contract'
import type { LinkRow } from '../store/links'
import type { Store } from '../store/store'
import { findReplacements } from './replacements'
import { otherSide, type Run, sides } from './run-state'
import { shown } from './shown'
import { listsObject } from './sight'

const noEdges: Edges = { lists: [], related: {}, opportunities: [], colleagueStages: [] }

const only = (row: LinkRow): SideName | null =>
  row.hubspot !== null && row.salesforce === null ? 'hubspot' : row.salesforce !== null && row.hubspot === null ? 'salesforce' : null

const isLive = (snapshot: Snapshot | null): snapshot is Snapshot =>
  snapshot !== null && snapshot.deleted !== true && snapshot.hidden !== true

type Matches = { readonly candidates: ReadonlyMap<number, readonly Candidate[]>; readonly rivals: ReadonlyMap<number, readonly Snapshot[]> }

const push = <Key, Item>(map: Map<Key, Item[]>, id: Key, item: Item): void => {
  const items = map.get(id)
  if (items === undefined) map.set(id, [item])
  else items.push(item)
}

/** Records that share a match key with links that are alone: of the other side candidates, of the same side rivals. */
const findMatches = async (run: Run, store: Store, rows: readonly LinkRow[]): Promise<Matches> => {
  const lonely = new Map(rows.filter((row) => only(row) !== null && row.state !== 'dead').map((row) => [row.id, row]))
  const shared = await store.findShared([...lonely.keys()])
  const others = new Map((await store.readLinks([...new Set(shared.map((pair) => pair.other))])).map((row) => [row.id, row]))
  const candidates = new Map<number, Candidate[]>()
  const rivals = new Map<number, Snapshot[]>()
  const met = new Set<string>()
  const nameOf = (snapshot: Snapshot): string => `${snapshot.side} ${snapshot.object} ${snapshot.id}`
  const held = new Set(
    [...others.values(), ...lonely.values()].flatMap((row) =>
      row.state === 'dead' ? [] : sides.flatMap((side) => (row[side] === null ? [] : [nameOf(row[side])])),
    ),
  )
  for (const pair of shared) {
    const other = others.get(pair.other)
    const row = lonely.get(pair.link)
    const snapshot = other?.[pair.otherSide] ?? null
    const name = `${pair.link} ${pair.other} ${pair.otherSide}`
    if (row === undefined || other === undefined || !isLive(snapshot) || met.has(name)) continue
    // A record of a dead link is free, unless a live link holds it by now.
    if (other.state === 'dead' && (pair.otherSide === pair.side || held.has(nameOf(snapshot)))) continue
    if (other.state === 'dead') held.add(nameOf(snapshot))
    met.add(name)
    const isAlone = only(other) !== null || other.state === 'dead'
    if (pair.otherSide === pair.side) {
      if (isAlone) push(rivals, row.id, shown(run.sight.rights, snapshot))
    } else {
      const sync = run.policy.syncs.find((each) => each.id === row.sync)
      push(candidates, row.id, {
        snapshot: shown(run.sight.rights, snapshot),
        match: sync?.match[pair.line]?.rule ?? '',
        ...(isAlone ? {} : { linkedTo: String(other.id) }),
      })
    }
  }
  return { candidates, rivals }
}

/** The record that a merged or converted one became, where the store knows it. */
const findSuccessors = async (run: Run, store: Store, rows: readonly LinkRow[]): Promise<ReadonlyMap<number, readonly Candidate[]>> => {
  const found = new Map<number, Candidate[]>()
  for (const sync of run.policy.syncs)
    for (const side of sides) {
      const moved = new Map<string, number[]>()
      for (const row of rows) {
        const to = row.sync === sync.id ? (row[side]?.mergedInto ?? row[side]?.convertedTo) : undefined
        if (to !== undefined) moved.set(to, [...(moved.get(to) ?? []), row.id])
      }
      if (moved.size === 0) continue
      const known = await store.findLinks(sync.id, side, [...moved.keys()])
      for (const [id, links] of moved) {
        const end = known.has(id) ? undefined : run.ends.get(`${side} ${id}`)
        if (end !== undefined) for (const link of links) push(found, link, { snapshot: end, match: '' })
      }
      for (const [id, other] of known) {
        const snapshot = other[side]
        if (snapshot === null) continue
        for (const link of moved.get(id) ?? []) {
          if (link === other.id) continue
          const isTaken = other.state !== 'dead' && other[otherSide(side)] !== null
          push(found, link, { snapshot: shown(run.sight.rights, snapshot), match: '', ...(isTaken ? { linkedTo: String(other.id) } : {}) })
        }
      }
    }
  return found
}

const groupBy = (edges: readonly Edge[], end: 'from' | 'to'): ReadonlyMap<string, readonly Edge[]> => {
  const groups = new Map<string, Edge[]>()
  for (const edge of edges) {
    const known = groups.get(edge[end])
    if (known === undefined) groups.set(edge[end], [edge])
    else known.push(edge)
  }
  return groups
}

/** Contact roles lead from the opportunity to the contact. */
const roleKind = 'role'

/** Opportunities of these Salesforce contacts, by contact; `unseen` are contacts with a role on one that was never read. */
export const findOpportunities = async (
  run: Run,
  store: Store,
  contacts: readonly string[],
): Promise<{ readonly opportunities: ReadonlyMap<string, readonly Snapshot[]>; readonly unseen: ReadonlySet<string> }> => {
  const roles = (await store.readEdges('salesforce', contacts, 'to')).filter((edge) => edge.kind === roleKind)
  const opportunities = await store.readSeen('salesforce', [...new Set(roles.map((edge) => edge.from))])
  const found = new Map<string, Snapshot[]>()
  const unseen = new Set<string>()
  for (const role of roles) {
    const snapshot = opportunities.get(role.from)
    if (snapshot === undefined) unseen.add(role.to)
    else if (isLive(snapshot)) push(found, role.to, shown(run.sight.rights, snapshot))
  }
  return { opportunities: found, unseen }
}

/** How a relation is called by policies: `contact>company` and `Contact>Account` by their far end. */
const relationOf = (kind: string): string | null => {
  const at = kind.indexOf('>')
  return at < 0 ? null : kind.slice(at + 1)
}

const usesEdges = (run: Run, sync: CompiledSync): boolean => {
  const watch = run.policy.watches.find((each) => each.sync === sync.id)
  if (watch === undefined) return false
  const lookups = Object.values(watch.salesforce).some((object) => object.related.length > 0)
  return watch.hubspot.lists.length > 0 || watch.hubspot.associations.length > 0 || watch.opportunities !== undefined || lookups
}

/** Associated objects whose properties the policy reads: one that is reached and was never read is not known. */
const watchedRelations = (run: Run): ReadonlySet<string> =>
  new Set(
    run.policy.watches.flatMap((watch) => watch.hubspot.associations.flatMap(({ to, properties }) => (properties.length > 0 ? [to] : []))),
  )

const listsRead = (run: Run): readonly string[] => [...new Set(run.policy.watches.flatMap((watch) => watch.hubspot.lists))]

/** Relations of which nothing can be read, since their object is closed to the connected user. */
const closedRelations = ({ sight: { rights } }: Run): readonly string[] => {
  const isClosed = (side: SideName, object: string): boolean => rightsOf(rights, side, object).isClosed === true
  const associated = Object.keys(rights.hubspot).filter((object) => isClosed('hubspot', object))
  const isRoleClosed = isClosed('salesforce', 'Opportunity') || isClosed('salesforce', 'OpportunityContactRole')
  return [...associated, ...(isRoleClosed ? ['Opportunity'] : [])]
}

/** Colleague stages need the planner's own ranking; the pipeline is given it. */
export type ColleagueStages = (
  run: Run,
  store: Store,
  companies: ReadonlyMap<number, string>,
) => Promise<{
  readonly stages: ReadonlyMap<number, readonly string[]>
  /** Links whose colleagues' opportunities are not all read. */
  readonly unread: ReadonlySet<number>
}>

const findEdges = async (run: Run, store: Store, rows: readonly LinkRow[]): Promise<ReadonlyMap<number, Edges>> => {
  const using = new Set(run.policy.syncs.filter((sync) => usesEdges(run, sync)).map((sync) => sync.id))
  const concerned = rows.filter((row) => using.has(row.sync))
  const result = new Map<number, Edges>()
  if (concerned.length === 0) return result
  const idsOf = (side: SideName): readonly string[] => concerned.flatMap((row) => (row[side] === null ? [] : [row[side].id]))
  const hubspot = groupBy(await store.readEdges('hubspot', idsOf('hubspot'), 'from'), 'from')
  const salesforce = groupBy(await store.readEdges('salesforce', idsOf('salesforce'), 'from'), 'from')
  const { opportunities, unseen } = await findOpportunities(run, store, idsOf('salesforce'))
  const closed = closedRelations(run)
  const watched = watchedRelations(run)
  const areListsClosed = rightsOf(run.sight.rights, 'hubspot', listsObject).isClosed === true
  const unreadLists = areListsClosed ? listsRead(run) : run.bindings.unread
  const reached = (groups: ReadonlyMap<string, readonly Edge[]>): readonly string[] => [
    ...new Set([...groups.values()].flatMap((edges) => edges.filter((edge) => !edge.kind.startsWith('list:')).map((edge) => edge.to))),
  ]
  const records = {
    hubspot: await store.readSeen('hubspot', reached(hubspot)),
    salesforce: await store.readSeen('salesforce', reached(salesforce)),
  }
  for (const row of concerned) {
    const related: Record<string, Snapshot[]> = {}
    const lists: string[] = []
    const unread = new Set(closed)
    if (unseen.has(row.salesforce?.id ?? '')) unread.add('Opportunity')
    for (const side of sides) {
      const edges = (side === 'hubspot' ? hubspot : salesforce).get(row[side]?.id ?? '') ?? []
      for (const edge of edges) {
        if (edge.kind.startsWith('list:')) {
          lists.push(edge.kind.slice('list:'.length))
          continue
        }
        const snapshot = records[side].get(edge.to)
        const relation = relationOf(edge.kind)
        if (snapshot === undefined && relation !== null && watched.has(relation)) unread.add(relation)
        if (snapshot === undefined || snapshot.deleted === true) continue
        if (relation !== null) related[relation] = [...(related[relation] ?? []), shown(run.sight.rights, snapshot)]
      }
    }
    result.set(row.id, {
      lists,
      related,
      opportunities: opportunities.get(row.salesforce?.id ?? '') ?? [],
      colleagueStages: [],
      ...(unread.size === 0 ? {} : { unreadRelations: [...unread] }),
      ...(unreadLists.length === 0 ? {} : { unreadLists }),
    })
  }
  return result
}

const before = (run: Run, row: LinkRow): Link['before'] => {
  if (row.fresh) return undefined
  const hubspot = row.beforeH ?? row.hubspot
  const salesforce = row.beforeS ?? row.salesforce
  return {
    ...(hubspot === null ? {} : { hubspot: shown(run.sight.rights, hubspot) }),
    ...(salesforce === null ? {} : { salesforce: shown(run.sight.rights, salesforce) }),
  }
}

/** Links as the planner reads them, in the order of the rows. */
export const assemble = async (run: Run, store: Store, rows: readonly LinkRow[], colleagues: ColleagueStages): Promise<readonly Link[]> => {
  const { candidates, rivals } = await findMatches(run, store, rows)
  const successors = await findSuccessors(run, store, rows)
  const lost = await findReplacements(run, store, rows)
  const edges = await findEdges(run, store, rows)
  const companies = new Map(
    rows.flatMap((row) => {
      const company = edges.get(row.id)?.related['company']?.[0]
      return company === undefined ? [] : [[row.id, company.id] as const]
    }),
  )
  const { stages, unread } = await colleagues(run, store, companies)
  return rows.map((row) => {
    const past = before(run, row)
    const around = edges.get(row.id) ?? noEdges
    const replaced = lost.get(row.id)
    const unreadRelations = [...(around.unreadRelations ?? []), ...(unread.has(row.id) ? ['colleagues'] : [])]
    return {
      id: String(row.id),
      sync: row.sync,
      state: row.state,
      ...(row.hubspot === null ? {} : { hubspot: shown(run.sight.rights, row.hubspot) }),
      ...(row.salesforce === null ? {} : { salesforce: shown(run.sight.rights, row.salesforce) }),
      ...(past === undefined ? {} : { before: past }),
      base: row.base,
      candidates: [...(successors.get(row.id) ?? []), ...(candidates.get(row.id) ?? [])],
      rivals: rivals.get(row.id) ?? [],
      ...(replaced === undefined
        ? {}
        : { replacements: replaced.replacements.map((each) => ({ ...each, snapshot: shown(run.sight.rights, each.snapshot) })) }),
      ...(replaced?.isUnsearched === true ? { isUnsearched: true as const } : {}),
      edges: {
        ...around,
        colleagueStages: stages.get(row.id) ?? [],
        ...(unreadRelations.length === 0 ? {} : { unreadRelations }),
      },
      pins: row.pins,
      generation: row.generation,
      ...(row.cause === null ? {} : { cause: row.cause }),
      since: row.since,
      included: row.included,
    }
  })
}
