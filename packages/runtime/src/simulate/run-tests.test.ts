/** Policy tests are played by the real engine; one that must fail does. */
import { readFileSync } from 'node:fs'
import { analyze, type Catalog, compile, compileTests } from '@lockstep/dsl'
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
