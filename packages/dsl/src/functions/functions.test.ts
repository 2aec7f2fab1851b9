import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Value } from '../plan/plan'
import { runs } from '../testing/seed'
import { parseDate, parseDatetime } from '../types/moment'
import { type FunctionDefinition, signaturesOf } from './function-definition'
import { functions } from './index'

test.each(functions.flatMap((definition) => definition.examples.map((example) => ({ name: definition.name, definition, ...example }))))(
  '$name $args gives $result',
  ({ definition, args, result }) => {
    expect(definition.call(args)).toEqual(result)
  },
)

test('functions are listed by name, each once, with a blank among their examples and no full stop', () => {
  const names = functions.map((definition) => definition.name)
  expect(names).toEqual([...new Set(names)].sort())
  expect(functions.filter(({ examples }) => !examples.some(({ args }) => args.includes(null))).map(({ name }) => name)).toEqual([])
  expect(functions.filter(({ summary }) => summary.endsWith('.') || /^[A-Z]/.test(summary)).map(({ name }) => name)).toEqual([])
})

test('the examples of a function call it in one of its ways', () => {
  const fits = (definition: FunctionDefinition, count: number): boolean =>
    signaturesOf(definition).some(({ parameters }) => {
      const least = parameters.filter((one) => one.optional !== true && one.rest !== true).length
      return count >= least && (count <= parameters.length || parameters.some((one) => one.rest === true))
    })
  const strangers = functions.flatMap((one) => one.examples.filter(({ args }) => !fits(one, args.length)).map(() => one.name))
  expect(strangers).toEqual([])
})

const anyValue: fc.Arbitrary<Value> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.double(),
  fc.integer({ min: -20, max: 3000 }),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(
    '2024-02-29',
    '0001-01-01',
    '9999-12-31',
    '2024-02-29T10:00:00.000Z',
    '9999-12-31T23:59:59.999Z',
    '1709164800000',
    '1e9',
    '',
  ),
  fc.constantFrom('Asia/Tokyo', 'Pacific/Kiritimati', '+09:00', 'dmy', 'yyyy-MM-dd', 'a;b;c', '*a?', 'EUR', 'JPY', 'ß', '1.234,50 €'),
  fc.constantFrom(
    '+1 415 555 0100',
    '030 901820',
    'DE',
    'Germany',
    'CA',
    'ada@example.com',
    'https://www.example.co.uk/a?b=c&utm_source=x#d',
  ),
  fc.constantFrom('Dr. Ada King van der Berg Jr.', 'Lovelace, Ada', '山田 太郎', '<p>a<b>', '&#55296;', '\ud800', 'a\r\nb'),
)

const isOfType = (type: FunctionDefinition['result'], value: Value): boolean => {
  if (value === null) return true
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value) && !Object.is(value, -0)
  if (type === 'boolean') return typeof value === 'boolean'
  if (type === 'date') return typeof value === 'string' && value.length === 10 && parseDate(value) === value
  if (type === 'datetime') return typeof value === 'string' && parseDatetime(value) === value
  return type === 'same' || (typeof value === 'string' && value !== '')
}

const sizeOf = (value: Value): number => (value === null ? 0 : String(value).length)

test('whatever it is given, no function throws, a result is of its type and no longer than was promised', () => {
  fc.assert(
    fc.property(fc.constantFrom(...functions), fc.array(anyValue, { maxLength: 4 }), (definition, args) => {
      const result = definition.call(args)
      const types = signaturesOf(definition).map((one) => one.result)
      expect([definition.name, result, types.some((type) => isOfType(type, result))]).toEqual([definition.name, result, true])
      if (typeof result !== 'string' || definition.result === 'date' || definition.result === 'datetime') return
      const sizes = args.map(sizeOf)
      const most = definition.size?.(sizes, args) ?? sizes.reduce((total, size) => total + size, 0)
      expect([definition.name, result.length <= most]).toEqual([definition.name, true])
    }),
    runs(20_000),
  )
})
