/** One ingest job of Bulk API 2.0: its data, its state, what became of its rows. */
import { Failure } from '../failure'
import type { Input } from '../rows/assign'
import { stamp } from '../stamps'
import type { Actor, Org } from '../store/org'
import { BadCsv, DELIMITERS, LINE_ENDINGS, readCsv, writeCsv } from './csv'
import { processingTime } from './jobs'
import { type Column, columnOf, errorText, inputOf, namedId, type Task, writeRows } from './write-rows'

/** What a client asks for when it opens a job. */
export type IngestOptions = {
  readonly task: Task
  readonly delimiter: string
  readonly lineEnding: string
  readonly version: number
  readonly assignmentRuleId?: string
}

export type IngestState = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted'

type Results = {
  readonly columns: readonly string[]
  readonly good: string[][]
  readonly bad: string[][]
  readonly unprocessed: readonly (readonly string[])[]
}

export class IngestJob {
  readonly createdAt: number
  private changedAt: number
  private stage: IngestState = 'Open'
  private startsAt = Number.POSITIVE_INFINITY
  private data: string | undefined
  private error: string | undefined
  private results: Results = { columns: [], good: [], bad: [], unprocessed: [] }
  private took = 0

  constructor(
    readonly id: string,
    readonly org: Org,
    readonly actor: Actor,
    readonly options: IngestOptions,
  ) {
    this.createdAt = org.now()
    this.changedAt = this.createdAt
  }

  get state(): IngestState {
    return this.stage === 'UploadComplete' && this.org.now() >= this.startsAt ? 'InProgress' : this.stage
  }

  get hasData(): boolean {
    return this.data !== undefined
  }

  upload(data: string): void {
    this.data = data
  }

  private enter(state: IngestState): void {
    this.stage = state
    this.changedAt = this.org.now()
  }

  /** Takes no more data; the job is in progress from the middle of its time. */
  complete(until: number): void {
    this.enter('UploadComplete')
    const now = this.org.now()
    this.startsAt = until > now ? (now + until) / 2 : Number.POSITIVE_INFINITY
  }

  abort(): void {
    const sheet = this.read()
    this.results = { ...this.results, columns: sheet?.header ?? [], unprocessed: sheet?.rows ?? [] }
    this.enter('Aborted')
  }

  private read() {
    try {
      return readCsv(this.data ?? '', this.options.delimiter)
    } catch (error) {
      if (error instanceof BadCsv) return undefined
      throw error
    }
  }

  private fail(error: string, columns: readonly string[], unprocessed: readonly (readonly string[])[]): void {
    this.error = error
    this.results = { columns, good: [], bad: [], unprocessed }
    this.enter('Failed')
  }

  /** The columns of a header, or what is wrong with it. */
  private columns(header: readonly string[]): Column[] | string {
    const { object, operation, key } = this.options.task
    const columns: Column[] = []
    for (const name of header) {
      const column = columnOf(this.org, this.actor, object, name)
      if (column === undefined) return `InvalidBatch : Field name not found : ${name}`
      columns.push(column)
    }
    // An upsert by Id without the column creates every row.
    const needed = operation === 'insert' || key?.type === 'id' ? undefined : (key?.name ?? 'Id')
    if (
      needed !== undefined &&
      header.length > 0 &&
      !columns.some(({ field, related }) => field.name === needed && related === undefined)
    ) {
      return `InvalidBatch : Field name not found : ${needed}`
    }
    return columns
  }

  /** Does the work, if it was not aborted in the meantime. */
  run(): void {
    if (this.stage !== 'UploadComplete') return
    const data = this.data ?? ''
    const crlf = /^[^\n]*\r\n/.test(data)
    if (data.includes('\n') && crlf !== (this.options.lineEnding === LINE_ENDINGS['CRLF'])) {
      const setting = crlf ? 'LF' : 'CRLF'
      this.fail(`ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is ${setting}`, [], [])
      return
    }
    const sheet = this.read()
    if (sheet === undefined) {
      this.fail('InvalidBatch : Failed to parse CSV. The data does not follow the rules of CSV', [], [])
      return
    }
    const columns = this.columns(sheet.header)
    if (typeof columns === 'string') {
      this.fail(columns, sheet.header, sheet.rows)
      return
    }
    const inputs: Input[] = sheet.rows.map((row) => inputOf(columns, row))
    const [good, bad]: [string[][], string[][]] = [[], []]
    for (const [index, outcome] of writeRows(this.org, this.actor, this.options.task, inputs).entries()) {
      const cells = sheet.rows[index] ?? []
      if (outcome instanceof Failure) bad.push([namedId(inputs[index] ?? {}), errorText(outcome), ...cells])
      else good.push([outcome.id, String(outcome.created), ...cells])
    }
    this.took = processingTime(inputs.length)
    this.results = { columns: sheet.header, good, bad, unprocessed: [] }
    this.enter('JobComplete')
  }

  /** A result file, or nothing for a name that is none. simple-salesforce asks for `unprocessedRecords`, jsforce for `unprocessedrecords`. */
  file(name: string): string | undefined {
    const { columns, good, bad, unprocessed } = this.results
    const write = (lines: readonly (readonly string[])[]) => writeCsv(lines, this.options.delimiter, this.options.lineEnding)
    if (name === 'successfulResults') return write([['sf__Id', 'sf__Created', ...columns], ...good])
    if (name === 'failedResults') return write([['sf__Id', 'sf__Error', ...columns], ...bad])
    return name.toLowerCase() === 'unprocessedrecords' ? write(columns.length === 0 ? [] : [columns, ...unprocessed]) : undefined
  }

  /** What the API tells of the job; `counts` come with its own address alone. */
  info(counts: boolean): Record<string, unknown> {
    const { task, delimiter, lineEnding, version, assignmentRuleId } = this.options
    const name = (names: Readonly<Record<string, string>>, sign: string) => Object.entries(names).find(([, each]) => each === sign)?.[0]
    const { good, bad } = this.results
    return {
      id: this.id,
      operation: task.operation,
      object: task.object.name,
      createdById: this.actor.userId,
      createdDate: stamp(this.createdAt),
      systemModstamp: stamp(this.changedAt),
      state: this.state,
      ...(task.key === undefined ? {} : { externalIdFieldName: task.key.name }),
      ...(assignmentRuleId === undefined ? {} : { assignmentRuleId }),
      concurrencyMode: 'Parallel',
      contentType: 'CSV',
      apiVersion: version,
      contentUrl: `services/data/v${version}.0/jobs/ingest/${this.id}/batches`,
      lineEnding: name(LINE_ENDINGS, lineEnding),
      columnDelimiter: name(DELIMITERS, delimiter),
      ...(counts
        ? {
            jobType: 'V2Ingest',
            numberRecordsProcessed: good.length + bad.length,
            numberRecordsFailed: bad.length,
            retries: 0,
            totalProcessingTime: this.took,
            apiActiveProcessingTime: this.took,
            apexProcessingTime: 0,
            ...(this.error === undefined ? {} : { errorMessage: this.error }),
          }
        : {}),
    }
  }
}
