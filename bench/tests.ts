/** Policy tests: 1,000 cases of the example, played by the real engine on systems in memory. */
import { join } from 'node:path'
import { analyze, compile, compileTests } from '@lockstep/dsl'
import { runTests } from '@lockstep/runtime'
import { readPolicy } from '@lockstep/server'
import { round, say, time, title } from './figures'

const CASES = 1_000

/** Plays the example's tests, over and over, until 1,000 are played. */
export const benchTests = async (): Promise<void> => {
  title('Policy tests')
  const { files, catalog } = readPolicy(join(process.env['LOCKSTEP_ROOT'] ?? '.', 'examples/acme'))
  if (catalog === null) throw new Error('the example has no catalog')
  const analysis = analyze(
    files.map((file) => ({ file: file.path, text: file.text })),
    catalog,
  )
  const { policy } = compile(analysis)
  const own = compileTests(analysis)
  if (policy === undefined || own.length === 0) throw new Error('the example has no tests')
  const tests = Array.from({ length: CASES }, (_, at) => own[at % own.length]).filter((test) => test !== undefined)
  const steps = tests.reduce((sum, test) => sum + test.steps.length, 0)
  const played = await time(5, async () => {
    const report = await runTests({ policy, catalog, tests })
    if (report.tests.some((test) => test.outcome !== 'passed')) throw new Error('a test of the example does not pass')
  })
  say(
    `${CASES} tests, ${steps} lines`,
    `${round(played.median, 0)} ms`,
    `${played.runs} runs, ${round(played.min, 0)} to ${round(played.max, 0)}`,
  )
}
