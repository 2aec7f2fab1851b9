/** Policy tests are played by the real engine; one that must fail does. */
import { readFileSync } from 'node:fs'
import { analyze, type Catalog, type CompiledTest, compile, compileTests } from '@lockstep/dsl'
import { expect, test } from 'vitest'
import { runTests } from './run-tests'

const read = (name: string): string => readFileSync(new URL(`../../../../examples/acme/${name}`, import.meta.url), 'utf8')
const catalog: Catalog = { hubspot: JSON.parse(read('catalog/hubspot.json')), salesforce: JSON.parse(read('catalog/salesforce.json')) }

const policy = `sync contact with Lead, Contact {
  match email = Email
  prefer Contact, then newest
  from hubspot {
    include when email is known
    on new     create Lead
    on change  update
    on delete  delete
  }
  from Lead {
    on new     create
    on change  update
    on delete  delete
  }
  from Contact same as Lead
  map {
    email      <->  Email
    firstname  <->  FirstName
    lastname   <->  LastName      default "[unknown]"
    phone      <->  Phone         prefer salesforce unless blank
    company     ->  Lead.Company  default "[not provided]"
  }
}
`

/** Runs these lines as one test; tells the outcome and what failed. */
const play = async (...lines: readonly string[]) => {
  const text = `${policy}test "one" {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`
  const analysis = analyze([{ file: 'a.sync', text }], catalog)
  expect(analysis.diagnostics.filter((each) => each.severity === 'error').map((each) => each.message)).toEqual([])
  const { policy: plan } = compile(analysis)
  if (plan === undefined) throw new Error('the policy does not compile')
  const { tests } = await runTests({ policy: plan, catalog, tests: compileTests(analysis) })
  const [only] = tests
  return {
    outcome: only?.outcome,
    ...(only?.error === undefined ? {} : { error: only.error.message }),
    failures: only?.failures.map(({ place, message, fields }) => ({ line: text.slice(place.start, place.end), message, fields })),
  }
}

const passed = { outcome: 'passed', failures: [] }

test('a new contact becomes a lead, and nothing is left to do', async () => {
  expect(
    await play(
      'given contact ada (email = "ada@example.com", firstname = "Ada")',
      'expect Lead (Email = "ada@example.com", FirstName = "Ada", LastName = "[unknown]", Company = "[not provided]")',
      'expect 1 writes',
      'then sync',
      'expect no writes',
    ),
  ).toEqual(passed)
})

test('linked records agree from the start, an edit crosses, and a losing one is set back', async () => {
  expect(
    await play(
      'given contact ada (email = "ada@example.com", phone = "+44 20 1")',
      'given Contact sf (Email = "ada@example.com", LastName = "L", Phone = "+44 20 2") linked to ada',
      'then sync',
      'expect no writes',
      'then hubspot changes ada (phone = "+44 20 3", firstname = "Ada")',
      'expect ada (phone = "+44 20 2")',
      'expect sf (FirstName = "Ada")',
      'expect no Lead',
      'then 10 minutes pass',
      'expect no writes',
    ),
  ).toEqual(passed)
})

test('what is not so fails, and says what is', async () => {
  expect(
    await play(
      'given contact ada (email = "ada@example.com", firstname = "Ada")',
      'expect ada (firstname = "Grace")',
      'expect no ada',
      'expect no Lead (FirstName = "Ada")',
      'expect Lead (FirstName = "Grace")',
      'expect Contact',
      'expect error "no-counterpart" for ada',
      'expect no writes',
      'expect 1 writes',
    ),
  ).toEqual({
    outcome: 'failed',
    failures: [
      {
        line: 'expect ada (firstname = "Grace")',
        message: '`ada` has other values',
        fields: [{ name: 'firstname', expected: 'Grace', actual: 'Ada' }],
      },
      { line: 'expect no ada', message: '`ada` is still there', fields: [] },
      { line: 'expect no Lead (FirstName = "Ada")', message: 'there is a Lead with FirstName = "Ada"', fields: [] },
      {
        line: 'expect Lead (FirstName = "Grace")',
        message: 'there is no Lead with FirstName = "Grace"',
        fields: [{ name: 'FirstName', expected: 'Grace', actual: 'Ada' }],
      },
      { line: 'expect Contact', message: 'there is no Contact', fields: [] },
      { line: 'expect error "no-counterpart" for ada', message: 'there is no error about `ada`', fields: [] },
      { line: 'expect no writes', message: 'the last run made 1 write, not 0', fields: [] },
    ],
  })
})

test('deletes, restores and merges are played, and seen in the next run', async () => {
  expect(
    await play(
      'given contact ada (email = "ada@example.com")',
      'given Lead sf (Email = "ada@example.com", LastName = "L", Company = "C") linked to ada',
      'then hubspot deletes ada',
      'expect no sf',
      'then hubspot restores ada',
      'then salesforce restores sf',
      'then hubspot changes ada (firstname = "Ada")',
      'expect sf (FirstName = "Ada")',
      'then salesforce creates Lead twin (Email = "ada@example.com", LastName = "L", Company = "C")',
      'then salesforce merges twin into sf',
      'then sync',
      'expect no twin',
      'expect sf (FirstName = "Ada")',
      'expect ada',
    ),
  ).toEqual(passed)
})

test('a lead that is converted into a known contact goes on there', async () => {
  expect(
    await play(
      'given contact ada (email = "ada@example.com", phone = "+44 20 1")',
      'given Lead prospect (Email = "ada@example.com", LastName = "L", Company = "C", Phone = "+44 20 1") linked to ada',
      'given Contact known (LastName = "Lovelace", FirstName = "Augusta")',
      'then salesforce converts prospect into known',
      'expect no prospect',
      'then hubspot changes ada (email = "a@example.com")',
      'expect known (Email = "a@example.com", FirstName = "Augusta", LastName = "Lovelace", Phone = "+44 20 1")',
    ),
  ).toEqual(passed)
})

test('what Salesforce refuses is an error that a test can expect by code or by kind', async () => {
  const long = 'x'.repeat(300)
  expect(
    await play(
      `given contact ada (email = "ada@example.com", lastname = "${long}")`,
      'given Contact sf (Email = "ada@example.com", LastName = "L") linked to ada',
      `then hubspot changes ada (lastname = "${long}y")`,
      'expect error "too-long" for ada',
      'expect error "property value"',
      'expect sf (LastName = "L")',
    ),
  ).toEqual(passed)
})

test('a hold of the policy stops a run, and a test can expect it', async () => {
  const lines = [
    'given contact ada (email = "ada@example.com")',
    'given contact bob (email = "bob@example.com")',
    'expect error held',
    'expect no Lead',
  ]
  expect(await play(...lines, '}', 'policy "Small" {', 'hold when creates exceed 1')).toEqual(passed)
  expect((await play(...lines)).failures?.map(({ message }) => message)).toEqual(['there is no error', 'there is a Lead'])
})

test('time that passes runs what falls due', async () => {
  expect(
    await play(
      'given contact ada (email = "ada@example.com")',
      'then 4 minutes pass',
      'expect Lead (Email = "ada@example.com")',
      'then hubspot changes ada (firstname = "Ada")',
      'then 400 days pass',
      'expect 1 writes',
      'expect Lead (FirstName = "Ada")',
    ),
  ).toEqual(passed)
})

test('every expectation of the example fails when it is turned around', async () => {
  const files = ['contacts.sync', 'lead-status.sync', 'lifecycle.sync', 'policy.sync', 'tests.sync'].map((file) => ({
    file,
    text: read(file),
  }))
  const analysis = analyze(files, catalog)
  const { policy: plan } = compile(analysis)
  if (plan === undefined) throw new Error('the example does not compile')
  const turned = compileTests(analysis).flatMap((each) =>
    each.steps.flatMap((step, at): readonly CompiledTest[] =>
      step.kind === 'expect-record' || step.kind === 'expect-object'
        ? [{ ...each, name: `${each.name} ${at}`, steps: each.steps.with(at, { ...step, isAbsent: !step.isAbsent }) }]
        : [],
    ),
  )
  const { tests } = await runTests({ policy: plan, catalog, tests: turned })
  expect(tests.filter((each) => each.outcome !== 'failed' || each.failures.length !== 1).map((each) => each.name)).toEqual([])
  expect(tests.length).toBeGreaterThan(30)
})

test('a checkbox that was never set is false to a policy and to an expectation, and blank to one that asks for blank', async () => {
  const lines = [
    'given contact ada (email = "ada@example.com")',
    'expect ada (hs_email_optout = false)',
    'expect ada (hs_email_optout = blank)',
  ]
  expect(await play(...lines, 'expect no ada (hs_email_optout = true)')).toEqual(passed)
})
