import { expect, test } from 'vitest'
import { edited } from '../testing/edited'

const TEXT =
  'sync contact with Lead {\n  from hubspot {\n    include when   email is known  and  ( a = 1  or b = 2 ) # why\n    on new create  Lead\n  }\n}\n'
const include = 'include:contact.hubspot'
const onNew = 'on-new:contact.hubspot.1'

test('only the tokens that differ change', () => {
  expect(edited(TEXT, { command: 'change', target: include, set: { condition: 'email is known and (a = 1 or b = 3)' } })).toBe(
    TEXT.replace('b = 2', 'b = 3'),
  )
  expect(edited(TEXT, { command: 'change', target: onNew, set: { object: 'Contact', when: 'c = "x"' } })).toBe(
    TEXT.replace('create  Lead', 'create  Contact when c = "x"'),
  )
})

test('what it says already changes nothing, however it is spelled', () => {
  expect(edited(TEXT, { command: 'change', target: include, set: { condition: 'email is known and ((a = 1) or b = 2)' } })).toBe(TEXT)
})

test('a list over several lines that becomes one line hands its comments to the lines above', () => {
  const text = 'lifecycle contact.stage {\n  advance to "a" when x in (\n    1,  # one\n    2,\n  )\n}\n'
  expect(edited(text, { command: 'change', target: 'advance:contact.stage.1', set: { when: 'y' } })).toBe(
    'lifecycle contact.stage {\n  # one\n  advance to "a" when y\n}\n',
  )
})

test('names get back-ticks where they need them', () => {
  expect(edited(TEXT, { command: 'change', target: onNew, set: { object: 'with' } })).toBe(TEXT.replace('create  Lead', 'create  `with`'))
})

test('unknown fields, wrong values and broken blocks are refused', () => {
  expect(edited(TEXT, { command: 'change', target: onNew, set: { colour: 'red' } })).toBe(
    'bad-command: `on-new` has no field `colour`; it has `action`, `object`, `recordType`, `assignmentRules`, `when`',
  )
  expect(edited(TEXT, { command: 'change', target: onNew, set: { action: 'delete' } })).toBe(
    'bad-command: `action` of `on-new` is one of `create`, `link`, `ignore`',
  )
  expect(edited(TEXT, { command: 'change', target: onNew, set: { action: null } })).toBe('bad-command: `on-new` needs the field `action`')
  expect(edited(TEXT.replace('on new', '@\n    on new'), { command: 'change', target: onNew, set: { action: 'link' } }).split(':')[0]).toBe(
    'syntax-error',
  )
})
