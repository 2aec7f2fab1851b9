/** Advance lines that can never decide are noticed, and no others. */
import { expect, test } from 'vitest'
import { analyze } from '../analysis'
import { fixtureCatalog } from '../testing/fixture-catalog'

/** The lines that are accused, each with those that cover it. */
const accused = (...lines: readonly string[]) => {
  const text = `sync contact with Contact {\n  match email = Email\n  prefer newest\n}\nlifecycle contact.lifecyclestage {
  order ("lead", "opportunity", "customer")\n${lines.map((line) => `  advance to ${line}\n`).join('')}}\n`
  const { diagnostics } = analyze([{ file: 'a.sync', text }], fixtureCatalog)
  const said = (span: { readonly start: number; readonly end: number }) => text.slice(span.start, span.end).replace('advance to ', '')
  return diagnostics.map((one) => [one.code, said(one.span), ...one.related.map(({ location }) => said(location.span))])
}

const OPEN = '"opportunity" when any Opportunity is open'
const WON = '"customer" when any Opportunity is won'

test('lines that ask for different records are left alone, in either order', () => {
  expect([accused(OPEN, WON), accused(WON, OPEN)]).toEqual([[], []])
})

test('a line is accused whose records all earn a higher stage, wherever the other line stands', () => {
  const all = '"customer" when any Opportunity where Amount is known'
  const some = '"opportunity" when any Opportunity where Amount > 1000'
  expect([accused(all, some), accused(some, all)]).toEqual([[['LS4037', some, all]], [['LS4037', some, all]]])
})

test('a line that earns less is no reason to accuse the one that earns more', () => {
  expect(
    accused('"opportunity" when any Opportunity where Amount is known', '"customer" when any Opportunity where Amount > 1000'),
  ).toEqual([])
})

test('of two lines for one stage the later is accused', () => {
  const known = '"customer" when any Opportunity where Amount is known'
  const more = '"customer" when any Opportunity where Amount > 5'
  expect([accused(known, more), accused(more, known)]).toEqual([[['LS4037', more, known]], []])
})

test('the same line twice is accused once, whatever it asks', () => {
  const odd = '"customer" when any Opportunity where Name contains "x"'
  expect(accused(odd, odd)).toEqual([['LS4037', odd, odd]])
})

test('two lines may cover a third together', () => {
  const low = '"customer" when any Opportunity where Amount < 10'
  const high = '"customer" when any Opportunity where Amount >= 10'
  const known = '"opportunity" when any Opportunity where Amount is known'
  expect(accused(low, high, known)).toEqual([['LS4037', known, low, high]])
})

test('lines that speak of all records are covered by one line alone, never by two together', () => {
  const low = '"customer" when all Opportunity where Amount < 10'
  const high = '"customer" when all Opportunity where Amount >= 10'
  const known = '"opportunity" when all Opportunity where Amount is known'
  const few = '"opportunity" when all Opportunity where Amount < 5'
  expect([accused(low, high, known), accused(low, few)]).toEqual([[], [['LS4037', few, low]]])
})

test('who lacks more records lacks fewer, not the other way about', () => {
  const noLarge = '"customer" when no Opportunity where Amount > 1000'
  const none = '"opportunity" when no Opportunity where Amount > 10'
  expect([
    accused(noLarge, none),
    accused('"customer" when no Opportunity where Amount > 10', '"opportunity" when no Opportunity where Amount > 1000'),
  ]).toEqual([[['LS4037', none, noLarge]], []])
})

test('records of other objects and other questions cover nothing', () => {
  expect(accused('"customer" when any Case where Subject is known', '"opportunity" when any Opportunity where Name is known')).toEqual([])
  expect(accused('"customer" when all Opportunity where Amount > 5', '"opportunity" when any Opportunity where Amount > 5')).toEqual([])
})
