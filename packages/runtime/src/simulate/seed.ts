/** The store as it stands before a test begins: both sides captured up to then, and the given pairs linked with today's values agreed. */
import { type CompiledMapping, type CompiledSync, compileExpr, textOfValue } from '@lockstep/dsl'
import type { Base, Edges, SideName, Snapshot, Wire } from '../model'
import { newRow } from '../pipeline/after-look'
import { coverageOf } from '../pipeline/capture'
import { labelFor } from '../pipeline/label'
import { keyRows } from '../pipeline/match-key'
import { environmentOf } from '../planner/environment'
import { inventoryMark } from '../store/cursors'
import type { World } from './world'

const sides: readonly SideName[] = ['hubspot', 'salesforce']
const noEdges: Edges = { lists: [], related: {}, opportunities: [], colleagueStages: [] }

type Pair = { readonly hubspot: Snapshot; readonly salesforce: Snapshot }

const endValue = (mapping: CompiledMapping, side: SideName, pair: Pair): Wire => {
  const end = side === 'hubspot' ? mapping.hubspot : mapping.salesforce[pair.salesforce.object]
  const record = pair[side]
  if (end !== undefined) return record.values[end.name] ?? (end.name === 'Id' || end.name === 'hs_object_id' ? record.id : null)
  if (mapping.conversion.kind !== 'expression') return null
  return textOfValue(compileExpr(mapping.conversion.expr)(environmentOf({ ...pair, edges: noEdges, isLinked: true })))
}

const baseOf = (sync: CompiledSync, pair: Pair): Record<string, Base> =>
  Object.fromEntries(
    sync.mappings
      .filter((mapping) => mapping.kind !== 'off' && !mapping.once && mapping.objects.includes(pair.salesforce.object))
      .map((mapping) => [mapping.id, { h: endValue(mapping, 'hubspot', pair), s: endValue(mapping, 'salesforce', pair) }]),
  )

const snapshotOf = async (world: World, side: SideName, id: string): Promise<Snapshot> => {
  const { object } = world.crms[side].get(id)
  const { snapshots } = await world.connectors[side].read(world.setting.policy.watches, [{ object, id }], { purpose: 'setup' })
  const [snapshot] = snapshots
  if (snapshot === undefined) throw new Error('a given record vanished; please report this')
  return snapshot
}

/** Links a pair of given records. A pair whose objects no `sync` joins is refused by the checker, so it is passed over here. */
export const linkPair = async (world: World, hubspotId: string, salesforceId: string): Promise<void> => {
  const pair: Pair = {
    hubspot: await snapshotOf(world, 'hubspot', hubspotId),
    salesforce: await snapshotOf(world, 'salesforce', salesforceId),
  }
  const sync = world.setting.policy.syncs.find(
    (each) => each.hubspot.object === pair.hubspot.object && each.salesforce.includes(pair.salesforce.object),
  )
  if (sync === undefined) return
  const { store, clock } = world
  const [number = 0] = await store.nextNumbers(1)
  await store.writeLinks([
    {
      ...newRow(number, sync, 'hubspot', pair.hubspot, null, clock.now()),
      state: 'linked',
      salesforce: pair.salesforce,
      base: baseOf(sync, pair),
      label: labelFor(pair.hubspot, pair.salesforce),
    },
  ])
  for (const side of sides) await store.replaceKeys(side, [number], keyRows(sync, side, number, pair[side]))
}

/**
 * What a live installation would have noted by now: that both sides were captured, so that runs go by changes and see deletes as they
 * happen, and when each object was swept. Relations among the given records are known, as they are no news.
 */
export const seedProgress = async (world: World): Promise<void> => {
  const { store, clock, setting } = world
  const now = clock.now()
  for (const side of sides) {
    await store.writeCursor(side, inventoryMark, { covered: coverageOf(setting.policy, side) }, now)
    for (const sync of setting.policy.syncs)
      for (const object of side === 'hubspot' ? [sync.hubspot.object] : sync.salesforce) await store.writeSweep(side, object, {}, now)
    await store.applyEdges(
      side,
      [
        ...world.crms[side].edges.map(({ kind, from, to, rank }) => ({ kind, from, to, rank })),
        ...[...world.crms[side].lists].flatMap(([name, { members }]) =>
          [...members].map((from) => ({ kind: `list:${name}`, from, to: name, rank: 0 })),
        ),
      ],
      [],
    )
    const synced = new Set(setting.policy.syncs.flatMap((sync) => [sync.hubspot.object, ...sync.salesforce]))
    const around = [...world.crms[side].records.values()].filter((record) => !synced.has(record.object))
    const snapshots = await Promise.all(around.map((record) => snapshotOf(world, side, record.id)))
    await store.writeSeen(side, snapshots)
  }
}
