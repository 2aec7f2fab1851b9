/** The worker's language answers about the text it was asked with, with the catalog it was told. */
import type { Catalog } from '@lockstep/dsl'
import { expect, test } from 'vitest'
import { createLanguage } from './language'

const catalog: Catalog = {
  hubspot: {
    version: 1,
    objects: [
      {
        name: 'contact',
        plural: 'contacts',
        typeId: '0-1',
        properties: [
          { name: 'email', label: 'Email', type: 'string', fieldType: 'text', hasUniqueValue: true },
          { name: 'jobtitle', label: 'Job title', type: 'string', fieldType: 'text' },
        ],
      },
    ],
    lists: [],
  },
  salesforce: {
    version: 1,
    objects: [
      {
        name: 'Lead',
        label: 'Lead',
        fields: [{ name: 'Email', label: 'Email', type: 'email', length: 80, nillable: true, createable: true, updateable: true }],
      },
    ],
  },
}

const path = 'a.sync'
const text = 'sync contact with Lead {\n  match email = Email\n  map {\n    email <-> Email\n    \n  }\n}\n'

test('the graph follows the text that was analysed', () => {
  const language = createLanguage()
  const answer = language.answer({ kind: 'analyze', files: [{ path, text }], catalog })
  expect(answer).toMatchObject({ hasCatalog: true, files: [{ path, text }] })
  expect(answer).toHaveProperty('graph.nodes.0.id', 'hubspot-object:contact')
})

test('suggestions know the catalog and a text that is newer than the last analysis', () => {
  const language = createLanguage()
  language.answer({ kind: 'analyze', files: [{ path, text: '' }], catalog })
  const found = language.answer({ kind: 'complete', path, text, offset: text.indexOf('    \n') + 4 })
  expect(Array.isArray(found) && found.map((each) => each.label)).toEqual(expect.arrayContaining(['email', 'jobtitle']))
})

test('hover tells what a property is, and nothing where there is nothing', () => {
  const language = createLanguage()
  language.answer({ kind: 'analyze', files: [{ path, text }], catalog })
  const at = text.indexOf('email <->')
  expect(language.answer({ kind: 'hover', path, text, offset: at + 1 })).toMatchObject({ span: { start: at, end: at + 5 } })
  expect(language.answer({ kind: 'hover', path, text, offset: text.length })).toBe(null)
})

test('a file with a syntax error is not formatted, any other is', () => {
  const language = createLanguage()
  expect(language.answer({ kind: 'format', path, text: 'sync contact with {{' })).toBe(null)
  expect(language.answer({ kind: 'format', path, text: 'sync contact with Lead {\n match email = Email\n}\n' })).toMatchObject({
    text: 'sync contact with Lead {\n  match email = Email\n}\n',
  })
})

test('a name leads to its declaration in another file, and from there to all its places', () => {
  const language = createLanguage()
  const table = { path: 'tables.sync', text: 'values ratings {\n  "a" <-> "b"\n}\n' }
  const user = { path, text: text.replace('email <-> Email', 'email <-> Email using ratings') }
  language.answer({ kind: 'analyze', files: [user, table], catalog })
  const used = user.text.indexOf('ratings')
  const declared = { file: 'tables.sync', span: { start: 7, end: 14 } }
  expect(language.answer({ kind: 'define', ...user, offset: used + 1 })).toEqual(declared)
  expect(language.answer({ kind: 'define', ...user, offset: user.text.indexOf('Lead') })).toBe(null)
  expect(language.answer({ kind: 'refer', ...table, offset: 8 })).toEqual([{ file: path, span: { start: used, end: used + 7 } }, declared])
})

test('blocks fold, and words are coloured by meaning unless the text cannot be read', () => {
  const language = createLanguage()
  expect(language.answer({ kind: 'fold', path, text })).toEqual([
    { start: 1, end: 6, kind: 'block' },
    { start: 3, end: 5, kind: 'block' },
  ])
  expect(language.answer({ kind: 'colour', path, text: 'every day {' })).toBe(null)
  expect(language.answer({ kind: 'colour', path, text: '# why\n' })).toEqual([{ span: { start: 0, end: 5 }, type: 'comment' }])
})
