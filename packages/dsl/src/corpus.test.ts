/** The error corpus: each seeded mistake is told where it stands, with help that names the mend. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { corpusPage } from '../corpus/page'
import { readCorpus } from '../corpus/read-corpus'
import { emptyFrame, readMistake } from '../corpus/read-mistake'
import { scoreOf, TARGET } from '../corpus/score'
import { analyze } from './analysis'
import { CODES } from './diagnostics/codes'
import { fixtureCatalog } from './testing/fixture-catalog'

const corpus = readCorpus(fileURLToPath(new URL('../corpus', import.meta.url)))
const score = scoreOf(corpus.mistakes, fixtureCatalog)

test('the score of the error corpus reaches its targets', () => {
  expect(corpus.mistakes.length).toBeGreaterThanOrEqual(200)
  expect(score.span).toBeGreaterThanOrEqual(TARGET.span)
  expect(score.help).toBeGreaterThanOrEqual(TARGET.help)
  expect(score.diagnostics).toBeLessThanOrEqual(TARGET.diagnostics)
})

test('a frame without a mistake is a policy in which nothing is found', () => {
  const found = [...corpus.frames].flatMap(([name, frame]) =>
    analyze([{ file: name, text: emptyFrame(frame) }], fixtureCatalog).diagnostics.map((one) => `${name} ${one.code}`),
  )
  expect(found).toEqual([])
})

test('every mistake expects a code that there is', () => {
  const codes = new Set(CODES.map(({ code }) => code))
  expect(corpus.mistakes.filter(({ code }) => !codes.has(code)).map(({ name }) => name)).toEqual([])
})

test('a mistake is read into its frame, in the indentation of the frame', () => {
  const frames = new Map([['f', 'a {\n  ...\n}\n']])
  expect(readMistake('m', '# code: LS1001\n# frame: f\n# help: x\n\nb\n⟦c⟧ d\n', frames)).toEqual({
    name: 'm',
    code: 'LS1001',
    help: ['x'],
    files: [{ file: 'mistake.sync', text: 'a {\n  b\n  c d\n}\n' }],
    at: { file: 'mistake.sync', span: { start: 10, end: 11 } },
  })
  expect(readMistake('m', '# code: LS1001\n\nb\n=== c.sync\n⟦d⟧\n', frames)).toMatchObject({
    files: [
      { file: 'mistake.sync', text: 'b\n' },
      { file: 'c.sync', text: 'd\n' },
    ],
    at: { file: 'c.sync', span: { start: 0, end: 1 } },
  })
  expect(() => readMistake('m', '# code: LS1001\n\nb\n', frames)).toThrow('m needs one ⟦ and one ⟧')
})

test('docs/reference/error-corpus.md is up to date', () => {
  const path = fileURLToPath(new URL('../../../docs/reference/error-corpus.md', import.meta.url))
  const page = corpusPage(score)
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(path, page)
  expect(existsSync(path) ? readFileSync(path, 'utf8') : '').toBe(page)
})
