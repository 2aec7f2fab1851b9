/** A rule knows the side it starts from. */
import { expect, test } from 'vitest'
import { originsOf } from './origins'
import { smallGraph } from './testing/small-graph'

test('rules are told apart by the block they stand in', () => {
  expect([...originsOf(smallGraph)]).toEqual([
    ['on-new:contact.hubspot.1', 'from hubspot'],
    ['on-change:contact.Lead', 'from Lead'],
  ])
})
