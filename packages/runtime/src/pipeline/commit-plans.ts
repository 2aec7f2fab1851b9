/** Step 6: what the plan decided without a write is committed, matches are attached, and the rest goes on as pending. */
import type { Intent, LinkUpdate } from '../model'
import { lanes } from '../store/lanes'
import type { Settled } from './claims'
import { attach, Pending, settled } from './pending'
import type { Planned } from './planned'
import { writeKeys } from './record'
import { commit, type Run, sides } from './run-state'
import { leavesInclude } from './tally'

const unchanged = (planned: Planned): LinkUpdate => ({
  link: String(planned.row.id),
  state: planned.row.state,
  base: {},
  ...(planned.row.cause === null ? {} : { cause: planned.row.cause }),
})

const count = (run: Run, planned: Planned, after: Pending): void => {
  const { tally } = run
  if (planned.update?.attach !== undefined) tally.linked += 1
  if (after.row.state === 'waiting' || planned.decisions.some((decision) => decision.kind === 'wait')) tally.waiting += 1
  if (planned.intents.length > 0) return
  // Conflicts are counted where a link's plan is finished: an unsent plan is made again.
  tally.conflicts += planned.decisions.filter((decision) => decision.kind === 'conflict').length
  for (const side of sides) {
    const snapshot = planned.row[side]
    if (snapshot !== null) tally.countUnchanged(side, snapshot.object)
  }
}

/**
 * Commits one batch (500 links at most) in one transaction. Returns the links that have intents; their rows stay dirty until the outcome
 * is known, so that a crash before it loses nothing. Matches are attached at once: a refused write does not undo them.
 */
export const commitPlans = async (run: Run, { planned, absorbed, lost }: Settled): Promise<readonly Pending[]> => {
  const all = planned.map((each) => {
    const pending = new Pending(
      each.row,
      { update: each.update ?? unchanged(each), decisions: each.decisions, problems: each.problems },
      each.intents,
    )
    pending.row = attach(pending.row, pending.planned.update)
    return { each, pending }
  })
  const quiet = all.filter(({ each }) => each.intents.length === 0)
  const busy = all.filter(({ each }) => each.intents.length > 0)
  for (const { pending } of quiet) pending.row = settled(pending)
  for (const { each, pending } of all) count(run, each, pending)
  const attached = all.filter(({ each }) => each.update?.attach !== undefined)
  const rows = [...quiet, ...attached.filter(({ each }) => each.intents.length > 0)].map(({ pending }) => pending.row)
  const rekeyed = all.filter(
    ({ each, pending }) => each.update?.attach !== undefined || (pending.row.state === 'dead') !== (each.row.state === 'dead'),
  )
  const pausing = planned.filter((each) => !each.row.approved && leavesInclude(each))
  for (const { row } of pausing) run.tally.countHeld(row.sync, { pauses: 1 })
  const now = run.clock.now()
  await commit(run, async (store) => {
    if (pausing.length > 0) await store.writeRunCounts(run.id, run.tally.holds)
    await store.absorbLinks(absorbed)
    await store.writeLinks([...rows, ...lost.map((row) => ({ ...row, lane: lanes.retry }))])
    await writeKeys(
      run,
      store,
      rekeyed.map(({ pending }) => pending.row),
    )
    await store.writeJournal(
      quiet.map(({ each }) => ({ link: each.row.id, run: run.id, at: now, entries: { decisions: each.decisions, written: [] } })),
    )
    await store.replaceProblems(
      quiet.map(({ each }) => each.row.id),
      quiet.flatMap(({ each }) => each.problems),
      now,
    )
  })
  await run.probe('committed')
  return busy.map(({ pending }) => pending)
}

/** Mappings that the other intents of a link carry, told to each call's outbox row. */
export const mappingsElsewhere = (intents: readonly Intent[], inCall: ReadonlySet<string>): readonly string[] =>
  intents
    .filter((intent) => !inCall.has(intent.key))
    .flatMap((intent) => Object.values(intent.fields).flatMap((field) => field.mapping ?? []))
