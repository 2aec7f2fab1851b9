import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { analyze } from './analysis'
import { compile } from './plan/compile'
import { fixtureCatalog } from './testing/fixture-catalog'

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
