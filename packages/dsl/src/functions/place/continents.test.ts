import { expect, test } from 'vitest'
import { COUNTRIES } from '../../values/countries'
import { placesOf } from '../currency/iso-4217'
import { CURRENCY_OF } from '../currency/of-countries'
import { CONTINENT_OF, EUROPEAN_UNION } from './continents'

const codes = COUNTRIES.map(([code]) => code).sort()

test('every country has one continent', () => {
  expect([...CONTINENT_OF.keys()].sort()).toEqual(codes)
})

test('every country but Antarctica has one currency, with decimal places that the platform knows', () => {
  expect([...CURRENCY_OF.keys()].sort()).toEqual(codes.filter((code) => code !== 'AQ'))
  expect([...new Set([...CURRENCY_OF.values()].map(placesOf))].sort()).toEqual([0, 2, 3])
})

test('the European Union has 27 members, all of them countries', () => {
  expect([...EUROPEAN_UNION].filter((code) => codes.includes(code)).length).toBe(27)
})
