/** What fields make of what clients send. */
import { expect, test } from 'vitest'
import { Failure } from '../failure'
import { type Field, field, number, picklist, text } from '../schema/field'
import { coerce } from './coerce'

function code(of: Field, value: unknown): string {
  try {
    return JSON.stringify(coerce(of, value))
  } catch (error) {
    if (error instanceof Failure) return error.problems[0]?.code ?? ''
    throw error
  }
}

const results = (of: Field, values: readonly unknown[]) => values.map((value) => code(of, value))

test('texts are trimmed, empty ones are null, numbers become text, objects are refused', () => {
  expect(results(text('A', 'A', 5), ['  x ', '', '   ', 12, true, '123456', {}])).toEqual([
    '"x"',
    'null',
    'null',
    '"12"',
    '"true"',
    'STRING_TOO_LONG',
    'JSON_PARSER_ERROR',
  ])
})

test('addresses are put in lower case and must look like ones', () => {
  const email = field('E', 'E', 'email', { length: 80 })
  expect(
    results(email, ['A.B+c@X.Example', "o'neil@x.example", 'müller@x.example', 'a@b', 'a b@x.example', 'a@x..example', '@x.example']),
  ).toEqual([
    '"a.b+c@x.example"',
    '"o\'neil@x.example"',
    '"müller@x.example"',
    'INVALID_EMAIL_ADDRESS',
    'INVALID_EMAIL_ADDRESS',
    'INVALID_EMAIL_ADDRESS',
    'INVALID_EMAIL_ADDRESS',
  ])
})

test('numbers keep their scale and range', () => {
  expect(results(number('N', 'N', 'double', 3, 2), [1.005, '12.5', '', 999.994, 1000, 'x', Number.NaN])).toEqual([
    '1',
    '12.5',
    'null',
    '999.99',
    'NUMBER_OUTSIDE_VALID_RANGE',
    'JSON_PARSER_ERROR',
    'JSON_PARSER_ERROR',
  ])
  expect(results(number('I', 'I', 'int', 8), [5, 5.5, 3_000_000_000])).toEqual(['5', 'JSON_PARSER_ERROR', 'NUMBER_OUTSIDE_VALID_RANGE'])
})

test('dates and times are checked and stamped to the second in UTC', () => {
  expect(results(field('D', 'D', 'date'), ['2026-02-28', '2026-02-30', '2026-02-28T10:00:00Z', 'x', 5])).toEqual([
    '"2026-02-28"',
    'JSON_PARSER_ERROR',
    '"2026-02-28"',
    'JSON_PARSER_ERROR',
    'JSON_PARSER_ERROR',
  ])
  expect(results(field('T', 'T', 'datetime'), ['2026-02-28T10:00:00.999+0200', '2026-02-28T10:00:00Z', 'x'])).toEqual([
    '"2026-02-28T08:00:00.000+0000"',
    '"2026-02-28T10:00:00.000+0000"',
    'JSON_PARSER_ERROR',
  ])
})

test('picklists take the spelling they know, and restricted ones nothing else', () => {
  expect(results(picklist('P', 'P', ['Web', 'Phone']), ['web', 'Fax'])).toEqual(['"Web"', '"Fax"'])
  expect(results(picklist('P', 'P', ['Web', 'Phone'], { restricted: true }), ['WEB', 'Fax', null])).toEqual([
    '"Web"',
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    'null',
  ])
  const many = { ...picklist('M', 'M', ['a', 'b'], { restricted: true }), type: 'multipicklist' as const }
  expect(results(many, ['A; b', 'a;c'])).toEqual(['"a;b"', 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'])
})

test('a flag is true or false, never null', () => {
  expect(results(field('F', 'F', 'boolean'), [true, 'false', null, 'yes'])).toEqual([
    'true',
    'false',
    'INVALID_TYPE_ON_FIELD_IN_RECORD',
    'JSON_PARSER_ERROR',
  ])
})
