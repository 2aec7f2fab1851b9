/** `lockstep test`: the commands of the how-to run as it says. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runCommand } from '../testing/run-command'
import { test as command } from './test'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const page = readFileSync(join(root, 'docs/how-to/test-a-policy.md'), 'utf8')
const blocks = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({ language, text }))
const shown = blocks.filter((block) => block.language === 'text').map((block) => block.text)
const POLICY = blocks
  .filter((block) => block.language === 'sync')
  .map((block) => block.text)
  .join('\n')

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-test-'))
  cpSync(join(root, 'examples/acme/catalog'), join(folder, 'catalog'), { recursive: true })
  writeFileSync(join(folder, 'contacts.sync'), POLICY)
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

/** Without the time that it took. */
const run = async (...words: readonly string[]) => {
  const { code, printed } = await runCommand(command, folder, words)
  return { code, printed: printed.replace(/, in \d+ ms/, '') }
}

const planted = (): void => writeFileSync(join(folder, 'contacts.sync'), POLICY.replace('prefer salesforce', 'prefer hubspot'))

test('the page’s policy passes its tests', async () => {
  expect(await run()).toEqual({ code: 0, printed: shown[0] })
})

test('a changed rule fails its test: the page shows how', async () => {
  planted()
  const { code, printed } = await run()
  expect(code).toBe(1)
  expect(printed).toBe(shown[1])
})

test('the example’s tests pass, and run every line of its policy', async () => {
  const { code, printed } = await run(join(root, 'examples/acme'), '--json')
  const { passed, failed, errors, coverage } = JSON.parse(printed)
  expect({
    code,
    failed,
    errors,
    missed: coverage.lines.filter((line: { ran: boolean }) => !line.ran),
    all: coverage.run === coverage.total,
  }).toEqual({
    code: 0,
    failed: 0,
    errors: 0,
    missed: [],
    all: true,
  })
  expect(passed).toBeGreaterThan(15)
})

test('coverage names the lines that no test ran', async () => {
  const { printed } = await run('--coverage', '--name', 'OWNS THE PHONE')
  expect(printed).toBe(`\
file           rule lines  run  share
contacts.sync          10    3  30%
never run:
  contacts.sync:2   match      match email = Email
  contacts.sync:5   on new     on new     create Lead
  contacts.sync:6   on change  on change  update
  contacts.sync:12  mapping    email      <->  Email
  contacts.sync:13  mapping    firstname  <->  FirstName
  contacts.sync:14  mapping    lastname   <->  LastName  default "[unknown]"
  contacts.sync:16  mapping    company     ->  Company   default "[not provided]"

1 test: 1 passed
`)
})

test('results are written for programs: JSON, and JUnit with what was expected', async () => {
  planted()
  const { code, printed } = await run('--json', '--junit', 'results.xml')
  const { tests, ...rest } = JSON.parse(printed)
  expect({ code, ...rest, coverage: undefined }).toEqual({ code: 1, version: 1, passed: 1, failed: 1, errors: 0 })
  expect(tests.map(({ milliseconds: _, ...test }: { milliseconds: number }) => test)).toEqual([
    {
      name: 'sales owns the phone number',
      file: 'contacts.sync',
      line: 25,
      outcome: 'failed',
      failures: [
        {
          file: 'contacts.sync',
          line: 29,
          message: '`ada` has other values',
          fields: [{ name: 'phone', expected: '+44 20 1', actual: '+44 20 2' }],
          reasons: [
            {
              record: 'ada@example.com',
              kind: 'update',
              rule: 'contacts.sync:15',
              reason: 'the mapping prefers HubSpot, which has a value',
            },
            { record: 'ada@example.com', kind: 'wrote update', rule: 'contacts.sync:15', reason: 'Phone "+44 20 1" to "+44 20 2"' },
          ],
        },
      ],
      error: null,
    },
    { name: 'who is ready for sales becomes a lead', file: 'contacts.sync', line: 20, outcome: 'passed', failures: [], error: null },
  ])
  expect(readFileSync(join(folder, 'results.xml'), 'utf8').replace(/ time="[\d.]+"/g, '')).toBe(`\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="2" failures="1" errors="0">
  <testsuite name="contacts.sync" tests="2" failures="1" errors="0">
    <testcase name="sales owns the phone number" classname="contacts.sync" file="contacts.sync">
      <failure message="\`ada\` has other values">contacts.sync:29
phone: expected +44 20 1, found +44 20 2
ada@example.com update: the mapping prefers HubSpot, which has a value (contacts.sync:15)
ada@example.com wrote update: Phone &quot;+44 20 1&quot; to &quot;+44 20 2&quot; (contacts.sync:15)</failure>
    </testcase>
    <testcase name="who is ready for sales becomes a lead" classname="contacts.sync" file="contacts.sync"/>
  </testsuite>
</testsuites>
`)
})

test('what the engine does not carry out is refused by name', async () => {
  const { code, printed } = await run(join(root, 'examples/whole-language'), '--json')
  expect(code).toBe(1)
  const { tests } = JSON.parse(printed)
  for (const { error } of tests)
    expect(error.message).toMatch(/^`.+` \(.+\.sync, line \d+\) is checked, but this engine does not carry it out yet$/)
})

test('a name that no test has is told, and so is a policy without tests', async () => {
  await expect(run('--name', 'nothing like it')).rejects.toThrow('no test is named like `nothing like it`')
  writeFileSync(join(folder, 'contacts.sync'), POLICY.slice(0, POLICY.indexOf('test "')))
  expect(await run()).toEqual({ code: 0, printed: 'this policy has no tests: add a `test` block to one of its files\n' })
})
