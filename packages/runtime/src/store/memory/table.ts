/** A map whose changes can be taken back, which is what makes a transaction in memory. */

/** What was changed since a transaction began, newest last. */
export class Undo {
  private steps: (() => void)[] | undefined

  begin(): void {
    this.steps = []
  }

  note(step: () => void): void {
    this.steps?.push(step)
  }

  /** What was done stays. */
  keep(): void {
    this.steps = undefined
  }

  /** What was done since `begin` is undone. */
  takeBack(): void {
    const steps = this.steps ?? []
    this.steps = undefined
    for (const step of steps.reverse()) step()
  }
}

export class Table<Key, Row> {
  private readonly rows = new Map<Key, Row>()

  constructor(private readonly undo: Undo) {}

  get size(): number {
    return this.rows.size
  }

  get(key: Key): Row | undefined {
    return this.rows.get(key)
  }

  has(key: Key): boolean {
    return this.rows.has(key)
  }

  /** In no promised order: what is sorted in SQL is sorted by whoever reads. */
  values(): IterableIterator<Row> {
    return this.rows.values()
  }

  entries(): IterableIterator<[Key, Row]> {
    return this.rows.entries()
  }

  set(key: Key, row: Row): void {
    const was = this.rows.get(key)
    const isKnown = this.rows.has(key)
    this.undo.note(() => {
      if (isKnown && was !== undefined) this.rows.set(key, was)
      else this.rows.delete(key)
    })
    this.rows.set(key, row)
  }

  delete(key: Key): void {
    const was = this.rows.get(key)
    if (was === undefined) return
    this.undo.note(() => this.rows.set(key, was))
    this.rows.delete(key)
  }
}
