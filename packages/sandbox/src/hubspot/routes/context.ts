/** What a route is given: the portal, the request's parts, and who asks. */
import type { SandboxRequest, SandboxResponse } from '../../world/system'
import type { Grant } from '../access/access'
import { invalid } from '../api-error'
import type { Portal } from '../portal'
import type { ObjectStore } from '../records/object-store'
import type { Actor } from '../records/write-records'

/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>

/** `params` are the decoded path parts that the route's pattern names. `isDated`: asked for by a path with a date as its version. */
export type Context = {
  readonly portal: Portal
  readonly request: SandboxRequest
  readonly params: Readonly<Record<string, string>>
  readonly isDated: boolean
  readonly actor: Actor
  /** Names this request in error bodies. */
  readonly correlationId: string
  /** What the caller's token allows; absent where none is needed. */
  readonly grant?: Grant
}

/** One endpoint. */
export type Route = {
  readonly method: string
  /** `objects/:type/batch/read`: the path after version and `crm`; a part with a colon matches anything but a reserved word. */
  readonly pattern: string
  /** Answers without a token. */
  readonly isOpen?: boolean
  /** First part of the path where it is not the one of the routes around it. */
  readonly area?: string
  /** `v3`, `v4`: the numbered version that has this path; the dated versions have all of them. */
  readonly version: string
  readonly isSearch?: boolean
  readonly handle: (context: Context) => SandboxResponse
}

/** The body as a JSON object. Throws 400 for anything else. */
export function bodyObject(context: Context): Json {
  const body = parsedBody(context)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalid('Invalid input JSON on line 1, column 1: an object was expected')
  }
  return body as Json
}

/** The body as a list of ids. Throws 400 for anything else. */
export function bodyIds(context: Context): string[] {
  const body = parsedBody(context)
  if (!Array.isArray(body)) {
    throw invalid('Invalid input JSON on line 1, column 1: a list was expected')
  }
  return body.map(String)
}

/** The `inputs` of a batch, each an object. Throws 400 when there are none or more than `limit`. */
export function batchInputs(context: Context, limit: number): Json[] {
  const { inputs } = bodyObject(context)
  if (!Array.isArray(inputs) || inputs.some((input) => typeof input !== 'object' || input === null)) {
    throw invalid('Some required fields were not set: [inputs]')
  }
  if (inputs.length === 0) {
    throw invalid('The batch has no inputs.')
  }
  if (inputs.length > limit) {
    throw invalid(`The maximum number of inputs supported in a batch request is ${limit}; this one has ${inputs.length}.`)
  }
  return inputs as Json[]
}

/** Values of a query parameter, repeated or separated by commas. */
export function queryList(context: Context, name: string): string[] | undefined {
  const all = context.request.query.getAll(name)
  return all.length === 0 ? undefined : all.flatMap((value) => value.split(',')).filter((value) => value !== '')
}

/** `limit` from the query. Throws 400 outside 1 to `max`. */
export function queryLimit(context: Context, fallback: number, max: number): number {
  const text = context.request.query.get('limit')
  const limit = text === null ? fallback : Number(text)
  if (!Number.isInteger(limit) || limit < 1 || limit > max) {
    throw invalid(`limit must be between 1 and ${max}, was ${String(text)}`)
  }
  return limit
}

/** True only for the word `true`. */
export function isQueryTrue(context: Context, name: string): boolean {
  return context.request.query.get(name) === 'true'
}

/** The store of the object type in the path. Throws the 400 that the real service gives for an unknown type. */
export function storeOf(context: Context, param = 'type'): ObjectStore {
  const name = context.params[param] ?? ''
  const store = context.portal.store(name)
  if (store === undefined) {
    throw invalid(`Unable to infer object type from: ${name}`)
  }
  return store
}

/** Properties of an input. Throws 400 when they are no object. */
export function propertiesOf(input: Json): Json {
  const { properties } = input
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) {
    throw invalid('Some required fields were not set: [properties]')
  }
  return properties as Json
}

/** A list of texts in a body; undefined when absent. */
export function textList(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined
}

// A batch looks at its body more than once, and reading it is the dearest part of a large one.
const parsed = new WeakMap<SandboxRequest, unknown>()

/** The `paging` member that leads to the next page: its token, and the whole address of it. */
export function nextPage({ request }: Context, after: string) {
  const query = new URLSearchParams(request.query)
  query.set('after', after)
  const link = `http://${request.headers['host'] ?? 'localhost'}${request.path}?${query.toString()}`
  return { paging: { next: { after, link } } }
}

/** The body as JSON of any kind. Throws 400 for what is none. */
export function parsedBody({ request }: Context): unknown {
  if (parsed.has(request)) {
    return parsed.get(request)
  }
  try {
    const body: unknown = JSON.parse(request.body)
    parsed.set(request, body)
    return body
  } catch (error) {
    throw invalid(`Invalid input JSON: ${error instanceof SyntaxError ? error.message : 'unreadable'}`)
  }
}
