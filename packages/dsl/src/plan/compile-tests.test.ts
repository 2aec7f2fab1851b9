import { expect, test } from 'vitest'
import { analyze } from '../analysis'
import { fixtureCatalog } from '../testing/fixture-catalog'
import { compileTests } from './compile-tests'

const SYNC = 'sync contact with Lead, Contact {\n  match email = Email\n  prefer newest\n}\n'

const compiled = (lines: readonly string[]) => {
  const analysis = analyze(
    [{ file: 'a.sync', text: `${SYNC}test "one" {\n${lines.map((line) => `  ${line}\n`).join('')}}\n` }],
    fixtureCatalog,
  )
  expect(analysis.diagnostics.map((one) => `${one.code} ${one.message}`)).toEqual([])
  const [first] = compileTests(analysis)
  return first?.steps.map(({ place, ...step }) => ({ line: place.line, ...step }))
}

test('records have the names of the policy or a number, fields the wire form of their system', () => {
  expect(
    compiled([
      'given contact ada (email = "ada@example.com", hs_email_optout = true, annualrevenue = 5)',
      'given Contact (Email = "ada@example.com", HasOptedOutOfEmail = blank) linked to ada',
      'expect no writes',
    ]),
  ).toEqual([
    {
      line: 6,
      kind: 'given',
      record: 'ada',
      side: 'hubspot',
      object: 'contact',
      fields: { email: 'ada@example.com', hs_email_optout: 'true', annualrevenue: '5' },
    },
    {
      line: 7,
      kind: 'given',
      record: '#2',
      side: 'salesforce',
      object: 'Contact',
      fields: { Email: 'ada@example.com', HasOptedOutOfEmail: 'false' },
      linkedTo: 'ada',
    },
    { line: 8, kind: 'expect-count', of: 'writes', count: 0 },
  ])
})

test('records hang on others by association, lookup or contact role', () => {
  expect(
    compiled([
      'given Account acme (Name = "Acme")',
      'given Contact sf (LastName = "L") for acme',
      'given Opportunity (Name = "O") for sf',
      'given company c',
      'given contact ada for c',
      'expect no calls',
    ])?.flatMap((step) => ('tie' in step ? [step.tie] : [])),
  ).toEqual([
    { kind: 'lookup', field: 'AccountId', to: 'acme' },
    { kind: 'contact-role', to: 'sf' },
    { kind: 'association', to: 'c' },
  ])
})

test('steps over time, and what people do', () => {
  expect(
    compiled([
      'given Lead old (LastName = "L", Company = "C")',
      'given Contact sf (LastName = "L")',
      'given Contact other (LastName = "M")',
      'then sync',
      'then 2 hours pass',
      'then salesforce changes sf (LastName = "N")',
      'then salesforce deletes sf',
      'then salesforce restores sf',
      'then salesforce merges other into sf',
      'then salesforce converts old into sf',
      'then hubspot creates contact bob (email = "bob@example.com")',
      'expect sf (LastName = "N")',
      'expect no Lead',
      'expect error "DUPLICATES_DETECTED" for bob',
      'expect 3 calls',
    ])
      ?.slice(3)
      .map(({ line: _, ...step }) => step),
  ).toEqual([
    { kind: 'sync' },
    { kind: 'pass', milliseconds: 7_200_000 },
    { kind: 'change', record: 'sf', fields: { LastName: 'N' } },
    { kind: 'delete', record: 'sf' },
    { kind: 'restore', record: 'sf' },
    { kind: 'merge', record: 'other', into: 'sf' },
    { kind: 'convert', record: 'old', into: 'sf', fields: {} },
    { kind: 'create', record: 'bob', side: 'hubspot', object: 'contact', fields: { email: 'bob@example.com' } },
    { kind: 'expect-record', record: 'sf', isAbsent: false, fields: { LastName: 'N' } },
    { kind: 'expect-object', side: 'salesforce', object: 'Lead', isAbsent: true, fields: {} },
    { kind: 'expect-error', code: 'DUPLICATES_DETECTED', record: 'bob' },
    { kind: 'expect-count', of: 'calls', count: 3 },
  ])
})

test('a policy with an error has no tests', () => {
  const text = `${SYNC}test "one" {\n  expect nobody\n}\n`
  const analysis = analyze([{ file: 'a.sync', text }], fixtureCatalog)
  expect([analysis.diagnostics.map((one) => one.code), compileTests(analysis)]).toEqual([['LS2026'], []])
})
