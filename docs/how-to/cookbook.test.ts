/** Every recipe of the cookbook is laid out, checks clean, and passes its tests; every line shown of HubSpot's settings is one. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { analyze, type Catalog, compile, compileTests, formatText, parseCatalog } from '../../packages/dsl/src/index'
import { runTests } from '../../packages/runtime/src/index'

const examples = join(import.meta.dirname, '../../examples')
const catalogOf = (example: string): Catalog => {
  const read = (name: string): string => readFileSync(join(examples, example, 'catalog', name), 'utf8')
  const { catalog } = parseCatalog(read('hubspot.json'), read('salesforce.json'))
  if (catalog === undefined) throw new Error(`${example} has no catalog`)
  return catalog
}

type Recipe = { readonly title: string; readonly blocks: readonly string[]; readonly checkedOnly: boolean }

/** What a page holds below each heading of the second level that has policy text under it. */
const recipesOf = (page: string): readonly Recipe[] =>
  readFileSync(join(import.meta.dirname, page), 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((section) => ({
      title: section.slice(0, section.indexOf('\n')),
      blocks: [...section.matchAll(/^```sync\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text),
      checkedOnly: section.includes('Checked, not run yet.'),
    }))
    .filter(({ blocks }) => blocks.length > 0)

const acme = catalogOf('acme')
const whole = catalogOf('whole-language')

const play = async (text: string, catalog: Catalog) => {
  const analysis = analyze([{ file: 'recipe.sync', text }], catalog)
  const complaints = analysis.diagnostics.map(({ code, message, span }) => `${code} ${message}: ${text.slice(span.start, span.end)}`)
  const { policy } = compile(analysis)
  const tests = compileTests(analysis)
  const report = policy === undefined || tests.length === 0 ? undefined : await runTests({ policy, catalog, tests })
  return {
    complaints,
    tests: tests.length,
    failures: (report?.tests ?? [])
      .filter(({ outcome }) => outcome !== 'passed')
      .map(({ name, failures, error }) => ({ name, failures, error })),
  }
}

const recipes = recipesOf('cookbook.md')

describe('cookbook', () => {
  test.each(recipes.map((recipe) => [recipe.title, recipe] as const))('%s', async (_title, { blocks, checkedOnly }) => {
    expect(blocks).toHaveLength(1)
    const text = blocks[0] ?? ''
    expect(formatText({ file: 'recipe.sync', text })).toBe(text)
    const { complaints, tests, failures } = await play(text, checkedOnly ? whole : acme)
    expect({ complaints, failures, proven: tests > 0 }).toEqual({ complaints: [], failures: [], proven: !checkedOnly })
  })

  test('there are many of them, and most are played', () => {
    expect(recipes.length).toBeGreaterThanOrEqual(25)
    expect(recipes.filter(({ checkedOnly }) => !checkedOnly).length).toBeGreaterThanOrEqual(25)
  })

  test('a recipe whose test does not hold would be noticed', async () => {
    const first = recipes[0]?.blocks[0] ?? ''
    const { failures } = await play(first.replace('expect no Lead', 'expect Lead'), acme)
    expect(failures.map(({ name }) => name)).toEqual(['a contact outside the list stays in HubSpot'])
  })
})

const inSync = (head: string, line: string): string => `sync ${head} {\n${line}\n}\n`
const inPeople = (line: string): string => inSync('contact with Lead, Contact', line)

/** What each block that the settings page names is in a policy. */
const places: Readonly<Record<string, (line: string) => string>> = {
  policy: (line) => `policy "P" {\n${line}\n}\n`,
  'sync contact': inPeople,
  'from hubspot': (line) => inPeople(`from hubspot {\n${line}\n}`),
  'from hubspot of company': (line) => inSync('company with Account', `from hubspot {\n${line}\n}`),
  'from Lead': (line) => inPeople(`from Lead {\n${line}\n}`),
  map: (line) => inPeople(`map {\n${line}\n}`),
  lifecycle: (line) => `lifecycle contact.lifecyclestage {\norder ("lead", "opportunity", "customer")\n${line}\n}\n`,
  'a file': (line) => `${line} {\n}\n`,
  'sync company': (line) => inSync('company with Account', line) + inPeople(''),
  'sync deal': (line) => inSync('deal with Opportunity', line.startsWith('pipeline') ? `${line} {\n}` : line),
  pipeline: (line) => inSync('deal with Opportunity', `pipeline "default" <-> record type "Standard" {\n${line}\n}`),
  activities: (line) => `activities {\n${line}\n}\n`,
  activity: (line) => `activities {\ntask <-> Task.Task {\n${line}\n}\n}\n`,
  campaigns: (line) => `campaigns {\n${line}\n}\n`,
}

const LEAD_STATUS = 'values lead_status {\n"NEW" <-> "Open - Not Contacted"\n}\n'

/** Slips of writing, unknown names and types that do not fit; what a lone line leaves open is no slip. */
const slipsOf = (text: string): readonly string[] =>
  analyze([{ file: 'line.sync', text }], whole).diagnostics.flatMap(({ code, severity, message }) =>
    severity === 'error' && /^LS[123]/.test(code) ? [`${code} ${message}`] : [],
  )

const settings = readFileSync(join(import.meta.dirname, 'coming-from-hubspots-settings.md'), 'utf8')
const lines = [...settings.matchAll(/^\|[^|]*\| (?:`([^`|]+)`|(a file)) \| (`+)([^|]+?)\3 \|/gm)].map(
  ([, place, file, , line = '']) => [place ?? file ?? '', line] as const,
)

describe('coming from HubSpot’s settings', () => {
  test.each(lines)('in %s: %s', (place, line) => {
    const written = places[place]?.(line)
    expect(written).toBeDefined()
    expect(slipsOf(`${written ?? ''}${LEAD_STATUS}`)).toEqual([])
  })

  test('every row with a line is looked at', () => {
    const rows = settings
      .split('\n')
      .filter((row) => row.startsWith('|') && (row.split('|')[3] ?? '').includes('`') && row.split('|').length === 6)
    expect(lines).toHaveLength(rows.length)
    expect(lines.length).toBeGreaterThan(40)
  })

  test('a line that is none would be noticed', () => {
    expect(slipsOf(places['map']?.('phone <-> Phone perfer salesforce unless blank') ?? '')).not.toEqual([])
    expect(slipsOf(places['map']?.('phone <-> Fone') ?? '')).not.toEqual([])
  })
})
