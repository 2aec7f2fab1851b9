import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { analyze } from '../analysis'
import { formatText } from '../format/format'
import { disturbSpace } from '../testing/arbitraries'
import { fixtureCatalog } from '../testing/fixture-catalog'
import { runs } from '../testing/seed'
import type { Source } from '../text/source'
import { compile } from './compile'
import type { CompiledPolicy } from './plan'

const text = readFileSync(new URL('../../fixtures/kitchen-sink.sync', import.meta.url), 'utf8')

const planOf = (...sources: readonly Source[]): CompiledPolicy => {
  const analysis = analyze(sources, fixtureCatalog)
  const { policy } = compile(analysis)
  if (policy === undefined) throw new Error(analysis.diagnostics.map((one) => one.message).join('\n'))
  return policy
}

/** A policy cut into one file for each of its blocks. */
const cut = (whole: string): readonly string[] =>
  whole
    .split(/\n(?=(?:policy|sync|lifecycle|values|activities|campaigns|test)\b)/)
    .map((part) => part.trimEnd())
    .filter((part) => /^\s*(?:policy|sync|lifecycle|values|activities|campaigns|test)\b/m.test(part))

const example = new URL('../../../../examples/whole-language/', import.meta.url)
const wholeLanguage = readdirSync(example)
  .filter((file) => file.endsWith('.sync'))
  .map((file) => readFileSync(new URL(file, example), 'utf8'))
  .join('\n')

/** The parts in any order, each in a file of its own, with other white space, blank lines and remarks between its lines. */
const rearranged = (parts: readonly string[]) =>
  fc
    .record({
      order: fc.shuffledSubarray([...parts.keys()], { minLength: parts.length }),
      spaced: fc.tuple(...parts.map((part) => disturbSpace(part))),
      remarks: fc.array(fc.nat(), { maxLength: 6 }),
      isFormatted: fc.boolean(),
    })
    .map(({ order, spaced, remarks, isFormatted }) =>
      order.map((index, place): Source => {
        const lines = (spaced[index] ?? '').split('\n')
        for (const at of remarks) lines.splice(at % (lines.length + 1), 0, '# a remark')
        const source = { file: `${place}.sync`, text: `${lines.join('\n')}\n` }
        return isFormatted ? { ...source, text: formatText(source) } : source
      }),
    )

test.each([
  ['contacts', text],
  ['every construct', wholeLanguage],
])(
  'law 13 for %s: the plan depends neither on how the policy is split into files, nor on their order, names and formatting',
  (_, whole) => {
    const { rules: wholeRules, ...wholePlan } = planOf({ file: 'contacts.sync', text: whole })
    fc.assert(
      fc.property(rearranged(cut(whole)), (sources) => {
        const { rules, ...plan } = planOf(...sources)
        expect(plan).toEqual(wholePlan)
        expect(Object.keys(rules).sort()).toEqual(Object.keys(wholeRules).sort())
      }),
      runs(100),
    )
  },
)

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
    [
      { what: 'deletes', percent: 5 },
      { what: 'clears', percent: 5 },
      { what: 'pauses', percent: 20 },
    ],
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

const holdsOf = (policyLines: string, syncLines: string) =>
  planOf({
    file: 'a.sync',
    text: `policy "P" {\n${policyLines}}\n\nsync contact with Contact {\n${syncLines}  match email = Email\n  prefer newest\n  from hubspot {\n    on change update\n  }\n  map {\n    jobtitle -> Title\n  }\n}\n`,
  }).syncs[0]?.holds.map(({ rule, ...hold }) => [rule ?? 'default', hold])

test('a hold replaces the default of its kind, in the policy and nearer in the sync, and 100% is kept as the way to have none', () => {
  expect(holdsOf('', '')).toEqual([
    ['default', { what: 'deletes', percent: 5 }],
    ['default', { what: 'clears', percent: 5 }],
    ['default', { what: 'pauses', percent: 20 }],
  ])
  expect(
    holdsOf(
      '  hold when pauses exceed 30%\n  hold when clears exceed 100%\n  hold when creates exceed 1_000\n',
      '  hold when pauses exceed 12\n  hold when updates exceed 50%\n',
    ),
  ).toEqual([
    ['contact/hold/pauses', { what: 'pauses', count: 12 }],
    ['contact/hold/updates', { what: 'updates', percent: 50 }],
    ['policy/hold/clears', { what: 'clears', percent: 100 }],
    ['policy/hold/creates', { what: 'creates', count: 1000 }],
    ['default', { what: 'deletes', percent: 5 }],
  ])
})
