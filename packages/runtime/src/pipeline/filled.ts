/** What a system filled in by itself in records just created: stored as if a poll had shown it, so that the next pass plans what follows. */
import type { Made } from '../connectors/connector'
import type { Intent, SideName, Wire } from '../model'
import { isIdName } from '../planner/record'
import { lanes } from '../store/lanes'
import { type Run, sides } from './run-state'
import { storePage } from './store-page'

/** What the read-back asks about a create: a blank that was sent is filled like one that was not. */
export const madeBy = (intent: Intent, id: string): Made => ({
  object: intent.object,
  id,
  sent: Object.entries(intent.fields).flatMap(([name, field]) => (field.to === null ? [] : [name])),
})

/** Of the values that a reply tells, those that were written or that the policy reads. A reply may tell much more. */
export const toldValues = (run: Run, intent: Intent, values: Readonly<Record<string, Wire>>): Readonly<Record<string, Wire>> => {
  const read = new Set(
    run.policy.watches.flatMap((watch) =>
      intent.side === 'salesforce'
        ? (watch.salesforce[intent.object]?.fields ?? [])
        : watch.sync === intent.object
          ? watch.hubspot.properties
          : [],
    ),
  )
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => name in intent.fields || (read.has(name) && !isIdName(intent.side, name))),
  )
}

/**
 * Reads back, where replies do not tell, what was filled in by itself. Killed before it, the next poll shows the same: the creates lie
 * behind no cursor.
 */
export const learnFilled = async (run: Run, made: Readonly<Record<SideName, readonly Made[]>>): Promise<void> => {
  for (const side of sides) {
    const connector = run.connectors[side]
    if (connector.filled === undefined || made[side].length === 0) continue
    const snapshots = await connector.filled(run.policy.watches, made[side])
    await run.probe('filled')
    for (const object of new Set(snapshots.map((snapshot) => snapshot.object))) {
      const look = { object, snapshots: snapshots.filter((snapshot) => snapshot.object === object), edges: [], gone: [] }
      await storePage(run, side, look, { lane: lanes.live, isInventory: false, coveredAt: 0 })
    }
  }
}
