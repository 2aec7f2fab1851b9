/** After each capture: what may be read again is read and planned again, and each thing that may not has its card. */
import type { SideName, WorkspaceProblem } from '../model'
import { inventoryMark } from '../store/cursors'
import { lanes } from '../store/lanes'
import { workspaceLink } from '../store/problems'
import type { Store } from '../store/store'
import { commit, type Run, tell } from './run-state'
import { storePage } from './store-page'

const source = 'schema'
/** Records that are read again at once; where none of them can be read better than before, the rest is not tried. */
const pageSize = 100

const nameOf = ({ side, object, field, code }: WorkspaceProblem): string => [side, object, field, code].join('|')

const standing = async (store: Store): Promise<readonly WorkspaceProblem[]> =>
  (await store.readProblems({ links: [workspaceLink] })).flatMap((row) => (row.problem.source === source ? [row.problem] : []))

/** Reads records again that an answer left something out of, for as long as that helps. */
const readAgain = async (run: Run, side: SideName, object: string): Promise<void> => {
  for (let after = ''; ; ) {
    const ids = await run.store.readUnread(side, object, after, pageSize)
    if (ids.length === 0) return
    after = ids.at(-1) ?? after
    tell(run, 'capture', `reading ${object} records of which something could not be read before`, 0, null)
    const refs = ids.map((id) => ({ object, id }))
    const found = await run.connectors[side].read(run.policy.watches, refs, { purpose: 'audit' })
    const snapshots = found.snapshots.filter((each) => each.object === object)
    const look = { object, snapshots, edges: [], gone: found.gone, closed: found.closed }
    await storePage(run, side, look, { lane: lanes.live, isInventory: false, coveredAt: 0 })
    if (found.closed !== undefined || snapshots.every((each) => each.unread !== undefined)) return
  }
}

/** An object that is open again is read as a whole: nobody told what happened to it meanwhile. */
const inventoryAgain = async (run: Run, sides: ReadonlySet<SideName>): Promise<void> => {
  for (const side of sides) {
    const at = run.connectors[side].now()
    await commit(run, (store) => store.writeCursor(side, inventoryMark, { covered: '' }, at))
  }
}

/**
 * Makes the cards on schemas and rights exactly what is known by now. An answer that left out what the schema was thought to have lets the
 * schema be asked once. Links that slept are planned again where a card closes; the reading comes first, so that a process that was killed
 * in between begins again.
 */
export const compareSight = async (run: Run): Promise<void> => {
  if (run.sight.isSuspect) await run.renewSetup()
  if (run.sight.isTold) return
  const before = await standing(run.store)
  const rereads = new Map(
    before.flatMap(({ side, object, field }) =>
      side === undefined || object === undefined || field === undefined ? [] : [[`${side} ${object}`, { side, object }] as const],
    ),
  )
  const closed = (side: SideName, object: string): boolean => run.sight.closedObjects(side).includes(object)
  for (const { side, object } of rereads.values()) if (!closed(side, object)) await readAgain(run, side, object)
  const now = run.sight.problems()
  const left = new Set(now.map(nameOf))
  const gone = before.filter((problem) => !left.has(nameOf(problem)))
  await inventoryAgain(run, new Set(gone.flatMap(({ code, side }) => (code === 'closed-object' && side !== undefined ? [side] : []))))
  await commit(run, async (store) => {
    if (gone.length > 0) await store.wakeAsleep()
    await store.replaceWorkspaceProblems(source, now, run.clock.now())
  })
  run.sight.isTold = true
}
