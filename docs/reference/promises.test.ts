/** Every test that the promises page names exists: its file, and in it a test of that title. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const page = readFileSync(join(import.meta.dirname, 'promises.md'), 'utf8')

/** The cells of all rows of the page's tables, heads and rules left out. */
const rowsOf = (text: string): readonly (readonly string[])[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| *-/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll('\\|', '|')),
    )
    .filter((cells) => cells[0] !== 'What goes wrong')

/** `path`: "title" pairs of a cell. */
const testsOf = (cell: string): readonly { readonly file: string; readonly title: string }[] =>
  [...cell.matchAll(/`([^`]+)`: “([^”]+)”/g)].map(([, file = '', title = '']) => ({ file, title }))

/** The text of a test file without the backslashes that its string literals need. */
const plain = (file: string): string => readFileSync(join(root, file), 'utf8').replace(/\\(['"`\\])/g, '$1')

/** Why the row does not hold, or nothing. */
const brokenBecause = (cells: readonly string[]): readonly string[] => {
  const [fault = '', law = '', tests = ''] = cells
  if (cells.length !== 3 || fault === '' || law === '') return [`${fault}: not three cells`]
  const named = testsOf(tests)
  if (named.length === 0) return [`${fault}: no test`]
  return named.flatMap(({ file, title }) => {
    if (!existsSync(join(root, file))) return [`${file}: no such file`]
    return plain(file).includes(title) ? [] : [`${file}: no test “${title}”`]
  })
}

test('every row of the promises page names a law and tests that exist', () => {
  const rows = rowsOf(page)
  expect(rows.flatMap(brokenBecause)).toEqual([])
  expect(rows.length).toBeGreaterThan(0)
})

test('a row without a test, or with one that does not exist, would be noticed', () => {
  expect(
    rowsOf(
      [
        '| What goes wrong | The law | The test |',
        '|---|---|---|',
        '| a | b | none |',
        '| a | b | `docs/nowhere.test.ts`: “x” |',
        '| a | b | `docs/links.test.ts`: “no such title” |',
        '| a | b | `docs/links.test.ts`: “a link to nothing would be noticed” |',
      ].join('\n'),
    ).map(brokenBecause),
  ).toEqual([['a: no test'], ['docs/nowhere.test.ts: no such file'], ['docs/links.test.ts: no test “no such title”'], []])
})
