/** Reads and checks the body of a search, with the limits of the real service. */
import { type ErrorDetail, invalid } from '../api-error'

/** The operators of a filter [HubSpot: CRM search]. */
export const OPERATORS = [
  'EQ',
  'NEQ',
  'LT',
  'LTE',
  'GT',
  'GTE',
  'BETWEEN',
  'IN',
  'NOT_IN',
  'HAS_PROPERTY',
  'NOT_HAS_PROPERTY',
  'CONTAINS_TOKEN',
  'NOT_CONTAINS_TOKEN',
] as const

/** One of the operators. */
export type Operator = (typeof OPERATORS)[number]

/** One condition on a property; texts as they were sent. */
export type Filter = {
  readonly propertyName: string
  readonly operator: Operator
  readonly value?: string
  readonly highValue?: string
  readonly values?: readonly string[]
}

/** A checked search: filters in a group hold together, groups are alternatives. */
export type SearchRequest = {
  readonly groups: readonly (readonly Filter[])[]
  readonly sort?: { readonly propertyName: string; readonly descending: boolean }
  readonly query?: string
  /** Undefined: the object's default properties. */
  readonly properties?: readonly string[]
  readonly limit: number
  readonly after: number
}

/** Limits of a search [HubSpot: CRM search]. */
export const SEARCH_LIMITS = { body: 3_000, groups: 5, filtersInGroup: 6, filters: 18, page: 200, results: 10_000 } as const

/** Throws an `ApiError` 400 for anything the service refuses. */
export function readSearch(body: Readonly<Record<string, unknown>>, text: string): SearchRequest {
  if (text.length > SEARCH_LIMITS.body) {
    throw invalid(`The request body has ${text.length} characters; the maximum is ${SEARCH_LIMITS.body}.`)
  }
  const groups = list(body['filterGroups'], 'filterGroups').map((group) => list(record(group)['filters'], 'filters').map(readFilter))
  if (groups.length > SEARCH_LIMITS.groups) {
    throw invalid(`There are ${groups.length} filterGroups; the maximum is ${SEARCH_LIMITS.groups}.`)
  }
  if (groups.some((group) => group.length > SEARCH_LIMITS.filtersInGroup) || groups.flat().length > SEARCH_LIMITS.filters) {
    throw invalid(`A filterGroup takes ${SEARCH_LIMITS.filtersInGroup} filters and a search ${SEARCH_LIMITS.filters}.`)
  }
  const limit = body['limit'] === undefined || body['limit'] === null ? 10 : Number(body['limit'])
  if (!Number.isInteger(limit) || limit < 1 || limit > SEARCH_LIMITS.page) {
    throw invalid(`limit must be between 1 and ${SEARCH_LIMITS.page}, was ${String(body['limit'])}`)
  }
  const after = readAfter(body['after'])
  if (after + limit > SEARCH_LIMITS.results) {
    throw invalid(`Paging past ${SEARCH_LIMITS.results} results is not possible; ${after + limit} were asked for.`)
  }
  const query = body['query']
  return {
    groups: groups.filter((group) => group.length > 0),
    ...readSort(body['sorts']),
    ...(typeof query === 'string' && query !== '' ? { query } : {}),
    ...(body['properties'] === undefined || body['properties'] === null
      ? {}
      : { properties: list(body['properties'], 'properties').map(String) }),
    limit,
    after,
  }
}

/** The 400 for a filter or sort on a property that nobody defined. */
export function unknownSearchProperty(name: string): Error {
  const error: ErrorDetail = {
    message: `There is no property named '${name}'.`,
    code: 'PROPERTY_DOESNT_EXIST',
    context: { propertyName: [name] },
  }
  return invalid('There was a problem with the request.', [error])
}

function readAfter(after: unknown): number {
  if (after === undefined || after === null || after === '') {
    return 0
  }
  const text = String(after)
  if (!/^\d+$/.test(text)) {
    throw invalid(`after must be an integer, was '${text}'`)
  }
  return Number(text)
}

function readSort(sorts: unknown): { sort?: NonNullable<SearchRequest['sort']> } {
  const all = list(sorts, 'sorts')
  if (all.length > 1) {
    throw invalid('Only one sort is allowed.')
  }
  const [first] = all
  if (first === undefined) {
    return {}
  }
  if (typeof first === 'string') {
    const descending = first.startsWith('-')
    return { sort: { propertyName: descending ? first.slice(1) : first, descending } }
  }
  const { propertyName, direction } = record(first)
  if (typeof propertyName !== 'string') {
    throw invalid('A sort needs a propertyName.')
  }
  if (direction !== undefined && direction !== 'ASCENDING' && direction !== 'DESCENDING') {
    throw invalid(`direction is ASCENDING or DESCENDING, not '${String(direction)}'`)
  }
  return { sort: { propertyName, descending: direction === 'DESCENDING' } }
}

function readFilter(body: unknown): Filter {
  const { propertyName, operator, value, highValue, values } = record(body)
  const known = OPERATORS.find((each) => each === operator)
  if (typeof propertyName !== 'string' || known === undefined) {
    throw invalid(`Invalid filter: operator '${String(operator)}' on '${String(propertyName)}'`)
  }
  if ((known === 'IN' || known === 'NOT_IN') && !Array.isArray(values)) {
    throw invalid(`operator ${known} requires values`)
  }
  if (known === 'BETWEEN' && (value === undefined || highValue === undefined)) {
    throw invalid('operator BETWEEN requires value and highValue')
  }
  const needsValue = !['IN', 'NOT_IN', 'HAS_PROPERTY', 'NOT_HAS_PROPERTY', 'BETWEEN'].includes(known)
  if (needsValue && (value === undefined || value === null || value === '')) {
    throw invalid(`operator ${known} requires a value`)
  }
  return {
    propertyName,
    operator: known,
    ...(value === undefined || value === null ? {} : { value: String(value) }),
    ...(highValue === undefined || highValue === null ? {} : { highValue: String(highValue) }),
    ...(Array.isArray(values) ? { values: values.map(String) } : {}),
  }
}

function list(value: unknown, name: string): readonly unknown[] {
  if (value === undefined || value === null) {
    return []
  }
  if (!Array.isArray(value)) {
    throw invalid(`${name} must be a list`)
  }
  return value
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) {
    throw invalid('Invalid input JSON: an object was expected')
  }
  return value as Readonly<Record<string, unknown>>
}
