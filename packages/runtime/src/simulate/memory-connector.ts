/** The connector port over a CRM in memory, with the habits of the real ones: pages, cursors, batches, whole refusals, lost replies. */
import type { Watch } from '@lockstep/dsl'
import type { Call, Connector, Cursor, Known, Made, Meter, Outcome, Page, Purpose, Swept, Work } from '../connectors/connector'
import type { Intent, SideName, Snapshot } from '../model'
import type { MemoryCrm, MemoryRecord } from './memory-crm'

/** What goes wrong with the next sends: the reply is lost after, before or long before the commit, or the service is busy. */
export type Fault = 'lost-after' | 'lost-before' | 'late' | 'busy'

export type MemoryConnectorOptions = {
  readonly meter?: Meter
  /** Key field for creates; absent: the account has none. */
  readonly keyField?: string
  readonly faults?: Fault[]
  /** As HubSpot's search: what was deleted or merged is not among the changes. */
  readonly hidesDeleted?: boolean
  /** The lookup field that a relationship such as `Account` goes by, for fields read through it. */
  readonly lookup?: (object: string, relationship: string) => string | undefined
  readonly people?: readonly { readonly id: string; readonly email: string; readonly name: string; readonly active: boolean }[]
}

const pageSize = { hubspot: 200, salesforce: 2_000 } as const
const rowsPerCall = { hubspot: 100, salesforce: 1_000 } as const

const objectsOf = (side: SideName, watches: readonly Watch[]): readonly string[] => [
  ...new Set(
    watches.flatMap((watch) =>
      side === 'hubspot'
        ? [watch.sync, ...watch.hubspot.associations.map((association) => association.to)]
        : [...Object.keys(watch.salesforce), ...(watch.opportunities === undefined ? [] : ['Opportunity'])],
    ),
  ),
]

const turnOf = (cursor: Cursor | undefined, name: string): number => {
  const value = cursor?.[name]
  return typeof value === 'number' ? value : 0
}

export class MemoryConnector implements Connector {
  readonly side: SideName
  readonly sent: Call[] = []
  readonly faults: Fault[]
  /** What the watches ask of each object, worked out once. */
  private names:
    | {
        readonly watches: readonly Watch[]
        readonly objects: Map<string, { readonly names: readonly string[]; readonly through: readonly string[] }>
      }
    | undefined
  /** Writes still on their way, which arrive just before the next call. */
  private readonly underway: Intent[] = []

  constructor(
    readonly crm: MemoryCrm,
    readonly options: MemoryConnectorOptions = {},
  ) {
    this.side = crm.options.side
    this.faults = options.faults ?? []
  }

  private async count(purpose: Purpose): Promise<void> {
    const { meter } = this.options
    await meter?.before({ system: this.side, purpose })
    meter?.after({ system: this.side, purpose, status: 200, headers: {}, milliseconds: 0, path: '/' })
  }

  /** As the real services do, every watched property is told, blank ones as `null`. */
  private snapshot(watches: readonly Watch[], record: MemoryRecord, history: readonly string[] = []): Snapshot {
    const { names, through } = this.namesOf(watches, record.object)
    const times = Object.fromEntries(history.flatMap((name) => (record.times[name] === undefined ? [] : [[name, record.times[name]]])))
    return {
      side: this.side,
      object: record.object,
      id: record.id,
      values: names.length === 0 ? record.values : this.readNames(record, names, through),
      at: record.at,
      createdAt: record.createdAt,
      readAt: this.now(),
      ...(history.length === 0 ? {} : { times }),
      ...(record.deleted ? { deleted: true } : {}),
      ...(record.mergedInto === undefined ? {} : { mergedInto: record.mergedInto }),
      ...(record.absorbed === undefined ? {} : { absorbed: record.absorbed }),
      ...(record.convertedTo === undefined ? {} : { convertedTo: record.convertedTo }),
    }
  }

  private readNames(record: MemoryRecord, names: readonly string[], through: readonly string[]): Readonly<Record<string, string | null>> {
    const values: Record<string, string | null> = {}
    for (const name of names) values[name] = record.values[name] ?? null
    for (const path of through) values[path] = this.readThrough(record, path)
    return values
  }

  private namesOf(watches: readonly Watch[], object: string): { readonly names: readonly string[]; readonly through: readonly string[] } {
    if (this.names?.watches !== watches) this.names = { watches, objects: new Map() }
    const known = this.names.objects.get(object)
    if (known !== undefined) return known
    const made = {
      names: watches.flatMap((watch) => this.watched(watch, object)),
      through: watches.flatMap((watch) => (this.side === 'hubspot' ? [] : (watch.salesforce[object]?.related ?? []))),
    }
    this.names.objects.set(object, made)
    return made
  }

  private watched(watch: Watch, object: string): readonly string[] {
    if (this.side === 'salesforce') return watch.salesforce[object]?.fields ?? []
    if (watch.sync === object) return watch.hubspot.properties
    return watch.hubspot.associations.flatMap((association) => (association.to === object ? association.properties : []))
  }

  private readThrough(record: MemoryRecord, path: string): string | null {
    const [relationship = '', name = ''] = path.split('.')
    const field = this.options.lookup?.(record.object, relationship)
    const id = field === undefined ? null : (record.values[field] ?? null)
    return (id === null ? undefined : this.crm.records.get(id)?.values[name]) ?? null
  }

  now(): number {
    return this.crm.options.now()
  }

  async setup(watches: readonly Watch[]) {
    await this.count('setup')
    const { keyField } = this.options
    return {
      keys: keyField === undefined ? {} : Object.fromEntries(objectsOf(this.side, watches).map((object) => [object, keyField])),
      made: [],
      missing: [],
      account: this.side === 'hubspot' ? 'portal' : 'org',
      user: { id: 'engine', name: 'Engine' },
      people: this.options.people ?? [],
      schema: {},
    }
  }

  catalog(): Promise<never> {
    return Promise.reject(new Error('the CRM in memory has no schema'))
  }

  async *changes(watches: readonly Watch[], cursors: Readonly<Record<string, Cursor>>): AsyncGenerator<Page> {
    for (const object of objectsOf(this.side, watches)) {
      const since = turnOf(cursors[object], 'turn')
      const changed = this.crm
        .all(object)
        .filter((record) => record.turn > since && !(this.options.hidesDeleted === true && record.deleted))
        .sort((a, b) => a.turn - b.turn)
      // Asked and answered, but an answer without news brings no page.
      if (changed.length === 0 && cursors[object] !== undefined) await this.count('read')
      else yield* this.pages(watches, object, changed, (last) => ({ turn: Math.max(since, last?.turn ?? 0) }), this.crm.turn)
    }
    yield* this.around(watches, cursors['lists'])
  }

  async *inventory(watches: readonly Watch[], cursors: Readonly<Record<string, Cursor>>): AsyncGenerator<Page> {
    for (const object of objectsOf(this.side, watches)) {
      const cursor = cursors[object]
      const turn = cursor === undefined ? this.crm.turn : turnOf(cursor, 'turn')
      const after = turnOf(cursor, 'after')
      const number = (record: MemoryRecord): number => Number(record.id.replace(/\D/g, ''))
      const rows = this.crm
        .live(object)
        .filter((record) => number(record) > after)
        .sort((a, b) => number(a) - number(b))
      yield* this.pages(watches, object, rows, (last) => ({ turn, after: last === undefined ? after : number(last) }), rows.length)
    }
    yield* this.around(watches, undefined)
  }

  private async *pages(
    watches: readonly Watch[],
    object: string,
    records: readonly MemoryRecord[],
    cursor: (last: MemoryRecord | undefined) => Cursor,
    total: number,
  ): AsyncGenerator<Page> {
    for (let at = 0; at === 0 || at < records.length; at += pageSize[this.side]) {
      await this.count('read')
      const page = records.slice(at, at + pageSize[this.side])
      yield {
        object,
        snapshots: page.map((record) => this.snapshot(watches, record)),
        edges: [],
        gone: [],
        cursor: cursor(page.at(-1)),
        total,
      }
    }
  }

  private async *around(watches: readonly Watch[], cursor: Cursor | undefined): AsyncGenerator<Page> {
    const names = this.side === 'hubspot' ? [...new Set(watches.flatMap((watch) => watch.hubspot.lists))] : []
    const since = turnOf(cursor, 'turn')
    const changed = names.filter((name) => (this.crm.lists.get(name)?.turn ?? 0) > since)
    const edges = changed.flatMap((name) =>
      [...(this.crm.lists.get(name)?.members ?? [])].map((from) => ({ kind: `list:${name}`, from, to: name })),
    )
    const others = this.crm.edges.filter((edge) => edge.turn > since).map(({ kind, from, to, rank }) => ({ kind, from, to, rank }))
    if (names.length > 0) await this.count('read')
    const replaces = changed.map((name) => ({ kind: `list:${name}` }))
    if (edges.length + others.length + replaces.length > 0)
      yield { object: 'lists', snapshots: [], edges: [...edges, ...others], replaces, gone: [], cursor: { turn: this.crm.turn } }
  }

  async read(
    watches: readonly Watch[],
    refs: readonly { readonly object: string; readonly id: string }[],
    options: { readonly history?: readonly string[]; readonly purpose?: Purpose } = {},
  ) {
    await this.count(options.purpose ?? 'read')
    const found = refs.flatMap((ref) => this.crm.records.get(ref.id) ?? [])
    const gone = refs.filter((ref) => !this.crm.records.has(ref.id)).map((ref) => ({ id: ref.id, how: 'unknown' as const }))
    return { snapshots: found.map((record) => this.snapshot(watches, record, options.history)), gone, edges: [] }
  }

  async sweep(watches: readonly Watch[], object: string, known: Known): Promise<Swept> {
    await this.count('audit')
    const isGone = (id: string): boolean => this.crm.records.get(id)?.deleted !== false
    const moved = [...known.live.filter(isGone), ...known.deleted.filter((id) => !isGone(id))]
    const found = moved.flatMap((id) => this.crm.records.get(id) ?? []).filter((record) => record.object === object)
    const gone = moved.filter((id) => !this.crm.records.has(id)).map((id) => ({ id, how: 'unknown' as const }))
    return { snapshots: found.map((record) => this.snapshot(watches, record)), gone, memory: {} }
  }

  async find(
    watches: readonly Watch[],
    object: string,
    property: string,
    values: readonly string[],
    options: { readonly purpose?: Purpose } = {},
  ) {
    await this.count(options.purpose ?? 'read')
    const found = this.crm.live(object).filter((record) => values.includes(record.values[property] ?? ''))
    return found.map((record) => {
      const snapshot = this.snapshot(watches, record)
      return { ...snapshot, values: { ...snapshot.values, [property]: record.values[property] ?? null } }
    })
  }

  async filled(_watches: readonly Watch[], made: readonly Made[]): Promise<readonly Snapshot[]> {
    if (this.side === 'hubspot') return []
    const lacking = made.flatMap(({ object, id, sent }) => {
      const names = Object.keys(this.crm.options.fills?.[object] ?? {}).filter((name) => !sent.includes(name))
      return names.length === 0 ? [] : [{ record: this.crm.get(id), names }]
    })
    if (lacking.length > 0) await this.count('read')
    return lacking.map(({ record, names }) => ({
      ...this.snapshot([], record),
      values: Object.fromEntries(names.map((name) => [name, record.values[name] ?? null])),
    }))
  }

  pack(intents: readonly Intent[]): readonly Call[] {
    const groups = new Map<string, Intent[]>()
    for (const intent of intents) {
      const name = this.side === 'hubspot' ? `${intent.object} ${intent.action}` : 'composite'
      groups.set(name, [...(groups.get(name) ?? []), intent])
    }
    const calls: Call[] = []
    for (const [kind, all] of groups)
      for (let at = 0; at < all.length; at += rowsPerCall[this.side]) {
        const some = all.slice(at, at + rowsPerCall[this.side])
        calls.push({ system: this.side, kind, method: 'POST', path: '/', body: some.length, intents: some.map((intent) => intent.key) })
      }
    return calls
  }

  minimum(work: Work) {
    const read = Object.values(work.reads).reduce((sum, rows) => sum + Math.max(1, Math.ceil(rows / pageSize[this.side])), 0)
    const write = Object.values(work.writes).reduce((sum, rows) => sum + Math.ceil(rows / rowsPerCall[this.side]), 0)
    return { read: read + (work.lists ? 1 : 0), write }
  }

  async send(call: Call, _deadline: number, intents: readonly Intent[]): Promise<readonly Outcome[]> {
    await this.count('write')
    this.sent.push(call)
    for (const intent of this.underway.splice(0)) this.write(intent)
    const fault = this.faults.shift()
    if (fault === 'late') this.underway.push(...intents)
    if (fault === 'busy') return intents.map(({ key }) => ({ key, kind: 'retry', code: 'BUSY', message: 'busy' }))
    if (fault === 'lost-before' || fault === 'late')
      return intents.map(({ key }) => ({ key, kind: 'unknown', message: 'the reply was lost' }))
    const isWhole = this.side === 'hubspot' && intents.length > 1 && !call.kind.endsWith('create')
    if (isWhole && intents.some((intent) => this.refuse(intent) !== null))
      return intents.map(({ key }) => ({ key, kind: 'retry', code: 'BATCH_REFUSED', message: 'one row is bad' }))
    const outcomes = intents.map((intent) => this.write(intent))
    return fault === 'lost-after' ? intents.map(({ key }) => ({ key, kind: 'unknown', message: 'the reply was lost' })) : outcomes
  }

  private valuesOf(intent: Intent): Record<string, string | null> {
    const { keyField } = this.options
    return {
      ...Object.fromEntries(Object.entries(intent.fields).map(([name, field]) => [name, field.to])),
      ...(keyField === undefined || intent.externalKey === undefined ? {} : { [keyField]: intent.externalKey }),
    }
  }

  private refuse(intent: Intent): Outcome | null {
    if (intent.action !== 'create' && this.crm.records.get(intent.id ?? '')?.deleted !== false)
      return { key: intent.key, kind: 'gone', code: 'ENTITY_IS_DELETED', message: 'deleted' }
    if (intent.action === 'delete') return null
    const refusal = this.crm.refusal(intent.object, this.valuesOf(intent), intent.id)
    return refusal === null ? null : { key: intent.key, kind: 'refused', ...refusal }
  }

  private write(intent: Intent): Outcome {
    const refused = this.refuse(intent)
    if (refused !== null) return refused
    if (intent.action === 'create') {
      const made = this.crm.create(intent.object, this.valuesOf(intent), 'engine')
      // As in the real ones: HubSpot's reply shows the record, Salesforce's only its id.
      return { key: intent.key, kind: 'done', id: made.id, at: made.at, ...(this.side === 'hubspot' ? { values: made.values } : {}) }
    }
    const id = intent.id ?? ''
    if (intent.action === 'delete') this.crm.delete(id, 'engine')
    else this.crm.update(id, this.valuesOf(intent), 'engine')
    return { key: intent.key, kind: 'done', id, at: this.crm.get(id).at }
  }
}
