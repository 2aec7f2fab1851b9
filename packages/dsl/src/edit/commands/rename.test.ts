import { expect, test } from 'vitest'
import { applyEdit } from '../apply-edit'
import { edited } from '../testing/edited'

const SYNC =
  'sync contact with Lead, Contact {\n  prefer Lead\n  from Lead {\n    on change  update\n  }\n  map {\n    a  <->  Lead.A using t\n    b  <->  Lead.Lead.B\n  }\n}\n'
const TABLE = 'values t {\n  "t"  <->  "t"\n}\n'

test('a table is renamed where it is defined and wherever it is used, in all files', () => {
  const outcome = applyEdit(
    [
      { file: 'a.sync', text: SYNC },
      { file: 'b.sync', text: TABLE },
    ],
    { command: 'rename-table', file: 'b.sync', target: 'values:t', to: 'my table' },
  )
  expect(outcome.ok && outcome.files.map(({ file, text }) => [file, text])).toEqual([
    ['a.sync', SYNC.replace('using t', 'using `my table`')],
    ['b.sync', TABLE.replace('values t', 'values `my table`')],
  ])
})

test('a name that is taken is refused', () => {
  const taken = (to: string) => edited(TABLE, { command: 'rename-table', target: 'values:t', to })
  expect([taken('us_states'), taken('lower')]).toEqual([
    'not-applicable: `us_states` is the name of another table or function',
    'not-applicable: `lower` is the name of another table or function',
  ])
  expect(taken('a`b')).toBe('bad-text: "a`b" cannot be a name')
})

test('an object is renamed wherever a statement names it as an object', () => {
  expect(edited(SYNC, { command: 'rename-object', target: 'salesforce-object:Lead', to: 'Person__c' })).toBe(
    'sync contact with Person__c, Contact {\n  prefer Person__c\n  from Person__c {\n    on change  update\n  }\n  map {\n    a  <->  Person__c.A using t\n    b  <->  Person__c.Lead.B\n  }\n}\n',
  )
  expect(edited(SYNC, { command: 'rename-object', target: 'salesforce-object:Lead', to: 'Contact' })).toBe(
    'not-applicable: `Contact` is the object of a sync already',
  )
})
