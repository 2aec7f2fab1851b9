/** The changes of a transaction that is stamped and not yet committed: nobody sees them, and their rows are locked. */
import type { RecordCommit } from '../../world/commit-log'
import type { Author } from '../streaming/change-log'
import type { LateTransaction, Org } from './org'
import type { Row, Values } from './row'

/** One write: a row's version before and after it, either of which may be absent, and its entry in the commit log where it has one. */
export type Change = {
  readonly row: Row
  readonly before: Values | undefined
  readonly after: Values | undefined
  readonly commit?: RecordCommit
}

/** Tells everybody of changes that are final. */
export function tell(org: Org, author: Author, changes: readonly Change[]): void {
  if (changes.length === 0) return
  const commits = changes.map(({ commit }) => commit).filter((commit) => commit !== undefined)
  for (const commit of commits) org.world.commits.add(commit)
  org.changes.add(author, commits)
}

/** Taken back when they are made, and made visible by `commit`. */
export class LateChanges implements LateTransaction {
  constructor(
    private readonly org: Org,
    private readonly author: Author,
    readonly pending: readonly Change[],
  ) {
    for (const { row, before } of [...pending].reverse()) {
      org.table(row.object).put(row, before)
      row.locked = true
    }
  }

  commit(): void {
    for (const { row, after } of this.pending) {
      row.locked = false
      this.org.table(row.object).put(row, after)
      this.org.touched(row.object)
    }
    tell(this.org, this.author, this.pending)
  }
}
