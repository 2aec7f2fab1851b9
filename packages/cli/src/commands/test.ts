/** lockstep test: plays the tests of a policy on systems in memory. */
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type CompiledTest, compileTests } from '@lockstep/dsl'
import { LockstepError, runTests } from '@lockstep/runtime'
import { readPolicy, requirePolicy } from '@lockstep/server'
import type { Command } from '../command'
import { exitCodes } from '../exit-code'
import { folderOf } from '../places'
import { repositoryPaths } from '../repository-paths'
import { coverageText, failuresText, summaryText } from '../text/tests-text'
import { jsonFlag } from './flags'
import { toJunit, toTestsJson } from './test-formats'

const chosen = (tests: readonly CompiledTest[], names: readonly string[]): readonly CompiledTest[] => {
  if (names.length === 0) return tests
  const found = tests.filter((test) => names.some((name) => test.name.toLowerCase().includes(name.toLowerCase())))
  if (found.length > 0) return found
  throw new LockstepError('not-found', `no test is named like ${names.map((name) => `\`${name}\``).join(' or ')}`, {
    help: tests.length === 0 ? 'this policy has no tests' : `the first one is named \`${tests[0]?.name ?? ''}\``,
  })
}

export const test: Command = {
  name: 'test',
  arguments: '[DIR]',
  about: 'play the tests of a policy, offline',
  details: [
    'Plays every `test` block of DIR (the current folder by default) with the real engine, each on two systems in memory and with a clock of its own. Nothing is connected, and nothing is kept.',
    'A failure shows the line that expected something else, both values, and why the record is as it is. Exits 0 when every test passed, else 1.',
    'Coverage counts the lines of the policy that act: `match`, `prefer`, `include`, `on`, mappings, rows of `values` and lines of `lifecycle`.',
  ],
  flags: [
    { name: 'name', value: 'TEXT', about: 'only tests whose name contains TEXT; may be given several times', repeatable: true },
    { name: 'coverage', about: 'show which lines of the policy the tests ran, and which they never did' },
    jsonFlag,
    { name: 'junit', value: 'FILE', about: 'write the results as JUnit XML too, for build servers' },
  ],
  positionals: { least: 0, most: 1 },
  run: async (given, surroundings) => {
    const { terminal, signal, directory } = surroundings
    const folder = folderOf(given, surroundings)
    const read = readPolicy(folder)
    const policy = requirePolicy(read, folder)
    if (read.catalog === null) throw new Error('a policy was compiled without a catalog; please report this')
    const tests = chosen(compileTests(read.analysis), given.all('name'))
    const texts = new Map(read.files.map((file) => [file.path, file.text]))
    let done = 0
    const report = await runTests({
      policy,
      catalog: read.catalog,
      tests,
      signal,
      onResult: ({ name }) => {
        done += 1
        terminal.progress({ message: name, done, total: tests.length, calls: { hubspot: 0, salesforce: 0 } })
      },
    })
    terminal.endProgress()
    const junit = given.get('junit')
    if (junit !== undefined) await writeFile(resolve(directory, junit), toJunit(report, repositoryPaths(folder, surroundings)))
    if (given.has('json')) terminal.json(toTestsJson(report))
    else {
      const failures = failuresText(report, texts, { colour: terminal.hasColour })
      if (failures !== '') terminal.out(`${failures}\n\n`)
      if (given.has('coverage')) terminal.out(`${coverageText(report, texts)}\n\n`)
      terminal.say(tests.length === 0 ? 'this policy has no tests: add a `test` block to one of its files' : summaryText(report))
    }
    if (report.tests.length < tests.length) throw new LockstepError('interrupted', 'stopped on request; not every test was played')
    return report.tests.every(({ outcome }) => outcome === 'passed') ? exitCodes.done : exitCodes.error
  },
}
