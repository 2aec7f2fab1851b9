/** Who wrote what, when and in which call: the judge's record, never served to clients. */
import type { SystemName } from './system'

/** One changed field. `field` is `*` for a record that came, went, merged or converted: then `to` says which. `call` is absent for people and seeds. */
export type Commit = {
  readonly time: string
  readonly system: SystemName
  readonly object: string
  readonly id: string
  readonly field: string
  readonly from: unknown
  readonly to: unknown
  readonly by: string
  readonly call?: number
}

/** One record's write; `changes` is flat, `field, from, to` in turn, which keeps a million of them small. */
export type RecordCommit = {
  readonly at: number
  readonly system: SystemName
  readonly object: string
  readonly id: string
  readonly by: string
  readonly call?: number
  readonly changes: readonly unknown[]
}

export class CommitLog {
  private commits: RecordCommit[] = []

  add(commit: RecordCommit): void {
    this.commits.push(commit)
  }

  clear(): void {
    this.commits = []
  }

  /** Commits in order, one entry a field: all, or those of the last so many records written. */
  list(last?: number): Commit[] {
    return listed(last === undefined ? this.commits : this.commits.slice(Math.max(0, this.commits.length - last)))
  }

  /** Commits of one record, in order. */
  of(system: SystemName, object: string, id: string): Commit[] {
    return listed(this.commits.filter((commit) => commit.id === id && commit.object === object && commit.system === system))
  }
}

function listed(commits: readonly RecordCommit[]): Commit[] {
  return commits.flatMap(({ at, changes, system, object, id, by, call }) => {
    const time = new Date(at).toISOString()
    const fields: Commit[] = []
    for (let index = 0; index < changes.length; index += 3) {
      const [field, from, to] = [String(changes[index]), changes[index + 1], changes[index + 2]]
      fields.push({ time, system, object, id, field, from, to, by, call })
    }
    return fields
  })
}
