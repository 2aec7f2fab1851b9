import { expect, test } from 'vitest'
import { edited } from '../testing/edited'

const map = { command: 'add', into: 'map:contact' } as const
const mapping = { kind: 'mapping', hubspot: 'lastname', arrow: '->', salesforce: 'LastName' } as const

test('a new line joins a block that is laid out, and the others line up with it', () => {
  const text = 'sync contact with Lead {\n  map {\n    a  <->  B  # mine\n  }\n}\n'
  expect(edited(text, { ...map, statement: mapping, description: 'one\ntwo' })).toBe(
    'sync contact with Lead {\n  map {\n    a         <->  B  # mine\n    # one\n    # two\n    lastname   ->  LastName\n  }\n}\n',
  )
})

test('a block with spacing of its own keeps it', () => {
  const text = 'sync contact with Lead {\r\n map {\r\n\t\ta    <->  B  \r\n   }\r\n}'
  expect(edited(text, { ...map, statement: mapping, place: 'first' })).toBe(
    'sync contact with Lead {\r\n map {\r\n\t\tlastname -> LastName\r\n\t\ta    <->  B  \r\n   }\r\n}',
  )
})

test('blocks on one line, empty ones and those not there open for a line', () => {
  expect(edited('sync contact with Lead { map { a <-> B } }', { ...map, statement: mapping })).toBe(
    'sync contact with Lead { map { a <-> B\n    lastname   ->  LastName\n  } }',
  )
  expect(edited('sync contact with Lead {\n  map {}  # all\n}\n', { ...map, statement: mapping })).toBe(
    'sync contact with Lead {\n  map {\n    lastname -> LastName\n  }  # all\n}\n',
  )
  expect(
    edited('sync contact with Lead, Contact {\n  from Contact same as Lead  # too\n}\n', {
      command: 'add',
      into: 'from:contact.Contact',
      statement: { kind: 'on-delete', action: 'ignore' },
    }),
  ).toBe('sync contact with Lead, Contact {\n  from Contact same as Lead {\n    on delete  ignore\n  }  # too\n}\n')
})

test('lines take their usual place, and blocks stand apart', () => {
  const text = 'sync contact with Lead {\n  match email = Email\n\n  from Lead {\n    on change  update\n  }\n}\n'
  const into = 'hubspot-object:contact'
  expect(edited(text, { command: 'add', into, statement: { kind: 'prefer', choices: ['Lead', 'newest'] } })).toBe(
    text.replace('= Email\n', '= Email\n  prefer Lead, then newest\n'),
  )
  expect(edited(text, { command: 'add', into, statement: { kind: 'map', statements: [mapping] } })).toBe(
    text.replace('update\n  }\n', 'update\n  }\n\n  map {\n    lastname   ->  LastName\n  }\n'),
  )
})

test('a file that is empty or holds comments alone takes its first block', () => {
  const statement = { kind: 'policy', name: 'Acme', statements: [{ kind: 'every', count: 5, unit: 'minute' }] } as const
  expect(edited('', { command: 'add', statement })).toBe('policy "Acme" {\n  every 5 minutes\n}\n')
  expect(edited('# ours\n', { command: 'add', statement })).toBe('# ours\n\npolicy "Acme" {\n  every 5 minutes\n}\n')
})

test('text that would say more than it should is refused', () => {
  const text = 'sync contact with Lead {\n  map {\n  }\n}\n'
  for (const salesforce of ['LastName once', 'LastName\n  }', 'LastName # x', '{', 'a b'])
    expect(edited(text, { ...map, statement: { ...mapping, salesforce } })).toBe(
      `bad-text: \`salesforce\` of \`mapping\` does not read as such: ${JSON.stringify(salesforce)}`,
    )
  expect(edited(text, { ...map, statement: { kind: 'every', count: 5, unit: 'minute' } })).toBe(
    'not-applicable: `every` cannot stand in `map`, which takes `mapping`',
  )
})
