/** The rules that the reference and the how-to show can be set up as they stand there. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { EMPTY_SEED } from '../../world/seed'
import { World } from '../../world/world'
import { salesforceId } from '../ids'
import { createSalesforce } from '../salesforce'
import { RULE_KEYS } from './rules'

const docs = new URL('../../../../../docs/', import.meta.url)
const page = readFileSync(new URL('reference/sandbox.md', docs), 'utf8')
const howTo = readFileSync(new URL('how-to/rehearse-an-orgs-rules.md', docs), 'utf8')
/** What its commands send, as the shell would. */
const sent = [...howTo.matchAll(/ -d '((?:[^']|'\\'')*)'\n/g)].map(
  ([, body = '']) => JSON.parse(body.replaceAll("'\\''", "'")) as Record<string, unknown>,
)
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

test('every command of the how-to sets up what it says', () => {
  const system = createSalesforce(new World())
  system.load(EMPTY_SEED.salesforce)
  expect(sent.length).toBe(howTo.split('curl $CONTROL/rules').length - 1)
  for (const rules of sent) expect(system.rules?.(rules)).toMatchObject(rules)
})
