/** Evaluates the filter branch of a dynamic list on one record. */
import { invalid } from '../api-error'
import { parseInstant } from '../records/instants'
import type { ObjectStore } from '../records/object-store'
import type { CrmRecord } from '../records/record'

/** True for the records that belong to the list. */
export type MembershipTest = (record: CrmRecord) => boolean

/** Tells whether a record is in another list at present. */
export type IsListed = (listId: string, record: CrmRecord) => boolean

type Json = Readonly<Record<string, unknown>>

/**
 * Compiles OR, AND, NOT_ANY and NOT_ALL branches with PROPERTY and IN_LIST filters [HubSpot: lists, filter types]. Throws an
 * `ApiError` 400 for anything else, and for properties that `isKnown` does not know, so that a list is never evaluated wrongly.
 */
export function membershipTest(
  store: ObjectStore,
  branch: unknown,
  isListed: IsListed,
  isKnown: (property: string) => boolean = (property) => store.schema.get(property) !== undefined,
): MembershipTest {
  const { filterBranchType, filterBranches = [], filters = [] } = json(branch, 'filterBranch')
  if (!Array.isArray(filterBranches) || !Array.isArray(filters)) {
    throw invalid('filterBranches and filters must be lists')
  }
  const tests: MembershipTest[] = [
    ...filterBranches.map((child: unknown) => membershipTest(store, child, isListed, isKnown)),
    ...filters.map((filter: unknown) => filterTest(store, json(filter, 'filter'), isListed, isKnown)),
  ]
  switch (filterBranchType) {
    case 'OR':
      return (record) => tests.some((test) => test(record))
    case 'AND':
      return (record) => tests.every((test) => test(record))
    case 'NOT_ANY':
      return (record) => !tests.some((test) => test(record))
    case 'NOT_ALL':
      return (record) => !tests.every((test) => test(record))
    default:
      throw invalid(`filterBranchType ${String(filterBranchType)} is not supported`)
  }
}

function filterTest(store: ObjectStore, filter: Json, isListed: IsListed, isKnown: (property: string) => boolean): MembershipTest {
  const { filterType, property, operation, listId, operator } = filter
  if (filterType === 'IN_LIST') {
    const wanted = operator !== 'NOT_IN_LIST'
    return (record) => isListed(String(listId), record) === wanted
  }
  if (filterType !== 'PROPERTY' || typeof property !== 'string') {
    throw invalid(`filterType ${String(filterType)} is not supported`)
  }
  if (!isKnown(property)) {
    throw invalid(`No property '${property}' was found for object type ${store.schema.type.id}`)
  }
  return propertyTest(store, property, json(operation, 'operation'))
}

function propertyTest(store: ObjectStore, property: string, operation: Json): MembershipTest {
  const { operationType, operator, includeObjectsWithNoValueSet } = operation
  if (operator === 'IS_KNOWN' || operator === 'IS_UNKNOWN') {
    return (record) => (store.value(record, property) !== undefined) === (operator === 'IS_KNOWN')
  }
  const holds = valueTest(String(operationType), String(operator), operation)
  const whenAbsent = includeObjectsWithNoValueSet === true
  return (record) => {
    const value = store.value(record, property)
    return value === undefined ? whenAbsent : holds(value)
  }
}

function valueTest(type: string, operator: string, operation: Json): (value: string) => boolean {
  switch (type) {
    case 'ENUMERATION':
    case 'MULTISTRING':
    case 'STRING':
      return textTest(type, operator, operation)
    case 'BOOL': {
      const wanted = String(operation['value'])
      return decided(operator, { IS_EQUAL_TO: (value) => value === wanted, IS_NOT_EQUAL_TO: (value) => value !== wanted })
    }
    case 'NUMBER':
      return numberTest(operator, operation)
    case 'NUMBER_RANGED': {
      const low = Number(operation['lowerBound'])
      const high = Number(operation['upperBound'])
      const within = (value: string): boolean => Number(value) >= low && Number(value) <= high
      return decided(operator, { IS_BETWEEN: within, IS_NOT_BETWEEN: (value) => !within(value) })
    }
    case 'DATETIME':
    case 'DATE':
    case 'TIME_POINT':
      return timeTest(operator, operation)
    default:
      throw invalid(`operationType ${type} is not supported`)
  }
}

function textTest(type: string, operator: string, operation: Json): (value: string) => boolean {
  // Options are compared exactly, text without regard to case.
  const form = (text: unknown): string => (type === 'ENUMERATION' ? String(text) : String(text).toLowerCase())
  const given = operation['values'] ?? (operation['value'] === undefined ? [] : [operation['value']])
  if (!Array.isArray(given)) {
    throw invalid('values must be a list')
  }
  const wanted = given.map(form)
  const parts = (value: string): string[] => (type === 'ENUMERATION' ? value.split(';') : [form(value)])
  const isOne = (value: string): boolean => parts(value).some((part) => wanted.includes(part))
  const contains = (value: string): boolean => wanted.some((each) => form(value).includes(each))
  return decided(operator, {
    IS_ANY_OF: isOne,
    IS_NONE_OF: (value) => !isOne(value),
    IS_EQUAL_TO: isOne,
    IS_NOT_EQUAL_TO: (value) => !isOne(value),
    IS_EXACTLY: (value) => parts(value).length === wanted.length && isOne(value),
    HAS_EXACTLY: (value) => wanted.length === parts(value).length && wanted.every((each) => parts(value).includes(each)),
    HAS_NOT_EXACTLY: (value) => !(wanted.length === parts(value).length && wanted.every((each) => parts(value).includes(each))),
    CONTAINS_ALL: (value) => wanted.every((each) => parts(value).includes(each)),
    DOES_NOT_CONTAIN_ALL: (value) => !wanted.every((each) => parts(value).includes(each)),
    CONTAINS: contains,
    DOES_NOT_CONTAIN: (value) => !contains(value),
    STARTS_WITH: (value) => wanted.some((each) => form(value).startsWith(each)),
    ENDS_WITH: (value) => wanted.some((each) => form(value).endsWith(each)),
  })
}

function numberTest(operator: string, operation: Json): (value: string) => boolean {
  const wanted = Number(operation['value'])
  return decided(operator, {
    IS_EQUAL_TO: (value) => Number(value) === wanted,
    IS_NOT_EQUAL_TO: (value) => Number(value) !== wanted,
    IS_GREATER_THAN: (value) => Number(value) > wanted,
    IS_GREATER_THAN_OR_EQUAL_TO: (value) => Number(value) >= wanted,
    IS_LESS_THAN: (value) => Number(value) < wanted,
    IS_LESS_THAN_OR_EQUAL_TO: (value) => Number(value) <= wanted,
  })
}

function timeTest(operator: string, operation: Json): (value: string) => boolean {
  const wanted = timeOf(operation)
  const at = (value: string): number => parseInstant(value) ?? Number.NaN
  return decided(operator, {
    IS_EQUAL_TO: (value) => at(value) === wanted,
    IS_BEFORE: (value) => at(value) < wanted,
    IS_BEFORE_DATE: (value) => at(value) < wanted,
    IS_AFTER: (value) => at(value) > wanted,
    IS_AFTER_DATE: (value) => at(value) > wanted,
  })
}

function timeOf(operation: Json): number {
  const { timestamp, year, month, day, timePoint } = operation
  if (typeof timestamp === 'number') {
    return timestamp
  }
  if (typeof timePoint === 'object' && timePoint !== null) {
    return timeOf(timePoint as Json)
  }
  if (typeof year === 'number' && typeof month === 'number' && typeof day === 'number') {
    return Date.UTC(year, month - 1, day)
  }
  throw invalid('a time operation needs a timestamp or a year, month and day')
}

function decided(operator: string, tests: Readonly<Record<string, (value: string) => boolean>>): (value: string) => boolean {
  const test = Object.hasOwn(tests, operator) ? tests[operator] : undefined
  if (test === undefined) {
    throw invalid(`operator ${operator} is not supported for this operationType`)
  }
  return test
}

function json(value: unknown, name: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(`${name} must be an object`)
  }
  return value as Json
}
