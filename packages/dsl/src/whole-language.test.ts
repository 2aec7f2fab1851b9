/** The example that shows every construct: it checks clean, compiles, is explained, and is laid out. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { analyze } from './analysis'
import { parseCatalog } from './catalog/load'
import { formatText } from './format/format'
import { compile } from './plan/compile'
import { explain } from './plan/explain'

const read = (path: string): string => readFileSync(new URL(path, new URL('../../../examples/whole-language/', import.meta.url)), 'utf8')
const sources = readdirSync(new URL('../../../examples/whole-language/', import.meta.url))
  .filter((file) => file.endsWith('.sync'))
  .map((file) => ({ file, text: read(file) }))
const { catalog } = parseCatalog(read('catalog/hubspot.json'), read('catalog/salesforce.json'))
const analysis = analyze(sources, catalog)
const { policy } = compile(analysis)

test('the example is clean', () => {
  expect(analysis.diagnostics.map((one) => `${one.file} ${one.code} ${one.message}`)).toEqual([])
})

test('every rule of its plan is explained', () => {
  expect(policy).toBeDefined()
  if (policy !== undefined) expect(Object.keys(explain(policy)).sort()).toEqual(Object.keys(policy.rules).sort())
})

test('it is formatted', () => {
  for (const source of sources) expect(formatText(source)).toBe(source.text)
})
