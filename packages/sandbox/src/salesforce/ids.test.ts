/** Ids and their checksums. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readId, salesforceId, withChecksum } from './ids'

test('real ids carry the checksum that is computed', () => {
  const real = ['001R00000064wdtIAA', '012000000000000AAA']
  expect(real.map((id) => withChecksum(id.slice(0, 15)))).toEqual(real)
})

test('an id is read from 15 or 18 characters, and from 18 that lost their case', () => {
  expect(readId('001R00000064wdt')).toBe('001R00000064wdtIAA')
  expect(readId('001R00000064wdtIAA')).toBe('001R00000064wdtIAA')
  expect(readId('001r00000064WDTiaa')).toBe('001R00000064wdtIAA')
  expect([readId(''), readId('001'), readId('001R00000064w-t'), readId('001R00000064wdtIAA0')]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

test('any made id reads back from both lengths and from any case, and later numbers sort later', () => {
  const number = fc.integer({ min: 0, max: 62 ** 5 - 2 })
  fc.assert(
    fc.property(number, (n) => {
      const id = salesforceId('00Q', n)
      expect([readId(id), readId(id.slice(0, 15)), readId(id.toLowerCase())]).toEqual([id, id, id])
      expect(id < salesforceId('00Q', n + 1)).toBe(true)
    }),
  )
})
