import { expect, test } from 'vitest'
import { analyze } from '../analysis'
import { fixtureCatalog } from '../testing/fixture-catalog'
import { readMarker } from '../testing/markers'
import { applyTextEdits } from '../text/text-edit'
import { type CodeAction, codeActions } from './code-actions'

const file = 'a.sync'

/** What can be done at the marker: each title with the text it leads to. */
const actions = (marked: string): readonly (readonly [string, string])[] => {
  const { text, offset } = readMarker(marked)
  const found = codeActions(analyze([{ file, text }], fixtureCatalog), file, { start: offset, end: offset })
  return found.map((one) => [one.title, after(text, one)])
}

const after = (text: string, { files }: CodeAction) => applyTextEdits(text, files.find((one) => one.file === file)?.edits ?? [])

const sync = (map: string, before = '') => `sync contact with Lead {
  match email = Email
  prefer newest
${before}  map {
${map}
  }
}
`
const UPDATES = '  from hubspot {\n    on new create\n    on change update\n  }\n'

test('a mend that a diagnostic carries comes first', () => {
  const text = sync('    Jobtitle <|>-> Title\n    company -> Company\n    lastname -> LastName', UPDATES)
  expect(actions(text.replace('<|>', '').replace('Jobtitle', 'Job<|>title'))[0]).toEqual([
    'write `jobtitle`',
    text.replace('<|>', '').replace('Jobtitle', 'jobtitle'),
  ])
})

test('an arrow turns to each other way that its ends allow, in its column', () => {
  const rest = '\n    company -> Company\n    lastname -> LastName'
  const line = (text: string) => sync(`${text}${rest}`, UPDATES)
  const arrows = (text: string) => actions(line(text)).filter(([title]) => title.startsWith('carry'))
  expect(arrows('    jobtitle   -<|>>  Title')).toEqual([
    ['carry both ways: `<->`', line('    jobtitle  <->  Title')],
    ['carry from Salesforce to HubSpot: `<-`', line('    jobtitle  <-   Title')],
  ])
  expect(arrows('    jobtitle -<|>> Title once').map(([, text]) => text)).toEqual([line('    jobtitle <- Title once')])
  expect(arrows('    lower(jobtitle) -<|>> Title')).toEqual([])
  expect(arrows('    jobtitle  <-<|>>  Title  prefer salesforce unless blank')).toEqual([])
})

test('the row of a table turns too, but never to several targets', () => {
  const table = (row: string) => `values size {\n  ${row}\n}\n`
  expect(actions(table('"S" <<|>-> "Small"')).map(([, text]) => text)).toEqual([table('"S"  -> "Small"'), table('"S" <-  "Small"')])
  expect(actions(table('"S", "XS" -<|>> "Small"'))).toEqual([])
})

test('a required field is mapped from the property of its name, with a default', () => {
  const text = sync('    lastname -> LastName  # theirs', '  from hubspot {\n    on new cr<|>eate\n    on change update\n  }\n')
  expect(actions(text)).toEqual([
    ['map `Lead.Company`', text.replace('<|>', '').replace('# theirs', '# theirs\n    company -> Company default "[not provided]"')],
  ])
})

test('changes are let through where an arrow needs them', () => {
  const start = sync('    jobtitle <|>-> Title')
  expect(actions(start)[0]).toEqual([
    'let changes through in `from hubspot`',
    start.replace('<|>', '').replace('  }\n}\n', '  }\n  from hubspot {\n    on change update\n  }\n}\n'),
  ])
  const there = sync('    jobtitle <|>-> Title', '  from hubspot {\n    on delete ignore\n  }\n')
  expect(actions(there)[0]).toEqual([
    'let changes through in `from hubspot`',
    there.replace('<|>', '').replace('ignore\n', 'ignore\n    on change update\n'),
  ])
})

test('missing rows of a table pair what is plainly the same, and leave the rest to be filled in', () => {
  const table = 'values lead_status {\n  "NEW" <-> "Open - Not Contacted"\n}\n'
  const text = `${sync('    hs_lead_status <-> Status using lead_sta<|>tus')}${table}`
  const found = actions(text).find(([title]) => title.startsWith('add'))
  expect(found?.[0]).toBe('add the 3 missing rows to `lead_status`')
  expect(found?.[1].split('values')[1]).toBe(
    ' lead_status {\n  "NEW" <-> "Open - Not Contacted"\n  "IN_PROGRESS" -> ""\n  "UNQUALIFIED" -> ""\n  "BAD_TIMING" -> ""\n}\n',
  )
})

test('lines are inserted with the line ends of the file', () => {
  const text = sync('    lastname -> LastName', '  from hubspot {\n    on new cr<|>eate\n    on change update\n  }\n').replaceAll(
    '\n',
    '\r\n',
  )
  expect(actions(text)[0]?.[1]).toBe(
    text.replace('<|>', '').replace('LastName', 'LastName\r\n    company -> Company default "[not provided]"'),
  )
})
