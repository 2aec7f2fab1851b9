/** Step 5: counts what a run would do before it does any of it, and stops where a hold of the policy is exceeded. */
import { type CompiledSync, HOLD_KINDS, type Hold } from '@lockstep/dsl'
import type { Instant } from '../model'
import type { PlanReport } from '../reports'
import { addCounts, type HoldCounts, noCounts } from '../store/runs'
import type { Planned } from './planned'
import { commit, type Run } from './run-state'
import { holdCountsOf } from './tally'

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

/** What one link's plan counts as. */
export const countPlanned = (planned: Planned): HoldCounts => planned.intents.map(holdCountsOf).reduce(addCounts, noCounts)

/** Whether the dirty links could exceed a hold at all; where not, planning everything beforehand is spared. */
export const mayExceed = async (run: Run): Promise<boolean> => {
  const recent = await run.store.countsSince(run.clock.now() - oneDay)
  for (const sync of run.policy.syncs) {
    if (sync.holds.length === 0) continue
    const { dirty, gone } = await run.store.countDirty(sync.id)
    const linked = await run.store.countLinked(sync.id)
    const past = recent[sync.id] ?? noCounts
    for (const hold of sync.holds) if (past[hold.what] + (hold.what === 'deletes' ? gone : dirty) > limitOf(hold, linked)) return true
  }
  return false
}

/** Counts plans as they are made; tells which holds they exceed, with the links concerned. */
export class HoldCount {
  private readonly counts = new Map<string, HoldCounts>()
  private readonly links = new Map<string, number[]>()

  add(planned: Planned): void {
    if (planned.row.approved) return
    const { sync } = planned.row
    const mine = countPlanned(planned)
    this.counts.set(sync, addCounts(this.counts.get(sync) ?? noCounts, mine))
    for (const what of HOLD_KINDS)
      if (mine[what] > 0) {
        const name = `${sync} ${what}`
        const known = this.links.get(name)
        if (known === undefined) this.links.set(name, [planned.row.id])
        else known.push(planned.row.id)
      }
  }

  async exceeded(run: Run, now: Instant): Promise<readonly { readonly item: HeldItem; readonly links: readonly number[] }[]> {
    const recent = await run.store.countsSince(now - oneDay)
    const found: { item: HeldItem; links: readonly number[] }[] = []
    for (const sync of run.policy.syncs) {
      const planned = this.counts.get(sync.id) ?? noCounts
      const past = recent[sync.id] ?? noCounts
      const linked = sync.holds.length === 0 ? 0 : await run.store.countLinked(sync.id)
      for (const hold of sync.holds) {
        if (planned[hold.what] === 0 || planned[hold.what] + past[hold.what] <= limitOf(hold, linked)) continue
        const item = {
          what: whatOf(sync, hold),
          count: planned[hold.what],
          limit: limitText(hold),
          rule: ruleText(run, sync, hold),
        }
        found.push({ item, links: this.links.get(`${sync.id} ${hold.what}`) ?? [] })
      }
    }
    return found
  }
}

const whatOf = (sync: CompiledSync, hold: Hold): string => `${hold.what} of ${sync.id}`

const ruleText = (run: Run, sync: CompiledSync, hold: Hold): string => {
  const rule = run.policy.rules[hold.rule ?? sync.rule]
  return rule === undefined ? 'default' : `${rule.file}:${rule.line}`
}

/** Sets links aside under this run's name until they are approved or change. */
export const holdLinks = async (run: Run, links: readonly number[], what: string): Promise<void> => {
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
