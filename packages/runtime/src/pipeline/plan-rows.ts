/** Step 4: plan a batch of links, fetch what the plan wants, plan those again. */
import type { Link, Problem, SideName, Want } from '../model'
import type { PlanResult } from '../planner/contract'
import { lanes } from '../store/lanes'
import type { LinkRow } from '../store/links'
import { spotOf } from '../store/problems'
import { assemble, type ColleagueStages } from './assemble'
import { restsOnSetup } from './kept-setup'
import { lookAgain } from './look-again'
import { planApart } from './plan-apart'
import type { Planned } from './planned'
import { searchReplacements } from './replacements'
import { type Run, sides } from './run-state'
import { type Look, storePage } from './store-page'
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

/** A successor that is gone itself gets no link of its own, so what was read of it is kept for those who wait for it. */
const noteEnds = (run: Run, side: SideName, { object, snapshots, gone }: Pick<Look, 'object' | 'snapshots' | 'gone'>): void => {
  for (const snapshot of snapshots) if (snapshot.deleted === true) run.ends.set(`${side} ${snapshot.id}`, snapshot)
  const now = run.connectors[side].now()
  for (const { id } of gone) run.ends.set(`${side} ${id}`, { side, object, id, values: {}, at: 0, readAt: now, hidden: true })
}

const heldBy = (link: Link): readonly string[] => link.candidates.flatMap(({ linkedTo }) => linkedTo ?? [])

/** The holders of match keys that stop other records are read by id, once a run, beside the card that says that they are linked already. */
const readHolders = async (run: Run, planned: readonly Planned[]): Promise<void> => {
  const sideOf = new Map<string, SideName>()
  for (const { link, row, problems } of planned)
    if (problems.some((problem) => problem.code === 'already-linked'))
      for (const holder of heldBy(link)) sideOf.set(holder, row.hubspot === null ? 'salesforce' : 'hubspot')
  if (sideOf.size === 0) return
  const holders = await run.store.readLinks([...sideOf.keys()].map(Number))
  const refs = holders.flatMap((holder) => {
    const side = sideOf.get(String(holder.id))
    const snapshot = side === undefined ? null : holder[side]
    return snapshot === null || snapshot.deleted === true ? [] : [{ side: snapshot.side, object: snapshot.object, id: snapshot.id }]
  })
  const unread = refs.filter(({ side, id }) => !run.holdersRead.has(`${side} ${id}`))
  for (const { side, id } of unread) run.holdersRead.add(`${side} ${id}`)
  await lookAgain(run, unread, 'guard')
}

/** Reads histories, successors and replacements that the planner wants, and stores them. */
const fetchWants = async (run: Run, all: readonly Want[]): Promise<void> => {
  const wants = all.filter((want) => want.replacements !== true)
  const lost = all.filter((want) => want.replacements === true).map((want) => Number(want.link))
  if (lost.length > 0) await searchReplacements(run, lost)
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
          closed: found.closed,
        }
        await storePage(run, side, look, { lane: lanes.live, isInventory: false, coveredAt: 0 })
        if (!withHistory) noteEnds(run, side, look)
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
const planAsKnown = async (run: Run, rows: readonly LinkRow[], colleagues: ColleagueStages): Promise<readonly Planned[]> => {
  const planned = new Map<number, Planned>()
  let pending = rows
  for (let round = 0; round <= rounds && pending.length > 0; round += 1) {
    const links = await assemble(run, run.store, pending, colleagues)
    const result: PlanResult = planApart(run.plan)(run.context(), links, run.clock.now())
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
  const all = rows.flatMap((row) => planned.get(row.id) ?? [])
  await readHolders(run, all)
  return all
}

/** Plans that refuse a value which other people, options or rights would let pass, and did not refuse the same value before. */
const newlyRefused = async (run: Run, planned: readonly Planned[]): Promise<readonly Planned[]> => {
  const refused = planned.filter(({ problems }) => problems.some(({ code }) => restsOnSetup(code)))
  if (refused.length === 0) return []
  const nameOf = (link: number, problem: Problem): string => JSON.stringify([link, spotOf(problem), problem.value ?? null])
  const stored = await run.store.readProblems({ links: refused.map(({ row }) => row.id) })
  const known = new Set(stored.map(({ link, problem }) => nameOf(link, problem)))
  return refused.filter(({ row, problems }) => problems.some((each) => restsOnSetup(each.code) && !known.has(nameOf(row.id, each))))
}

/**
 * Plans these links. Before a value is refused for the first time because of what set-up knows, that is asked anew, once a run, and the
 * refused links are planned again: the person or the option may have been added since.
 */
export const planRows = async (run: Run, rows: readonly LinkRow[], colleagues: ColleagueStages): Promise<readonly Planned[]> => {
  const planned = await planAsKnown(run, rows, colleagues)
  const refused = await newlyRefused(run, planned)
  if (refused.length === 0 || !(await run.renewSetup())) return planned
  const again = await planAsKnown(
    run,
    refused.map(({ row }) => row),
    colleagues,
  )
  const renewed = new Map(again.map((each) => [each.row.id, each]))
  return planned.map((each) => renewed.get(each.row.id) ?? each)
}
