/** Counts of one run: what its report, its holds and its minimum are made of. */
import type { Work } from '../connectors/connector'
import type { Intent, SideName } from '../model'
import type { Counts, Progress } from '../reports'
import type { HoldCounts } from '../store/runs'
import { addCounts, noCounts } from '../store/runs'
import type { Planned } from './planned'

const sides: readonly SideName[] = ['hubspot', 'salesforce']

type Table = Record<SideName, Record<string, number>>
const table = (): Table => ({ hubspot: {}, salesforce: {} })
const add = (counts: Record<string, number>, name: string, more = 1): void => {
  counts[name] = (counts[name] ?? 0) + more
}

/** Whether an intent blanks a value. */
export const clears = (intent: Intent): boolean =>
  intent.action === 'update' && Object.values(intent.fields).some((field) => field.from !== null && field.to === null)

/** What one intent counts as under the policy's holds. */
export const holdCountsOf = (intent: Intent): HoldCounts => ({
  deletes: intent.action === 'delete' ? 1 : 0,
  creates: intent.action === 'create' ? 1 : 0,
  updates: intent.action === 'update' ? 1 : 0,
  clears: clears(intent) ? 1 : 0,
  pauses: 0,
})

/** Whether a plan pauses a link because it leaves an include; a record that the connected user no longer sees is another matter. */
export const leavesInclude = ({ row, update }: Planned): boolean =>
  row.state === 'linked' && update?.state === 'paused' && sides.every((side) => row[side] !== null && row[side].hidden !== true)

/** What one link's plan counts as under the policy's holds. */
export const holdCountsOfPlan = (planned: Planned): HoldCounts =>
  addCounts(planned.intents.map(holdCountsOf).reduce(addCounts, noCounts), leavesInclude(planned) ? { pauses: 1 } : {})

export class Tally {
  readonly created = table()
  readonly updated = table()
  readonly cleared = table()
  readonly deleted = table()
  readonly unchanged = table()
  linked = 0
  conflicts = 0
  waiting = 0
  errors = 0
  readonly freshness: Record<SideName, number> = { hubspot: 0, salesforce: 0 }
  readonly holds: Record<string, HoldCounts> = {}
  private readonly reads = table()
  private readonly writes = table()
  private readonly lists: Record<SideName, { gains: number; losses: Set<string>; members: number }> = {
    hubspot: { gains: 0, losses: new Set(), members: 0 },
    salesforce: { gains: 0, losses: new Set(), members: 0 },
  }
  private readonly associated: Record<SideName, number> = { hubspot: 0, salesforce: 0 }
  private readonly histories: Record<SideName, number> = { hubspot: 0, salesforce: 0 }
  private readonly rechecked: Record<SideName, boolean> = { hubspot: false, salesforce: false }

  countRead(side: SideName, object: string, records: number): void {
    add(this.reads[side], object, records)
  }
  countList(side: SideName, list: string, gains: number, losses: number, members: number): void {
    const counts = this.lists[side]
    counts.gains += losses > 0 ? 0 : gains
    if (losses === 0) return
    counts.losses.add(list)
    counts.members += members
  }
  countAssociated(side: SideName, ids: number): void {
    this.associated[side] += ids
  }
  countHistory(side: SideName, ids: number): void {
    this.histories[side] += ids
  }
  countRecheck(side: SideName): void {
    this.rechecked[side] = true
  }
  countUnchanged(side: SideName, object: string): void {
    add(this.unchanged[side], object)
  }

  /** A further part of an update that was counted already; `isCleared`: as one that clears, too. */
  countPart(intent: Intent, sync: string, isCleared: boolean, isApproved: boolean): void {
    if (isCleared || !clears(intent)) return
    add(this.cleared[intent.side], intent.object)
    if (!isApproved) this.countHeld(sync, { clears: 1 })
  }

  /** One intent that was carried out. */
  countWrite(intent: Intent, sync: string, isApproved = false): void {
    add(this.writes[intent.side], `${intent.object}:${intent.action}`)
    add({ create: this.created, update: this.updated, delete: this.deleted }[intent.action][intent.side], intent.object)
    if (clears(intent)) add(this.cleared[intent.side], intent.object)
    if (!isApproved) this.countHeld(sync, holdCountsOf(intent))
  }

  /** What counts against the holds of the day; what a person approved does not. */
  countHeld(sync: string, counts: Partial<HoldCounts>): void {
    this.holds[sync] = addCounts(this.holds[sync] ?? noCounts, counts)
  }

  written(): Progress['written'] {
    const sum = (counts: Counts): number =>
      [...Object.values(counts.hubspot), ...Object.values(counts.salesforce)].reduce((total, count) => total + count, 0)
    return { created: sum(this.created), updated: sum(this.updated), deleted: sum(this.deleted), errors: this.errors }
  }

  /** The run's work on one side, for `Connector.minimum`. */
  work(side: SideName, groups: number, hasLists: boolean): Work {
    return {
      reads: this.reads[side],
      groups,
      listGains: this.lists[side].gains,
      listLosses: this.lists[side].losses.size,
      listMembersAfterLoss: this.lists[side].members,
      lists: hasLists,
      associationIds: this.associated[side],
      historyIds: this.histories[side],
      writes: this.writes[side],
      recheck: this.rechecked[side],
    }
  }
}
