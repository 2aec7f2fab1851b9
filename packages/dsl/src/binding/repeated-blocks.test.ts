/** A block written twice, and a file copied beside its original: one diagnostic for each cause, and nothing of what stands in the copy. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Analysis, analyze } from '../analysis'
import { parseCatalog } from '../catalog/load'
import { fixtureCatalog } from '../testing/fixture-catalog'

const said = ({ diagnostics }: Analysis) => diagnostics.map((one) => `${one.file}: ${one.message}`)
const kitchenSink = readFileSync(new URL('../../fixtures/kitchen-sink.sync', import.meta.url), 'utf8')

test('a copied file is one mistake', () => {
  const { diagnostics } = analyze(
    [
      { file: 'contacts.sync', text: kitchenSink },
      { file: 'copy.sync', text: kitchenSink },
    ],
    fixtureCatalog,
  )
  expect(
    diagnostics.map(({ file, message, help, related }) => [
      file,
      message,
      help,
      related.map((one) => `${one.location.file} ${one.message}`),
    ]),
  ).toEqual([
    [
      'copy.sync',
      '`sync contact` is written twice',
      '`copy.sync` repeats blocks of `contacts.sync`: keep one of the two files, or rename what is new',
      ['contacts.sync the first one', ...['policy', 'values', 'lifecycle'].map(() => 'copy.sync written twice too')],
    ],
  ])
})

const folder = new URL('../../../../examples/whole-language/', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')
const { catalog } = parseCatalog(read('catalog/hubspot.json'), read('catalog/salesforce.json'))
const files = readdirSync(folder).filter((name) => name.endsWith('.sync'))
const sources = files.map((file) => ({ file, text: read(file) }))

test.each(files)('each file of the example, copied: %s', (file) => {
  const copy = `z-${file}`
  const found = said(analyze([...sources, { file: copy, text: read(file) }], catalog))
  expect([found.length, found[0]?.startsWith(`${copy}: `), found[0]?.endsWith(' is written twice')]).toEqual([1, true, true])
})

const blocks = {
  policy: 'policy "P" {\n  every 5 minutes\n}\n',
  sync: 'sync contact with Contact {\n  match email = Email\n  prefer newest\n  from hubspot {\n    on change update\n  }\n  map {\n    jobtitle -> Titel\n  }\n}\n',
  values: 'values kinds {\n  "a" <-> "b"\n  "a" <-> "c"\n}\n',
  lifecycle: 'lifecycle contact.lifecyclestage {\n  order ("lead", "nothing")\n}\n',
  test: 'test "one" {\n  given contact ada (emial = "a@example.com")\n  expect no writes\n}\n',
  activities: 'activities {\n  cal <-> Task\n}\n',
  campaigns: 'campaigns {\n  form "None" -> Campaign "None"\n}\n',
}
test.each(Object.entries(blocks))('a second `%s` in one file adds one diagnostic, whatever is wrong in it', (_, block) => {
  const once = analyze([{ file: 'a.sync', text: block }], fixtureCatalog)
  const twice = analyze([{ file: 'a.sync', text: block + block }], fixtureCatalog)
  const added = said(twice).slice(said(once).length)
  expect([said(twice).slice(0, said(once).length), added.length, added[0]?.endsWith(' is written twice')]).toEqual([said(once), 1, true])
})
