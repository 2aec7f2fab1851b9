/** Law: an option of a mapping that the checker accepts changes the plan and what is written, whatever stands as the source; else it is refused with help. */
import { analyze, type CompiledMapping, type CompiledPolicy, compile, parseCatalog } from '@lockstep/dsl'
import { describe, expect, it } from 'vitest'
import type { Edges, Link, Wire } from '../model'
import { contact, lead, link, NO_EDGES, planOne } from './testing/world'

const property = (name: string, type: string, fieldType: string) => ({ name, label: `The ${name}`, type, fieldType })
const field = (name: string, type: string, more: object = {}) => ({
  name,
  label: `The ${name}`,
  type,
  nillable: true,
  createable: true,
  updateable: true,
  ...more,
})
const hubspotCatalog = {
  version: 1,
  portalId: '1',
  lists: [],
  objects: [
    {
      name: 'contact',
      plural: 'contacts',
      typeId: '0-1',
      properties: [
        { ...property('email', 'string', 'text'), hasUniqueValue: true },
        property('pause', 'string', 'text'),
        property('city', 'string', 'text'),
        property('state', 'string', 'text'),
        property('score', 'number', 'number'),
        property('agreed', 'bool', 'booleancheckbox'),
      ],
    },
    { name: 'company', plural: 'companies', typeId: '0-2', properties: [property('region', 'string', 'text')] },
  ],
}
const id = field('Id', 'id', { nillable: false, createable: false, updateable: false })
const salesforceCatalog = {
  version: 1,
  orgId: '1',
  objects: [
    {
      name: 'Lead',
      label: 'Lead',
      keyPrefix: '00Q',
      fields: [
        id,
        field('Email', 'email', { length: 80 }),
        field('City', 'string', { length: 40 }),
        field('State', 'string', { length: 6 }),
        field('Score', 'double', { precision: 4, scale: 0 }),
        field('Agreed', 'boolean', { nillable: false, defaultedOnCreate: true }),
        field('RegionId', 'reference', { referenceTo: ['Region'], relationshipName: 'Region' }),
      ],
    },
    { name: 'Region', label: 'Region', keyPrefix: 'a00', fields: [id, field('Name', 'string', { length: 40 })] },
  ],
}
const { catalog } = parseCatalog(JSON.stringify(hubspotCatalog), JSON.stringify(salesforceCatalog))

const policyOf = (line: string): string => `sync contact with Lead {
  match email = Email
  prefer newest
  from hubspot {
    include when pause is blank
    on new create Lead
    on change update
  }
  from Lead {
    on new create
    on change update
  }
  map {
    ${line}
  }
}

values kinds {
  "CA"        <->  "Calif"
  "Calif"      ->  "West"
  "West"      <-   "CA!"
  "CA!"        ->  "Shout"
  otherwise -> "other"
  otherwise <- "other"
}
`

/** Per kind of source: how HubSpot's side and Salesforce's write it, the target where it stands for the other side, and its type. */
type Source = { readonly hubspot: string; readonly salesforce: string; readonly type: 'text' | 'number' | 'checkbox' }
const SOURCES: Readonly<Record<string, Source>> = {
  'a property': { hubspot: 'state', salesforce: 'State', type: 'text' },
  'a qualified property': { hubspot: 'hubspot.state', salesforce: 'Lead.State', type: 'text' },
  'a call': { hubspot: 'upper(state)', salesforce: 'upper(State)', type: 'text' },
  'a path': { hubspot: 'company.region', salesforce: 'Region.Name', type: 'text' },
  'a concatenation': { hubspot: 'state + "!"', salesforce: 'State + "!"', type: 'text' },
  'a choice': {
    hubspot: 'if city is known then state else company.region',
    salesforce: 'if City is known then State else Region.Name',
    type: 'text',
  },
  'a text': { hubspot: '"CA"', salesforce: '"CA"', type: 'text' },
  'a sum': { hubspot: 'score + 1', salesforce: 'Score + 1', type: 'number' },
  'a condition': { hubspot: 'state is known', salesforce: 'State is known', type: 'checkbox' },
  'a checkbox': { hubspot: 'agreed', salesforce: 'Agreed', type: 'checkbox' },
}
/** What stands on the other side of a source of that type, two values of it, and functions that take it. */
const TYPES = {
  text: { hubspot: 'city', salesforce: 'City', value: '"CA"', other: '"NY"', function: 'lower', invertible: 'country_name' },
  number: { hubspot: 'score', salesforce: 'Score', value: '3', other: '4', function: 'absolute', invertible: 'thousands' },
  checkbox: { hubspot: 'agreed', salesforce: 'Agreed', value: 'true', other: 'true', function: 'opposite', invertible: 'opposite' },
} as const

type Type = (typeof TYPES)[Source['type']]
const OPTIONS: Readonly<Record<string, (of: Type) => string>> = {
  default: ({ other }) => `default ${other}`,
  when: () => 'when hubspot.email is known',
  'using a table': () => 'using kinds',
  'using a function': (of) => `using ${of.function}`,
  'using an invertible function': (of) => `using ${of.invertible}`,
  once: () => 'once',
  sticky: ({ value }) => `sticky ${value}`,
  'sticky until hubspot': ({ value }) => `sticky ${value} until hubspot clears`,
  'sticky until salesforce': ({ value }) => `sticky ${value} until salesforce clears`,
  'sticky even when paused': ({ value }) => `sticky ${value} even when paused`,
  'prefer salesforce': () => 'prefer salesforce unless blank',
  'prefer hubspot': () => 'prefer hubspot unless blank',
  required: () => 'required',
}
const ARROWS = ['->', '<-', '<->', 'off'] as const

/** The line without options; where both sides carry, HubSpot's is the source. */
const lineOf = (source: Source, arrow: (typeof ARROWS)[number]): string => {
  const other = TYPES[source.type]
  return arrow === '<-' ? `${other.hubspot} <- ${source.salesforce}` : `${source.hubspot} ${arrow} ${other.salesforce}`
}

type Said = { readonly policy: CompiledPolicy } | { readonly refused: string }

const check = (line: string): Said => {
  const analysis = analyze([{ file: 'a.sync', text: policyOf(line) }], catalog)
  const diagnostics = analysis.diagnostics.filter((one) => one.name !== 'unused-values')
  const [first] = diagnostics.filter((one) => one.severity === 'error')
  if (first !== undefined) return { refused: `${first.name}${first.help === undefined ? ' WITHOUT HELP' : ''}` }
  const { policy } = compile({ ...analysis, diagnostics: [] })
  if (policy === undefined) throw new Error(`\`${line}\` does not compile: ${JSON.stringify(diagnostics)}`)
  return { policy }
}

const VALUES: Readonly<Record<Source['type'], readonly Wire[]>> = {
  text: [null, 'CA', 'NY'],
  number: [null, '3', '4', '-9'],
  checkbox: [null, 'true', 'false'],
}
/** What no target of the type takes. */
const UNFIT: Readonly<Record<Source['type'], Wire>> = { text: 'x'.repeat(70_000), number: '9'.repeat(22), checkbox: 'perhaps' }
const BASES: Readonly<Record<Source['type'], readonly Wire[]>> = {
  text: [null, 'CA', 'NY', 'CA!', 'Calif'],
  number: [null, '3', '4'],
  checkbox: [null, 'true', 'false'],
}

const edgesOf = (value: Wire): Edges => ({
  ...NO_EDGES,
  related: { company: [{ side: 'hubspot', object: 'company', id: '201', values: { region: value }, at: 0, readAt: 0 }] },
})

type Given = { readonly source: Wire; readonly target: Wire; readonly pause: Wire; readonly email: Wire }
type Values = Readonly<Record<string, Wire>>

/** Two records, of which the one holds `source` in every property that a source reads, and the other `target` in the target. */
const records = (type: Source['type'], isSourceHubspot: boolean, { source, target, pause, email }: Given) => {
  const [h, s] = isSourceHubspot ? [source, target] : [target, source]
  const hubspot: Values = { city: null, state: null, score: null, agreed: null }
  const salesforce: Values = { City: null, State: null, Score: null, Agreed: 'false', 'Region.Name': null }
  const filled: { readonly hubspot: Values; readonly salesforce: Values } = isSourceHubspot
    ? {
        hubspot: { text: { city: h, state: h }, number: { score: h }, checkbox: { agreed: h, state: h } }[type],
        salesforce: { [TYPES[type].salesforce]: type === 'checkbox' ? (s ?? 'false') : s },
      }
    : {
        hubspot: { [TYPES[type].hubspot]: h },
        salesforce: {
          text: { City: s, State: s, 'Region.Name': s },
          number: { Score: s },
          checkbox: { Agreed: s ?? 'false', State: s },
        }[type],
      }
  return {
    hubspot: contact({ email, pause, ...hubspot, ...filled.hubspot }),
    salesforce: lead({ Email: 'a@example.com', ...salesforce, ...filled.salesforce }),
    edges: edgesOf(isSourceHubspot ? source : null),
  }
}

/** Links in every state that matters: alone, and linked or paused with each value and each base on each side. */
const links = (mapping: CompiledMapping, type: Source['type'], arrow: string): readonly Link[] => {
  const isSourceHubspot = arrow !== '<-'
  const alone = [...VALUES[type], UNFIT[type]].map((source) => {
    const { edges, hubspot, salesforce } = records(type, isSourceHubspot, { source, target: null, pause: null, email: 'a@example.com' })
    return link({ edges, ...(isSourceHubspot ? { hubspot } : { salesforce }) })
  })
  const bases = BASES[type].flatMap((h) => BASES[type].map((s) => ({ h, s })))
  const given: readonly Given[] = VALUES[type].flatMap((source) =>
    VALUES[type].flatMap((target) =>
      [null, 'a@example.com'].flatMap((email) => [null, 'yes'].map((pause) => ({ source, target, pause, email }))),
    ),
  )
  return [
    ...alone,
    ...given.flatMap((one) =>
      bases.map((base) =>
        link({
          ...records(type, isSourceHubspot, one),
          base: { [mapping.id]: base },
          state: one.pause === null ? 'linked' : 'paused',
        }),
      ),
    ),
  ]
}

/** What a plan would do on each of the links, in the words of the records alone. */
const doings = (policy: CompiledPolicy, type: Source['type'], arrow: string): readonly string[] => {
  const mapping = policy.syncs[0]?.mappings[0]
  if (mapping === undefined) throw new Error('the policy has one mapping')
  return links(mapping, type, arrow).map((one) =>
    JSON.stringify(
      planOne(policy, one).intents.map(({ side, action, fields }) => [
        side,
        action,
        Object.entries(fields).map(([name, { to }]) => [name, to]),
      ]),
    ),
  )
}

const planned = ({ syncs }: CompiledPolicy): string =>
  JSON.stringify(syncs.flatMap((sync) => sync.mappings.map(({ id: _id, rule: _rule, ...rest }) => rest)))

const outcome = (source: Source, arrow: (typeof ARROWS)[number], option: string): string => {
  const bare = check(lineOf(source, arrow))
  const said = check(`${lineOf(source, arrow)} ${option}`)
  if ('refused' in said) return said.refused
  // Prefer is an option of an arrow that is refused by itself for this source.
  if ('refused' in bare) return `accepted, although without it there is ${bare.refused}`
  if (planned(said.policy) === planned(bare.policy)) return 'NO CHANGE of the plan'
  const [before, after] = [doings(bare.policy, source.type, arrow), doings(said.policy, source.type, arrow)]
  return after.some((one, at) => one !== before[at]) ? 'changes' : 'NO CHANGE of what is written'
}

const CHANGED = Object.fromEntries(Object.keys(OPTIONS).map((name) => [name, 'changes']))
const NOT_HERE = 'option-does-not-apply'
const IN_VAIN = 'option-without-effect'

const all = (refusal: string): Readonly<Record<string, string>> => Object.fromEntries(Object.keys(OPTIONS).map((name) => [name, refusal]))
const toSalesforce = { 'prefer salesforce': NOT_HERE, 'prefer hubspot': NOT_HERE, 'sticky until salesforce': IN_VAIN }
const toHubspot = { 'prefer salesforce': NOT_HERE, 'prefer hubspot': NOT_HERE, 'sticky until hubspot': IN_VAIN }
const certain = { default: IN_VAIN, required: IN_VAIN }
const fixed = {
  ...certain,
  sticky: IN_VAIN,
  'sticky until hubspot': IN_VAIN,
  'sticky until salesforce': IN_VAIN,
  'sticky even when paused': IN_VAIN,
}
/** What is refused, by arrow and source, with the name of the diagnostic; all else changes what is written. */
const REFUSED: Readonly<Record<(typeof ARROWS)[number], (source: string) => Readonly<Record<string, string>>>> = {
  '->': (source) => {
    switch (source) {
      case 'a concatenation':
        return { ...toSalesforce, default: IN_VAIN }
      case 'a text':
        return { ...toSalesforce, ...fixed }
      case 'a sum':
        return { ...toSalesforce, 'using a table': 'table-needs-text' }
      case 'a condition':
        return { ...toSalesforce, ...certain }
      default:
        return toSalesforce
    }
  },
  '<-': (source) => {
    switch (source) {
      case 'a concatenation':
        return { ...toHubspot, default: IN_VAIN }
      case 'a text':
        return { ...toHubspot, ...fixed }
      case 'a sum':
        return { ...toHubspot, 'using a table': 'table-needs-text' }
      case 'a condition':
      case 'a checkbox':
        return { ...toHubspot, ...certain }
      default:
        return toHubspot
    }
  },
  '<->': (source) => {
    switch (source) {
      case 'a property':
      case 'a qualified property':
        return { once: NOT_HERE, 'using a function': 'not-invertible' }
      case 'a checkbox':
        return { once: NOT_HERE }
      default:
        return all('not-invertible')
    }
  },
  off: () => all(NOT_HERE),
}

describe.each(ARROWS)('with %s', (arrow) => {
  it.each(Object.entries(SOURCES))('%s', (name, source) => {
    const found = Object.entries(OPTIONS).map(([name, option]) => [name, outcome(source, arrow, option(TYPES[source.type]))])
    expect(Object.fromEntries(found)).toEqual({ ...CHANGED, ...REFUSED[arrow](name) })
  })
})
