/** The rules that the reference shows can be set up as they stand there. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { EMPTY_SEED } from '../../world/seed'
import { World } from '../../world/world'
import { salesforceId } from '../ids'
import { createSalesforce } from '../salesforce'
import { RULE_KEYS } from './rules'

const page = readFileSync(new URL('../../../../../docs/reference/sandbox.md', import.meta.url), 'utf8')
const section = page.slice(page.indexOf('\n## Rules\n'))
const shown: unknown = JSON.parse(/```json\n([^`]+)```/.exec(section)?.[1] ?? 'null')

test('the example is read, and shows every kind of rule', () => {
  const system = createSalesforce(new World())
  const values = { Username: 'sync@acme.example', LastName: 'Sync', Email: 'sync@acme.example', Alias: 'sync' }
  const rows = [{ id: salesforceId('005', 2), values, links: {}, line: 1 }]
  const schema = shown as Record<string, unknown>
  system.load({ ...EMPTY_SEED.salesforce, schema, objects: [{ name: 'User', file: 'User.jsonl', rows }] })
  expect(system.rules?.()).toEqual(schema)
  expect(Object.keys(schema).sort()).toEqual([...RULE_KEYS].sort())
})
