/** Step 5: counts what a run would do before it does any of it, and again after each look inside it; stops where a hold is exceeded. */
import { type CompiledSync, HOLD_KINDS, type Hold } from '@lockstep/dsl'
import type { PlanReport } from '../reports'
import type { DirtyCounts } from '../store/holds'
import { addCounts, type HoldCounts, noCounts } from '../store/runs'
import type { ColleagueStages } from './assemble'
import { planDirty } from './plan-dirty'
import type { Planned } from './planned'
import { commit, type Run, tell } from './run-state'
import { holdCountsOfPlan } from './tally'

const oneDay = 24 * 3_600_000
/** A percentage never means fewer records than this. */
const atLeast = 10

export type HeldItem = PlanReport['held'][number]

/** The most that one run, and 24 hours, may do; 100% switches a hold off. */
const limitOf = (hold: Hold, linked: number): number => {
  if (hold.count !== undefined) return hold.count
  return hold.percent === 100 ? Number.POSITIVE_INFINITY : Math.max(atLeast, ((hold.percent ?? 0) * linked) / 100)
}

const limitText = (hold: Hold): string => (hold.count !== undefined ? `${hold.count}` : `${hold.percent ?? 0}%`)

const hasInclude = (sync: CompiledSync): boolean =>
  [sync.fromHubspot, ...Object.values(sync.fromSalesforce)].some((from) => from?.include !== undefined)

/** The most that the dirty links could come to, without planning any of them. */
const bound = (sync: CompiledSync, { dirty, gone, linked }: DirtyCounts): HoldCounts => ({
  deletes: gone,
  creates: dirty,
  updates: dirty,
  clears: linked,
  pauses: hasInclude(sync) ? linked : 0,
})

/** What was done in 24 hours up to now, this run included however long it has been under way. */
const doneInDay = async (run: Run): Promise<Readonly<Record<string, HoldCounts>>> => {
  const from = run.clock.now() - oneDay
  const past = await run.store.countsSince(from)
  if (run.startedAt >= from) return past
  const syncs = new Set([...Object.keys(past), ...Object.keys(run.tally.holds)])
  return Object.fromEntries([...syncs].map((sync) => [sync, addCounts(past[sync] ?? noCounts, run.tally.holds[sync] ?? noCounts)]))
}

/** Whether the dirty links could exceed a hold at all; where not, planning everything beforehand is spared. */
export const mayExceed = async (run: Run): Promise<boolean> => {
  const recent = await doneInDay(run)
  for (const sync of run.policy.syncs) {
    if (sync.holds.length === 0 || run.stopped.has(sync.id)) continue
    const counts = await run.store.countDirty(sync.id)
    if (counts.dirty === 0) continue
    const most = bound(sync, counts)
    const linked = await run.store.countLinked(sync.id)
    const past = recent[sync.id] ?? noCounts
    for (const hold of sync.holds) if (most[hold.what] > 0 && past[hold.what] + most[hold.what] > limitOf(hold, linked)) return true
  }
  return false
}

export type Exceeded = { readonly item: HeldItem; readonly sync: string; readonly links: readonly number[] }

/** Counts plans as they are made; tells which holds they exceed, with the links concerned. */
export class HoldCount {
  private readonly counts = new Map<string, HoldCounts>()
  private readonly links = new Map<string, number[]>()
  private readonly linked = new Map<string, number>()

  private async countLinked(run: Run, sync: string): Promise<number> {
    const known = this.linked.get(sync) ?? (await run.store.countLinked(sync))
    this.linked.set(sync, known)
    return known
  }

  /** Pauses that were counted so far are committed, and count among what was done from now on. */
  commitPauses(): void {
    for (const [sync, counts] of this.counts) this.counts.set(sync, { ...counts, pauses: 0 })
    for (const name of [...this.links.keys()]) if (name.endsWith(' pauses')) this.links.delete(name)
  }

  add(planned: Planned): void {
    if (planned.row.approved) return
    const { sync } = planned.row
    const mine = holdCountsOfPlan(planned)
    this.counts.set(sync, addCounts(this.counts.get(sync) ?? noCounts, mine))
    for (const what of HOLD_KINDS)
      if (mine[what] > 0) {
        const name = `${sync} ${what}`
        const known = this.links.get(name)
        if (known === undefined) this.links.set(name, [planned.row.id])
        else known.push(planned.row.id)
      }
  }

  async exceeded(run: Run): Promise<readonly Exceeded[]> {
    const counted = run.policy.syncs.filter((sync) => {
      const planned = this.counts.get(sync.id)
      return planned !== undefined && sync.holds.some((hold) => planned[hold.what] > 0)
    })
    if (counted.length === 0) return []
    const recent = await doneInDay(run)
    const found: Exceeded[] = []
    for (const sync of counted) {
      const planned = this.counts.get(sync.id) ?? noCounts
      const past = recent[sync.id] ?? noCounts
      const linked = await this.countLinked(run, sync.id)
      for (const hold of sync.holds) {
        if (planned[hold.what] === 0 || planned[hold.what] + past[hold.what] <= limitOf(hold, linked)) continue
        const item = {
          what: whatOf(sync, hold),
          count: planned[hold.what],
          limit: limitText(hold),
          rule: ruleText(run, sync, hold),
        }
        found.push({ item, sync: sync.id, links: this.links.get(`${sync.id} ${hold.what}`) ?? [] })
      }
    }
    return found
  }
}

/** Counts what this run would still write, and holds back what exceeds a limit; `only` keeps to those links. */
export const holdBack = async (run: Run, colleagues: ColleagueStages, only?: readonly number[]): Promise<readonly Exceeded[]> => {
  if (!(await mayExceed(run))) return []
  tell(run, 'plan', 'counting what this run would do, before it does any of it', 0, null)
  const count = new HoldCount()
  await planDirty(
    run,
    colleagues,
    (planned) => {
      if (!run.stopped.has(planned.row.sync)) count.add(planned)
    },
    only,
  )
  const exceeded = await count.exceeded(run)
  for (const { item, links } of exceeded) await holdLinks(run, links, item.what)
  return exceeded
}

/** Nothing more of these syncs is written in this run; where nothing was written yet, nothing is at all. */
const stop = (run: Run, exceeded: readonly Exceeded[]): void => {
  if (exceeded.length === 0) return
  const { created, updated, deleted } = run.tally.written()
  const syncs = created + updated + deleted === 0 ? run.policy.syncs.map((sync) => sync.id) : exceeded.map(({ sync }) => sync)
  for (const sync of syncs) run.stopped.add(sync)
}

/** As `holdBack`, after a look inside a run: nothing more of the syncs concerned is written in it. */
export const stopBeyondHolds = async (run: Run, colleagues: ColleagueStages, only?: readonly number[]): Promise<void> => {
  stop(run, await holdBack(run, colleagues, only))
}

/** Stops where the plans about to be carried out exceed a hold: all that is dirty is counted and held with them. True where it stopped. */
export const stopCounted = async (run: Run, count: HoldCount, colleagues: ColleagueStages, only?: readonly number[]): Promise<boolean> => {
  const exceeded = await count.exceeded(run)
  if (exceeded.length === 0) return false
  const all = await holdBack(run, colleagues, only)
  const missed = exceeded.filter(({ item }) => !all.some((each) => each.item.what === item.what))
  for (const { item, links } of missed) await holdLinks(run, links, item.what)
  stop(run, [...all, ...missed])
  return true
}

const whatOf = (sync: CompiledSync, hold: Hold): string => `${hold.what} of ${sync.id}`

const ruleText = (run: Run, sync: CompiledSync, hold: Hold): string => {
  const rule = run.policy.rules[hold.rule ?? sync.rule]
  return rule === undefined ? 'default' : `${rule.file}:${rule.line}`
}

/** Sets links aside under this run's name until they are approved or change. */
const holdLinks = async (run: Run, links: readonly number[], what: string): Promise<void> => {
  await commit(run, (store) => store.writeHold(links, run.id, what))
}

/** What earlier runs set aside and nobody approved yet, by run and reason. */
export const standingHolds = async (run: Run): Promise<readonly HeldItem[]> => {
  const rows = await run.store.readHolds()
  const rules = new Map(run.policy.syncs.flatMap((sync) => sync.holds.map((hold) => [whatOf(sync, hold), { sync, hold }] as const)))
  return rows.map(({ run: heldBy, what, count }) => {
    const found = rules.get(what)
    const told =
      found === undefined ? { limit: '', rule: 'default' } : { limit: limitText(found.hold), rule: ruleText(run, found.sync, found.hold) }
    return { what, count, ...told, run: heldBy }
  })
}

/** Lets what a run held go on: exactly the links that have not changed since. Returns how many. */
export const approve = (run: Run, held: string): Promise<number> => commit(run, (store) => store.approveHold(held))
