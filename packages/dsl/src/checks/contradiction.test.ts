import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileExpr } from '../expressions/compile-expr'
import type { Environment } from '../expressions/environment'
import type { Expr, SideName, Value } from '../plan/plan'
import { runs } from '../testing/seed'
import { contradictionIn } from './contradiction'

const text: Expr = { kind: 'property', side: 'hubspot', name: 't', type: 'text', vendorType: 'string' }
const count: Expr = { kind: 'property', side: 'hubspot', name: 'n', type: 'number', vendorType: 'number' }
const checkbox = (side: SideName, name: string): Expr => ({ kind: 'property', side, name, type: 'boolean', vendorType: 'bool' })
const [box, tick] = [checkbox('hubspot', 'c'), checkbox('salesforce', 'C')]
const literal = (value: Value): Expr => ({
  kind: 'literal',
  value,
  type: typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : value === null ? 'blank' : 'text',
})
type Op = Extract<Expr, { kind: 'binary' }>['op']
const binary = (op: Op, left: Expr, right: Expr): Expr => ({ kind: 'binary', op, left, right, type: 'boolean' })
const and = (left: Expr, right: Expr): Expr => binary('and', left, right)

test.each([
  ['two values at once', and(binary('=', text, literal('a')), binary('=', text, literal('b'))), '`t` cannot have these values at once'],
  [
    'known and blank',
    and({ kind: 'test', op: 'known', operand: text }, { kind: 'test', op: 'blank', operand: text }),
    '`t` cannot be known and blank',
  ],
  ['an empty range', and(binary('>', count, literal(5)), binary('<', count, literal(3))), '`n` cannot be above 5 and below 3'],
  [
    'alternatives that all fail',
    binary('or', and(binary('=', text, literal('a')), binary('!=', text, literal('a'))), {
      kind: 'literal',
      value: false,
      type: 'boolean',
    }),
    '`t` cannot have these values at once',
  ],
  [
    'a negation',
    and(binary('=', text, literal('a')), { kind: 'not', operand: binary('=', text, literal('a')) }),
    '`t` cannot have these values at once',
  ],
  [
    'an alternative that each way denies',
    and(binary('or', binary('=', text, literal('a')), binary('=', text, literal('b'))), {
      kind: 'in',
      operand: text,
      values: [literal('c')],
    }),
    '`t` cannot have these values at once',
  ],
  [
    'a value out of its range',
    and(binary('=', count, literal(9)), binary('<=', count, literal(3))),
    '`n` cannot have these values at once',
  ],
  [
    'a checkbox that is neither',
    and(binary('!=', box, literal(true)), binary('!=', box, literal(false))),
    '`c` cannot have these values at once',
  ],
  [
    'a checkbox that is both',
    and(binary('=', box, literal(true)), binary('=', box, literal(false))),
    '`c` cannot have these values at once',
  ],
  [
    'a Salesforce checkbox that is blank',
    { kind: 'test', op: 'blank', operand: tick },
    '`C` is a checkbox of Salesforce, which is never blank',
  ],
  ['the same as a comparison', binary('=', tick, literal(null)), '`C` is a checkbox of Salesforce, which is never blank'],
  ['an open range of one point', and(binary('>', count, literal(3)), binary('<=', count, literal(3))), '`n` cannot be above 3 and below 3'],
] as const)('%s cannot hold', (_, expr, why) => {
  expect(contradictionIn(expr)).toBe(why)
})

test('a checkbox that was never set is false and blank at once', () => {
  expect(contradictionIn(and(binary('=', box, literal(false)), { kind: 'test', op: 'blank', operand: box }))).toBe(undefined)
})

const atom: fc.Arbitrary<Expr> = fc.oneof(
  fc
    .tuple(fc.constantFrom<Op>('=', '!='), fc.constantFrom(box, tick), fc.constantFrom(true, false, null))
    .map(([op, left, value]) => binary(op, left, literal(value))),
  fc
    .tuple(fc.subarray([true, false, null]), fc.constantFrom(box, tick))
    .map(([values, operand]): Expr => ({ kind: 'in', operand, values: values.map(literal) })),
  fc
    .tuple(fc.constantFrom<Op>('=', '!=', 'contains'), fc.constantFrom('a', 'b', null))
    .map(([op, value]) => binary(op, text, literal(value))),
  fc
    .tuple(fc.constantFrom<Op>('=', '!=', '<', '<=', '>', '>='), fc.integer({ min: 0, max: 3 }))
    .map(([op, value]) => binary(op, count, literal(value))),
  fc
    .tuple(fc.constantFrom('known' as const, 'blank' as const), fc.constantFrom(text, count, box, tick))
    .map(([op, operand]): Expr => ({ kind: 'test', op, operand })),
  fc.subarray(['a', 'b', null]).map((values): Expr => ({ kind: 'in', operand: text, values: values.map(literal) })),
)
const condition = fc.letrec<{ expr: Expr }>((tie) => ({
  expr: fc.oneof(
    { depthSize: 'small' },
    atom,
    fc.tuple(fc.constantFrom<Op>('and', 'or'), tie('expr'), tie('expr')).map(([op, left, right]) => binary(op, left, right)),
    tie('expr').map((operand): Expr => ({ kind: 'not', operand })),
  ),
})).expr

test('a condition that some record meets is never accused', () => {
  const records = ['a', 'b', 'ab', null].flatMap((t) =>
    [-1, 0, 0.5, 1, 2, 3, 4, null].flatMap((n) => [true, false, null].flatMap((c) => [true, false].map((C) => ({ t, n, c, C })))),
  )
  fc.assert(
    fc.property(condition, (expr) => {
      if (contradictionIn(expr) === undefined) return
      const evaluate = compileExpr(expr)
      const environment = (record: (typeof records)[number]): Environment => ({
        property: (_, name) => new Map<string, Value>(Object.entries(record)).get(name) ?? null,
        related: () => null,
        isMember: () => false,
        associated: () => [],
        isLinked: () => false,
        isIncluded: () => false,
      })
      expect(records.filter((record) => evaluate(environment(record)) === true)).toEqual([])
    }),
    runs(3000),
  )
})
