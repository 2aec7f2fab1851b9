import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Value } from '../plan/plan'
import { runs } from '../testing/seed'
import { findFunction, functions } from './index'

test.each(functions.flatMap((definition) => definition.examples.map((example) => ({ name: definition.name, definition, ...example }))))(
  '$name $args gives $result',
  ({ definition, args, result }) => {
    expect(definition.call(args)).toEqual(result)
  },
)

test('functions are listed by name, each once', () => {
  const names = functions.map((definition) => definition.name)
  expect(names).toEqual([...new Set(names)].sort())
})

const anyValue: fc.Arbitrary<Value> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('2024-02-29', '2024-02-29T10:00:00.000Z', 'Asia/Tokyo', '1e9', ''),
)

test('no function throws, whatever it is given', () => {
  fc.assert(
    fc.property(fc.constantFrom(...functions), fc.array(anyValue, { maxLength: 4 }), (definition, args) => {
      const result = definition.call(args)
      return result === null || ['string', 'boolean', 'number'].includes(typeof result)
    }),
    runs(2000),
  )
})

const samples: Readonly<Record<string, fc.Arbitrary<Value>>> = {
  percent: fc.integer({ min: -1_000_000, max: 1_000_000 }).map((count) => count / 10_000),
  share: fc.integer({ min: -1_000_000, max: 1_000_000 }).map((count) => count / 100),
  opposite: fc.boolean(),
}

test.each(functions.filter((definition) => definition.inverse !== undefined))(
  '$name and its inverse undo each other, in both orders',
  (definition) => {
    const inverse = findFunction(definition.inverse ?? '')
    const values = samples[definition.name]
    expect(inverse?.inverse).toBe(definition.name)
    if (inverse === undefined || values === undefined) throw new Error('an invertible function needs sample values here')
    fc.assert(
      fc.property(values, (value) => {
        const there = definition.call([value])
        expect(inverse.call([there])).toEqual(value)
        expect(definition.call([inverse.call([there])])).toEqual(there)
      }),
      runs(300),
    )
  },
)
