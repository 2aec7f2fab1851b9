/** Step 4: plan a batch of links, fetch what the plan wants, plan those again. */
import type { Want } from '../model'
import type { PlanResult } from '../planner/contract'
import { lanes } from '../store/lanes'
import type { LinkRow } from '../store/links'
import { assemble, type ColleagueStages } from './assemble'
import type { Planned } from './planned'
import { type Run, sides } from './run-state'
import { storePage } from './store-page'
import { stopSwings } from './swings'

const group = <Item extends { readonly link: string }>(items: readonly Item[]): ReadonlyMap<string, Item[]> => {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const known = groups.get(item.link)
    if (known === undefined) groups.set(item.link, [item])
    else known.push(item)
  }
  return groups
}

/** Reads histories and successors that the planner wants, and stores them. */
const fetchWants = async (run: Run, wants: readonly Want[]): Promise<void> => {
  for (const side of sides) {
    const mine = wants.filter((want) => want.side === side)
    for (const withHistory of [true, false]) {
      const some = mine.filter((want) => want.history.length > 0 === withHistory)
      if (some.length === 0) continue
      const refs = [...new Map(some.map((want) => [`${want.object} ${want.id}`, { object: want.object, id: want.id }])).values()]
      const history = [...new Set(some.flatMap((want) => want.history))]
      const found = await run.connectors[side].read(run.policy.watches, refs, { purpose: 'read', ...(withHistory ? { history } : {}) })
      if (withHistory) run.tally.countHistory(side, refs.length)
      for (const object of new Set(refs.map((ref) => ref.object))) {
        const ids = new Set(refs.filter((ref) => ref.object === object).map((ref) => ref.id))
        const look = {
          object,
          snapshots: found.snapshots.filter((snapshot) => snapshot.object === object),
          edges: [],
          gone: found.gone.filter((gone) => ids.has(gone.id)),
        }
        await storePage(run, side, look, { lane: lanes.live, isInventory: false, coveredAt: 0 })
      }
    }
  }
}

/** Where the service told no time of a wanted property, the record's own stamp stands in. */
const withTimes = (row: LinkRow, wants: readonly Want[]): LinkRow => {
  let next = row
  for (const want of wants) {
    const snapshot = next[want.side]
    if (snapshot === null || snapshot.id !== want.id) continue
    const missing = want.history.filter((name) => snapshot.times?.[name] === undefined).map((name) => [name, snapshot.at] as const)
    if (missing.length > 0) next = { ...next, [want.side]: { ...snapshot, times: { ...snapshot.times, ...Object.fromEntries(missing) } } }
  }
  return next
}

const rounds = 3

/** Plans these links, up to three rounds where reads are wanted; links that still want something stay as they are. */
export const planRows = async (run: Run, rows: readonly LinkRow[], colleagues: ColleagueStages): Promise<readonly Planned[]> => {
  const planned = new Map<number, Planned>()
  let pending = rows
  for (let round = 0; round <= rounds && pending.length > 0; round += 1) {
    const links = await assemble(run, run.store, pending, colleagues)
    const result: PlanResult = run.plan(run.context(), links, run.clock.now())
    const wants = group(result.wants)
    const updates = new Map(result.updates.map((update) => [update.link, update]))
    const intents = group(result.intents)
    const decisions = group(result.decisions)
    const problems = group(result.problems)
    pending.forEach((row, at) => {
      const link = links[at]
      const id = String(row.id)
      if (link === undefined || wants.has(id)) return
      const one: Planned = {
        row,
        link,
        update: updates.get(id),
        intents: intents.get(id) ?? [],
        decisions: decisions.get(id) ?? [],
        problems: problems.get(id) ?? [],
      }
      planned.set(row.id, stopSwings(one, run.clock.now()))
    })
    if (wants.size === 0) break
    if (round === rounds) break
    await fetchWants(run, result.wants)
    const again = await run.store.readLinks([...wants.keys()].map(Number))
    pending = again.map((row) => withTimes(row, wants.get(String(row.id)) ?? []))
  }
  return rows.flatMap((row) => planned.get(row.id) ?? [])
}
