/** Salesforce's refusals: for a whole request, and for one row. */
import type { SandboxResponse } from '../world/system'

/** What one matching rule found; `record` is as a query would show it. */
export type MatchResult = {
  readonly entityType: string
  readonly errors: readonly never[]
  readonly matchEngine: string
  readonly matchRecords: readonly {
    readonly additionalInformation: readonly never[]
    readonly fieldDiffs: readonly never[]
    readonly matchConfidence: number
    readonly record: Record<string, unknown>
  }[]
  readonly rule: string
  readonly size: number
  readonly success: boolean
}

/** The rows that a new one would double, as replies to single saves tell them under `key`. */
export type Duplicates = {
  readonly key: 'duplicateResult' | 'duplicateResut'
  readonly result: {
    readonly allowSave: boolean
    readonly duplicateRule: string
    readonly duplicateRuleEntityType: string
    readonly errorMessage: string
    readonly matchResults: readonly MatchResult[]
  }
}

/** One error as Salesforce tells it; a row's `code` is written as `statusCode`, a request's as `errorCode`. */
export type Problem = {
  readonly code: string
  readonly message: string
  readonly fields?: readonly string[]
  readonly duplicates?: Duplicates
}

/** A refused request or row. `status` is the HTTP status where the row is the whole request. */
export class Failure extends Error {
  override readonly name = 'Failure'
  constructor(
    readonly status: number,
    readonly problems: readonly Problem[],
  ) {
    super(problems[0]?.message ?? '')
  }
}

/** A refusal with one problem. */
export function failure(status: number, code: string, message: string, fields?: readonly string[]): Failure {
  return new Failure(status, [{ code, message, fields }])
}

/** The body of a refused request. */
export function refusal(problem: Failure): SandboxResponse {
  const body = problem.problems.map(({ code, message, fields, duplicates }) => ({
    ...(duplicates === undefined ? {} : { [duplicates.key]: duplicates.result }),
    message,
    errorCode: code,
    ...(fields === undefined ? {} : { fields }),
  }))
  return { status: problem.status, body }
}

/** The errors of a refused row in Collections, which do not name duplicates [Salesforce: allOrNone parameters in composite and collections requests]. */
export function rowErrors(problem: Failure): { statusCode: string; message: string; fields: readonly string[] }[] {
  return problem.problems.map(({ code, message, fields }) => ({ statusCode: code, message, fields: fields ?? [] }))
}

/** What an unknown path answers. */
export const NO_RESOURCE = failure(404, 'NOT_FOUND', 'The requested resource does not exist')
