import codes from 'i18n-iso-countries/codes.json' with { type: 'json' }
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' }
import { expect, test } from 'vitest'
import { COUNTRIES } from './countries'
import { foldSpelling } from './fold-spelling'
import { LOCAL_NAMES } from './local-names'
import { ALL_COUNTRIES, SHIPPED_TABLES, STATES, shippedTable, shippedTables } from './shipped-tables'

test.each(shippedTables.filter((table) => table.places.length > 0))(
  '$name has every place once, and no spelling that means two',
  ({ places }) => {
    const spellings = places.flatMap((place) => [...new Set(place.map(foldSpelling))])
    expect(spellings.filter((one, index) => spellings.indexOf(one) !== index)).toEqual([])
    expect(spellings.filter((one) => one === '')).toEqual([])
  },
)

test('as many places are shipped as the countries have', () => {
  expect(shippedTables.map(({ name, places }) => [name, places.length])).toEqual([
    ['au_states', 8],
    ['br_states', 27],
    ['ca_provinces', 13],
    ['cn_provinces', 34],
    ['countries', 249],
    ['ie_counties', 26],
    ['in_states', 38],
    ['it_provinces', 111],
    ['mx_states', 32],
    ['owners', 0],
    ['owners by email', 0],
    ['us_states', 63],
  ])
})

test('states are shipped for the countries for which Salesforce ships them', () => {
  expect(Object.keys(STATES).sort()).toEqual(['AU', 'BR', 'CA', 'CN', 'IE', 'IN', 'IT', 'MX', 'US'])
})

test('the countries are those of ISO 3166-1, and local names belong to them', () => {
  const iso = codes.map(([two]) => two).filter((code) => code !== 'XK')
  expect(COUNTRIES.map(([code]) => code).sort()).toEqual([...iso].sort())
  expect(Object.keys(LOCAL_NAMES).filter((code) => !iso.includes(code))).toEqual([])
})

test('every English name of the published list is known, and names the same country', () => {
  const byName = new Map(ALL_COUNTRIES.flatMap((place) => place.map((spelling) => [foldSpelling(spelling), place[0]] as const)))
  const strangers = Object.entries(english.countries).flatMap(([code, names]) =>
    // `Congo` alone is the smaller republic in Salesforce's list; Kosovo has no code of its own in the standard.
    [names].flat().filter((name) => byName.get(foldSpelling(name)) !== code && code !== 'XK' && !(code === 'CD' && name === 'Congo')),
  )
  expect(strangers).toEqual([])
})

test('every table that is shipped can be had by its name, and no other', () => {
  expect([...SHIPPED_TABLES, 'planets'].map((name) => shippedTable(name)?.name)).toEqual([...SHIPPED_TABLES, undefined])
})
