import { expect, test } from 'vitest'
import { analyze } from '../analysis'
import type { Expr, Value } from '../plan/plan'
import { fixtureCatalog } from '../testing/fixture-catalog'
import { boundOf, MOST_STEPS } from './bound-of'
import { compileExpr } from './compile-expr'

const text = (value: string): Expr => ({ kind: 'literal', value, type: 'text' })
const field = (name: string, vendorType: string): Expr => ({ kind: 'property', side: 'salesforce', name, type: 'text', vendorType })
const call = (name: string, ...args: readonly Expr[]): Expr => ({ kind: 'call', function: name, args, type: 'text' })
const any = (where: Expr): Expr => ({ kind: 'quantifier', quantifier: 'any', object: 'company', where })

test('sizes follow from what fields can hold and what functions make of it', () => {
  const long = field('Description', 'textarea')
  const short = field('Title', 'string')
  const plus: Expr = { kind: 'binary', op: '+', left: short, right: text('abc'), type: 'text' }
  const sizes = [short, long, plus, call('upper', plus), call('country_code', long), call('pad_left', text('a'), text('b'))]
  expect(sizes.map((expr) => boundOf(expr).size)).toEqual([255, 131_072, 258, 774, 2, 131_072])
})

test('what is asked of many records costs as many times as much', () => {
  const condition: Expr = { kind: 'binary', op: 'contains', left: field('Description', 'textarea'), right: text('x'), type: 'boolean' }
  const [one, many, more] = [condition, any(condition), any(any(condition))].map((expr) => boundOf(expr).steps)
  expect([one, many, more].map((steps) => (steps ?? 0) > MOST_STEPS)).toEqual([false, true, true])
  expect(many).toBeGreaterThan((one ?? 0) * 1000)
})

const policy = (condition: string): string =>
  `sync contact with Lead {\n  match email = Email\n  from hubspot {\n    include when ${condition}\n  }\n}\n`

test.each([
  ['jobtitle = "CEO"', false],
  ['any company where name contains "Acme"', false],
  ['any company where without_accents(name) = "Acme"', true],
  ['any company where without_accents(left(name, 100)) = "Acme"', false],
])('%s is refused: %s', (condition, isRefused) => {
  const { diagnostics } = analyze([{ file: 'a.sync', text: policy(condition) }], fixtureCatalog)
  expect(diagnostics.filter((one) => one.severity === 'error').map((one) => one.code)).toEqual(isRefused ? ['LS3020'] : [])
})

test('no text that an expression gives is longer than its bound', () => {
  const expr = call('html', { kind: 'binary', op: '+', left: field('a', 'string'), right: text('&"<'), type: 'text' })
  const value: Value = '&'.repeat(255)
  const result = compileExpr(expr)({
    property: () => value,
    related: () => null,
    isMember: () => false,
    associated: () => [],
    isLinked: () => false,
    isIncluded: () => false,
  })
  expect(String(result).length <= boundOf(expr).size).toBe(true)
})
