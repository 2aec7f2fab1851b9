import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../testing/seed'
import { canonicalJson } from './canonical-json'

/** The same value with the keys of every object turned around. */
const turned = (value: fc.JsonValue): fc.JsonValue => {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, one]) => [key, turned(one as fc.JsonValue)]),
  )
}

test('the text reads as the same value, and does not depend on the order of keys', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const text = canonicalJson(value)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      expect(canonicalJson(turned(value))).toBe(text)
    }),
    runs(500),
  )
})

test('keys stand by code unit, and one without a value is left out', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined, B: 'é"' })).toBe('{"B":"é\\"","b":[1,{"c":"x","d":null}]}')
})
