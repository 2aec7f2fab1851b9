/** Composite graphs: several composites in one call, each of which stands or falls on its own. */
import type { SandboxResponse } from '../../world/system'
import { failure, refusal } from '../failure'
import { type Ask, type Handler, jsonBody, notAllowed } from './ask'
import { type Result, readSubs, runSubs, type Sub } from './composite'

/** Limits of one call [Salesforce: Composite Graph Limits]. */
const MOST_GRAPHS = 75
const MOST_NODES = 500
const MOST_KINDS = 15
/** After so many failed graphs the rest is not tried. */
const MOST_FAILURES = 14

type Graph = { readonly graphId: string; readonly subs: readonly Sub[] }
type Told = {
  readonly graphId: string
  readonly graphResponse: { readonly compositeResponse: readonly Result[] }
  readonly isSuccessful: boolean
}

function malformed(message: string) {
  return failure(400, 'INVALID_INPUT', message)
}

/** What counts as one kind of node: a method on the path up to the object. */
function kind({ method, url }: Sub): string {
  const [, , , , resource, object] = (url.split('?')[0] ?? '').split('/')
  return `${method.toUpperCase()} ${resource}/${object}`
}

function readGraphs(ask: Ask): Graph[] {
  const { graphs } = jsonBody(ask)
  if (!Array.isArray(graphs)) throw malformed('graphs is required')
  if (graphs.length > MOST_GRAPHS) throw failure(400, 'LIMIT_EXCEEDED', `The number of graphs exceeds the limit of ${MOST_GRAPHS}`)
  const ids = new Set<string>()
  const read = graphs.map((entry: unknown): Graph => {
    const { graphId, compositeRequest } = (entry ?? {}) as Record<string, unknown>
    if (typeof graphId !== 'string' || !/^[A-Za-z0-9]/.test(graphId)) throw malformed('graphId is required for each graph')
    if (ids.has(graphId)) throw malformed(`Duplicate graphId provided: ${graphId}`)
    ids.add(graphId)
    const subs = readSubs(ask, compositeRequest)
    if (new Set(subs.map(kind)).size > MOST_KINDS) {
      throw failure(400, 'LIMIT_EXCEEDED', `The number of different nodes of a graph exceeds the limit of ${MOST_KINDS}`)
    }
    return { graphId, subs }
  })
  const nodes = read.reduce((sum, { subs }) => sum + subs.length, 0)
  if (nodes > MOST_NODES) throw failure(400, 'LIMIT_EXCEEDED', `The number of nodes exceeds the limit of ${MOST_NODES}`)
  return read
}

const NOT_TRIED = failure(400, 'PROCESSING_HALTED', 'Too many graphs of the request failed, this one was not processed.')

/** Answers `POST /composite/graph`; `route` answers each subrequest as if it had come alone. */
export function graph(ask: Ask, route: Handler): SandboxResponse | undefined {
  if (ask.segments.length !== 2 || ask.segments[0] !== 'composite' || ask.segments[1] !== 'graph') return undefined
  if (ask.method !== 'POST') throw notAllowed(ask, ['POST'])
  let failures = 0
  let records = 0
  const graphs = readGraphs(ask).map(({ graphId, subs }): Told => {
    if (failures >= MOST_FAILURES) {
      const body = refusal(NOT_TRIED).body
      const compositeResponse = subs.map(({ referenceId }) => ({ body, httpHeaders: {}, httpStatusCode: 400, referenceId }))
      return { graphId, graphResponse: { compositeResponse }, isSuccessful: false }
    }
    const ran = runSubs(ask, subs, true, route)
    if (!ran.succeeded) failures += 1
    records += ran.records
    return { graphId, graphResponse: { compositeResponse: ran.results }, isSuccessful: ran.succeeded }
  })
  return { status: 200, body: { graphs }, records }
}
