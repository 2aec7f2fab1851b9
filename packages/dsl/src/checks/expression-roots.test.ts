/** Expression roots: every expression of a policy is listed, with its place. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { analyze } from '../analysis'
import { within } from '../binding/expr-names'
import { parseCatalog } from '../catalog/load'
import type { Expr } from '../plan/plan'
import { rootsOf } from './expression-roots'

const folder = new URL('../../../../examples/whole-language/', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, folder), 'utf8')
const { catalog } = parseCatalog(read('catalog/hubspot.json'), read('catalog/salesforce.json'))
const sources = readdirSync(folder)
  .filter((file) => file.endsWith('.sync'))
  .map((file) => ({ file, text: read(file) }))
const { bound } = analyze(sources, catalog)

const KINDS: readonly string[] = [
  'binary',
  'not',
  'negate',
  'test',
  'in',
  'member',
  'quantifier',
  'linked',
  'included',
  'if',
  'call',
  'related',
]

/** Bound expressions bear no place, which tells them from the tree of the text. */
const isExpr = (value: object): value is Expr => 'kind' in value && KINDS.includes(String(value.kind)) && !('span' in value)

/** Every expression inside of a value, outermost only. */
const outermostIn = (value: unknown, seen = new Set<object>()): readonly Expr[] => {
  if (typeof value !== 'object' || value === null || seen.has(value)) return []
  seen.add(value)
  if (isExpr(value)) return [value]
  return Object.entries(value).flatMap(([name, inner]: readonly [string, unknown]) => (name === 'files' ? [] : outermostIn(inner, seen)))
}

test('every expression that a policy holds anywhere is among the roots', () => {
  const known = new Set(rootsOf(bound).flatMap(({ expr }) => [...within(expr)]))
  const all = outermostIn(bound)
  expect(all.length).toBeGreaterThan(10)
  expect(all.filter((expr) => !known.has(expr))).toEqual([])
})

test('each root is told where it stands in the text', () => {
  const text = (file: string) => sources.find((one) => one.file === file)?.text ?? ''
  const told = rootsOf(bound).map(({ file, span }) => text(file).slice(span.start, span.end))
  expect(told.filter((piece) => piece.trim() === '')).toEqual([])
})
