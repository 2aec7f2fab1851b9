/** Step 3: what changed on both sides since the cursors, HubSpot first, Salesforce last since its reads do not lag. */
import type { CompiledPolicy } from '@lockstep/dsl'
import type { Page } from '../connectors/connector'
import type { SideName } from '../model'
import { inventoryMark } from '../store/cursors'
import { lanes } from '../store/lanes'
import { auditWhereDue } from './audit'
import { compareSight } from './compare-sight'
import { checkStop, commit, type Run, sides, tell } from './run-state'
import { storePage } from './store-page'
import { sweepWhereDue } from './sweep'

const coverages = new WeakMap<CompiledPolicy['watches'], Readonly<Record<SideName, string>>>()

/** Names what an inventory covers; a policy that watches more needs another. */
export const coverageOf = (policy: CompiledPolicy, side: SideName): string => {
  const known = coverages.get(policy.watches)
  if (known !== undefined) return known[side]
  const of = (each: SideName): string =>
    JSON.stringify(policy.watches.map((watch) => ({ sync: watch.sync, watch: watch[each], opportunities: watch.opportunities })))
  const made = { hubspot: of('hubspot'), salesforce: of('salesforce') }
  coverages.set(policy.watches, made)
  return made[side]
}

type Mode = { readonly lane: number | null; readonly isInventory: boolean; readonly coveredAt: number }

const storeAll = async (run: Run, side: SideName, pages: AsyncIterable<Page>, mode: Mode): Promise<void> => {
  const phase = mode.isInventory ? 'inventory' : 'capture'
  const done: Record<string, number> = {}
  for await (const page of pages) {
    checkStop(run)
    await storePage(run, side, page, mode)
    await run.probe(`${phase}:page`)
    run.tally.countRead(side, page.object, page.snapshots.length)
    countAssociated(run, side, page)
    done[page.object] = (done[page.object] ?? 0) + page.snapshots.length
    if (page.snapshots.length > 0)
      tell(
        run,
        phase,
        `reading ${page.object} from ${side === 'hubspot' ? 'HubSpot' : 'Salesforce'}`,
        done[page.object] ?? 0,
        page.total ?? null,
      )
  }
}

const countAssociated = (run: Run, side: SideName, page: Page): void => {
  const uses = side === 'hubspot' && run.policy.watches.some((watch) => watch.sync === page.object && watch.hubspot.associations.length > 0)
  if (uses) run.tally.countAssociated(side, page.snapshots.length)
}

/** Every object that a look asks for, also where nothing changed: it costs a call. */
const countLook = (run: Run, side: SideName): void => {
  for (const watch of run.policy.watches) {
    const objects =
      side === 'hubspot'
        ? [
            watch.sync,
            ...watch.hubspot.associations.filter((association) => association.properties.length > 0).map((association) => association.to),
          ]
        : [...Object.keys(watch.salesforce), ...(watch.opportunities === undefined ? [] : ['Opportunity', 'OpportunityContactRole'])]
    for (const object of objects) run.tally.countRead(side, object, 0)
  }
}

const captureSide = async (run: Run, side: SideName, start: 'all' | 'now'): Promise<void> => {
  const connector = run.connectors[side]
  const { watches } = run.policy
  const stored = await run.store.readCursors(side)
  const covers = coverageOf(run.policy, side)
  const startedAt = connector.now()
  const startedHere = run.clock.now()
  countLook(run, side)
  let cursors = stored.cursors
  const around = () => ({ without: run.sight.closedObjects(side), lists: run.bindings })
  if (stored.covered !== null) {
    await storeAll(run, side, connector.changes(watches, cursors, around()), { lane: lanes.live, isInventory: false, coveredAt: stored.at })
    if (stored.covered !== covers) {
      await commit(run, (store) => store.clearCursors(side))
      cursors = {}
    }
  }
  if (stored.covered !== covers) {
    const lane = start === 'now' ? null : lanes.backfill
    await storeAll(run, side, connector.inventory(watches, cursors, around()), { lane, isInventory: true, coveredAt: stored.at })
    // An embedded database gathers no statistics by itself, and a loaded table without them is searched row by row.
    await run.store.gatherStatistics()
  }
  await sweepWhereDue(run, side, { coveredAt: stored.at, isNew: stored.covered === null })
  await auditWhereDue(run, side)
  await commit(run, (store) => store.writeCursor(side, inventoryMark, { covered: covers }, startedAt))
  run.coveredFrom[side] = startedHere
  run.looked[side] = run.clock.now()
}

/** Captures both sides into the store; every page is durable, with its cursor, before the next is read. */
export const capture = async (run: Run, start: 'all' | 'now'): Promise<void> => {
  for (const side of sides) await captureSide(run, side, start)
  await run.bindings.keep(run)
  await compareSight(run)
  await run.probe('captured')
}
