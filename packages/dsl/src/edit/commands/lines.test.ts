import { expect, test } from 'vitest'
import { edited } from '../testing/edited'

const TEXT = `sync contact with Lead {
  map {
    # about a
    a  <->  A  # after a

    # loose

    b  <->  B
    # about c
    c  <->  C
  }
}
`
const id = (name: string) => `mapping:contact.${name}<->Lead.${name.toUpperCase()}`

test('remove takes a statement with the comments that it owns', () => {
  expect(edited(TEXT, { command: 'remove', target: id('a') })).toBe(TEXT.replace('    # about a\n    a  <->  A  # after a\n\n', ''))
})

test('move takes its comments along and leaves the others', () => {
  expect(edited(TEXT, { command: 'move', target: id('c'), place: { before: id('a') } })).toBe(`sync contact with Lead {
  map {
    # about c
    c  <->  C
    # about a
    a  <->  A  # after a

    # loose

    b  <->  B
  }
}
`)
  expect(edited(TEXT, { command: 'move', target: id('a'), place: 'first' })).toBe(TEXT)
  expect(edited(TEXT, { command: 'move', target: id('a'), place: { after: 'map:contact' } })).toBe(
    'not-applicable: `map:contact` does not stand in that block',
  )
})

test('describe changes only the comment lines that differ', () => {
  expect(edited(TEXT, { command: 'describe', target: id('b'), description: 'first\n\n#1' })).toBe(
    TEXT.replace('    b  <->', '    # first\n    #\n    # #1\n    b  <->'),
  )
  expect(edited(TEXT, { command: 'describe', target: id('a'), description: null })).toBe(TEXT.replace('    # about a\n', ''))
  expect(edited('policy "A" { every 5 minutes }', { command: 'describe', target: 'every', description: 'often' })).toBe(
    'policy "A" {\n  # often\n  every 5 minutes }',
  )
})

test('replace puts another statement in the place of a line', () => {
  const text = 'sync deal with Opportunity {\n  match a = B  # how\n}\n'
  expect(edited(text, { command: 'replace', target: 'match:deal.1', statement: { kind: 'match', by: 'none' } })).toBe(
    'sync deal with Opportunity {\n  match none  # how\n}\n',
  )
})

test('options are set and removed one at a time', () => {
  const text = 'sync contact with Lead {\n map {\n  a <-> A   default   "x"  once  # why\n }\n}\n'
  const target = id('a')
  expect(edited(text, { command: 'set-option', target, option: { kind: 'default', value: '"y"' } })).toBe(text.replace('"x"', '"y"'))
  expect(edited(text, { command: 'set-option', target, option: { kind: 'required' } })).toBe(text.replace('once', 'once required'))
  expect(edited(text, { command: 'remove-option', target, option: 'default' })).toBe(text.replace('   default   "x"', ''))
  expect(edited(text, { command: 'remove-option', target, option: 'when' })).toBe(text)
  expect(edited(text, { command: 'set-option', target, option: { kind: 'role', role: 'x' } }).split(':')[0]).toBe('not-applicable')
})

test('wrap keeps the expression as it is written, and whole', () => {
  const text = 'sync contact with Lead {\n  map {\n    lower( a )  ->  A default "x"\n  }\n}\n'
  const target = 'mapping:contact.lower( a )->Lead.A'
  expect(edited(text, { command: 'wrap', target, field: 'hubspot', before: 'trim(', after: ')' })).toBe(
    'sync contact with Lead {\n  map {\n    trim(lower( a ))  ->  A default "x"\n  }\n}\n',
  )
  expect(edited(text, { command: 'wrap', target, field: 'default.value', before: '1 + (', after: ')' })).toBe(
    text.replace('"x"', '1 + ("x")'),
  )
  expect(edited(text, { command: 'wrap', target, field: 'hubspot', before: 'trim(', after: '' }).split(':')[0]).toBe('bad-text')
})
