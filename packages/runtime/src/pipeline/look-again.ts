/** Records that changed, vanished or turned out to exist while we wrote: read by id, stored, and linked where they are the missing counterpart. */
import type { Purpose } from '../connectors/connector'
import { cureOfCard } from '../connectors/cures'
import type { Intent, Problem, SideName } from '../model'
import { lanes } from '../store/lanes'
import type { LinkRow } from '../store/links'
import { writeKeys } from './record'
import { commit, otherSide, type Run } from './run-state'
import type { LookAgain } from './sending'
import { storePage } from './store-page'

const groupByObject = <Item extends { readonly side: SideName; readonly object: string }>(
  items: readonly Item[],
): readonly (readonly Item[])[] => {
  const groups = new Map<string, Item[]>()
  for (const item of items) groups.set(`${item.side} ${item.object}`, [...(groups.get(`${item.side} ${item.object}`) ?? []), item])
  return [...groups.values()]
}

/** Reads these records and stores what they are now; what changed is dirty afterwards. */
export const lookAgain = async (run: Run, refs: readonly LookAgain[], purpose: Purpose = 'read'): Promise<void> => {
  for (const group of groupByObject(refs)) {
    const [first] = group
    if (first === undefined) continue
    const { side, object } = first
    const found = await run.connectors[side].read(run.policy.watches, group, { purpose })
    const look = {
      object,
      snapshots: found.snapshots.filter((each) => each.object === object),
      edges: [],
      gone: found.gone,
      closed: found.closed,
    }
    await storePage(run, side, look, { lane: lanes.live, isInventory: false, coveredAt: 0 })
  }
}

const duplicate = (intent: Intent, id: string): Problem => ({
  link: intent.link,
  side: intent.side,
  object: intent.object,
  recordId: id,
  kind: 'duplicate',
  code: 'linked-elsewhere',
  message: 'the record that holds the unique value is linked to another one',
  cure: cureOfCard.duplicate,
  rule: intent.rule,
})

/** The link with the record that was there already as its counterpart; every mapping of the sync meets anew. */
const adopted = (run: Run, row: LinkRow, holder: LinkRow, side: SideName): LinkRow => {
  const sync = run.policy.syncs.find((each) => each.id === row.sync)
  const base = Object.fromEntries((sync?.mappings ?? []).map((mapping) => [mapping.id, row.base[mapping.id] ?? ('none' as const)]))
  return { ...row, [side]: holder[side], state: 'linked', cause: null, base, lane: lanes.live }
}

/** A create was refused because the record exists: it becomes the counterpart, unless another link has it. */
export const adoptExisting = async (run: Run, existing: readonly { readonly intent: Intent; readonly id: string }[]): Promise<void> => {
  await lookAgain(
    run,
    existing.map(({ intent, id }) => ({ side: intent.side, object: intent.object, id })),
  )
  for (const { intent, id } of existing) {
    const [row] = await run.store.readLinks([Number(intent.link)])
    if (row === undefined || row[intent.side] !== null) continue
    const holder = (await run.store.findLinks(row.sync, intent.side, [id])).get(id)
    const isFree = holder !== undefined && (holder.state === 'dead' || holder[otherSide(intent.side)] === null)
    const now = run.clock.now()
    await commit(run, async (store) => {
      if (!isFree) {
        await store.writeLinks([{ ...row, lane: null }])
        await store.replaceProblems([row.id], [duplicate(intent, id)], now)
        return
      }
      const next = adopted(run, row, holder, intent.side)
      if (holder.state !== 'dead') await store.absorbLinks(new Map([[holder.id, row.id]]))
      await store.writeLinks([next])
      await writeKeys(run, store, [next])
      const decision = {
        link: intent.link,
        rule: intent.rule,
        kind: 'link' as const,
        reason: 'the record exists already and holds the same unique value',
      }
      await store.writeJournal([{ link: row.id, run: run.id, at: now, entries: { decisions: [decision], written: [] } }])
    })
    run.tally.linked += isFree ? 1 : 0
    run.tally.errors += isFree ? 0 : 1
  }
}
