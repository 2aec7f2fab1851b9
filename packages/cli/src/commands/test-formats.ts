/** Test results for machines: this program's JSON, and the XML of JUnit that build servers read. */
import type { TestResult, TestsReport } from '@lockstep/runtime'

/** `version` 1. Places are file and line; `coverage` holds every line that tests can run. */
export const toTestsJson = ({ tests, lines }: TestsReport) => ({
  version: 1 as const,
  passed: tests.filter((test) => test.outcome === 'passed').length,
  failed: tests.filter((test) => test.outcome === 'failed').length,
  errors: tests.filter((test) => test.outcome === 'error').length,
  tests: tests.map(({ name, place, outcome, milliseconds, failures, error }) => ({
    name,
    file: place.file,
    line: place.line,
    outcome,
    milliseconds: Math.round(milliseconds * 1_000) / 1_000,
    failures: failures.map(({ place: at, ...failure }) => ({ file: at.file, line: at.line, ...failure })),
    error: error ?? null,
  })),
  coverage: {
    total: lines.length,
    run: lines.filter((line) => line.ran).length,
    lines: lines.map(({ file, line, kind, ran }) => ({ file, line, kind, ran })),
  },
})

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** XML 1.0 has no way to say most control characters, so they become spaces. */
const xml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ')
    .replace(/[&<>"]/g, (sign) => signs[sign] ?? sign)

const seconds = (milliseconds: number): string => (milliseconds / 1_000).toFixed(3)

const failuresOf = ({ failures }: TestResult): readonly string[] =>
  failures.map(({ place, message, fields, reasons }) => {
    const lines = [
      `${place.file}:${place.line}`,
      ...fields.map(({ name, expected, actual }) => `${name}: expected ${expected ?? '(blank)'}, found ${actual ?? '(blank)'}`),
      ...reasons.map(({ record, kind, reason, rule }) => `${record} ${kind}: ${reason} (${rule})`),
    ]
    return `      <failure message="${xml(message)}">${xml(lines.join('\n'))}</failure>\n`
  })

const toCase = (result: TestResult, pathOf: (file: string) => string): string => {
  const { error } = result
  const told = [
    ...failuresOf(result),
    ...(error === undefined ? [] : [`      <error message="${xml(error.message)}">${xml(error.help ?? '')}</error>\n`]),
  ].join('')
  const head = `    <testcase name="${xml(result.name)}" classname="${xml(result.place.file)}" file="${xml(pathOf(result.place.file))}" time="${seconds(result.milliseconds)}"`
  return told === '' ? `${head}/>\n` : `${head}>\n${told}    </testcase>\n`
}

const counts = (tests: readonly TestResult[]): string => {
  const of = (outcome: TestResult['outcome']): number => tests.filter((test) => test.outcome === outcome).length
  const time = tests.reduce((sum, test) => sum + test.milliseconds, 0)
  return `tests="${tests.length}" failures="${of('failed')}" errors="${of('error')}" time="${seconds(time)}"`
}

/** One suite a file; `pathOf` gives a file of the policy the path by which the build server knows it. */
export const toJunit = ({ tests }: TestsReport, pathOf: (file: string) => string): string => {
  const files = [...new Set(tests.map((test) => test.place.file))].sort()
  const suites = files.map((file) => {
    const mine = tests.filter((test) => test.place.file === file)
    return `  <testsuite name="${xml(file)}" ${counts(mine)}>\n${mine.map((one) => toCase(one, pathOf)).join('')}  </testsuite>\n`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${counts(tests)}>\n${suites.join('')}</testsuites>\n`
}
