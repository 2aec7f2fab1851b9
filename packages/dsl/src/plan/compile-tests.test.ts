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

test('records are in lists, enter them and leave them', () => {
  expect(
    compiled([
      'given contact ada (email = "ada@example.com") member of "Ready for sales"',
      'given contact member of "Ready for sales"',
      'then hubspot removes ada from "Ready for sales"',
      'then hubspot adds ada to "Ready for sales"',
      'expect ada',
    ])?.map(({ line: _, ...step }) => step),
  ).toEqual([
    {
      kind: 'given',
      record: 'ada',
      side: 'hubspot',
      object: 'contact',
      fields: { email: 'ada@example.com' },
      memberOf: ['Ready for sales'],
    },
    { kind: 'given', record: '#2', side: 'hubspot', object: 'contact', fields: {}, memberOf: ['Ready for sales'] },
    { kind: 'leave', record: 'ada', list: 'Ready for sales' },
    { kind: 'join', record: 'ada', list: 'Ready for sales' },
    { kind: 'expect-record', record: 'ada', isAbsent: false, fields: {} },
  ])
})

test('only an active list of the object can be named, and only where the verb takes one', () => {
  const told = (line: string) =>
    analyze(
      [
        {
          file: 'a.sync',
          text: `${SYNC}test "one" {\n  given contact ada (email = "a@example.com")\n  given Lead sf (LastName = "L")\n  ${line}\n  expect ada\n}\n`,
        },
      ],
      fixtureCatalog,
    ).diagnostics.map((one) => `${one.code} ${one.message}`)
  expect([
    told('then hubspot adds ada to "Ready for sale"'),
    told('then salesforce adds sf to "Ready for sales"'),
    told('then hubspot adds ada'),
    told('then hubspot removes ada to "Ready for sales"'),
    told('then hubspot deletes ada from "Ready for sales"'),
    told('then hubspot changes ada to "Ready for sales" (email = "b@example.com")'),
  ]).toEqual([
    ['LS2006 HubSpot has no list `Ready for sale` in this catalog'],
    ['LS4054 no `Lead` belongs to a `list`'],
    ['LS4053 `adds` needs `to` and the name of a list'],
    ['LS4053 `removes` needs `from` and the name of a list'],
    ['LS4053 `deletes` takes no `from`'],
    ['LS4053 `changes` takes no `to`'],
  ])
})

test('a policy with an error has no tests', () => {
  const text = `${SYNC}test "one" {\n  expect nobody\n}\n`
  const analysis = analyze([{ file: 'a.sync', text }], fixtureCatalog)
  expect([analysis.diagnostics.map((one) => one.code), compileTests(analysis)]).toEqual([['LS2026'], []])
})
