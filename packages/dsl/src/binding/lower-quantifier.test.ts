/** Quantifiers lowered: which related records `any`, `all` and `no` look at. */
import { expect, test } from 'vitest'
import { analyze } from '../analysis'
import type { Expr } from '../plan/plan'
import { fixtureCatalog } from '../testing/fixture-catalog'

const include = (head: string, from: string, condition: string) => {
  const text = `sync ${head} {\n  match none\n  from ${from} {\n    include when ${condition}\n    on change update\n  }\n}\n`
  const { bound, diagnostics } = analyze([{ file: 'a.sync', text }], fixtureCatalog)
  const told = diagnostics
    .filter((one) => one.code.startsWith('LS2') || one.code.startsWith('LS3'))
    .map((one) => [one.code, text.slice(one.span.start, one.span.end), one.message])
  return { told, expr: bound.syncs[0]?.froms[0]?.include?.condition }
}

const flag = (side: 'hubspot' | 'salesforce', name: string, op: '=' | '!=', value: boolean): Expr => ({
  kind: 'binary',
  op,
  left: { kind: 'property', side, name, type: 'boolean', vendorType: side === 'hubspot' ? 'bool' : 'boolean' },
  right: { kind: 'literal', value, type: 'boolean' },
  type: 'boolean',
})

test('a contact’s opportunities are those of its contact roles', () => {
  expect(include('contact with Contact', 'Contact', 'any Opportunity is won').expr).toEqual({
    kind: 'quantifier',
    quantifier: 'any',
    object: 'Opportunity',
    where: flag('salesforce', 'IsWon', '=', true),
    by: { Contact: { kind: 'contact-role' } },
  })
})

test('an account’s records are those whose lookup bears its name', () => {
  expect(include('company with Account', 'Account', 'no Case is open').expr).toEqual({
    kind: 'quantifier',
    quantifier: 'no',
    object: 'Case',
    where: flag('salesforce', 'IsClosed', '=', false),
    by: { Account: { kind: 'lookup', fields: ['AccountId'] } },
  })
})

test('where no lookup bears the name, every lookup to the object counts', () => {
  const { expr } = include('company with Account', 'Account', 'any Account where Name is known')
  expect(expr?.kind === 'quantifier' ? expr.by : expr).toEqual({ Account: { kind: 'lookup', fields: ['ParentId'] } })
})

test('an object of the sync that has no such records is left out, and reported where none has any', () => {
  const mixed = include('contact with Lead, Contact', 'hubspot', 'all Opportunity is lost')
  expect([mixed.told, mixed.expr?.kind === 'quantifier' ? mixed.expr.by : undefined]).toEqual([[], { Contact: { kind: 'contact-role' } }])
  expect(include('contact with Lead, Contact', 'Lead', 'any Case is open').told).toEqual([
    ['LS2028', 'Case', 'no lookup of `Case` names a `Lead`'],
  ])
})

test('deals are open, won and lost by properties that may be blank', () => {
  const { expr } = include('company with Account', 'hubspot', 'any deal is lost')
  expect(expr).toEqual({
    kind: 'quantifier',
    quantifier: 'any',
    object: 'deal',
    where: {
      kind: 'binary',
      op: 'and',
      left: flag('hubspot', 'hs_is_closed', '=', true),
      right: flag('hubspot', 'hs_is_closed_won', '!=', true),
      type: 'boolean',
    },
  })
})

test('a state that the object does not keep is refused at the word', () => {
  expect([
    include('contact with Contact', 'Contact', 'any Case is won').told,
    include('company with Account', 'hubspot', 'any contact is open').told,
  ]).toEqual([
    [['LS2029', 'won', '`Case` has no `IsWon`, which `is won` asks for']],
    [['LS2029', 'open', '`contact` has no `hs_is_closed`, which `is open` asks for']],
  ])
})

test('names inside are those of the related records', () => {
  expect(include('contact with Contact', 'Contact', 'any Opportunity where Email is known').told).toEqual([
    ['LS2004', 'Email', '`Opportunity` has no field `Email`'],
  ])
})

test('an object of neither system is reported with the name that was meant', () => {
  expect(include('contact with Contact', 'Contact', 'any Oportunity is won').told).toEqual([
    ['LS2001', 'Oportunity', 'HubSpot has no object `Oportunity` in this catalog'],
  ])
})
