import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from '../syntax/parse'
import { fixtureCatalog } from '../testing/fixture-catalog'
import { bind } from './bind'
import { symbolKey } from './symbols'

const text = readFileSync(new URL('../../fixtures/kitchen-sink.sync', import.meta.url), 'utf8')
const cut = text.indexOf('values lead_status')
const sources = [
  { file: 'z-tables.sync', text: text.slice(cut) },
  { file: 'contacts.sync', text: text.slice(0, cut) },
]
const { bound, diagnostics } = bind(sources.map(parse), fixtureCatalog)

/** Every place that names the symbol, with the text that stands there. */
const placesOf = (key: string): readonly string[] =>
  bound.references
    .filter((one) => symbolKey(one.symbol) === key)
    .map(({ location, declares }) => {
      const source = sources.find((one) => one.file === location.file)
      const at = source?.text.slice(location.span.start, location.span.end)
      return `${location.file}: ${at}${declares === true ? ' (declared)' : ''}`
    })

test('names are resolved across files', () => {
  expect(diagnostics).toEqual([])
  expect(placesOf('table::lead_status')).toEqual(['z-tables.sync: lead_status (declared)', 'contacts.sync: lead_status'])
})

test.each([
  ['list::Ready for sales', ['contacts.sync: "Ready for sales"']],
  ['table::owners', ['contacts.sync: owners']],
  ['property:contact:state', ['contacts.sync: state', 'contacts.sync: state']],
  ['property:company:type', ['contacts.sync: type']],
  ['field:Contact:MailingState', ['contacts.sync: MailingState']],
  ['stage:lifecyclestage:opportunity', ['contacts.sync: "opportunity"', 'contacts.sync: "opportunity"']],
])('%s is named where it stands', (key, places) => {
  expect(placesOf(key)).toEqual(places)
})

test('a bare field names the field of every object of the sync', () => {
  expect([placesOf('field:Lead:Title'), placesOf('field:Contact:Title')]).toEqual([['contacts.sync: Title'], ['contacts.sync: Title']])
})

test('`same as` fills in every line, and a line of its own replaces all of its kind', () => {
  const block = 'from Contact same as Lead {\n    on delete ignore\n  }'
  const own = bind([parse({ file: 'a.sync', text: text.replace('from Contact same as Lead', block) })], fixtureCatalog)
  const froms = own.bound.syncs[0]?.froms.map((from) => [
    from.object,
    from.include !== undefined,
    from.onNew.map((line) => line.node.action?.value),
    from.onChange?.action?.value,
    from.onDelete?.action?.value,
  ])
  expect(froms).toEqual([
    ['hubspot', true, ['create', 'create'], 'update', 'ignore'],
    ['Lead', true, ['create'], 'update', 'delete'],
    ['Contact', true, ['create'], 'update', 'ignore'],
  ])
})
