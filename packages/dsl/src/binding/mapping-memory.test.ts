/** Lines taken over from the last text: bound as if they were read for the first time. */
import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { type Analysis, analyze, analyzeParsed } from '../analysis'
import { parseAnew } from '../syntax/parse'
import { fixtureCatalog } from '../testing/fixture-catalog'

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
    last = analyze(sources, fixtureCatalog)
    const fresh = analyzeParsed(sources.map(parseAnew), fixtureCatalog, false)
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
  expect(codesOf(found)).toEqual(codesOf(analyzeParsed([parseAnew({ file: 'x.sync', text: twice })], fixtureCatalog, false)))
})

test('a line behind a table is bound to the table of the new text', () => {
  const text = sync(LINES) + TABLE
  const other = text.replace('"A lead"', '"Leads"')
  after(text, other, text.replaceAll('values stages', 'values steps'), other.replace(TABLE, ''), text)
})

test('a line is bound anew where the objects of its sync are others', () => {
  after(sync(LINES) + TABLE, sync(LINES, 'Lead') + TABLE, sync(LINES, 'Contact, Lead') + TABLE)
})

test('a line that another line made sound is judged again once that line is gone', () => {
  const state = '    state <-> Lead.State\n'
  const country = '    country <-> Lead.Country\n'
  after(sync(`${state}${country}`), sync(state), sync(`${state}${country}`))
})

test('a field that is only set once is judged by what the sync creates now', () => {
  const text = (action: string) =>
    `sync contact with Lead {\n  match email = Email\n  from hubspot {\n    on new -> ${action}\n  }\n  map {\n    email -> Email once\n    lastname -> LeadSource once\n  }\n}\n`
  after(text('create Lead'), text('ignore'), text('create Lead'))
})
