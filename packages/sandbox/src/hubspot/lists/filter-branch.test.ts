/** Operators of list filters. */
import { expect, test } from 'vitest'
import { ObjectStore } from '../records/object-store'
import { newRecord } from '../records/record'
import { ObjectSchema } from '../schema/object-schema'
import { OBJECT_TYPES } from '../schema/object-types'
import { property } from '../schema/property'
import { membershipTest } from './filter-branch'

const VALUES: Readonly<Record<string, string>> = {
  firstname: 'Ada',
  email: 'ada@example.com',
  lifecyclestage: 'lead',
  hs_buying_role: 'CHAMPION;OTHER',
  visits: '5',
  vip: 'true',
  closedate: '2026-11-01T12:00:00Z',
}

function passes(name: string, operation: Record<string, unknown>): boolean {
  const type = OBJECT_TYPES[0]
  if (type === undefined) {
    throw new Error('there are no contacts')
  }
  const store = new ObjectStore(new ObjectSchema(type))
  store.schema.put(property('visits', 'Visits', 'number'))
  store.schema.put(property('vip', 'VIP', 'bool'))
  const record = newRecord(1, 0, { sourceType: 'IMPORT' }, [])
  for (const [key, value] of Object.entries(VALUES)) {
    record.values[store.schema.slot(key)] = value
  }
  const filters = [{ filterType: 'PROPERTY', property: name, operation }]
  return membershipTest(store, { filterBranchType: 'AND', filterBranches: [], filters }, () => false)(record)
}

test.each<[string, Record<string, unknown>, boolean]>([
  ['lifecyclestage', { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values: ['lead', 'customer'] }, true],
  ['lifecyclestage', { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values: ['Lead'] }, false],
  ['lifecyclestage', { operationType: 'ENUMERATION', operator: 'IS_NONE_OF', values: ['lead'] }, false],
  ['hs_buying_role', { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values: ['OTHER'] }, true],
  ['hs_buying_role', { operationType: 'ENUMERATION', operator: 'CONTAINS_ALL', values: ['OTHER', 'CHAMPION'] }, true],
  ['hs_buying_role', { operationType: 'ENUMERATION', operator: 'HAS_EXACTLY', values: ['OTHER'] }, false],
  ['firstname', { operationType: 'MULTISTRING', operator: 'IS_EQUAL_TO', values: ['ADA'] }, true],
  ['firstname', { operationType: 'MULTISTRING', operator: 'IS_NOT_EQUAL_TO', values: ['ada', 'bob'] }, false],
  ['email', { operationType: 'MULTISTRING', operator: 'CONTAINS', values: ['@EXAMPLE.'] }, true],
  ['email', { operationType: 'MULTISTRING', operator: 'DOES_NOT_CONTAIN', values: ['example'] }, false],
  ['email', { operationType: 'MULTISTRING', operator: 'ENDS_WITH', values: ['.org', '.com'] }, true],
  ['email', { operationType: 'STRING', operator: 'STARTS_WITH', value: 'bob' }, false],
  ['visits', { operationType: 'NUMBER', operator: 'IS_GREATER_THAN', value: 4 }, true],
  ['visits', { operationType: 'NUMBER', operator: 'IS_LESS_THAN_OR_EQUAL_TO', value: 4 }, false],
  ['visits', { operationType: 'NUMBER_RANGED', operator: 'IS_BETWEEN', lowerBound: 5, upperBound: 6 }, true],
  ['vip', { operationType: 'BOOL', operator: 'IS_EQUAL_TO', value: true }, true],
  ['vip', { operationType: 'BOOL', operator: 'IS_NOT_EQUAL_TO', value: true }, false],
  ['closedate', { operationType: 'DATETIME', operator: 'IS_BEFORE', timestamp: Date.parse('2026-11-02T00:00:00Z') }, true],
  [
    'closedate',
    { operationType: 'TIME_POINT', operator: 'IS_AFTER', timePoint: { timeType: 'DATE', year: 2026, month: 11, day: 2 } },
    false,
  ],
  ['phone', { operationType: 'ALL_PROPERTY', operator: 'IS_KNOWN' }, false],
  ['phone', { operationType: 'ALL_PROPERTY', operator: 'IS_UNKNOWN' }, true],
  ['phone', { operationType: 'MULTISTRING', operator: 'IS_NOT_EQUAL_TO', values: ['1'], includeObjectsWithNoValueSet: true }, true],
  ['phone', { operationType: 'MULTISTRING', operator: 'IS_NOT_EQUAL_TO', values: ['1'], includeObjectsWithNoValueSet: false }, false],
])('%s %j: %s', (name, operation, isMember) => {
  expect(passes(name, operation)).toBe(isMember)
})
