/** A link whose intents are on their way, and what its row becomes as their outcomes arrive. */
import type { Base, Instant, Intent, LinkUpdate, Problem, SideName, Snapshot, Wire } from '../model'
import { isIdName } from '../planner/record'
import type { PlannedLink } from '../store/calls'
import { lanes } from '../store/lanes'
import type { LinkRow } from '../store/links'
import { labelFor } from './label'
import { countSwings } from './swings'

/** How one intent ended. */
export type Done = {
  readonly intent: Intent
  readonly id: string
  readonly values: Readonly<Record<string, Wire>>
  readonly at: Instant
  /** `values` were read later than they were written: by then a person or an automation may have changed them. */
  readonly isReadBack: boolean
}

export class Pending {
  /** Keys of intents without an outcome. */
  readonly open: Set<string>
  readonly done: Intent[] = []
  readonly problems: Problem[]
  /** Mappings whose value did not arrive. */
  readonly failed: Set<string>
  /** A create or delete did not happen, so what was planned on top of it does not hold. */
  isBroken = false
  /** To be planned again in this run: lock, lost reply, changed target. */
  isUnsettled = false

  constructor(
    public row: LinkRow,
    readonly planned: PlannedLink,
    intents: readonly Intent[],
    elsewhere: readonly string[] = [],
  ) {
    this.open = new Set(intents.map((intent) => intent.key))
    this.problems = [...planned.problems]
    this.failed = new Set(elsewhere)
  }

  /** The intent did not happen. */
  fail(intent: Intent): void {
    this.open.delete(intent.key)
    for (const field of Object.values(intent.fields)) if (field.mapping !== undefined) this.failed.add(field.mapping)
    if (intent.action !== 'update') this.isBroken = true
  }

  /** When the last outcome came, local time. */
  finishedAt: Instant = 0

  /** A record that was created here, as it was sent, where its system is known to hold more by now, or may. */
  asSent: Snapshot | undefined
  /** An outcome was learnt by reading the record: what else the read showed is still to be planned. */
  isReadBack = false

  finish(done: Done, now: Instant): void {
    this.finishedAt = now
    this.open.delete(done.intent.key)
    this.isReadBack ||= done.isReadBack
    if (done.intent.action === 'create' && (done.isReadBack || isFilled(done)))
      this.asSent = snapshotAfter(null, { ...done, values: {} }, now)
    this.done.push(done.intent.id === undefined ? { ...done.intent, id: done.id } : done.intent)
    this.row = withDone(this.row, done, this.planned.update, now)
  }
}

const written = (intent: Intent): Record<string, Wire> =>
  Object.fromEntries(Object.entries(intent.fields).map(([name, field]) => [name, field.to]))

const snapshotAfter = (old: Snapshot | null, done: Done, now: Instant): Snapshot => {
  const { intent } = done
  if (intent.action === 'create' || old === null)
    return {
      side: intent.side,
      object: intent.object,
      id: done.id,
      values: { ...written(intent), ...done.values },
      at: done.at,
      createdAt: done.at,
      readAt: now,
    }
  if (intent.action === 'delete') return { ...old, deleted: true, at: Math.max(old.at, done.at) }
  return { ...old, id: done.id, values: { ...old.values, ...written(intent), ...done.values }, at: Math.max(old.at, done.at) }
}

/** Whether the new record holds a value that it was not sent: a default, or what an automation put there. */
const isFilled = ({ intent, values }: Done): boolean =>
  Object.entries(values).some(
    ([name, value]) => value !== null && !isIdName(intent.side, name) && (intent.fields[name]?.to ?? null) === null,
  )

const noBase = (row: LinkRow, update: LinkUpdate): Record<string, Base> =>
  Object.fromEntries(Object.keys(update.base).map((mapping) => [mapping, row.base[mapping] ?? 'none']))

/** The link's own record as the service holds it now. A record beside the link (a company that is raised) leaves the row as it is. */
const withDone = (row: LinkRow, done: Done, update: LinkUpdate, now: Instant): LinkRow => {
  const { side } = done.intent
  const old = row[side]
  if (done.intent.action !== 'create' && old?.id !== done.intent.id) return row
  const snapshot = snapshotAfter(old, done, now)
  const wrote = side === 'hubspot' ? 'hWrote' : 'sWrote'
  const next: LinkRow = { ...row, [side]: snapshot, [wrote]: Math.max(row[wrote], done.at), changedAt: now }
  if (done.intent.action !== 'create') return next
  return {
    ...next,
    state: row.state === 'alone' || row.state === 'dead' ? 'linked' : row.state,
    cause: null,
    base: { ...row.base, ...noBase(row, update) },
    // From here on it is known what the new record held before its system filled in anything by itself.
    fresh: false,
  }
}

const mergedBase = (pending: Pending): Record<string, Base> => {
  const { row, planned, failed } = pending
  const base: Record<string, Base> = { ...row.base }
  for (const [mapping, pair] of Object.entries(planned.update.base)) {
    if (failed.has(mapping)) {
      // What was tried and failed must be tried again, also where the mapping is new to the link.
      if (base[mapping] === undefined && pair !== null && !mapping.startsWith('lifecycle:')) base[mapping] = 'none'
      continue
    }
    if (pair === null) delete base[mapping]
    else base[mapping] = pair
  }
  return base
}

/** What was known of the record that the attached one takes the place of says nothing about it. */
const withoutOld = (row: LinkRow, attached: NonNullable<LinkUpdate['attach']>): LinkRow => {
  const isMoved = (side: SideName): boolean => attached[side] !== undefined && row[side] !== null && row[side].id !== attached[side].id
  return {
    ...row,
    ...(isMoved('hubspot') ? { beforeH: null, hWrote: 0 } : {}),
    ...(isMoved('salesforce') ? { beforeS: null, sWrote: 0 } : {}),
    gone: isMoved('hubspot') || isMoved('salesforce') ? Object.values(attached).some((each) => each.deleted === true) : row.gone,
  }
}

/** Attaches what the plan matched: the row as a link whose mappings have not met yet, or met with another record. */
export const attach = (row: LinkRow, update: LinkUpdate): LinkRow => {
  if (update.attach === undefined) return row
  const next = {
    ...withoutOld(row, update.attach),
    hubspot: update.attach.hubspot ?? row.hubspot,
    salesforce: update.attach.salesforce ?? row.salesforce,
  }
  const unmet = Object.fromEntries((update.unmet ?? []).map((mapping) => [mapping, 'none' as const]))
  return {
    ...next,
    state: 'linked',
    cause: null,
    base: { ...row.base, ...noBase(row, update), ...unmet },
    label: labelFor(next.hubspot, next.salesforce),
  }
}

/**
 * Whether the link is planned once more with the records of this plan as `before`. A second look that meets problems is the last one: the
 * row came to it from the lane of retries. Where a value failed that had a base, `before` is still needed to judge its time.
 */
const isDueAgain = ({ planned, isBroken, isUnsettled, problems, failed, row }: Pending): boolean => {
  if (planned.update.again !== true || isBroken || isUnsettled) return false
  if (problems.length === 0 && failed.size === 0) return true
  return row.lane !== lanes.retry && [...failed].every((mapping) => (row.base[mapping] ?? 'none') === 'none')
}

/**
 * The row once every intent has its outcome. What failed keeps its old base; a link with open ends stays dirty, one with a problem keeps
 * its `before`, so that the next try sees the same change.
 */
export const settled = (pending: Pending): LinkRow => withNews(withOutcomes(pending), pending)

/**
 * What a new record was filled with, or what was found when it was read back, is a change like any other: planned next, with the records
 * as they were before it.
 */
const withNews = (row: LinkRow, { asSent, isReadBack, row: { beforeH, beforeS } }: Pending): LinkRow => {
  if (asSent === undefined && !isReadBack) return row
  const next = { ...row, lane: row.lane === null || row.lane === lanes.asleep ? lanes.live : row.lane, beforeH, beforeS }
  return asSent === undefined ? next : { ...next, [asSent.side === 'hubspot' ? 'beforeH' : 'beforeS']: asSent }
}

const withOutcomes = (pending: Pending): LinkRow => {
  const { row, planned, isBroken, isUnsettled, problems, failed } = pending
  const { update } = planned
  const included = { ...row.included, ...update.included }
  const isClean = !isUnsettled && problems.length === 0 && failed.size === 0 && update.state !== 'waiting'
  const looksAgain = isDueAgain(pending)
  const quiet = update.asleep === true ? lanes.asleep : null
  const lane = isUnsettled ? lanes.retry : !looksAgain ? quiet : problems.length === 0 ? lanes.live : lanes.retry
  const open: LinkRow = { ...row, included, lane, hold: null, holdWhat: null, approved: false }
  if (isBroken) return open
  const next: LinkRow = {
    ...open,
    state: update.state,
    cause: update.cause ?? null,
    base: countSwings(pending, row.base, mergedBase(pending)),
    generation: update.generation ?? row.generation,
  }
  if (looksAgain) return { ...next, fresh: false, beforeH: null, beforeS: null }
  if (!isClean) return next
  return { ...next, fresh: false, beforeH: null, beforeS: null, gone: false }
}
