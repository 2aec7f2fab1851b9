/** One query job of Bulk API 2.0. */
import { Failure } from '../failure'
import type { Query } from '../soql/ast'
import type { Asked } from '../soql/execute'
import { stamp } from '../stamps'
import { DELIMITERS, LINE_ENDINGS, writeCsv } from './csv'
import { processingTime } from './jobs'
import { type QuerySheet, runBulkQuery } from './query-sheet'

export type QueryOptions = {
  readonly asked: Asked
  readonly query: Query
  readonly delimiter: string
  readonly lineEnding: string
  readonly version: number
}

export type QueryState = 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted'

/** Records of a page where the client names no number. */
const PAGE = 50_000

/** A page of results; `next` is where the one after it starts. */
export type Page = { readonly text: string; readonly count: number; readonly next: number | undefined }

export class QueryJob {
  readonly createdAt: number
  private changedAt: number
  private stage: QueryState = 'UploadComplete'
  private startsAt: number
  private sheet: QuerySheet | undefined
  private took = 0

  constructor(
    readonly id: string,
    readonly options: QueryOptions,
    until: number,
  ) {
    const now = options.asked.org.now()
    this.createdAt = now
    this.changedAt = now
    this.startsAt = until > now ? (now + until) / 2 : Number.POSITIVE_INFINITY
  }

  get state(): QueryState {
    return this.stage === 'UploadComplete' && this.options.asked.org.now() >= this.startsAt ? 'InProgress' : this.stage
  }

  private enter(state: QueryState): void {
    this.stage = state
    this.changedAt = this.options.asked.org.now()
  }

  abort(): void {
    this.enter('Aborted')
  }

  run(): void {
    if (this.stage !== 'UploadComplete') return
    try {
      this.sheet = runBulkQuery(this.options.asked, this.options.query)
      this.enter('JobComplete')
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      this.enter('Failed')
    }
    this.took = processingTime(this.sheet?.rows ?? 0)
  }

  /** Results from a place on; `undefined` before there are any, and behind their end. */
  page(from: number, most = PAGE): Page | undefined {
    const sheet = this.sheet
    if (sheet === undefined || (from > 0 && from >= sheet.rows)) return undefined
    const until = Math.min(sheet.rows, from + most)
    const lines = Array.from({ length: until - from }, (_, index) => sheet.line(from + index))
    const { delimiter, lineEnding } = this.options
    return {
      text: writeCsv([sheet.columns, ...lines], delimiter, lineEnding),
      count: until - from,
      next: until < sheet.rows ? until : undefined,
    }
  }

  info(counts: boolean): Record<string, unknown> {
    const { asked, query, delimiter, lineEnding, version } = this.options
    const name = (names: Readonly<Record<string, string>>, sign: string) => Object.entries(names).find(([, each]) => each === sign)?.[0]
    return {
      id: this.id,
      operation: asked.deleted ? 'queryAll' : 'query',
      object: asked.org.schema.object(query.from.name)?.name ?? query.from.name,
      createdById: asked.actor.userId,
      createdDate: stamp(this.createdAt),
      systemModstamp: stamp(this.changedAt),
      state: this.state,
      concurrencyMode: 'Parallel',
      contentType: 'CSV',
      apiVersion: version,
      lineEnding: name(LINE_ENDINGS, lineEnding),
      columnDelimiter: name(DELIMITERS, delimiter),
      ...(counts
        ? {
            jobType: 'V2Query',
            numberRecordsProcessed: this.sheet?.rows ?? 0,
            retries: 0,
            totalProcessingTime: this.took,
            isPkChunkingSupported: true,
          }
        : {}),
    }
  }
}
