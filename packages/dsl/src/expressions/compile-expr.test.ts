import fc from 'fast-check'
import { expect, test } from 'vitest'
import { functions } from '../functions/index'
import type { Expr, SideName, Value, ValueType } from '../plan/plan'
import { runs } from '../testing/seed'
import { boundOf } from './bound-of'
import { compileExpr } from './compile-expr'
import type { Environment } from './environment'

const literal = (
  value: Value,
  type: ValueType = typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text',
): Expr => ({
  kind: 'literal',
  value,
  type: value === null ? 'blank' : type,
})
const property = (name: string, type: ValueType = 'text', side: SideName = 'hubspot'): Expr => ({
  kind: 'property',
  side,
  name,
  type,
  vendorType: type,
})
type Op = Extract<Expr, { kind: 'binary' }>['op']
const binary = (op: Op, left: Expr, right: Expr, type: ValueType = 'boolean'): Expr => ({ kind: 'binary', op, left, right, type })

const environment = (values: Readonly<Record<string, Value>>, more: Partial<Environment> = {}): Environment => ({
  property: (_, name) => values[name] ?? null,
  related: (_, via, name) => values[`${via}.${name}`] ?? null,
  isMember: (list) => list === 'VIPs',
  associated: () => [],
  isLinked: (object) => object === undefined || object === 'Contact',
  isIncluded: () => true,
  ...more,
})
const run = (expr: Expr, values: Readonly<Record<string, Value>> = {}, more: Partial<Environment> = {}): Value =>
  compileExpr(expr)(environment(values, more))

const x = property('x')
const n = property('n', 'number')

test.each<[string, Expr, Value]>([
  ['a blank is not "a"', binary('=', x, literal('a')), false],
  ['a blank differs from "a"', binary('!=', x, literal('a')), true],
  ['a blank is not below 5', binary('<', n, literal(5)), false],
  ['a blank is not at or above 5', binary('>=', n, literal(5)), false],
  ['a blank contains nothing', binary('contains', x, literal('a')), false],
  ['not is the exact opposite', { kind: 'not', operand: binary('<', n, literal(5)) }, true],
  ['blank equals blank', binary('=', x, literal(null)), true],
  ['the empty text is blank', binary('=', x, literal('')), true],
  ['a blank is in a list that has blank', { kind: 'in', operand: x, values: [literal('a'), literal(null)] }, true],
  ['a blank is not in a list without', { kind: 'in', operand: x, values: [literal('a')] }, false],
  ['x is blank', { kind: 'test', op: 'blank', operand: x }, true],
  ['x is known', { kind: 'test', op: 'known', operand: x }, false],
  ['+ on text takes blank as empty', binary('+', x, literal('b'), 'text'), 'b'],
  ['all blank gives blank', binary('+', x, x, 'text'), null],
  ['arithmetic with blank gives blank', binary('*', n, literal(2), 'number'), null],
  ['minus a blank is blank', { kind: 'negate', operand: n }, null],
  ['a Salesforce checkbox is never blank', binary('=', property('C', 'boolean', 'salesforce'), literal(false)), true],
  ['against a Salesforce checkbox, blank is false', binary('=', property('C', 'boolean', 'salesforce'), property('c', 'boolean')), true],
  ['a HubSpot checkbox that was never set is false', binary('=', property('c', 'boolean'), literal(false)), true],
  ['from the other side too', binary('=', literal(false), property('c', 'boolean')), true],
  ['and does not differ from false', binary('!=', property('c', 'boolean'), literal(false)), false],
  ['nor is it true', binary('=', property('c', 'boolean'), literal(true)), false],
  ['it is in a list that has false', { kind: 'in', operand: property('c', 'boolean'), values: [literal(false)] }, true],
  ['and in a list that has blank', { kind: 'in', operand: property('c', 'boolean'), values: [literal(true), literal(null)] }, true],
  ['two that were never set are equal', binary('=', property('c', 'boolean'), property('d', 'boolean')), true],
  ['it is blank all the same', { kind: 'test', op: 'blank', operand: property('c', 'boolean') }, true],
  ['it equals blank', binary('=', property('c', 'boolean'), literal(null)), true],
  ['it does not differ from blank', binary('!=', property('c', 'boolean'), literal(null)), false],
  ['a Salesforce checkbox does not equal blank', binary('=', property('C', 'boolean', 'salesforce'), literal(null)), false],
  ['a Salesforce checkbox is not blank', { kind: 'test', op: 'blank', operand: property('C', 'boolean', 'salesforce') }, false],
  [
    'one step away it is false as well',
    binary(
      '=',
      { kind: 'related', side: 'hubspot', via: 'company', object: 'company', name: 'c', type: 'boolean', vendorType: 'bool' },
      literal(false),
    ),
    true,
  ],
  [
    'what an expression leaves blank is no checkbox',
    binary('=', { kind: 'call', function: 'checkbox', args: [x], type: 'boolean' }, literal(false)),
    false,
  ],
])('with blanks: %s', (_, expr, result) => {
  expect(run(expr)).toBe(result)
})

test.each<[string, Expr, Readonly<Record<string, Value>>, Value]>([
  ['texts respect case', binary('=', x, literal('a')), { x: 'A' }, false],
  ['emails do not', binary('=', property('x', 'email'), literal('ada@example.com')), { x: ' Ada@Example.com' }, true],
  ['multi-selects are sets', binary('=', property('x', 'multipicklist'), literal('b;a')), { x: 'a;b' }, true],
  ['contains asks a multi-select for one option', binary('contains', property('x', 'multipicklist'), literal('a')), { x: 'ab;b' }, false],
  ['ids ignore the checksum', binary('=', property('x', 'id'), literal('0015g00000AbCdE')), { x: '0015g00000AbCdEAAV' }, true],
  [
    'a date equals a time of that day',
    binary('=', property('x', 'date'), property('y', 'datetime')),
    { x: '2024-05-10', y: '2024-05-10T09:00:00.000Z' },
    true,
  ],
  ['dates are ordered', binary('<', property('x', 'date'), property('y', 'date')), { x: '2023-12-31', y: '2024-01-01' }, true],
  [
    'a date minus a date is a duration',
    binary('-', property('x', 'date'), property('y', 'date'), 'duration'),
    { x: '2024-03-01', y: '2024-02-28' },
    172_800_000,
  ],
  [
    'a date plus a duration is a date',
    binary('+', property('x', 'date'), literal(86_400_000, 'duration'), 'date'),
    { x: '2024-02-28' },
    '2024-02-29',
  ],
  ['division by zero is blank', binary('/', n, literal(0), 'number'), { n: 1 }, null],
  ['if takes its first branch', { kind: 'if', condition: literal(true), then: literal('a'), else: literal('b'), type: 'text' }, {}, 'a'],
  ['numbers join texts as decimals', binary('+', literal('#'), n, 'text'), { n: 1e21 }, '#1000000000000000000000'],
  ['calls', { kind: 'call', function: 'upper', args: [x], type: 'text' }, { x: 'us' }, 'US'],
  ['member of', { kind: 'member', list: 'VIPs' }, {}, true],
  ['is linked to', { kind: 'linked', object: 'Lead' }, {}, false],
  [
    'one step away',
    { kind: 'related', side: 'hubspot', via: 'company', object: 'company', name: 'type', type: 'text', vendorType: 'string' },
    { 'company.type': 'P' },
    'P',
  ],
])('%s', (_, expr, values, result) => {
  expect(run(expr, values)).toBe(result)
})

test('any, all and no look at the associated records', () => {
  const records = [environment({ won: true }), environment({ won: false })]
  const where = binary('=', property('won', 'boolean', 'salesforce'), literal(true))
  const results = (['any', 'all', 'no'] as const).map((quantifier) =>
    run({ kind: 'quantifier', quantifier, object: 'Opportunity', where }, {}, { associated: () => records }),
  )
  const ofNone = (['any', 'all', 'no'] as const).map((quantifier) => run({ kind: 'quantifier', quantifier, object: 'Opportunity', where }))
  expect([results, ofNone]).toEqual([
    [true, false, false],
    [false, true, true],
  ])
})

const value: fc.Arbitrary<Value> = fc.oneof(
  fc.string(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
  fc.constant('2024-02-29'),
)
const types: fc.Arbitrary<ValueType> = fc.constantFrom('text', 'number', 'boolean', 'date', 'datetime', 'multipicklist', 'email', 'id')
const ops: fc.Arbitrary<Op> = fc.constantFrom(
  'and',
  'or',
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'contains',
  'starts with',
  'ends with',
  '+',
  '-',
  '*',
  '/',
)
const called = functions.map((definition) => definition.name)
const tree = fc.letrec<{ expr: Expr }>((tie) => ({
  expr: fc.oneof(
    { depthSize: 'small' },
    fc.tuple(value, types).map(([one, type]): Expr => ({ kind: 'literal', value: one, type })),
    fc.tuple(fc.constantFrom('x', 'n', 'd'), types).map(([name, type]) => property(name, type)),
    fc
      .tuple(fc.constantFrom('x', 'n', 'd'), types)
      .map(
        ([name, type]): Expr => ({ kind: 'related', side: 'salesforce', via: 'Account', object: 'Account', name, type, vendorType: type }),
      ),
    fc.tuple(ops, tie('expr'), tie('expr'), types).map(([op, left, right, type]) => binary(op, left, right, type)),
    tie('expr').map((operand): Expr => ({ kind: 'not', operand })),
    tie('expr').map((operand): Expr => ({ kind: 'negate', operand })),
    fc.tuple(fc.constantFrom('known', 'blank'), tie('expr')).map(([op, operand]): Expr => ({ kind: 'test', op, operand })),
    fc.tuple(tie('expr'), fc.array(tie('expr'), { maxLength: 2 })).map(([operand, values]): Expr => ({ kind: 'in', operand, values })),
    fc
      .tuple(fc.constantFrom('any', 'all', 'no'), tie('expr'))
      .map(([quantifier, where]): Expr => ({ kind: 'quantifier', quantifier, object: 'company', where })),
    fc
      .tuple(tie('expr'), tie('expr'), tie('expr'), types)
      .map(([condition, then, otherwise, type]): Expr => ({ kind: 'if', condition, then, else: otherwise, type })),
    fc
      .tuple(fc.constantFrom(...called), fc.array(tie('expr'), { maxLength: 3 }), types)
      .map(([name, args, type]): Expr => ({ kind: 'call', function: name, args, type })),
    fc.constantFrom<Expr>({ kind: 'linked' }, { kind: 'included' }, { kind: 'member', list: 'VIPs' }),
  ),
})).expr

/** Records that hold those values, each with two associated ones, which have none. */
const surroundings = (values: Readonly<Record<string, Value>>): Environment =>
  environment(values, { related: (_, __, name) => values[name] ?? null, associated: () => [environment(values), environment({})] })

test('no expression throws, numbers stay finite, and not is always the opposite', () => {
  fc.assert(
    fc.property(tree, value, value, value, (expr, first, second, third) => {
      const at = surroundings({ x: first, n: second, d: third })
      const result = compileExpr(expr)(at)
      expect(compileExpr({ kind: 'not', operand: expr })(at)).toBe(result !== true)
      expect(typeof result !== 'number' || Number.isFinite(result)).toBe(true)
      expect(compileExpr(expr)(at)).toBe(result)
    }),
    runs(3000),
  )
})

test('the bound of an expression is finite, and grows with what it is part of', () => {
  fc.assert(
    fc.property(tree, (expr) => {
      const { steps, size } = boundOf(expr)
      expect(Number.isFinite(steps) && Number.isFinite(size) && steps > 0 && size >= 0).toBe(true)
      expect(boundOf({ kind: 'not', operand: expr }).steps).toBeGreaterThan(steps)
    }),
    runs(500),
  )
})
