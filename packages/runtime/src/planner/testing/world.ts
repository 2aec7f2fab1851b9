/** Links and snapshots for the planner's tests. */
import type { CompiledPolicy, DynamicTables } from '@lockstep/dsl'
import type { Base, Edges, Link, Snapshot, Wire } from '../../model'
import type { PlanContext, PlanResult } from '../contract'
import { plan } from '../planner'

export const NO_TABLES: DynamicTables = {
  owners: { toSalesforce: new Map(), toHubspot: new Map() },
  ownersByEmail: { toSalesforce: new Map(), toHubspot: new Map() },
}

export type Values = Readonly<Record<string, Wire>>

const DAY = Date.UTC(2026, 0, 5)
/** An instant of the test's day, `at('09:30:15')`. */
export const at = (time: string): number => {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  return DAY + ((hours * 60 + minutes) * 60 + seconds) * 1000
}

export const NO_EDGES: Edges = { lists: [], related: {}, opportunities: [], colleagueStages: [] }

/** HubSpot contact 101, last changed at 10:00 and read at 10:05, unless told otherwise. */
export const contact = (values: Values, more: Partial<Snapshot> = {}): Snapshot => ({
  side: 'hubspot',
  object: 'contact',
  id: '101',
  values,
  at: at('10:00'),
  readAt: at('10:05'),
  ...more,
})

/** Salesforce lead 00Q1, last changed at 10:00 and read at 10:05, unless told otherwise. */
export const lead = (values: Values, more: Partial<Snapshot> = {}): Snapshot => ({
  side: 'salesforce',
  object: 'Lead',
  id: '00Q1',
  values,
  at: at('10:00'),
  readAt: at('10:05'),
  ...more,
})

/** A Salesforce contact, 0031. */
export const person = (values: Values, more: Partial<Snapshot> = {}): Snapshot => lead(values, { object: 'Contact', id: '0031', ...more })

export const opportunity = (id: string, values: Values, more: Partial<Snapshot> = {}): Snapshot =>
  lead(values, { object: 'Opportunity', id, ...more })

/** Link L1 of the sync `contact`, alone or linked by the records it is given. */
export const link = (more: Partial<Link>): Link => ({
  id: 'L1',
  sync: 'contact',
  state: more.hubspot !== undefined && more.salesforce !== undefined ? 'linked' : 'alone',
  base: {},
  candidates: [],
  rivals: [],
  edges: NO_EDGES,
  pins: [],
  generation: 0,
  since: at('00:00'),
  ...more,
})

export const contextOf = (policy: CompiledPolicy, more: Partial<PlanContext> = {}): PlanContext => ({
  policy,
  tables: NO_TABLES,
  portal: 'P',
  org: 'O',
  clockOffset: 0,
  deleteRulesSince: {},
  ...more,
})

/** Plans one link. */
export const planOne = (policy: CompiledPolicy, one: Link, more: Partial<PlanContext> = {}): PlanResult =>
  plan(contextOf(policy, more), [one], at('11:00'))

/** What a result says, in short: per intent its target, action and new values; codes of problems; kinds of decisions; the link. */
export const short = (result: PlanResult) => ({
  intents: result.intents.map((intent) => ({
    [`${intent.action} ${intent.object}${intent.id === undefined ? '' : ` ${intent.id}`}`]: Object.fromEntries(
      Object.entries(intent.fields).map(([name, { to }]) => [name, to]),
    ),
  })),
  decisions: result.decisions.map(({ kind, winner }) => (winner === undefined || winner === 'neither' ? kind : `${kind} ${winner}`)),
  problems: result.problems.map(({ kind, code }) => `${kind}: ${code}`),
  state: result.updates.map(({ state, cause }) => (cause === undefined ? state : `${state}: ${cause}`)),
  base: result.updates.map(({ base }) => base),
  wants: result.wants.map(({ id, history }) => `${id}: ${history.join(', ')}`),
})

/** Only the new values per target, for tables of rules. */
export const written = (result: PlanResult): Readonly<Record<string, Values>> =>
  Object.fromEntries(
    result.intents.map((intent) => [intent.side, Object.fromEntries(Object.entries(intent.fields).map(([name, { to }]) => [name, to]))]),
  )

export const pair = (h: Wire, s: Wire): Base => ({ h, s })
