/** An import under way: rows become records, what cannot be is told. */
import { ApiError } from '../api-error'
import type { Portal } from '../portal'
import { draft } from '../records/draft'
import type { ObjectStore } from '../records/object-store'
import type { CrmRecord } from '../records/record'
import { checkValue } from '../records/value-check'
import { type Actor, associate, createRecord, draftContext, updateRecord } from '../records/write-records'
import { readCsv } from './csv'
import type { ImportColumn, ImportFile, ImportRequest } from './import-request'

/** Where an import stands [HubSpot OpenAPI: imports]. */
export type ImportState = 'STARTED' | 'PROCESSING' | 'DONE' | 'FAILED' | 'CANCELED'

/** One row or value that was not taken. `line` counts from 1, the header included. */
export type ImportError = {
  readonly id: string
  readonly errorType: string
  readonly line: number
  readonly row: readonly string[]
  readonly store?: ObjectStore
  readonly column?: number
  readonly value?: string
  readonly message: string
}

/** Times are milliseconds. */
export type ImportJob = {
  readonly id: string
  readonly request: ImportRequest
  readonly json: Readonly<Record<string, unknown>>
  readonly contents: ReadonlyMap<string, string>
  readonly actor: Actor
  readonly createdAt: number
  readonly due: number
  updatedAt: number
  state: ImportState
  readonly counters: Map<string, number>
  readonly errors: ImportError[]
}

/** Carries the import out. */
export function runImport(portal: Portal, job: ImportJob): void {
  job.state = 'DONE'
  job.updatedAt = portal.now()
  for (const file of job.request.files) {
    const rows = readCsv(job.contents.get(file.name) ?? '')
    const [header] = rows
    if (header === undefined || (file.hasHeader && !file.columns.every((column) => header.includes(column.header)))) {
      job.state = 'FAILED'
      note(job, {
        errorType: 'INVALID_COLUMN_CONFIGURATION',
        line: 1,
        row: header ?? [],
        message: 'The file does not have all columns that are mapped.',
      })
      continue
    }
    const places = file.columns.map((column, index) => (file.hasHeader ? header.indexOf(column.header) : index))
    for (const [index, row] of rows.entries()) {
      if (index > 0 || !file.hasHeader) {
        importRow(portal, job, file, places, row, index + 1)
      }
    }
  }
}

function importRow(
  portal: Portal,
  job: ImportJob,
  file: ImportFile,
  places: readonly number[],
  row: readonly string[],
  line: number,
): void {
  count(job, 'TOTAL_ROWS')
  const written: { store: ObjectStore; record: CrmRecord }[] = []
  for (const store of new Set(file.columns.map((column) => column.store))) {
    const cells = file.columns.flatMap((column, index) => {
      const place = places[index] ?? -1
      return column.store === store ? [{ column, place, text: (row[place] ?? '').trim() }] : []
    })
    const good = cells.filter(({ column, place, text }) => isGood(portal, job, column, { place, text, row, line }))
    const record = write(portal, job, store, good, row, line)
    if (record !== undefined) {
      written.push({ store, record })
    }
  }
  join(portal, job, written)
}

type Cell = { readonly column: ImportColumn; readonly place: number; readonly text: string }

/** A value that cannot be is told and left out; the rest of its row is taken. */
function isGood(
  portal: Portal,
  job: ImportJob,
  { property, store }: ImportColumn,
  { place, text, row, line }: { place: number; text: string; row: readonly string[]; line: number },
): boolean {
  if (property.name === 'hs_object_id') {
    return true
  }
  const checked = checkValue(property, text, (each) => portal.externalOptions(store, each))
  if ('value' in checked) {
    return true
  }
  const errorType =
    property.referencedObjectType === 'OWNER' ? 'COULD_NOT_FIND_OWNER' : (ERROR_TYPES[checked.error.code ?? ''] ?? 'FAILED_VALIDATION')
  note(job, { errorType, line, row, store, column: place + 1, value: text, message: checked.error.message })
  return false
}

const ERROR_TYPES: Readonly<Record<string, string>> = {
  INVALID_EMAIL: 'INVALID_EMAIL',
  INVALID_INTEGER: 'COULD_NOT_PARSE_NUMBER',
  INVALID_LONG: 'COULD_NOT_PARSE_DATE',
  INVALID_DATE: 'COULD_NOT_PARSE_DATE',
  INVALID_OPTION: 'INVALID_ENUMERATION_OPTION',
  PROPERTY_VALUE_TOO_LONG: 'COLUMN_TOO_LARGE',
}

function write(
  portal: Portal,
  job: ImportJob,
  store: ObjectStore,
  cells: readonly Cell[],
  row: readonly string[],
  line: number,
): CrmRecord | undefined {
  const fail = (errorType: string, message: string): undefined => note(job, { errorType, line, row, store, message })
  const values = Object.fromEntries(
    cells.flatMap(({ column, text }) => (column.property.name === 'hs_object_id' || text === '' ? [] : [[column.property.name, text]])),
  )
  const id = cells.find(({ column }) => column.property.name === 'hs_object_id')?.text ?? ''
  const known = id === '' ? knownByKey(store, cells) : store.live(Number(id))
  const operation = job.request.operations.get(store.schema.type.id) ?? 'UPSERT'
  if (known === undefined && (id !== '' || operation === 'UPDATE')) {
    return fail(id === '' ? 'UPDATE_ONLY_IMPORT' : 'INVALID_OBJECT_ID', 'No record is known for this row.')
  }
  if (known !== undefined && operation === 'CREATE') {
    return fail('CREATE_ONLY_IMPORT', 'The record of this row exists already.')
  }
  if (known === undefined && Object.keys(values).length === 0) {
    return fail('FAILED_TO_PROCESS_OBJECT_WITH_EMPTY_PROPERTY_VALUES', 'The row has no values.')
  }
  try {
    const changes = draft(draftContext(portal, store, job.actor), values, known)
    count(job, 'PROPERTY_VALUES_EMITTED', changes.size)
    count(job, 'UNIQUE_OBJECTS_WRITTEN')
    count(job, known === undefined ? 'CREATED_OBJECTS' : 'UPDATED_OBJECTS')
    if (known === undefined) {
      return createRecord(portal, store, changes, job.actor)
    }
    updateRecord(portal, store, known, changes, job.actor)
    return known
  } catch (error) {
    if (error instanceof ApiError) {
      return fail(error.context?.['properties'] === undefined ? 'FAILED_VALIDATION' : 'MISSING_REQUIRED_PROPERTY', error.message)
    }
    throw error
  }
}

function knownByKey(store: ObjectStore, cells: readonly Cell[]): CrmRecord | undefined {
  for (const { column, text } of cells) {
    if (column.isKey && text !== '') {
      const { property } = column
      const found = store.schema.isUnique(property)
        ? store.holder(property.name, text)
        : [...store.withIds(0, Number.POSITIVE_INFINITY)].find(
            (record) => store.value(record, property.name)?.toLowerCase() === text.toLowerCase(),
          )
      if (found !== undefined) {
        return found
      }
    }
  }
  return undefined
}

/** Records of one row belong together. */
function join(portal: Portal, job: ImportJob, written: readonly { store: ObjectStore; record: CrmRecord }[]): void {
  const [first, ...others] = written
  for (const { store, record } of first === undefined ? [] : others) {
    const between = portal.associationTypes.between(first?.store.schema.type.name ?? '', store.schema.type.name)
    const type = between.find((each) => each.single === true) ?? between.find((each) => each.label === undefined)
    if (type !== undefined && first !== undefined) {
      associate(portal, type, first.record.id, record.id, job.actor)
    }
  }
}

function note(job: ImportJob, error: Omit<ImportError, 'id'>): undefined {
  job.errors.push({ ...error, id: String(job.errors.length + 1) })
  count(job, 'ERRORS')
  return undefined
}

function count(job: ImportJob, name: string, by = 1): void {
  job.counters.set(name, (job.counters.get(name) ?? 0) + by)
}
