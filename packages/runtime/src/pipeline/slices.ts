/** Steps 4, 6 and 7 for all dirty links: slices of at most 10,000 writes, and three follow-up passes for what the writes made possible. */
import type { Intent, Snapshot } from '../model'
import type { DirtyPosition } from '../store/links'
import type { ColleagueStages } from './assemble'
import { capture } from './capture'
import { settleClaims } from './claims'
import { commitPlans } from './commit-plans'
import { learnFilled } from './filled'
import { fingerprintOf } from './fingerprint'
import { HoldCount, stopBeyondHolds, stopCounted } from './hold'
import { adoptExisting, lookAgain } from './look-again'
import type { Pending } from './pending'
import { atStart, dirtyBatches } from './plan-dirty'
import { planRows } from './plan-rows'
import type { Planned } from './planned'
import { type Run, sides, tell } from './run-state'
import { freshMilliseconds, send } from './send'
import { settle } from './settle'
import { wakeHolders } from './unique-values'

const sliceSize = 10_000
const followUps = 3
/** Up to this many HubSpot updates are looked at again by id before they are written: one call. */
const recheckLimit = 100

export type SliceOptions = {
  readonly colleagues: ColleagueStages
  /** A saved plan: only these links, and only while their fingerprints hold. */
  readonly only?: ReadonlyMap<number, string>
}

type Slice = {
  readonly pendings: readonly Pending[]
  readonly intents: readonly Intent[]
  readonly end: DirtyPosition | null
  readonly links: number
}

const linksOf = ({ only }: SliceOptions): readonly number[] | undefined => (only === undefined ? undefined : [...only.keys()])

/** The slice without what belongs to syncs that were stopped; those links stay dirty. */
const withoutStopped = (run: Run, slice: Slice): Slice => {
  if (run.stopped.size === 0) return slice
  const pendings = slice.pendings.filter(({ row }) => !run.stopped.has(row.sync))
  const kept = new Set(pendings.map(({ row }) => String(row.id)))
  return { ...slice, pendings, intents: slice.intents.filter((intent) => kept.has(intent.link)) }
}

const gather = async (run: Run, from: DirtyPosition, options: SliceOptions, isFirstPass: boolean): Promise<Slice> => {
  const pendings: Pending[] = []
  const intents: Intent[] = []
  let links = 0
  let end: DirtyPosition | null = null
  const ids = linksOf(options)
  const count = new HoldCount()
  const isExpected = (planned: Planned): boolean =>
    !isFirstPass || options.only === undefined || options.only.get(planned.row.id) === fingerprintOf(planned)
  for await (const batch of dirtyBatches(run, from, ids)) {
    end = batch.end
    links += batch.rows.length
    const rows = batch.rows.filter((row) => !run.stopped.has(row.sync))
    const planned = (await planRows(run, rows, options.colleagues)).filter(isExpected)
    for (const each of planned) count.add(each)
    if (await stopCounted(run, count, options.colleagues, ids)) continue
    const settled = await settleClaims(run, planned)
    const busy = await commitPlans(run, settled)
    count.commitPauses()
    pendings.push(...busy)
    const open = new Set(busy.map((pending) => String(pending.row.id)))
    intents.push(...settled.planned.flatMap((each) => each.intents.filter((intent) => open.has(intent.link))))
    tell(run, 'plan', 'planning', links, null)
    if (intents.length >= sliceSize) break
  }
  return withoutStopped(run, { pendings, intents, end, links })
}

const stateOf = (snapshot: Snapshot | null): string =>
  JSON.stringify([snapshot?.values, snapshot?.unread, snapshot?.deleted === true, snapshot?.mergedInto])

/** Drops what changed on HubSpot since it was captured; those links are dirty again and planned in the next pass. */
const recheck = async (run: Run, slice: Slice, options: SliceOptions): Promise<Slice> => {
  const updates = slice.intents.filter((intent) => intent.side === 'hubspot' && intent.action === 'update' && intent.id !== undefined)
  if (updates.length === 0 || updates.length > recheckLimit) return slice
  await lookAgain(
    run,
    updates.flatMap((intent) => (intent.id === undefined ? [] : [{ side: intent.side, object: intent.object, id: intent.id }])),
  )
  run.tally.countRecheck('hubspot')
  const now = new Map(
    (await run.store.readLinks([...new Set(updates.map((intent) => Number(intent.link)))])).map((row) => [String(row.id), row]),
  )
  const moved = new Set(
    slice.pendings
      .filter(({ row }) => {
        const fresh = now.get(String(row.id))
        return fresh !== undefined && stateOf(fresh.hubspot) !== stateOf(row.hubspot)
      })
      .map(({ row }) => String(row.id)),
  )
  if (moved.size === 0) return slice
  await stopBeyondHolds(run, options.colleagues, linksOf(options))
  return withoutStopped(run, {
    ...slice,
    pendings: slice.pendings.filter(({ row }) => !moved.has(String(row.id))),
    intents: slice.intents.filter((intent) => !moved.has(intent.link)),
  })
}

/** Captures both sides in the middle of a run; what is seen by it counts before anything more is written. */
const lookAtAll = async (run: Run, options: SliceOptions): Promise<void> => {
  await capture(run, 'all')
  await stopBeyondHolds(run, options.colleagues, linksOf(options))
}

const isStaleLook = (run: Run): boolean => sides.some((side) => run.clock.now() - run.looked[side] > freshMilliseconds)

const countWritten = (run: Run): number => {
  const { created, updated, deleted } = run.tally.written()
  return created + updated + deleted
}

/** Sends a slice. True when it stopped early because the look at the targets grew too old, and something was written before. */
const flush = async (run: Run, slice: Slice, options: SliceOptions): Promise<boolean> => {
  const before = countWritten(run)
  const sending = await send(run, slice.pendings, slice.intents)
  await learnFilled(run, sending.made)
  await lookAgain(run, sending.lookAgain)
  await adoptExisting(run, sending.existing)
  await wakeHolders(sending)
  const isOpen = run.busy.size > 0
  if (isOpen) await settle(run)
  if (isOpen || sending.lookAgain.length + sending.existing.length > 0) await stopBeyondHolds(run, options.colleagues, linksOf(options))
  return sending.isLate && countWritten(run) > before
}

/** Plans and writes until nothing is dirty or the passes are used up. What remains is dirty still, for the next run. */
export const runSlices = async (run: Run, options: SliceOptions): Promise<void> => {
  for (let pass = 0; pass <= followUps; pass += 1) {
    let position = atStart
    let seen = 0
    let hasWritten = false
    for (let looks = 0; ; ) {
      const slice = await gather(run, position, options, pass === 0)
      seen += slice.links
      if (slice.end === null) break
      if (slice.intents.length > 0 && options.only === undefined && isStaleLook(run) && looks === 0) {
        looks += 1
        await lookAtAll(run, options)
        continue
      }
      looks = 0
      const checked = await recheck(run, slice, options)
      if (checked.intents.length > 0) {
        hasWritten = true
        if (await flush(run, checked, options)) {
          if (options.only === undefined) await lookAtAll(run, options)
          continue
        }
      }
      await run.probe('slice')
      position = slice.end
    }
    if (seen === 0 || (!hasWritten && pass > 0)) return
    tell(run, 'plan', 'planning what the writes made possible', 0, null)
  }
}
