/** Keys of the catalog's files: each has a meaning on the reference page. */
import { expect, test } from 'vitest'
import { catalogKeys, staleMeanings } from './catalog-keys'

test('every key of the two files has a meaning, and every meaning a key', () => {
  expect([...catalogKeys.hubspot, ...catalogKeys.salesforce].filter((key) => key.meaning === '')).toEqual([])
  expect(staleMeanings).toEqual([])
})
