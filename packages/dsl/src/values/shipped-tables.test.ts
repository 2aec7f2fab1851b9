import { expect, test } from 'vitest'
import { COUNTRIES } from './countries'
import { foldSpelling } from './fold-spelling'
import { SHIPPED_TABLES, shippedTable } from './shipped-tables'
import { US_STATES } from './us-states'

test.each([
  ['countries', COUNTRIES, 249],
  ['us_states', US_STATES, 59],
] as const)('%s has every place once, and no spelling that means two', (_, rows, count) => {
  const spellings = rows.flatMap((row) => [...new Set(row.map(foldSpelling))])
  expect(rows.length).toBe(count)
  expect(spellings.filter((one, index) => spellings.indexOf(one) !== index)).toEqual([])
})

test('every table that is shipped can be had by its name, and no other', () => {
  expect([...SHIPPED_TABLES, 'planets'].map((name) => shippedTable(name)?.name)).toEqual([...SHIPPED_TABLES, undefined])
})
