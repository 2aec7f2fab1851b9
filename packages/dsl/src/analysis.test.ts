import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { analyze } from './analysis'
import { compile } from './plan/compile'
import { fixtureCatalog } from './testing/fixture-catalog'
import { KITCHEN_SINK } from './testing/kitchen-sink'
import { runs } from './testing/seed'

const kitchenSink = { file: 'contacts.sync', text: readFileSync(new URL('../fixtures/kitchen-sink.sync', import.meta.url), 'utf8') }

test('the example policy is clean', () => {
  expect(analyze([kitchenSink], fixtureCatalog).diagnostics).toEqual([])
})

test('without a catalog the same policy is clean too, and the result says what was left out', () => {
  const analysis = analyze([kitchenSink])
  expect([analysis.diagnostics, analysis.skipped, compile(analysis)]).toEqual([
    [],
    'names and types were not checked against HubSpot and Salesforce, because the folder has no catalog',
    {},
  ])
})

const sources = [kitchenSink.text, KITCHEN_SINK]

test('no prefix of an example makes the analysis throw, and every span lies in its text', () => {
  fc.assert(
    fc.property(fc.constantFrom(...sources), fc.nat({ max: 6000 }), (text, end) => {
      const cut = text.slice(0, end)
      const { diagnostics } = analyze([{ file: 'a.sync', text: cut }], fixtureCatalog)
      expect(diagnostics.filter(({ span }) => span.start < 0 || span.start > span.end || span.end > cut.length)).toEqual([])
    }),
    runs(250),
  )
})

test('no shuffled or repeated line of an example makes the analysis throw', () => {
  fc.assert(
    fc.property(fc.constantFrom(...sources), fc.array(fc.nat({ max: 70 }), { maxLength: 60 }), (text, picks) => {
      const lines = text.split('\n')
      const mixed = picks.map((pick) => lines[pick % lines.length]).join('\n')
      const analysis = analyze([{ file: 'a.sync', text: mixed }], fixtureCatalog)
      expect(compile(analysis).policy === undefined).toBe(analysis.diagnostics.some((one) => one.severity === 'error'))
    }),
    runs(250),
  )
})

test('a file shows a hundred findings, errors before warnings, and then how many more', () => {
  const lines = Array.from({ length: 150 }, (_, index) => `    unknown_${index} -> Title`).join('\n')
  const { diagnostics } = analyze([{ file: 'a.sync', text: `sync contact with Lead {\n  map {\n${lines}\n  }\n}\n` }], fixtureCatalog)
  expect([diagnostics.length, diagnostics.at(-1)?.code, diagnostics.slice(0, 99).every((one) => one.severity === 'error')]).toEqual([
    100,
    'LS4090',
    true,
  ])
})
