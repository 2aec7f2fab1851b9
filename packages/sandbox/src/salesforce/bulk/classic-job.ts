/** Jobs and batches of the older Bulk API. */
import { Failure, failure } from '../failure'
import type { Input } from '../rows/assign'
import type { Written } from '../rows/operations'
import { stamp } from '../stamps'
import type { Actor, Org } from '../store/org'
import { children, type Element, isNil, readXml } from '../xml/read'
import { BadCsv, readCsv } from './csv'
import { processingTime } from './jobs'
import { parseBulkQuery, type QuerySheet, runBulkQuery } from './query-sheet'
import { columnOf, inputOf, type Task, writeRows } from './write-rows'

export type ContentType = 'CSV' | 'JSON' | 'XML'
export type ClassicOperation = Task['operation'] | 'query' | 'queryAll'
export type ClassicOptions = {
  readonly object: string
  readonly operation: ClassicOperation
  /** Absent for queries. */
  readonly task?: Task
  readonly contentType: ContentType
  readonly concurrencyMode: string
  readonly version: string
}

export type BatchState = 'Queued' | 'InProgress' | 'Completed' | 'Failed' | 'NotProcessed'

/** Rows of one batch [Salesforce: Bulk API limits]. */
const MOST_ROWS = 10_000

/** A batch that cannot be read as what its job says it is. */
class InvalidBatch extends Error {}

function xmlValue(field: Element): unknown {
  if (isNil(field)) return null
  if (field.children.length === 0) return field.text
  const record = children(field, 'sObject')[0] ?? field
  return Object.fromEntries(record.children.filter(({ name }) => name !== 'type').map((each) => [each.name, xmlValue(each)]))
}

export class Batch {
  readonly createdAt: number
  private changedAt: number
  private stage: BatchState = 'Queued'
  private message: string | undefined
  private written: readonly (Written | Failure)[] = []
  private found: QuerySheet | undefined
  private took = 0

  constructor(
    readonly id: string,
    readonly resultId: string,
    readonly job: ClassicJob,
    readonly actor: Actor,
    /** As it was sent. */
    readonly request: string,
    readonly until: number,
  ) {
    this.createdAt = job.org.now()
    this.changedAt = this.createdAt
  }

  get state(): BatchState {
    const now = this.job.org.now()
    return this.stage === 'Queued' && now < this.until && now >= (this.createdAt + this.until) / 2 ? 'InProgress' : this.stage
  }

  get outcomes(): readonly (Written | Failure)[] {
    return this.written
  }

  get sheet(): QuerySheet | undefined {
    return this.found
  }

  private enter(state: BatchState, message?: string): void {
    this.stage = state
    this.message = message
    this.changedAt = this.job.org.now()
  }

  skip(): void {
    if (this.stage === 'Queued') this.enter('NotProcessed')
  }

  private csv(): Input[] {
    const { org, options } = this.job
    const { header, rows } = readCsv(this.request, ',')
    const columns = header.map((name) => {
      const column = options.task === undefined ? undefined : columnOf(org, this.actor, options.task.object, name)
      if (column === undefined) throw new InvalidBatch(`InvalidBatch : Field name not found : ${name}`)
      return column
    })
    return rows.map((row) => inputOf(columns, row))
  }

  private inputs(): Input[] {
    const { contentType } = this.job.options
    if (contentType === 'CSV') return this.csv()
    if (contentType === 'XML') {
      const records = children(readXml(this.request), 'sObject')
      return records.map((record) =>
        Object.fromEntries(record.children.filter(({ name }) => name !== 'type').map((field) => [field.name, xmlValue(field)])),
      )
    }
    const value: unknown = JSON.parse(this.request)
    if (!Array.isArray(value)) throw new InvalidBatch('InvalidBatch : Failed to parse JSON. A batch is a list of records')
    return value.map((each: unknown) => (typeof each === 'object' && each !== null ? (each as Input) : {}))
  }

  private write(task: Task): void {
    const inputs = this.inputs()
    if (inputs.length > MOST_ROWS) throw new InvalidBatch(`InvalidBatch : Records exceeds maximum of ${MOST_ROWS}`)
    this.written = writeRows(this.job.org, this.actor, task, inputs)
  }

  /** Does the work, if it was not skipped in the meantime. */
  run(): void {
    if (this.stage !== 'Queued') return
    const { org, options } = this.job
    try {
      if (options.task !== undefined) this.write(options.task)
      else {
        const { operation, version } = options
        const asked = { org, actor: this.actor, source: this.request, version: `v${version}`, deleted: operation === 'queryAll' }
        this.found = runBulkQuery(asked, parseBulkQuery(this.request.trim()))
      }
      this.enter('Completed')
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error)
      if (error instanceof InvalidBatch) this.enter('Failed', text)
      else if (error instanceof Failure) this.enter('Failed', `InvalidBatch : Failed to process query: ${error.problems[0]?.code}: ${text}`)
      else if (error instanceof SyntaxError || error instanceof BadCsv || (error instanceof Error && error.name === 'BadXml')) {
        this.enter('Failed', `InvalidBatch : Failed to parse the batch. ${text}`)
      } else throw error
    }
    this.took = processingTime(this.processed)
  }

  get failed(): number {
    return this.written.filter((outcome) => outcome instanceof Failure).length
  }

  get processed(): number {
    return this.found?.rows ?? this.written.length
  }

  info(): Record<string, unknown> {
    return {
      apexProcessingTime: 0,
      apiActiveProcessingTime: this.took,
      createdDate: stamp(this.createdAt),
      id: this.id,
      jobId: this.job.id,
      numberRecordsFailed: this.failed,
      numberRecordsProcessed: this.processed,
      state: this.state,
      ...(this.message === undefined ? {} : { stateMessage: this.message }),
      systemModstamp: stamp(this.changedAt),
      totalProcessingTime: this.took,
    }
  }
}

export class ClassicJob {
  readonly batches: Batch[] = []
  readonly createdAt: number
  private changedAt: number
  state: 'Open' | 'Closed' | 'Aborted' = 'Open'

  constructor(
    readonly id: string,
    readonly org: Org,
    readonly actor: Actor,
    readonly options: ClassicOptions,
  ) {
    this.createdAt = org.now()
    this.changedAt = this.createdAt
  }

  /** Closes or aborts the job. Throws a `Failure` where it is over already. */
  end(state: 'Closed' | 'Aborted'): void {
    if (this.state !== 'Open') throw failure(400, 'InvalidJobState', `Job is already ${this.state}`)
    this.state = state
    this.changedAt = this.org.now()
    if (state === 'Aborted') for (const batch of this.batches) batch.skip()
  }

  info(): Record<string, unknown> {
    const { object, operation, task, contentType, concurrencyMode, version } = this.options
    const count = (state: BatchState) => this.batches.filter((batch) => batch.state === state).length
    const sum = (of: (batch: Batch) => number) => this.batches.reduce((total, batch) => total + of(batch), 0)
    return {
      apexProcessingTime: 0,
      apiActiveProcessingTime: 0,
      apiVersion: Number(version),
      concurrencyMode,
      contentType,
      createdById: this.actor.userId,
      createdDate: stamp(this.createdAt),
      ...(task?.key === undefined ? {} : { externalIdFieldName: task.key.name }),
      fastPathEnabled: false,
      id: this.id,
      numberBatchesCompleted: count('Completed'),
      numberBatchesFailed: count('Failed'),
      numberBatchesInProgress: count('InProgress'),
      numberBatchesQueued: count('Queued'),
      numberBatchesTotal: this.batches.length,
      numberRecordsFailed: sum((batch) => batch.failed),
      numberRecordsProcessed: sum((batch) => batch.processed),
      numberRetries: 0,
      object,
      operation,
      state: this.state,
      systemModstamp: stamp(this.changedAt),
      totalProcessingTime: 0,
    }
  }
}
