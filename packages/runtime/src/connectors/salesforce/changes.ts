/** Changes since the cursors: one composite call with a query per object, later pages by locator. */
import type { Watch } from '@lockstep/dsl'
import { LockstepError } from '../../errors'
import type { Instant } from '../../model'
import type { Closed, Cursor, Edge, LookAround, Page } from '../connector'
import { instant, record, text } from '../reply'
import { askTargets, type CaptureOptions } from './ask'
import { type Position, readPosition, windowOf, writePosition } from './cursor'
import { isLostLocator, nextRows, queriesPerCall, querySub, type Rows, readRows, runComposite, type Sub } from './query'
import { readRoleSets, roleEdges } from './roles'
import { toSnapshot } from './snapshot'
import { roleObject, selectOf, type Target, targetsOf } from './targets'

const minute = 60_000
/** `/updated` looks back thirty days at most. */
const lookBack = 29 * 24 * 60 * minute
/** Behind the service's time, where `/updated` cannot tell how long transactions run. */
const caution = 2 * minute

/** Everything stamped since the cursors, deleted and merged rows too, oldest first within an object. Without a cursor an object starts now. */
export async function* readChanges(
  options: CaptureOptions,
  watches: readonly Watch[],
  cursors: Readonly<Record<string, Cursor>>,
  { without = [] }: LookAround = {},
): AsyncGenerator<Page> {
  const targets = targetsOf(watches).filter((target) => !without.includes(target.object))
  for (let start = 0; start < targets.length; start += queriesPerCall) {
    yield* readGroup(options, targets.slice(start, start + queriesPerCall), cursors)
  }
}

type Window = {
  readonly target: Target
  readonly position: Position & { readonly since: Instant }
  readonly first: Rows
  readonly covered: Instant
}

async function* readGroup(
  options: CaptureOptions,
  targets: readonly Target[],
  cursors: Readonly<Record<string, Cursor>>,
): AsyncGenerator<Page> {
  const { exchange } = options
  const now = exchange.now()
  const wanted = targets.map((target) => {
    const position = readPosition(cursors[target.object])
    return { target, position: { ...position, since: position.since ?? now } }
  })
  // What is covered is asked before the rows, so that a row that commits in between is in the rows or behind `covered`.
  const positions = new Map(wanted.map(({ target, position }) => [target.object, position]))
  const positionOf = (target: Target): Window['position'] => positions.get(target.object) ?? { since: now }
  const { answers, bodies } = await askTargets(
    options,
    targets,
    (target) => selectOf(target) + windowOf(positionOf(target)),
    true,
    wanted.map(({ target, position }) => updatedSub(target.object, position.since, now)),
  )
  const readAt = exchange.now()
  const windows: Window[] = answers.flatMap((answer) => {
    if ('closed' in answer) return []
    const { target, rows } = answer
    const position = positionOf(target)
    const told = bodies.get(`u${target.object}`)
    const covered = coveredBy(told, now, readAt)
    return [{ target, position, first: rows, covered: Math.max(position.since, Math.min(covered, position.covered ?? covered)) }]
  })
  for (const answer of answers) if ('closed' in answer) yield closedPage(answer.closed, cursors[answer.target.object])
  for (const window of windows) yield* readWindow(options, window, readAt)
}

/** A page of an object that may not be read: nothing of it is known, and its cursor stays. */
export function closedPage(closed: Closed, cursor: Cursor | undefined): Page {
  return { object: closed.object, snapshots: [], edges: [], gone: [], cursor: cursor ?? {}, closed: [closed] }
}

async function* readWindow(options: CaptureOptions, window: Window, readAt: Instant): AsyncGenerator<Page> {
  const { target, covered } = window
  let rows = window.first
  while (true) {
    const last = rows.rows.at(-1)
    const isEnd = rows.next === undefined
    const after = last === undefined ? undefined : record(last, 'records[]')
    const position: Position =
      isEnd || after === undefined
        ? { since: covered }
        : {
            since: window.position.since,
            covered,
            after: { at: instant(after['SystemModstamp'], 'SystemModstamp'), id: text(after['Id'], 'Id') },
          }
    yield await toPage(options, target, rows, writePosition(position), readAt)
    if (rows.next === undefined) return
    try {
      rows = await nextRows(options.exchange, rows.next, 'read')
    } catch (error) {
      if (!(error instanceof LockstepError) || !isLostLocator(error.vendor?.code)) throw error
      const soql = selectOf(target) + windowOf({ since: window.position.since, ...position })
      const name = `q${target.object}`
      rows = readRows((await runComposite(options.exchange, options.version, [querySub(name, soql, true)], 'read')).get(name))
    }
  }
}

async function toPage(options: CaptureOptions, target: Target, rows: Rows, cursor: Cursor, readAt: Instant): Promise<Page> {
  const page = { object: target.object, gone: [], cursor, total: rows.total }
  if (target.object !== roleObject) {
    return { ...page, snapshots: rows.rows.map((row) => toSnapshot(row, target, readAt)), edges: [] }
  }
  return { ...page, snapshots: [], ...(await readRoleChanges(options, rows.rows)) }
}

/** New roles are edges as they are; where one was changed or deleted, the whole set of its opportunity is read again. */
async function readRoleChanges(
  options: CaptureOptions,
  rows: readonly unknown[],
): Promise<{ readonly edges: readonly Edge[]; readonly replaces?: Page['replaces'] }> {
  const changed = new Set<string>()
  for (const given of rows) {
    const row = record(given, 'records[]')
    const isNew = row['IsDeleted'] !== true && row['CreatedDate'] === row['SystemModstamp']
    if (!isNew) changed.add(text(row['OpportunityId'], 'OpportunityId'))
  }
  const added = roleEdges(rows).filter((edge) => !changed.has(edge.from))
  if (changed.size === 0) return { edges: added }
  const sets = await readRoleSets(options.exchange, options.version, [...changed])
  return { edges: [...added, ...sets], replaces: [...changed].map((from) => ({ kind: 'role', from })) }
}

/** Until when all changes are in the rows: what `/updated` says, if it does not look ahead of the service's time. */
export function coveredBy(told: unknown, before: Instant, readAt: Instant): Instant {
  if (told === undefined) return Math.min(before, readAt) - caution
  const covered = instant(record(told, 'updated')['latestDateCovered'], 'latestDateCovered')
  return covered <= readAt ? covered : Math.min(before, readAt)
}

/** `/updated` ignores seconds: the window is widened to whole minutes, its end one minute ahead. */
export function updatedSub(object: string, since: Instant, now: Instant): Sub {
  const end = Math.ceil((now + 1) / minute) * minute
  const start = Math.max(Math.min(Math.floor(since / minute) * minute, end - 2 * minute), end - lookBack)
  const moment = (at: Instant) => encodeURIComponent(`${new Date(at).toISOString().slice(0, 19)}+00:00`)
  return { name: `u${object}`, path: `/sobjects/${object}/updated/?start=${moment(start)}&end=${moment(end)}` }
}
