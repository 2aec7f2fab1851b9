/** The fewest HubSpot calls for a run's work (`engine.md`, Cost), written apart from `pack`. */
import type { Work } from '../connector'
import { listsObject } from './lists'

/** Reads: k searches a page of 200, one list search, 250 members, 1,000 association ids, 50 histories. Writes: 100 a call and kind. */
export function minimumCalls(work: Work): { readonly read: number; readonly write: number } {
  let read = 0
  for (const [object, rows] of Object.entries(work.reads))
    if (object !== listsObject) read += Math.max(1, work.groups) * Math.max(1, Math.ceil(rows / 200))
  if (work.lists) read += 1
  read += Math.ceil(work.listGains / 250)
  if (work.listLosses > 0) read += Math.ceil(work.listMembersAfterLoss / 250)
  read += Math.ceil(work.associationIds / 1_000)
  read += Math.ceil(work.historyIds / 50)
  if (work.recheck) read += 1
  let write = 0
  for (const rows of Object.values(work.writes)) write += Math.ceil(rows / 100)
  return { read, write }
}
