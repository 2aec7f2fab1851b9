/** What versions 1 and 2 of companies and deals share: bodies with stamps in milliseconds, inputs as lists, pages by offset. */
import type { SandboxResponse } from '../../world/system'
import { invalid } from '../api-error'
import { parseDate, parseInstant } from '../records/instants'
import { isLive, type ObjectStore } from '../records/object-store'
import type { CrmRecord } from '../records/record'
import { type Context, type Json, queryLimit } from './context'
import { numericId, requireRecord } from './find-record'
import { versionsOfProperty } from './reply'

/** An object's names in the older versions. `tell` is what its bodies have besides id and properties. */
export type Older = {
  readonly type: 'companies' | 'deals'
  readonly id: 'companyId' | 'dealId'
  /** The member of a page that says whether there are more. */
  readonly more: 'has-more' | 'hasMore'
  readonly tell: (context: Context, record: CrmRecord) => Json
}

/** Records of a page, and of the newest [HubSpot: companies v2, deals v1]. */
const PAGE = 250
const RECENT = 100
const MONTH = 30 * 86_400_000

/** The records of the object. */
export function olderStore({ portal }: Context, { type }: Older): ObjectStore {
  const store = portal.store(type)
  if (store === undefined) {
    throw invalid(`Unable to infer object type from: ${type}`)
  }
  return store
}

/** The record of the path, or 404. */
export function olderRecord(context: Context, older: Older): CrmRecord {
  return requireRecord(olderStore(context, older), context.params['id'] ?? '')
}

/** Properties by name; those that have a value where no names are given. `history`: with all values they had. */
export function olderProperties(store: ObjectStore, record: CrmRecord, names: readonly string[] | undefined, history: boolean): Json {
  const properties: Record<string, unknown> = {}
  for (const name of names ?? store.schema.list().map((property) => property.name)) {
    const type = store.schema.get(name)?.type
    const now = type === undefined ? undefined : store.value(record, name)
    if (now === undefined) {
      continue
    }
    const versions = versionsOfProperty(store, record, name).map(({ value, at, source }) => ({
      name,
      value: olderValue(type, value),
      timestamp: at,
      source: source.sourceType,
      ...(source.sourceId === undefined ? {} : { sourceId: source.sourceId }),
      sourceVid: [],
    }))
    const [newest] = versions
    properties[name] = {
      value: olderValue(type, now),
      timestamp: newest?.timestamp ?? record.modifiedAt,
      source: newest?.source ?? record.createdBy.sourceType,
      sourceId: newest?.sourceId ?? null,
      versions: history ? versions : versions.slice(0, 1),
    }
  }
  return properties
}

/** Days and instants were texts of milliseconds. */
export function olderValue(type: string | undefined, value: string): string {
  const time = type === 'datetime' ? parseInstant(value) : type === 'date' ? parseDate(value) : undefined
  return time === undefined ? value : String(time)
}

/** One record; without names, all its properties. */
export function olderBody(context: Context, older: Older, record: CrmRecord, names?: readonly string[], history = true): Json {
  const store = olderStore(context, older)
  return {
    portalId: context.portal.world.portal,
    [older.id]: record.id,
    isDeleted: record.archivedAt !== undefined,
    ...older.tell(context, record),
    properties: olderProperties(store, record, names, history),
  }
}

/** `properties: [{ name, value }]` of a body as an object; contacts call a name `property`. Throws 400 for anything else. */
export function olderInputs({ properties }: Json, key: 'name' | 'property' = 'name'): Json {
  if (!Array.isArray(properties)) {
    throw invalid('Some required fields were not set: [properties]')
  }
  return Object.fromEntries(
    properties.map((each: unknown): [string, unknown] => {
      const { [key]: name, value } = (typeof each === 'object' && each !== null ? each : {}) as Json
      if (typeof name !== 'string') {
        throw invalid(`Some required fields were not set: [${key}]`)
      }
      return [name, value]
    }),
  )
}

/** All records by id. Only what `properties` or `propertiesWithHistory` ask for is told. */
export function olderPage(context: Context, older: Older): SandboxResponse {
  const { query } = context.request
  const limit = queryLimit(context, 100, PAGE)
  const found = olderStore(context, older).page(offsetOf(context), limit + 1, false)
  const told = found.slice(0, limit)
  const [plain, history] = [query.getAll('properties'), query.getAll('propertiesWithHistory')]
  return {
    status: 200,
    body: {
      [older.type]: told.map((record) => olderBody(context, older, record, [...plain, ...history], history.length > 0)),
      [older.more]: found.length > limit,
      offset: told.at(-1)?.id ?? 0,
    },
    records: told.length,
  }
}

/** Records of the last 30 days, or since `since`, the newest first. */
export function olderRecent(context: Context, older: Older, by: 'createdAt' | 'modifiedAt'): SandboxResponse {
  const { query } = context.request
  const most = countOf(context, 20, RECENT)
  const since = Number(query.get('since') ?? context.portal.now() - MONTH)
  const all = [...olderStore(context, older).modified.between(since, Number.POSITIVE_INFINITY)]
    .filter((record) => isLive(record) && record[by] >= since)
    .sort((one, other) => other[by] - one[by] || other.id - one.id)
  const from = offsetOf(context)
  const told = all.slice(from, from + most)
  return {
    status: 200,
    body: {
      results: told.map((record) => olderBody(context, older, record)),
      hasMore: all.length > from + told.length,
      offset: from + told.length,
      total: all.length,
    },
    records: told.length,
  }
}

/** `offset` or `vidOffset` of the query. */
export function offsetOf({ request: { query } }: Context): number {
  const text = query.get('offset') ?? query.get('vidOffset') ?? '0'
  const offset = numericId(text === '' ? '0' : text)
  if (offset === undefined) {
    throw invalid(`offset is not a paging token: '${text}'`)
  }
  return offset
}

/** `count` of the query. Throws 400 outside 1 to `most`. */
export function countOf({ request: { query } }: Context, fallback: number, most: number): number {
  const count = Number(query.get('count') ?? fallback)
  if (!Number.isInteger(count) || count < 1 || count > most) {
    throw invalid(`count must be between 1 and ${most}, was ${query.get('count')}`)
  }
  return count
}
