/** Fills a fresh portal from a seed: schema, records, associations, lists. */
import { SeedError, type SeedObject, type SeedRow, type SystemSeed } from '../../world/seed'
import { mirrorAssociations } from '../associations/mirrored-properties'
import type { Portal } from '../portal'
import { parseInstant } from '../records/instants'
import { isLive, type ObjectStore } from '../records/object-store'
import { type CrmRecord, newRecord, type Source, type Values } from '../records/record'
import { loadSchema } from './load-schema'
import { seedValue } from './seed-value'

/** Names in `links` that say list membership. */
const LIST_LINKS: ReadonlySet<string> = new Set(['list', 'lists'])

type Loaded = { readonly store: ObjectStore; readonly object: SeedObject; readonly records: readonly CrmRecord[] }

/** Throws a `SeedError` with file and line. */
export function loadSeed(portal: Portal, seed: SystemSeed): void {
  const lists = loadSchema(portal, seed)
  const loaded = seed.objects.map((object) => loadObject(portal, object))
  for (const each of loaded) {
    addLinks(portal, each)
  }
  for (const create of lists) {
    create()
  }
  for (const each of loaded) {
    addMemberships(portal, each)
  }
}

function loadObject(portal: Portal, object: SeedObject): Loaded {
  const store = portal.store(object.name)
  if (store === undefined) {
    throw new SeedError(object.file, 1, `HubSpot has no object \`${object.name}\` here`)
  }
  const records = object.rows.map((row) => readRow(portal, store, object, row))
  for (const [index, record] of records.entries()) {
    const row = object.rows[index]
    if (row !== undefined) {
      refuseTaken(store, object, row, record)
    }
    store.add(record)
  }
  for (const row of object.rows) {
    if (row.mergedInto !== undefined && store.resolve(Number(row.mergedInto)) === undefined) {
      throw new SeedError(object.file, row.line, `mergedInto \`${row.mergedInto}\` is no record of ${store.schema.type.name}`)
    }
  }
  return { store, object, records }
}

function readRow(portal: Portal, store: ObjectStore, object: SeedObject, row: SeedRow): CrmRecord {
  if (!/^\d{1,15}$/.test(row.id)) {
    throw new SeedError(object.file, row.line, `id \`${row.id}\` is not a number, as HubSpot's ids are`)
  }
  const { schema } = store
  const at = row.at === undefined ? portal.now() : Date.parse(row.at)
  const values: Values = []
  let createdAt = at
  for (const [name, raw] of Object.entries(row.values)) {
    const property = schema.get(name)
    if (property === undefined) {
      throw new SeedError(object.file, row.line, `no property \`${name}\` on ${schema.type.name}`)
    }
    if (name === 'createdate') {
      createdAt = parseInstant(String(raw)) ?? createdAt
    } else {
      values[schema.slot(name)] = seedValue(property, raw, object.file, row.line)
    }
  }
  const record: CrmRecord = { ...newRecord(Number(row.id), Math.min(createdAt, at), sourceOf(row), values), valuedAt: at, modifiedAt: at }
  if (row.archived === true || row.deleted === true) {
    record.archivedAt = at
  }
  if (row.mergedInto !== undefined) {
    record.archivedAt = at
    record.mergedInto = Number(row.mergedInto)
  }
  return record
}

function refuseTaken(store: ObjectStore, object: SeedObject, row: SeedRow, record: CrmRecord): void {
  if (!isLive(record)) {
    return
  }
  for (const property of store.schema.unique()) {
    const value = record.values[store.schema.slot(property.name)]
    const holder = value === undefined ? undefined : store.holder(property.name, value)
    if (holder !== undefined) {
      throw new SeedError(object.file, row.line, `${property.name} \`${value}\` belongs to ${holder.id} already`)
    }
  }
}

/** `import` and `integration` are themselves; anybody else is a person in the user interface. */
function sourceOf({ by }: SeedRow): Source {
  if (by === undefined || /^import$/i.test(by)) {
    return IMPORT
  }
  if (/^integration$/i.test(by)) {
    return { sourceType: 'INTEGRATION', sourceId: 'seed' }
  }
  return { sourceType: 'CRM_UI', sourceId: `userId:${by}` }
}

const IMPORT: Source = { sourceType: 'IMPORT', sourceId: 'seed' }

/** `companies: [ids]` makes the first the primary where there is such a type; `companies/279` names the type. */
function addLinks(portal: Portal, { store, object }: Loaded): void {
  for (const row of object.rows) {
    for (const [name, ids] of Object.entries(row.links)) {
      if (LIST_LINKS.has(name)) {
        continue
      }
      const [target = '', typeId] = name.split('/')
      const far = portal.store(target)
      if (far === undefined) {
        throw new SeedError(object.file, row.line, `links.${name}: HubSpot has no object \`${target}\` here`)
      }
      for (const [index, id] of ids.entries()) {
        const to = far.resolve(Number(id))
        const types = portal.associationTypes.between(store.schema.type.name, far.schema.type.name)
        const named = typeId === undefined ? undefined : portal.associationTypes.get(Number(typeId))
        const type =
          named ?? (index === 0 ? types.find((each) => each.single === true) : undefined) ?? types.find((each) => each.label === undefined)
        if (to === undefined || type === undefined) {
          throw new SeedError(object.file, row.line, `links.${name}: nothing to associate with at \`${id}\``)
        }
        mirrorAssociations(portal, portal.associations.add(type, Number(row.id), to.id))
      }
    }
  }
}

function addMemberships(portal: Portal, { store, object }: Loaded): void {
  for (const row of object.rows) {
    for (const id of [...LIST_LINKS].flatMap((name) => row.links[name] ?? [])) {
      const list = portal.lists.get(id)
      if (list === undefined || list.processingType === 'DYNAMIC' || list.objectTypeId !== store.schema.type.id) {
        throw new SeedError(object.file, row.line, `links.list: \`${id}\` is no static list of ${store.schema.type.name}`)
      }
      list.join(Number(row.id), row.at === undefined ? portal.now() : Date.parse(row.at))
    }
  }
}
