/** Fingerprints of plans: what the planner read for a link and what it decided, so that a saved plan is applied exactly or refused. */
import { createHash } from 'node:crypto'
import type { Intent, Link, Snapshot } from '../model'
import type { Planned } from './planned'

const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => [name, canonical(each)]),
  )
}

/** Reading a record again does not change it. */
const timeless = (snapshot: Snapshot | undefined): unknown =>
  snapshot === undefined ? undefined : { ...snapshot, readAt: 0, at: 0, times: undefined }

const read = (link: Link): unknown => ({
  ...link,
  hubspot: timeless(link.hubspot),
  salesforce: timeless(link.salesforce),
  before: undefined,
  candidates: link.candidates.map((candidate) => ({ ...candidate, snapshot: timeless(candidate.snapshot) })),
  rivals: link.rivals.map(timeless),
  edges: {
    ...link.edges,
    related: Object.fromEntries(Object.entries(link.edges.related).map(([name, all]) => [name, all.map(timeless)])),
    opportunities: link.edges.opportunities.map(timeless),
  },
})

const decided = (intent: Intent): unknown => ({ ...intent, key: '', expectedAt: undefined })

/** SHA-256 (hex) of everything the planner read for the link and of every intent. */
export const fingerprintOf = (planned: Planned): string =>
  createHash('sha256')
    .update(JSON.stringify(canonical({ read: read(planned.link), intents: planned.intents.map(decided) })))
    .digest('hex')
