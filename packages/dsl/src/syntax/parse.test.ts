import { expect, test } from 'vitest'
import { SYNTAX_CODES } from '../diagnostics/codes/syntax'
import { KITCHEN_SINK } from '../testing/kitchen-sink'
import { applyTextEdits } from '../text/text-edit'
import { parse } from './parse'

const problems = (text: string) =>
  parse({ file: 'a.sync', text }).diagnostics.map(
    (one) => `${one.code} ${text.slice(one.span.start, one.span.end)} | ${one.message}${one.help ? ` | ${one.help}` : ''}`,
  )

test('the kitchen sink has no syntax errors', () => {
  expect(problems(KITCHEN_SINK)).toEqual([])
})

test.each(SYNTAX_CODES.map((code) => [code.code, code] as const))(
  '%s: its wrong example is reported with it, its right one is clean',
  (_, { code, doc }) => {
    expect(
      [...new Set(parse({ file: 'a.sync', text: doc.wrong }).diagnostics.map((one) => one.code))].filter((one) => one === code),
    ).toEqual([code])
    expect(problems(doc.right)).toEqual([])
  },
)

test.each(SYNTAX_CODES.map((code) => [code.code, code] as const))('%s: its fixes remove it', (_, { code, doc }) => {
  const count = (text: string) => problems(text).filter((line) => line.startsWith(code)).length
  for (const { code: found, fix } of parse({ file: 'a.sync', text: doc.wrong }).diagnostics)
    if (found === code && fix) expect(count(applyTextEdits(doc.wrong, fix.edits))).toBe(count(doc.wrong) - 1)
})
