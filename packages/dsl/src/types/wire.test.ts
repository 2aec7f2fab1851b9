import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { End } from '../plan/plan'
import { runs } from '../testing/seed'
import { canonicalDecimal, decimalOfNumber, roundDecimal } from './decimal'
import { decode } from './decode'
import { encode } from './encode'
import { equalWire } from './equality'
import { parseDate, parseDatetime } from './moment'

const end = (type: End['type'], vendorType: string, more: Partial<End> = {}): End => ({
  name: 'Field__c',
  type,
  vendorType,
  createable: true,
  updateable: true,
  ...more,
})

test.each([
  ['1.0', '1'],
  ['+0012.50', '12.5'],
  ['-0', '0'],
  ['.5', '0.5'],
  ['1e3', '1000'],
  ['1.5e-7', '0.00000015'],
  ['123456789012345678901', '123456789012345678901'],
  ['', null],
  ['.', null],
  ['1,000', null],
  ['NaN', null],
  ['0x10', null],
])('the decimal %s is %s', (text, canonical) => {
  expect(canonicalDecimal(text)).toBe(canonical)
})

test('a number written as a decimal reads back as itself', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const decimal = decimalOfNumber(value)
      expect(decimal).not.toMatch(/e/)
      expect(Number(decimal)).toBe(value === 0 ? 0 : value)
    }),
    runs(600),
  )
})

test.each([
  ['2.345', 2, '2.35'],
  ['-2.5', 0, '-3'],
  ['9.999', 2, '10'],
  ['0.004', 2, '0'],
  ['7', 3, '7'],
])('%s rounded to %i places is %s', (text, places, result) => {
  expect(roundDecimal(text, places)).toBe(result)
})

test.each([
  ['2021-12-02T18:23:01.000+0000', '2021-12-02T18:23:01.000Z'],
  ['2021-12-02T18:23:01Z', '2021-12-02T18:23:01.000Z'],
  ['2021-12-02T18:23:01.123456Z', '2021-12-02T18:23:01.123Z'],
  ['2021-12-03T03:23:01+09:00', '2021-12-02T18:23:01.000Z'],
  ['1638469381000', '2021-12-02T18:23:01.000Z'],
  ['2021-12-02', '2021-12-02T00:00:00.000Z'],
  ['2021-02-30T00:00:00Z', null],
  ['tomorrow', null],
])('the datetime %s is %s', (text, iso) => {
  expect(parseDatetime(text)).toBe(iso)
})

test.each([
  ['2024-02-29', '2024-02-29'],
  ['1709164800000', '2024-02-29'],
  ['2024-02-29T23:59:59.000+0000', '2024-02-29'],
  ['2023-02-29', null],
  ['29.02.2024', null],
])('the date %s is %s', (text, date) => {
  expect(parseDate(text)).toBe(date)
})

test('a day written to a datetime is the same day in Tokyo and in Los Angeles', () => {
  const written = encode('salesforce', end('datetime', 'datetime'), '2024-05-10')
  expect(written).toEqual({ ok: true, value: '2024-05-10T12:00:00.000+0000' })
  const at = new Date('2024-05-10T12:00:00.000Z')
  const days = ['Asia/Tokyo', 'America/Los_Angeles'].map((timeZone) => at.toLocaleDateString('en-CA', { timeZone }))
  expect(days).toEqual(['2024-05-10', '2024-05-10'])
})

describe('encoding', () => {
  test.each([
    [end('text', 'string', { length: 3 }), 'Ada', { ok: true, value: 'Ada' }],
    [
      end('text', 'string', { length: 3 }),
      'Adam',
      { ok: false, code: 'too-long', message: 'the text has 4 characters, and `Field__c` holds 3', value: 'Adam' },
    ],
    [end('number', 'double', { precision: 5, scale: 2 }), 123.456, { ok: true, value: '123.46' }],
    [
      end('number', 'double', { precision: 5, scale: 2 }),
      1234,
      {
        ok: false,
        code: 'out-of-range',
        message: '`1234` has more than the 3 digits that `Field__c` holds before the point',
        value: '1234',
      },
    ],
    [end('number', 'int'), 2.5, { ok: true, value: '3' }],
    [end('boolean', 'boolean'), null, { ok: true, value: 'false' }],
    [end('picklist', 'picklist', { options: ['A'], restricted: true }), 'A', { ok: true, value: 'A' }],
    [
      end('picklist', 'picklist', { options: ['A'], restricted: true }),
      'B',
      { ok: false, code: 'not-an-option', message: '`B` is not an option of `Field__c`', value: 'B' },
    ],
    [end('picklist', 'picklist', { options: ['A'] }), 'B', { ok: true, value: 'B' }],
    [end('multipicklist', 'multipicklist', { options: ['A', 'B'], restricted: true }), 'B; A', { ok: true, value: 'B;A' }],
    [end('email', 'email'), ' ada@example.com ', { ok: true, value: 'ada@example.com' }],
    [
      end('email', 'email'),
      'ada@',
      { ok: false, code: 'invalid-value', message: '`ada@` is not an email address, which `Field__c` needs', value: 'ada@' },
    ],
    [
      end('date', 'date'),
      'soon',
      { ok: false, code: 'invalid-value', message: '`soon` is not a date, which `Field__c` needs', value: 'soon' },
    ],
    [end('text', 'string'), null, { ok: true, value: null }],
    [end('text', 'string'), '  ', { ok: true, value: null }],
    [end('text', 'string'), ' Lovelace', { ok: true, value: 'Lovelace' }],
  ] as const)('%o with %s', (target, value, result) => {
    expect(encode('salesforce', target, value)).toEqual(result)
  })
})

test.each([
  ['hubspot', end('number', 'number'), '1.0', '1', true],
  ['hubspot', end('number', 'number'), '1', '2', false],
  ['hubspot', end('multipicklist', 'enumeration'), 'A;B', 'B;A', true],
  ['hubspot', end('multipicklist', 'enumeration'), 'A;B', 'A', false],
  ['hubspot', end('boolean', 'bool'), null, 'false', true],
  ['hubspot', end('boolean', 'bool'), null, 'true', false],
  ['hubspot', end('email', 'string'), 'Ada@Example.com', 'ada@example.com', true],
  ['hubspot', end('text', 'string'), 'Ada', 'ada', false],
  ['salesforce', end('text', 'textarea'), 'a\r\nb ', 'a\nb', true],
  ['salesforce', end('reference', 'reference'), '0015g00000AbCdE', '0015g00000AbCdEAAV', true],
  ['salesforce', end('reference', 'reference'), '0015g00000AbCdE', '0015g00000abcde', false],
  ['salesforce', end('datetime', 'datetime'), '2021-12-02T18:23:01.000+0000', '2021-12-02T18:23:01.987Z', true],
  ['hubspot', end('datetime', 'datetime'), '1638469381000', '2021-12-02T18:23:01Z', true],
  ['hubspot', end('date', 'date'), '1709164800000', '2024-02-29', true],
  ['hubspot', end('text', 'string'), null, '', true],
  ['hubspot', end('text', 'string'), ' Ada', 'Ada', true],
] as const)('on %s, a %o holds %s and %s as equal: %s', (side, property, a, b, equal) => {
  expect(equalWire(side, property, a, b)).toBe(equal)
  expect(equalWire(side, property, b, a)).toBe(equal)
})

test('decoding never throws, and what it reads can be written and read again', () => {
  const types = ['string', 'number', 'bool', 'date', 'datetime', 'enumeration'] as const
  const wires = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('true', '1.50', '2024-02-29', '1709164800000', '2021-12-02T18:23:01Z'),
  )
  fc.assert(
    fc.property(fc.constantFrom(...types), wires, (vendorType, wire) => {
      const decoded = decode(vendorType, wire)
      if (!decoded.ok) return
      const written = encode('hubspot', end(vendorType === 'bool' ? 'boolean' : 'text', vendorType), decoded.value)
      if (!written.ok) return expect(written.code).toBe('out-of-range')
      const kept = typeof decoded.value === 'string' ? decoded.value.trim() || null : decoded.value
      expect(decode(vendorType, written.value)).toEqual({ ok: true, value: kept })
    }),
    runs(600),
  )
})

test('an email address, and a decimal of a million digits, are read in one pass', () => {
  expect(encode('salesforce', end('email', 'email'), `a@${'.'.repeat(1_000_000)} b`).ok).toBe(false)
  expect(canonicalDecimal(`0.${'0'.repeat(1_000_000)}1`)?.length).toBe(1_000_003)
  expect(canonicalDecimal(`0.${'0'.repeat(1_000_000)}`)).toBe('0')
})

test.each([
  ['ada@example.com', true],
  ['ada@b.c', true],
  ['@example.com', false],
  ['ada@example', false],
  ['ada@.com', false],
  ['ada@example.', false],
  ['a b@example.com', false],
  ['ada@exa@mple.com', false],
])('%s counts as an email address: %s', (text, ok) => {
  expect(encode('salesforce', end('email', 'email'), text).ok).toBe(ok)
})
