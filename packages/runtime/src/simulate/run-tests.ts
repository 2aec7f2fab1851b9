/** Runs the tests of a policy, each in a world of its own, and tells which lines of the policy they ran. */
import type { Catalog, CompiledPolicy, CompiledTest, RuleRef } from '@lockstep/dsl'
import { LockstepError } from '../errors'
import { Coverage } from './coverage'
import type { TestFailure } from './judge'
import { playTest } from './play'
import { type RuleLine, ruleLines } from './rule-lines'
import { settingOf, tablesOf } from './world'

export type { ComparedField, Reason, TestFailure } from './judge'
export type { RuleKind, RuleLine } from './rule-lines'

export type TestResult = {
  readonly name: string
  readonly place: RuleRef
  /** `error`: it could not be played to its end. */
  readonly outcome: 'passed' | 'failed' | 'error'
  readonly milliseconds: number
  readonly failures: readonly TestFailure[]
  /** What went wrong, of an `error`. */
  readonly error?: { readonly message: string; readonly help?: string }
}

export type TestsReport = { readonly tests: readonly TestResult[]; readonly lines: readonly RuleLine[] }

export type RunTestsOptions = {
  readonly policy: CompiledPolicy
  readonly catalog: Catalog
  readonly tests: readonly CompiledTest[]
  readonly signal?: AbortSignal
  readonly onResult?: (result: TestResult) => void
}

const breathMilliseconds = 50

const errorOf = (error: unknown): NonNullable<TestResult['error']> => {
  if (error instanceof LockstepError) return { message: error.message, ...(error.help === undefined ? {} : { help: error.help }) }
  return { message: error instanceof Error ? error.message : String(error) }
}

/**
 * Plays every test in order. What a test meets is told in its result, never thrown; a policy with a construct that the engine does not
 * carry out makes every test an `error` that names it. Stops early, with the results so far, when `signal` is aborted.
 */
export const runTests = async ({ policy, catalog, tests, signal, onResult }: RunTestsOptions): Promise<TestsReport> => {
  const setting = settingOf(policy, catalog)
  const coverage = new Coverage(policy, tablesOf(setting))
  const results: TestResult[] = []
  let breath = performance.now()
  for (const test of tests) {
    // Everything here happens in memory: without a pause now and then nobody could interrupt.
    if (performance.now() - breath > breathMilliseconds) {
      await new Promise((resume) => setImmediate(resume))
      breath = performance.now()
    }
    if (signal?.aborted === true) break
    const startedAt = performance.now()
    const about = { name: test.name, place: test.place }
    let result: TestResult
    try {
      const failures = await playTest(setting, test, coverage.watch)
      const milliseconds = performance.now() - startedAt
      result = { ...about, outcome: failures.length === 0 ? 'passed' : 'failed', milliseconds, failures }
    } catch (error) {
      result = { ...about, outcome: 'error', milliseconds: performance.now() - startedAt, failures: [], error: errorOf(error) }
    }
    results.push(result)
    onResult?.(result)
  }
  return { tests: results, lines: ruleLines(policy, coverage.ran) }
}
