/** A place in the text and a part of the graph lead to each other. */
import { expect, test } from 'vitest'
import { choiceAt, placeOf } from './at-cursor'
import { smallGraph } from './testing/small-graph'

test('the smallest construct that holds the cursor is chosen', () => {
  expect(choiceAt(smallGraph, 'a.sync', 25)).toEqual({ node: 'on-new:contact.hubspot.1', row: null })
  expect(choiceAt(smallGraph, 'a.sync', 70)).toEqual({ edge: 'mapping:email' })
  expect(choiceAt(smallGraph, 'a.sync', 95)).toEqual(null)
  expect(choiceAt(smallGraph, 'b.sync', 10)).toEqual({ node: 'values:stage', row: null })
  expect(choiceAt(smallGraph, 'c.sync', 10)).toEqual(null)
})

test('a field leads to its mapping, a node to its statement, nothing to nothing', () => {
  const spanOf = (choice: Parameters<typeof placeOf>[1]) => placeOf(smallGraph, choice)?.span ?? null
  expect(spanOf({ node: 'salesforce-object:Lead', row: 'Email' })).toEqual({ start: 60, end: 80 })
  expect(spanOf({ node: 'on-change:contact.Lead', row: null })).toEqual({ start: 40, end: 50 })
  expect(spanOf({ edge: 'mapping:email' })).toEqual({ start: 60, end: 80 })
  expect(spanOf(null)).toBe(null)
  expect(spanOf({ node: 'gone', row: null })).toBe(null)
})
