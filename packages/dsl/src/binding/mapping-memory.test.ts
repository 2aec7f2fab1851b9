/** Lines taken over from the last text: bound as if they were read for the first time. */
import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { type Analysis, analyze, analyzeParsed } from '../analysis'
import type { Catalog } from '../catalog/catalog'
import { readOnlyTarget } from '../diagnostics/codes/catalog'
import { stateWithoutCountry } from '../diagnostics/codes/meaning'
import { parseAnew } from '../syntax/parse'
import { fixtureCatalog } from '../testing/fixture-catalog'

/** As in an org with state picklists, and with a field that is only set when a record is created. */
const catalog: Catalog = {
  ...fixtureCatalog,
  salesforce: {
    ...fixtureCatalog.salesforce,
    objects: fixtureCatalog.salesforce.objects.map((object) => ({
      ...object,
      fields: [
        ...object.fields.filter(({ name }) => !['State', 'StateCode', 'Country', 'CountryCode'].includes(name)),
        ...['State', 'StateCode', 'Country', 'CountryCode', 'Once__c'].map((name) => ({
          name,
          label: name,
          type: 'string' as const,
          length: 80,
          nillable: true,
          createable: true,
          updateable: name !== 'Once__c',
        })),
      ],
    })),
  },
}

const sync = (lines: string, heads = 'Lead, Contact') =>
  `sync contact with ${heads} {\n  match email = Email\n  prefer Contact, oldest\n  map {\n${lines}  }\n}\n`

const LINES = `    email <-> Email
    firstname <-> FirstName default "?"
    lifecyclestage -> Description using stages
    city -> upper(City)
    lastname <-> LastName
`
const TABLE = 'values stages {\n  "lead" -> "A lead"\n  "customer" -> "A customer"\n}\n'

/** What is known of the last text, after all texts in turn; each must be what a fresh start gives. */
const after = (...texts: readonly string[]): Analysis => {
  let last: Analysis | undefined
  for (const text of texts) {
    const sources = [{ file: 'taken-over.sync', text }]
    last = analyze(sources, catalog)
    const fresh = analyzeParsed(sources.map(parseAnew), catalog, false)
    if (!isDeepStrictEqual(last, fresh)) expect(last).toStrictEqual(fresh)
  }
  return last!
}

const codesOf = ({ diagnostics }: Analysis) => diagnostics.map(({ code }) => code)

test('lines that stand lower are bound where they stand, defaults and references included', () => {
  const text = sync(LINES) + TABLE
  after(text, text.replace('    email <-> Email\n', '    email <-> Email\n    phone <-> Phone\n'), text, `# Above all.\n${text}`)
})

test('the same line twice is two lines, also when it came back', () => {
  const twice = sync(`${LINES}    lastname <-> LastName\n`) + TABLE
  const found = after(sync(LINES) + TABLE, twice, `\n${twice}`, twice)
  expect(codesOf(found)).toEqual(codesOf(analyzeParsed([parseAnew({ file: 'x.sync', text: twice })], catalog, false)))
})

test('a line behind a table is bound to the table of the new text', () => {
  const text = sync(LINES) + TABLE
  const other = text.replace('"A lead"', '"Leads"')
  after(text, other, text.replaceAll('values stages', 'values steps'), other.replace(TABLE, ''), text)
})

test('a line is bound anew where the objects of its sync are others', () => {
  after(
    sync(LINES) + TABLE,
    sync(LINES, 'Lead') + TABLE,
    sync(LINES, 'Contact, Lead') + TABLE,
    sync(LINES, 'Contact, Lead, Nobody') + TABLE,
  )
})

test('a line that another line made sound is judged again once that line is gone', () => {
  const state = '    state <-> Lead.State\n'
  const country = '    country <-> Lead.Country\n'
  const found = [[state, country], [state], [state, country]].map((lines) => codesOf(after(sync(lines.join('')))))
  expect(found.map((codes) => codes.includes(stateWithoutCountry.code))).toEqual([false, true, false])
})

test('a field that is only set once is judged by what the sync creates now', () => {
  const text = (action: string) =>
    `sync contact with Lead {\n  match email = Email\n  from hubspot {\n    on new -> ${action}\n  }\n  map {\n    lastname -> Once__c once\n  }\n}\n`
  const found = ['create Lead', 'ignore', 'create Lead'].map((action) => codesOf(after(text(action))))
  expect(found.map((codes) => codes.includes(readOnlyTarget.code))).toEqual([false, true, false])
})
