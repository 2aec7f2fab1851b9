/** Tests text: what failed and why, how many passed, and which lines of a policy no test ran. */
import { codeFrame, type Diagnostic } from '@lockstep/dsl'
import type { RuleLine, TestFailure, TestResult, TestsReport } from '@lockstep/runtime'
import { columns, plain, table } from '../table'
import { counted, shownValue } from './words'

type Texts = ReadonlyMap<string, string>
type Options = { readonly colour: boolean }

const frame = (place: TestFailure['place'], message: string, help: string | undefined, texts: Texts, options: Options): string => {
  const told: Diagnostic = {
    code: 'test',
    name: 'test',
    severity: 'error',
    file: place.file,
    span: { start: place.start, end: place.end },
    message,
    ...(help === undefined ? {} : { help }),
    related: [],
  }
  return codeFrame(told, texts, options)
}

const fieldsText = ({ fields }: TestFailure): readonly string[] =>
  fields.length === 0
    ? []
    : [
        table(
          ['', 'expected', 'found'],
          fields.map(({ name, expected, actual }) => [`  ${name}`, shownValue(expected), shownValue(actual)]),
        ),
      ]

const reasonsText = ({ reasons }: TestFailure): readonly string[] =>
  reasons.length === 0
    ? ['  nothing was decided about it']
    : ['  why:', columns(reasons.map(({ record, kind, rule, reason }) => [`    ${record}`, kind, reason, rule]))]

const failureText = (failure: TestFailure, texts: Texts, options: Options): string =>
  [frame(failure.place, failure.message, undefined, texts, options), ...fieldsText(failure), ...reasonsText(failure)].join('\n')

const resultText = (result: TestResult, texts: Texts, options: Options): string => {
  const problems = result.error === undefined ? [] : [frame(result.place, result.error.message, result.error.help, texts, options)]
  return [plain(`✗ ${result.name}`), ...problems, ...result.failures.map((failure) => failureText(failure, texts, options))].join('\n')
}

const told = (tests: readonly TestResult[], outcome: TestResult['outcome'], word: string): readonly string[] => {
  const number = tests.filter((test) => test.outcome === outcome).length
  return number === 0 ? [] : [`${number} ${word}`]
}

/** Every test that did not pass, with the lines it failed at. Empty where all passed. */
export const failuresText = ({ tests }: TestsReport, texts: Texts, options: Options): string =>
  tests
    .filter((test) => test.outcome !== 'passed')
    .map((test) => resultText(test, texts, options))
    .join('\n\n')

/** `12 tests: 11 passed, 1 failed, in 40 ms`. */
export const summaryText = ({ tests }: TestsReport): string => {
  const parts = [...told(tests, 'passed', 'passed'), ...told(tests, 'failed', 'failed'), ...told(tests, 'error', 'not played to the end')]
  const milliseconds = tests.reduce((sum, test) => sum + test.milliseconds, 0)
  return `${counted(tests.length, 'test')}: ${parts.join(', ')}, in ${Math.round(milliseconds)} ms`
}

const shareOf = (lines: readonly RuleLine[]): string =>
  lines.length === 0 ? '100%' : `${Math.floor((100 * lines.filter((line) => line.ran).length) / lines.length)}%`

const sourceOf = (texts: Texts, { file, line }: RuleLine): string => ((texts.get(file) ?? '').split('\n')[line - 1] ?? '').trim()

/** Rule lines by file, and those that never ran. */
export const coverageText = ({ lines }: TestsReport, texts: Texts): string => {
  const files = [...new Set(lines.map((line) => line.file))]
  const rows = files.map((file) => {
    const mine = lines.filter((line) => line.file === file)
    return [file, String(mine.length), String(mine.filter((line) => line.ran).length), shareOf(mine)]
  })
  const total = ['all', String(lines.length), String(lines.filter((line) => line.ran).length), shareOf(lines)]
  const missed = lines.filter((line) => !line.ran)
  return [
    table(['file', 'rule lines', 'run', 'share'], files.length > 1 ? [...rows, total] : rows),
    ...(missed.length === 0
      ? []
      : ['never run:', columns(missed.map((line) => [`  ${line.file}:${line.line}`, line.kind, sourceOf(texts, line)]))]),
  ].join('\n')
}
