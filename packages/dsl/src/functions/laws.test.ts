import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Value } from '../plan/plan'
import { runs } from '../testing/seed'
import { ALL_COUNTRIES } from '../values/shipped-tables'
import { findFunction, functions } from './index'

const scaled = (most: number, by: number): fc.Arbitrary<number> =>
  fc.integer({ min: -most, max: most }).map((count) => Number((count / by).toPrecision(15)))
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const id15 = fc.string({ unit: fc.constantFrom(...letters), minLength: 15, maxLength: 15 })
const longId = findFunction('long_id')
const label = fc.stringMatching(/^[a-z][a-z0-9]{1,10}$/)
const domain = fc
  .tuple(
    label.filter((one) => one !== 'www'),
    fc.constantFrom('com', 'co.uk', 'org', 'example.com'),
  )
  .map((parts) => parts.join('.'))
const lines = fc.uniqueArray(fc.stringMatching(/^[A-Za-z][A-Za-z0-9, ]{0,8}[a-z]$/), { minLength: 1, maxLength: 5 })

/** Values in their usual form: what such a field holds when a person or the system itself wrote it well. */
const usual: Readonly<Record<string, fc.Arbitrary<Value>>> = {
  percent: scaled(1_000_000, 10_000),
  share: scaled(1_000_000, 100),
  opposite: fc.boolean(),
  yes_no: fc.boolean(),
  checkbox: fc.constantFrom('Yes', 'No'),
  thousands: scaled(1_000_000_000, 10),
  from_thousands: scaled(1_000_000, 1000),
  milliseconds_to_seconds: fc.nat(1_000_000_000),
  seconds_to_milliseconds: scaled(1_000_000, 1000),
  milliseconds_to_minutes: fc.nat(1_000_000).map((minutes) => minutes * 60_000),
  minutes_to_milliseconds: fc.nat(1_000_000),
  unix_time: fc.integer({ min: -10_000_000_000, max: 100_000_000_000 }).map((seconds) => new Date(seconds * 1000).toISOString()),
  from_unix_time: fc.integer({ min: -10_000_000_000, max: 100_000_000_000 }),
  long_id: id15,
  short_id: id15.map((id) => longId?.call([id]) ?? null),
  country_code: fc.constantFrom(...ALL_COUNTRIES.map(([, name]) => name)),
  country_code3: fc.constantFrom(...ALL_COUNTRIES.map(([, name]) => name)),
  country_name: fc.constantFrom(...ALL_COUNTRIES.map(([code]) => code)),
  web_address: domain,
  web_domain: domain.map((one) => `https://${one}`),
  list_to_lines: lines.map((items) => items.join(';')),
  lines_to_list: lines.map((items) => items.join('\n')),
  phone_e164: fc.oneof(
    fc.integer({ min: 1000, max: 9999 }).map((end) => `+1 415 555 ${end}`),
    fc.constantFrom('+49 30 901820', '+81 3 1234 5678', '+44 20 7946 0958', '+33 1 42 68 53 00'),
  ),
  phone_international: fc.oneof(
    fc.integer({ min: 1000, max: 9999 }).map((end) => `+1415555${end}`),
    fc.constantFrom('+4930901820', '+81312345678', '+442079460958', '+33142685300'),
  ),
  minor_units: scaled(100_000_000, 100),
  from_minor_units: fc.integer({ min: -100_000_000, max: 100_000_000 }),
}

const invertible = functions
  .filter((definition) => definition.inverse !== undefined)
  .map(({ name, inverse, call }) => ({ name, inverse, call }))

test('every function with an inverse has values to be tried with, and no other', () => {
  expect(Object.keys(usual).sort()).toEqual(invertible.map(({ name }) => name))
})

test.each(invertible)('$name: what was not changed comes back as it was (GetPut)', ({ name, inverse, call }) => {
  const back = findFunction(inverse ?? '')
  fc.assert(
    fc.property(usual[name] ?? fc.constant(null), (value) => {
      expect(back?.call([call([value])])).toEqual(value)
    }),
    runs(300),
  )
})

test.each(invertible)('$name: what was put on the other side is read there again (PutGet)', ({ name, inverse, call }) => {
  const back = findFunction(inverse ?? '')
  fc.assert(
    fc.property(usual[name] ?? fc.constant(null), (value) => {
      const there = call([value])
      expect(there === null).toBe(value === null)
      expect(call([back?.call([there]) ?? null])).toEqual(there)
    }),
    runs(300),
  )
})

test.each(invertible)('$name: nothing comes of nothing, there and back', ({ name, inverse, call }) => {
  // A checkbox is never blank in Salesforce, so its opposite is known too.
  if (name !== 'opposite') expect(findFunction(inverse ?? '')?.call([call([null])])).toBe(null)
})
