/** A rule's address names a file and a line. */
import { expect, test } from 'vitest'
import { parseRule } from './reveal'

test('a rule is a file and a line, whatever the file is called', () => {
  expect(parseRule('people/contacts.sync:12')).toEqual({ file: 'people/contacts.sync', line: 12 })
  expect(parseRule('a:b.sync:3')).toEqual({ file: 'a:b.sync', line: 3 })
})

test('anything else names no place', () => {
  expect(['', 'contacts.sync', ':3', 'contacts.sync:x'].map(parseRule)).toEqual([null, null, null, null])
})
