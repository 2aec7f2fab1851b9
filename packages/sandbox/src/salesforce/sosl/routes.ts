/** Search over REST: SOSL, and the same by parameters. */
import type { SandboxResponse } from '../../world/system'
import { failure } from '../failure'
import { type Ask, jsonBody, notAllowed } from '../rest/ask'
import { runSearch } from './execute'
import { GROUPS, type Group, parseSearch, type Returning, type Search } from './parse'

function answer(ask: Ask, search: Search): SandboxResponse {
  const records = runSearch(ask.org, ask.actor, search, ask.version)
  // Before API version 37.0 the records stand alone.
  const body = Number(ask.version.slice(1)) < 37 ? records : { searchRecords: records }
  return { status: 200, body, records: records.length }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : Array.isArray(value)
      ? value.map(String).join(',')
      : undefined
}

function names(value: unknown): string | undefined {
  const said = text(value)
  if (said !== undefined && !/^[\w.,()\s]*$/.test(said)) throw failure(400, 'INVALID_FIELD', `not a list of fields: ${said}`)
  return said
}

/** What is returned of an object that parameters name. Throws a `Failure`. */
function returned(object: unknown, of: (name: string) => unknown, overall: (name: string) => unknown): Returning {
  const name = String(object)
  if (!/^\w+$/.test(name)) throw failure(400, 'INVALID_TYPE', `sObject type '${name}' is not supported.`)
  const where = text(of('where'))
  const order = text(of('orderBy'))
  const limit = text(of('limit')) ?? text(overall('defaultLimit'))
  const clauses = [
    where === undefined ? '' : `WHERE ${where}`,
    order === undefined ? '' : `ORDER BY ${order}`,
    limit === undefined ? '' : `LIMIT ${limit}`,
  ]
  return { object: name, fields: names(of('fields')) || names(overall('fields')) || 'Id', clauses: clauses.join(' ') }
}

function group(said: unknown): Group {
  return GROUPS.find((each) => each === String(said ?? 'ALL').toUpperCase()) ?? 'ALL'
}

function byBody(ask: Ask): Search {
  const body = jsonBody(ask)
  const term = text(body['q'])
  if (term === undefined || term === '')
    throw failure(400, 'MALFORMED_SEARCH', 'No search term found. The search term must be enclosed in braces.')
  const objects = Array.isArray(body['sobjects']) ? body['sobjects'] : []
  const limit = Number(body['overallLimit'])
  return {
    term,
    group: group(body['in']),
    returning: objects.map((entry: unknown) => {
      const said = typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>) : { name: entry }
      return returned(
        said['name'],
        (name) => said[name],
        (name) => body[name],
      )
    }),
    ...(Number.isInteger(limit) && limit > 0 ? { limit } : {}),
  }
}

function byQuery({ query }: Ask): Search {
  const term = query.get('q')
  if (term === null || term === '')
    throw failure(400, 'MALFORMED_SEARCH', 'No search term found. The search term must be enclosed in braces.')
  const objects = query.getAll('sobject').flatMap((each) => each.split(','))
  const limit = Number(query.get('overallLimit'))
  const get = (name: string) => query.get(name) ?? undefined
  return {
    term,
    group: group(query.get('in') ?? undefined),
    returning: objects.filter((name) => name !== '').map((object) => returned(object, (name) => get(`${object}.${name}`), get)),
    ...(Number.isInteger(limit) && limit > 0 ? { limit } : {}),
  }
}

/** Answers `/search?q=` and `/parameterizedSearch`. */
export function search(ask: Ask): SandboxResponse | undefined {
  const [first] = ask.segments
  if ((first !== 'search' && first !== 'parameterizedSearch') || ask.segments.length > 1) return undefined
  if (first === 'parameterizedSearch') {
    if (ask.method !== 'GET' && ask.method !== 'POST') throw notAllowed(ask, ['GET', 'HEAD', 'POST'])
    return answer(ask, ask.method === 'POST' ? byBody(ask) : byQuery(ask))
  }
  if (ask.method !== 'GET') throw notAllowed(ask, ['GET', 'HEAD'])
  const source = ask.query.get('q')
  if (source === null) throw failure(400, 'MALFORMED_SEARCH', 'No search term found. The search term must be enclosed in braces.')
  return answer(ask, parseSearch(source))
}
