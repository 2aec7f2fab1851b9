/** What is written is read back. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCsv, writeCsv } from './csv'

const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', '\r', ' ', ';') })

test('rows that are written are read back', () => {
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
      expect(readCsv(writeCsv(rows))).toEqual(rows)
    }),
  )
})

test('ends of lines may be those of any system, and a mark of byte order is no part of the first cell', () => {
  expect(readCsv('\uFEFFa,b\r\n1,"x, ""y"""\n2,')).toEqual([
    ['a', 'b'],
    ['1', 'x, "y"'],
    ['2', ''],
  ])
})
