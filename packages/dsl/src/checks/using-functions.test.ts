import { expect, test } from 'vitest'
import { analyze } from '../analysis'
import { fixtureCatalog } from '../testing/fixture-catalog'

const errorsOf = (mapping: string): readonly string[] => {
  const text = `sync contact with Lead {\n  match email = Email\n  from hubspot {\n    on change update\n  }\n  from Lead {\n    on change update\n  }\n  map {\n    ${mapping}\n  }\n}\n`
  const { diagnostics } = analyze([{ file: 'a.sync', text }], fixtureCatalog)
  return diagnostics.filter((one) => one.severity === 'error').map((one) => `${one.code} ${one.message}`)
}

test.each([
  ['country <-> Country using country_name', []],
  ['state <-> State using ca_provinces', []],
  ['phone -> Phone using phone_e164', []],
  ['country -> AnnualRevenue using amount', []],
  ['country <-> Country using lower', ['LS3008 a two-way mapping cannot take `lower`, which cannot be undone']],
  ['country -> Country using left', ['LS3007 `left` takes more than the value alone, and none of it can stand here']],
  ['country -> Country using thousands', ['LS3006 `thousands` needs a number as its number, and this is text']],
  ['birthday -> Description using unix_time', ['LS3001 `unix_time(...)` (a number) cannot become `Description` (text)']],
  ['country <- AnnualRevenue using thousands', ['LS3001 `thousands(...)` (a number) cannot become `country` (text)']],
  [
    'birthday -> Description when between(hubspot.birthday, "1990-01-01", "1999-12-31")',
    ['LS3001 `birthday` (date) cannot become `Description` (textarea)'],
  ],
  ['country -> Country when between(hubspot.birthday, "1990-01-01", "1999-12-31")', []],
  [
    'country -> Country when between(hubspot.birthday, "1990-01-01", "soon")',
    ['LS3006 `between` needs a date as its last, and this is text'],
  ],
  ['country -> Country when max(1, hubspot.birthday) > 1', ['LS3006 `max` needs a number as its other, and this is a date']],
])('%s: %j', (mapping, errors) => {
  expect(errorsOf(mapping)).toEqual(errors)
})
