/** The count audit: whether the store knows every change that the service's index shows by now, and a look at those it missed. */
import type { Stretch } from '../connectors/connector'
import type { Instant, SideName } from '../model'
import { lanes } from '../store/lanes'
import { checkStop, commit, type Run, tell } from './run-state'
import { storePage } from './store-page'

const minute = 60_000
/** Each change is audited three times: when it is this old, and at most as old again. */
const ages: readonly number[] = [10 * minute, 60 * minute, 24 * 60 * minute]

/** Objects with stamps of their own: synced ones, and those that the policy reads through associations. */
const objectsOf = (run: Run): readonly string[] => [
  ...new Set(
    run.policy.watches.flatMap((watch) => [
      watch.sync,
      ...watch.hubspot.associations.filter((association) => association.properties.length > 0).map((association) => association.to),
    ]),
  ),
]

/** Records whose newest stamp in the index is newer than what the store holds of them. */
const missedOf = async (run: Run, rows: ReadonlyMap<string, Instant>): Promise<readonly string[]> => {
  const syncs = run.policy.syncs.map((sync) => sync.id)
  const held = await run.store.readStamps(syncs, [...rows.keys()])
  return [...rows].filter(([id, at]) => at > (held.get(id) ?? 0)).map(([id]) => id)
}

const auditStretch = async (run: Run, side: SideName, object: string, stretch: Stretch): Promise<void> => {
  const connector = run.connectors[side]
  const { watches } = run.policy
  if (connector.stamps === undefined) return
  const first = await connector.stamps(watches, object, stretch, false)
  const isAllTold = first.rows.size >= first.total
  // Many rows are counted first, so that a large change that was read whole costs no second reading.
  if (!isAllTold && (await run.store.countStamps(object, stretch)) === first.total) return
  const { rows } = isAllTold ? first : await connector.stamps(watches, object, stretch, true)
  const missed = await missedOf(run, rows)
  if (missed.length === 0) return
  tell(run, 'capture', `reading ${missed.length} ${object} records that the index showed too late`, 0, missed.length)
  const found = await connector.read(
    watches,
    missed.map((id) => ({ object, id })),
    { purpose: 'audit' },
  )
  const look = { object, snapshots: found.snapshots, edges: found.edges, gone: found.gone, closed: found.closed }
  await storePage(run, side, look, { lane: lanes.live, isInventory: false, coveredAt: 0 })
}

const auditObject = async (run: Run, side: SideName, object: string): Promise<void> => {
  const name = `audit:${object}`
  const stored = await run.store.readSweep(side, name)
  const now = run.connectors[side].now()
  const upTo = Object.fromEntries(
    ages.map((age) => {
      const told = stored?.memory[String(age)]
      return [String(age), typeof told === 'number' ? told : now]
    }),
  )
  let isChanged = stored === null
  for (const age of ages) {
    const from = upTo[String(age)] ?? now
    const to = now - age
    if (to - from < age) continue
    checkStop(run)
    await auditStretch(run, side, object, { from, to })
    upTo[String(age)] = to
    isChanged = true
  }
  if (isChanged) await commit(run, (store) => store.writeSweep(side, name, upTo, now))
}

/**
 * Looks at stretches of HubSpot's stamps that came of age: a change that its index showed only after its window was read would be missed
 * for ever. One call a stretch where nothing was missed. Salesforce's reads do not lag behind its writes.
 */
export const auditWhereDue = async (run: Run, side: SideName): Promise<void> => {
  if (run.connectors[side].stamps === undefined) return
  const closed = run.sight.closedObjects(side)
  for (const object of objectsOf(run)) if (!closed.includes(object)) await auditObject(run, side, object)
}
