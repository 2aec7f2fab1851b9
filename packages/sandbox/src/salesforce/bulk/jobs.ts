/** The bulk jobs of an org. Nothing runs by itself: jobs that are due run before the next request. */
import { salesforceId } from '../ids'
import type { Org } from '../store/org'
import type { ClassicJob } from './classic-job'
import type { IngestJob } from './ingest-job'
import type { QueryJob } from './query-job'

/** Milliseconds that jobs say they worked on so many rows: made up, and the same in every run. */
export function processingTime(rows: number): number {
  return Math.ceil(rows / 4)
}

/** Work that waits for its time. */
export type Work = { run(): void }
type Due = { readonly at: number; readonly work: Work }

export class Jobs {
  readonly ingest = new Map<string, IngestJob>()
  readonly queries = new Map<string, QueryJob>()
  readonly classic = new Map<string, ClassicJob>()
  private due: Due[] = []
  private next = new Map<string, number>()

  constructor(readonly org: Org) {}

  /** The next id of a kind: `750` jobs, `751` batches, `752` results. */
  id(prefix: string): string {
    const number = this.next.get(prefix) ?? 1
    this.next.set(prefix, number + 1)
    return salesforceId(prefix, number)
  }

  /** When work that is complete now will run, after the time that bulk jobs take in this world. */
  dueAt(): number {
    return this.org.now() + this.org.world.bulkLag
  }

  /** Runs work at that time. */
  runAt(at: number, work: Work): void {
    this.due.push({ at, work })
  }

  /** Runs what is due. */
  settle(): void {
    if (this.due.length === 0) return
    const now = this.org.now()
    const due = this.due.filter(({ at }) => at <= now)
    this.due = this.due.filter(({ at }) => at > now)
    for (const { work } of due) work.run()
  }
}
