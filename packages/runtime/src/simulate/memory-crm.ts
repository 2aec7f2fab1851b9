/** A small CRM in memory: records with stamps, deletes, unique values, lists, validation, and a log of who wrote what. */
import type { Outcome } from '../connectors/connector'
import type { CardKind, Instant, SideName, Wire } from '../model'

export type MemoryRecord = {
  readonly id: string
  readonly object: string
  readonly values: Readonly<Record<string, Wire>>
  readonly at: Instant
  readonly createdAt: Instant
  readonly times: Readonly<Record<string, Instant>>
  readonly deleted: boolean
  readonly mergedInto?: string
  readonly absorbed?: readonly string[]
  readonly convertedTo?: string
  /** Order of saves over all objects: what a poll goes by. */
  readonly turn: number
}

export type MemoryCommit = {
  readonly object: string
  readonly id: string
  readonly action: 'create' | 'update' | 'delete'
  readonly values: Readonly<Record<string, Wire>>
  readonly by: string
}

/** Why a save of the engine is refused, or null; `self` is absent for a create. */
export type Rule = (
  object: string,
  values: Readonly<Record<string, Wire>>,
  self?: string,
) => { readonly code: string; readonly message: string; readonly field?: string; readonly card: CardKind } | null

export type MemoryCrmOptions = {
  readonly side: SideName
  readonly now: () => Instant
  /** Unique properties per object. */
  readonly unique: Readonly<Record<string, readonly string[]>>
  readonly prefix?: Readonly<Record<string, string>>
  /** Every save goes here as one line, and earlier lines come back at the start: the CRM outlives a killed engine. */
  readonly log?: { readonly lines: readonly string[]; readonly append: (line: string) => void }
  /** What a create that leaves a field blank is given, per object: told by no reply. */
  readonly fills?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

type Refusal = Omit<Extract<Outcome, { kind: 'refused' }>, 'key' | 'kind'>

export class MemoryCrm {
  readonly records = new Map<string, MemoryRecord>()
  readonly commits: MemoryCommit[] = []
  readonly lists = new Map<string, { members: Set<string>; turn: number }>()
  readonly edges: { kind: string; from: string; to: string; rank: number; turn: number }[] = []
  rule: Rule = () => null
  turn = 0
  private last = 100
  /** Live records by object, unique property and value. */
  private readonly holders = new Map<string, Set<string>>()

  constructor(readonly options: MemoryCrmOptions) {
    for (const line of options.log?.lines ?? []) this.replay(JSON.parse(line))
  }

  private replay({ record, commit }: { readonly record: MemoryRecord; readonly commit: MemoryCommit }): void {
    this.keep(record)
    this.commits.push(commit)
    this.turn = Math.max(this.turn, record.turn)
    this.last += commit.action === 'create' ? 1 : 0
  }

  private keep(record: MemoryRecord): void {
    const old = this.records.get(record.id)
    for (const name of this.options.unique[record.object] ?? []) {
      const was = old?.deleted === false ? old.values[name] : null
      if (typeof was === 'string') this.holders.get(`${record.object} ${name} ${was}`)?.delete(record.id)
      const value = record.deleted ? null : record.values[name]
      if (typeof value !== 'string') continue
      const place = `${record.object} ${name} ${value}`
      const ids = this.holders.get(place)
      if (ids === undefined) this.holders.set(place, new Set([record.id]))
      else ids.add(record.id)
    }
    this.records.set(record.id, record)
  }

  private save(record: MemoryRecord, commit: MemoryCommit): MemoryRecord {
    this.keep(record)
    this.commits.push(commit)
    this.options.log?.append(JSON.stringify({ record, commit }))
    return record
  }

  all(object: string): readonly MemoryRecord[] {
    return [...this.records.values()].filter((record) => record.object === object)
  }

  live(object: string): readonly MemoryRecord[] {
    return this.all(object).filter((record) => !record.deleted)
  }

  /** Live records as plain values, sorted, for comparing whole states. */
  state(object: string, ...names: readonly string[]): readonly Readonly<Record<string, Wire>>[] {
    const rows = this.live(object).map((record) => Object.fromEntries(names.map((name) => [name, record.values[name] ?? null])))
    return rows.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  }

  refusal(object: string, values: Readonly<Record<string, Wire>>, self?: string): Refusal | null {
    const broken = this.rule(object, values, self)
    if (broken !== null) return { ...broken, status: 400 }
    for (const name of this.options.unique[object] ?? []) {
      const value = values[name]
      if (value === undefined || value === null) continue
      const holder = [...(this.holders.get(`${object} ${name} ${value}`) ?? [])].find((id) => id !== self && this.records.has(id))
      if (holder !== undefined)
        return {
          card: 'duplicate',
          code: 'DUPLICATE_VALUE',
          message: `${name} is held by another record`,
          field: name,
          existing: holder,
          status: 409,
        }
    }
    return null
  }

  create(object: string, given: Readonly<Record<string, Wire>>, by = 'user'): MemoryRecord {
    const now = this.options.now()
    const fills = Object.entries(this.options.fills?.[object] ?? {}).filter(([name]) => (given[name] ?? null) === null)
    const values = { ...given, ...Object.fromEntries(fills) }
    this.turn += 1
    this.last += 1
    const id = `${this.options.prefix?.[object] ?? ''}${this.last}`
    const times = Object.fromEntries(Object.keys(values).map((name) => [name, now]))
    return this.save(
      { id, object, values, at: now, createdAt: now, times, deleted: false, turn: this.turn },
      { object, id, action: 'create', values, by },
    )
  }

  update(id: string, values: Readonly<Record<string, Wire>>, by = 'user'): MemoryRecord {
    const old = this.get(id)
    const now = this.options.now()
    this.turn += 1
    const times = { ...old.times, ...Object.fromEntries(Object.keys(values).map((name) => [name, now])) }
    return this.save(
      { ...old, values: { ...old.values, ...values }, at: now, times, turn: this.turn },
      { object: old.object, id, action: 'update', values, by },
    )
  }

  delete(id: string, by = 'user', more: Partial<MemoryRecord> = {}): void {
    const old = this.get(id)
    this.turn += 1
    this.save(
      { ...old, ...more, deleted: true, at: this.options.now(), turn: this.turn },
      { object: old.object, id, action: 'delete', values: {}, by },
    )
  }

  /** Back from the recycle bin, stamped now. */
  restore(id: string): void {
    const { deleted: _deleted, ...old } = this.get(id)
    this.turn += 1
    this.save(
      { ...old, deleted: false, at: this.options.now(), turn: this.turn },
      { object: old.object, id, action: 'update', values: {}, by: 'user' },
    )
  }

  /** Deleted for good, as privacy asks: nothing is left to be found. */
  erase(id: string): void {
    this.records.delete(id)
  }

  /** One record is merged into another, whose blanks it fills. */
  merge(id: string, into: string): void {
    const [loser, winner] = [this.get(id), this.get(into)]
    const filled = Object.entries(loser.values).filter(([name, value]) => value !== null && (winner.values[name] ?? null) === null)
    this.delete(id, 'user', { mergedInto: into })
    const changed = this.update(into, Object.fromEntries(filled))
    this.keep({ ...changed, absorbed: [...(winner.absorbed ?? []), ...(loser.absorbed ?? []), id] })
  }

  /** A lead becomes a contact: a new one with `values` (the lead's own by default), or `into`, whose blanks they fill. */
  convert(id: string, object: string, given?: Readonly<Record<string, Wire>>, into?: string): MemoryRecord {
    const old = this.get(id)
    const values = given ?? old.values
    const known = into === undefined ? undefined : this.get(into)
    const blank = Object.entries(values).filter(([name]) => (known?.values[name] ?? null) === null)
    const made = known === undefined ? this.create(object, values) : this.update(known.id, Object.fromEntries(blank))
    this.turn += 1
    this.save(
      { ...old, convertedTo: made.id, at: this.options.now(), turn: this.turn },
      { object: old.object, id, action: 'update', values: {}, by: 'user' },
    )
    return made
  }

  get(id: string): MemoryRecord {
    const found = this.records.get(id)
    if (found === undefined) throw new Error(`no record ${id}`)
    return found
  }

  /** Relates one record to another, as the connectors name relations; a later one ranks behind an earlier one. */
  relate(kind: string, from: string, to: string): void {
    this.turn += 1
    const rank = this.edges.filter((edge) => edge.kind === kind && edge.from === from).length
    this.edges.push({ kind, from, to, rank, turn: this.turn })
  }

  join(list: string, ...ids: readonly string[]): void {
    this.turn += 1
    const members = this.lists.get(list)?.members ?? new Set<string>()
    for (const id of ids) members.add(id)
    this.lists.set(list, { members, turn: this.turn })
  }

  leave(list: string, ...ids: readonly string[]): void {
    this.turn += 1
    const members = this.lists.get(list)?.members ?? new Set<string>()
    for (const id of ids) members.delete(id)
    this.lists.set(list, { members, turn: this.turn })
  }

  /** What the engine wrote, in order. */
  get ours(): readonly MemoryCommit[] {
    return this.commits.filter((commit) => commit.by === 'engine')
  }
}
