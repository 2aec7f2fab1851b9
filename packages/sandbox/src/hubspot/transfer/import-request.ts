/** What an import asks for: its files, and what each of their columns is. */
import { invalid } from '../api-error'
import type { Portal } from '../portal'
import type { ObjectStore } from '../records/object-store'
import type { Property } from '../schema/property'

type Json = Readonly<Record<string, unknown>>

/** Which writes an import may do on an object. */
export type ImportOperation = 'CREATE' | 'UPDATE' | 'UPSERT'

/** One column: a property of an object, which may tell the rows of known records. */
export type ImportColumn = { readonly header: string; readonly store: ObjectStore; readonly property: Property; readonly isKey: boolean }

/** One file with its columns in order; undefined for columns that are left out. */
export type ImportFile = { readonly name: string; readonly hasHeader: boolean; readonly columns: readonly ImportColumn[] }

/** A checked request. */
export type ImportRequest = {
  readonly name: string
  readonly files: readonly ImportFile[]
  readonly operations: ReadonlyMap<string, ImportOperation>
}

/** Properties that tell a record without being asked to [HubSpot: imports]. */
const KEYS: Readonly<Record<string, string>> = { contacts: 'email', companies: 'domain' }

/** Throws an `ApiError` 400 for anything the service cannot import. */
export function readImportRequest(portal: Portal, body: Json): ImportRequest {
  const { name, files, importOperations } = body
  if (typeof name !== 'string' || !Array.isArray(files) || files.length === 0) {
    throw invalid('Some required fields were not set: [name, files]')
  }
  const operations = new Map<string, ImportOperation>()
  for (const [object, operation] of Object.entries(record(importOperations ?? {}, 'importOperations'))) {
    const known = (['CREATE', 'UPDATE', 'UPSERT'] satisfies ImportOperation[]).find((each) => each === operation)
    if (known === undefined) {
      throw invalid(`importOperations: '${String(operation)}' is not one of CREATE, UPDATE, UPSERT`)
    }
    operations.set(storeNamed(portal, object).schema.type.id, known)
  }
  return { name, files: files.map((file: unknown) => readFile(portal, record(file, 'files'))), operations }
}

function readFile(portal: Portal, file: Json): ImportFile {
  const { fileName, fileFormat = 'CSV', fileImportPage } = file
  if (typeof fileName !== 'string') {
    throw invalid('Some required fields were not set: [fileName]')
  }
  if (fileFormat !== 'CSV') {
    throw invalid(`The sandbox imports CSV alone, not '${String(fileFormat)}'`)
  }
  const { columnMappings, hasHeader = true } = record(fileImportPage, 'fileImportPage')
  if (!Array.isArray(columnMappings) || columnMappings.length === 0) {
    throw invalid('Some required fields were not set: [columnMappings]')
  }
  const columns = columnMappings.map((column: unknown) => readColumn(portal, record(column, 'columnMappings')))
  return { name: fileName, hasHeader: hasHeader === true, columns }
}

function readColumn(portal: Portal, column: Json): ImportColumn {
  const { columnObjectTypeId, columnName, propertyName, columnType, idColumnType } = column
  const store = storeNamed(portal, String(columnObjectTypeId ?? ''))
  const kind = columnType ?? idColumnType
  const name = kind === 'HUBSPOT_OBJECT_ID' ? 'hs_object_id' : String(propertyName ?? '')
  const property = store.schema.get(name.toLowerCase())
  if (property === undefined || typeof columnName !== 'string') {
    throw invalid(`Column '${String(columnName)}' is mapped to '${name}', which is no property of ${store.schema.type.name}`)
  }
  const isUnique = store.schema.isUnique(property) || KEYS[store.schema.type.name] === property.name
  return { header: columnName, store, property, isKey: kind === 'HUBSPOT_OBJECT_ID' || isUnique }
}

function storeNamed(portal: Portal, name: string): ObjectStore {
  const store = portal.store(name)
  if (store === undefined) {
    throw invalid(`Unable to infer object type from: ${name}`)
  }
  return store
}

function record(value: unknown, name: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(`${name} must be an object`)
  }
  return value as Json
}
