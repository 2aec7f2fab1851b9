/** One REST request below `/services/data/vXX.X`, on its own or inside a composite. */
import type { SandboxResponse } from '../../world/system'
import type { Jobs } from '../bulk/jobs'
import { failure } from '../failure'
import type { ObjectSchema } from '../schema/object'
import type { Cursors } from '../soql/cursors'
import type { Actor, Org } from '../store/org'
import { Transaction } from '../store/transaction'
import type { Recents } from './recents'
import type { Usage } from './usage'

/** What the handlers of an org share. */
export type Services = {
  readonly org: Org
  readonly cursors: Cursors
  readonly usage: Usage
  readonly jobs: Jobs
  readonly recents: Recents
}

export type Ask = Services & {
  readonly method: string
  /** Path segments after the version, decoded. */
  readonly segments: readonly string[]
  readonly query: URLSearchParams
  /** Lower-case names. In a composite only what the subrequest says and what it may inherit. */
  readonly headers: Readonly<Record<string, string>>
  /** Parsed JSON, or the text still to be parsed. */
  readonly body: { readonly text: string } | { readonly json: unknown }
  /** As in the path, `v62.0`. */
  readonly version: string
  readonly origin: string
  readonly actor: Actor
  /** The transaction of an all-or-none composite. */
  readonly shared?: Transaction
}

/** Answers a request, or leaves it to the next handler. */
export type Handler = (ask: Ask) => SandboxResponse | undefined

/** The body as a JSON object. Throws a `Failure` with code `JSON_PARSER_ERROR`. */
export function jsonBody(ask: Ask): Record<string, unknown> {
  let value: unknown
  if ('json' in ask.body) value = ask.body.json
  else {
    try {
      value = JSON.parse(ask.body.text)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw failure(
        400,
        'JSON_PARSER_ERROR',
        ask.body.text === '' ? 'No content to map to Object due to end of input' : `${reason} at [line:1, column:1]`,
      )
    }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw failure(400, 'JSON_PARSER_ERROR', 'The HTTP entity body is required to be a JSON object at [line:1, column:1]')
  }
  return value as Record<string, unknown>
}

/** Runs writes in one transaction: all undone where `write` throws, committed otherwise, by the composite where it holds the transaction. */
export function writing<Result>(ask: Ask, write: (tx: Transaction) => Result): Result {
  const tx = ask.shared ?? new Transaction(ask.org, ask.actor)
  const mark = tx.mark()
  try {
    const result = write(tx)
    if (ask.shared === undefined) tx.commit()
    return result
  } catch (error) {
    tx.rollback(mark)
    throw error
  }
}

/** The object a path names. Throws a `Failure` 404. */
export function namedObject(ask: Ask, name: string): ObjectSchema {
  const object = ask.org.object(ask.actor, name)
  if (object === undefined) throw failure(404, 'NOT_FOUND', 'The requested resource does not exist')
  return object
}

/** Refuses a method that a resource does not have. */
export function notAllowed(ask: Ask, allowed: readonly string[]): ReturnType<typeof failure> {
  return failure(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${ask.method}' not allowed. Allowed are ${allowed.join(',')}`)
}

/** Path segments, decoded; one that is badly encoded stays as it is. */
export function pathSegments(path: string): string[] {
  const decode = (segment: string) => {
    try {
      return decodeURIComponent(segment)
    } catch (error) {
      if (error instanceof URIError) return segment
      throw error
    }
  }
  return path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decode)
}
