import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { analyze } from '../analysis'
import { fixtureCatalog } from '../testing/fixture-catalog'
import type { Source } from '../text/source'
import { canonicalJson } from './canonical-json'
import { compile } from './compile'
import type { CompiledPolicy } from './plan'
import { sha256 } from './sha256'

const text = readFileSync(new URL('../../fixtures/kitchen-sink.sync', import.meta.url), 'utf8')

const planOf = (...sources: readonly Source[]): CompiledPolicy => {
  const analysis = analyze(sources, fixtureCatalog)
  const { policy } = compile(analysis)
  if (policy === undefined) throw new Error(analysis.diagnostics.map((one) => one.message).join('\n'))
  return policy
}

/** The example cut into one file for each of its blocks. */
const parts = text
  .split(/\n(?=policy |sync |lifecycle |values )/)
  .map((part) => part.trimEnd())
  .filter((part) => /^\s*(?:policy|sync|lifecycle|values) /m.test(part))

test('the digest is SHA-256', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (one) => {
      expect(sha256(one)).toBe(createHash('sha256').update(one, 'utf8').digest('hex'))
    }),
  )
})

test('canonical JSON does not depend on the order of keys', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe('{"b":[1,{"c":"x","d":null}]}')
})

test('the plan does not depend on how the policy is split into files, on their order, or on their names', () => {
  const whole = planOf({ file: 'contacts.sync', text })
  fc.assert(
    fc.property(fc.shuffledSubarray(parts, { minLength: parts.length }), (order) => {
      const { rules, ...plan } = planOf(...order.map((part, index) => ({ file: `${index}.sync`, text: `${part}\n` })))
      const { rules: wholeRules, ...wholePlan } = whole
      expect(plan).toEqual(wholePlan)
      expect(Object.keys(rules).sort()).toEqual(Object.keys(wholeRules).sort())
    }),
    { numRuns: 30 },
  )
})

test('the plan does not depend on white space, blank lines or comments', () => {
  const { rules: _, ...plan } = planOf({ file: 'contacts.sync', text })
  const gap = fc.constantFrom(' ', '  ', '\t')
  const line = fc.constantFrom('\n', '\n\n', '\r\n', '  # a remark\n')
  fc.assert(
    fc.property(gap, line, (space, end) => {
      const lines = text.split('\n').map((one) => one.replace(/ {2,}/g, (run, at: number) => (at === 0 ? run : space)))
      const { rules: __, ...other } = planOf({ file: 'contacts.sync', text: lines.join(end.includes('#') ? '\n' : end) })
      expect(other).toEqual(plan)
    }),
    { numRuns: 20 },
  )
})

const mappingIds = (policy: CompiledPolicy): readonly string[] => policy.syncs.flatMap((sync) => sync.mappings.map((one) => one.id))

test.each([
  ['a direction', 'jobtitle          <->  Title                prefer hubspot unless blank', 'jobtitle -> Title', true],
  ['a default', 'default "[unknown]"', 'default "?"', true],
  ['a condition', 'when hubspot.company is known', 'when hubspot.company is blank', true],
  ['an end', 'jobtitle          <->  Title', 'city <-> Title', false],
  ['a conversion', 'Lead.State           using us_states', 'Lead.State', false],
])('a change of %s keeps the ids of mappings: %4$s', (_, before, after, isKept) => {
  expect(text.includes(before)).toBe(true)
  const changed = planOf({ file: 'contacts.sync', text: text.replace(before, after) })
  const ids = mappingIds(planOf({ file: 'contacts.sync', text }))
  expect(mappingIds(changed).filter((id) => ids.includes(id)).length === ids.length).toBe(isKept)
})

test('a policy with an error gives no plan', () => {
  expect(compile(analyze([{ file: 'a.sync', text: text.replace('jobtitle', 'jobtitel') }], fixtureCatalog))).toEqual({})
})

test('what a policy leaves out has its defaults', () => {
  const policy = planOf({
    file: 'a.sync',
    text: 'sync contact with Contact {\n  match email = Email\n  prefer newest\n  from hubspot {\n    on change update\n  }\n  map {\n    jobtitle -> Title\n  }\n}\n',
  })
  const [sync] = policy.syncs
  expect([policy.name, policy.everyMinutes, policy.budgets, sync?.conflicts, sync?.holds, sync?.fromSalesforce]).toEqual([
    '',
    5,
    {},
    { first: 'newest', then: 'salesforce' },
    [{ what: 'deletes', percent: 5 }],
    {},
  ])
  expect(sync?.fromHubspot).toEqual({
    rule: 'contact/from/hubspot',
    onNew: [],
    onChange: { rule: 'contact/from/hubspot/on-change', action: 'update' },
    onDelete: { rule: 'contact/from/hubspot', action: 'ignore' },
    onMerge: { rule: 'contact/from/hubspot', action: 'follow' },
  })
  expect(policy.watches).toEqual([
    {
      sync: 'contact',
      hubspot: { plural: 'contacts', properties: ['email', 'jobtitle'], lists: [], associations: [] },
      salesforce: { Contact: { fields: ['Email', 'Title'], related: [] } },
    },
  ])
})
