/** Sums over reports. */
import { expect, test } from 'vitest'
import { countChanges, efficiencyOf, sumCounts } from './sums'

const change = (side: 'hubspot' | 'salesforce', object: string, action: 'create' | 'update' | 'delete') => ({
  side,
  object,
  id: null,
  action,
  fields: {},
  rule: 'a.sync:1',
  reason: '',
  link: { hubspot: null, salesforce: null },
  label: '',
})

test('changes are counted by side and object, HubSpot first', () => {
  expect(
    countChanges([
      change('salesforce', 'Lead', 'create'),
      change('hubspot', 'contact', 'update'),
      change('salesforce', 'Lead', 'delete'),
      change('salesforce', 'Lead', 'create'),
    ]),
  ).toEqual([
    { side: 'hubspot', object: 'contact', create: 0, update: 1, delete: 0 },
    { side: 'salesforce', object: 'Lead', create: 2, update: 0, delete: 1 },
  ])
})

test('counts of both sides add up', () => {
  expect(sumCounts({ hubspot: { contact: 3 }, salesforce: { Lead: 2, Contact: 5 } })).toBe(10)
})

test('a run without calls spent none in vain', () => {
  const none = { hubspot: { read: 0, write: 0 }, salesforce: { read: 0, write: 0 } }
  expect(efficiencyOf({ calls: none, minimum: none })).toBe(1)
  expect(efficiencyOf({ calls: { ...none, hubspot: { read: 6, write: 4 } }, minimum: { ...none, hubspot: { read: 5, write: 4 } } })).toBe(
    0.9,
  )
})
