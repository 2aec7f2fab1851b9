/** Lifecycle stages, by the ids of `parity.md`. */
import { describe, expect, it } from 'vitest'
import type { Edges, Link, Snapshot, Wire } from '../model'
import { earnedStage } from './planner'
import { opportunityFingerprint } from './stages'
import { map, policy } from './testing/policy'
import { at, contact, link, NO_EDGES, opportunity, pair, person, planOne, short, written } from './testing/world'

const open = opportunity('006A', { IsClosed: 'false', IsWon: 'false' })
const won = opportunity('006B', { IsClosed: 'true', IsWon: 'true' })
const lost = opportunity('006C', { IsClosed: 'true', IsWon: 'false' })
const staged = policy({ mappings: [map('phone <-> Phone')], lifecycle: {} })
const NOTE = 'lifecycle:contact.lifecyclestage'

const at101 = (stage: Wire, opportunities: readonly Snapshot[], more: Partial<Link> = {}, edges: Partial<Edges> = {}) =>
  link({
    hubspot: contact({ lifecyclestage: stage, phone: '1' }),
    salesforce: person({ Phone: '1' }),
    base: { 'phone-Phone': pair('1', '1') },
    edges: { ...NO_EDGES, opportunities, ...edges },
    included: { hubspot: true, salesforce: true },
    ...more,
  })

const noted = (opportunities: readonly Snapshot[]) => ({
  'phone-Phone': pair('1', '1'),
  [NOTE]: pair('x', opportunityFingerprint(opportunities, []) || null),
})

describe('advancing', () => {
  it.each([
    ['LCS-01 an open opportunity advances', 'lead', [open], 'opportunity'],
    ['LCS-02 a won one advances to customer', 'lead', [won], 'customer'],
    ['LCS-02 an open one never hides a won one', 'lead', [open, won], 'customer'],
    ['LCS-03 a customer stays a customer', 'customer', [open], undefined],
    ['LCS-03 a lost one changes nothing', 'lead', [lost], undefined],
    ['LCS-04 without a contact role nothing changes', 'lead', [], undefined],
    ['a blank stage is below all', null, [open], 'opportunity'],
    ['a stage that is not listed is left alone', 'partner', [won], undefined],
    ['a deleted opportunity earns nothing', 'lead', [{ ...won, deleted: true }], undefined],
  ] as const)('%s', (_name, stage, opportunities, expected) => {
    const result = planOne(staged, at101(stage, opportunities))
    expect(written(result)).toEqual(expected === undefined ? {} : { hubspot: { lifecyclestage: expected } })
  })
  it('names its rule and notes what it has dealt with', () => {
    const result = planOne(staged, at101('lead', [open]))
    expect(result.intents[0]?.fields).toEqual({
      lifecyclestage: { from: 'lead', to: 'opportunity', mapping: NOTE, rule: 'advance opportunity' },
    })
    expect(result.decisions).toEqual([
      {
        link: 'L1',
        kind: 'lifecycle',
        hubspot: 'lead',
        winner: 'salesforce',
        rule: 'advance opportunity',
        reason: 'an opportunity of this contact has earned the stage `opportunity`',
      },
    ])
    expect(result.updates[0]?.base).toEqual({ [NOTE]: pair('opportunity', opportunityFingerprint([open], [])) })
  })
  it('LCS-05 without a lifecycle nothing advances', () => {
    expect(written(planOne(policy({ mappings: [map('phone <-> Phone')] }), at101('lead', [won])))).toEqual({})
  })
  it('LCS-06 a stage edited in HubSpot changes nothing in Salesforce', () => {
    expect(short(planOne(staged, at101('customer', [], { before: { hubspot: contact({ lifecyclestage: 'lead' }) } }))).intents).toEqual([])
  })
  it('does not advance a paused link', () => {
    const listed = policy({ mappings: [], lifecycle: {}, hubspot: { include: { kind: 'member', list: 'Ready' } } })
    expect(written(planOne(listed, at101('lead', [won])))).toEqual({})
  })
})

describe('a stage that a person lowered', () => {
  const lowered = (more: Partial<Link>, time?: string) =>
    at101('lead', [won], {
      before: { hubspot: contact({ lifecyclestage: 'customer' }) },
      hubspot: contact({ lifecyclestage: 'lead', phone: '1' }, time === undefined ? {} : { times: { lifecyclestage: at(time) } }),
      ...more,
    })
  it('is left, and says why', () => {
    const result = planOne(staged, lowered({ base: noted([won]) }))
    expect([result.intents, result.updates]).toEqual([[], []])
    expect(result.decisions.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['lifecycle', 'a person lowered the stage after `customer` was earned; it is left until an opportunity changes'],
    ])
  })
  it('is left at later triggers too', () => {
    expect(planOne(staged, at101('lead', [won], { base: noted([won]) }))).toEqual({
      intents: [],
      decisions: [],
      updates: [],
      problems: [],
      wants: [],
    })
  })
  it('is advanced when an opportunity changes afterwards', () => {
    expect(written(planOne(staged, at101('lead', [won, open], { base: noted([won]) })))).toEqual({
      hubspot: { lifecyclestage: 'customer' },
    })
  })
  it('in the run in which an opportunity changed needs the time of the edit', () => {
    expect(short(planOne(staged, lowered({}))).wants).toEqual(['101: lifecyclestage'])
    expect(written(planOne(staged, lowered({}, '09:59:59')))).toEqual({ hubspot: { lifecyclestage: 'customer' } })
    expect(written(planOne(staged, lowered({}, '10:00:01')))).toEqual({})
  })
})

describe('a mapping onto the stage', () => {
  const mapped = (rule: string) => policy({ mappings: [map(`lifecyclestage ${rule} Stage`)], lifecycle: {} })
  const one = (h: Wire, s: Wire, base: readonly [Wire, Wire], more: Partial<Link> = {}) =>
    link({
      hubspot: contact({ lifecyclestage: h }),
      salesforce: person({ Stage: s }),
      base: { 'lifecyclestage-Stage': pair(...base) },
      included: { hubspot: true, salesforce: true },
      ...more,
    })
  it.each([
    ['LCS-03 raises it', '<->', 'lead', 'customer', { hubspot: { lifecyclestage: 'customer' } }],
    ['LCS-03 never lowers it, and sets Salesforce back', '<->', 'lead', 'subscriber', { salesforce: { Stage: 'lead' } }],
    ['LCS-03 never clears it', '<->', 'lead', null, { salesforce: { Stage: 'lead' } }],
    ['never writes a stage that is not listed', '<->', 'lead', 'partner', { salesforce: { Stage: 'lead' } }],
    ['leaves Salesforce where the mapping prefers it', 'sf!', 'lead', 'subscriber', {}],
    ['leaves Salesforce where the arrow only comes from there', '<-', 'lead', 'subscriber', {}],
  ] as const)('%s', (_name, rule, h, s, expected) => {
    expect(written(planOne(mapped(rule), one(h, s, ['lead', 'lead'])))).toEqual(expected)
  })
  it('carries the stage that opportunities earn in the same run', () => {
    const edges = { ...NO_EDGES, opportunities: [won] }
    expect(written(planOne(mapped('->'), one('lead', 'lead', ['lead', 'lead'], { edges })))).toEqual({
      hubspot: { lifecyclestage: 'customer' },
      salesforce: { Stage: 'customer' },
    })
  })
})

describe('carrying', () => {
  it('LCS-07 colleagues of the company advance too', () => {
    const carrying = policy({ mappings: [], lifecycle: { carry: [{ rule: 'carry', to: 'contacts of company' }] } })
    const edges = { colleagueStages: ['customer', 'opportunity'] }
    expect(written(planOne(carrying, at101('lead', [], {}, edges)))).toEqual({ hubspot: { lifecyclestage: 'customer' } })
    const alone = link({ hubspot: contact({ lifecyclestage: 'lead' }), edges: { ...NO_EDGES, ...edges } })
    expect(
      written(
        planOne(
          policy({
            mappings: [],
            hubspot: { onNew: [{ action: 'ignore' }] },
            lifecycle: { carry: [{ rule: 'carry', to: 'contacts of company' }] },
          }),
          alone,
        ),
      ),
    ).toEqual({
      hubspot: { lifecyclestage: 'customer' },
    })
  })
  it('ACC-11 the primary company follows, and never goes back', () => {
    const carrying = policy({ mappings: [], lifecycle: { carry: [{ rule: 'carry', to: 'company' }] } })
    const company = (stage: Wire) => ({ related: { company: [contact({ lifecyclestage: stage }, { object: 'company', id: '9' })] } })
    expect(short(planOne(carrying, at101('lead', [won], {}, company('lead')))).intents).toEqual([
      { 'update company 9': { lifecyclestage: 'customer' } },
      { 'update contact 101': { lifecyclestage: 'customer' } },
    ])
    expect(short(planOne(carrying, at101('lead', [], {}, company('customer')))).intents).toEqual([])
    const noted = { [`${NOTE}:company`]: pair('customer', '9') }
    expect(short(planOne(carrying, at101('customer', [], { base: noted }, company('lead')))).intents).toEqual([])
  })
})

describe('earnedStage', () => {
  const lifecycle = staged.lifecycles[0]!
  it.each([
    [[open, won, lost], 'customer'],
    [[lost, open], 'opportunity'],
    [[lost], null],
    [[], null],
  ])('is the highest that any opportunity earns', (opportunities, expected) => {
    expect(earnedStage(lifecycle, opportunities)).toBe(expected)
  })
})
