/** Tests can fail: each expects something, of a world that stands before its first step. */
import { report } from '../diagnostics/code'
import { outOfRange } from '../diagnostics/codes/meaning'
import { expectsNothing, givenAfterStep } from '../diagnostics/codes/tests'
import type { Check } from './check'

/** Long enough for a yearly rule, and short enough to be played through in a test. */
const MOST_MILLISECONDS = 400 * 86_400_000

export const testsCanFail: Check = {
  name: 'tests-can-fail',
  needsCatalog: false,
  run: (bound) =>
    bound.tests.flatMap(({ file, node, lines }) => {
      const first = node.statements.findIndex((line) => line.kind === 'step' || line.kind === 'expect')
      const late = first < 0 ? [] : node.statements.slice(first).filter((line) => line.kind === 'given')
      const isSilent = !node.statements.some((line) => line.kind === 'expect' || line.kind === 'broken')
      const times = lines.flatMap((line) => (line.kind === 'time' ? [line] : []))
      return [
        ...late.map((line) => report(givenAfterStep, {}, { file, span: line.span })),
        ...(isSilent ? [report(expectsNothing, {}, { file, span: node.name?.span ?? node.span })] : []),
        ...times
          .filter(({ milliseconds }) => milliseconds <= 0 || milliseconds > MOST_MILLISECONDS)
          .map((line) =>
            report(
              outOfRange,
              { what: 'the time that passes', range: 'more than nothing and at most 400 days' },
              { file, span: line.node.span },
            ),
          ),
      ]
    }),
}
