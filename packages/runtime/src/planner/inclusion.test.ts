/** Inclusion of both ends, pause and resume, by the ids of `parity.md`. */
import { describe, expect, it } from 'vitest'
import { equals, map, policy, property, text } from './testing/policy'
import { at, contact, lead, link, NO_EDGES, pair, planOne, short, written } from './testing/world'

const listed = policy({
  mappings: [map('email <-> Email'), map('phone <-> Phone')],
  hubspot: { include: { kind: 'member', list: 'Ready' }, onNew: [{ object: 'Lead' }] },
  lead: { include: equals(property('salesforce', 'Status'), text('Open')) },
})
const inside = { ...NO_EDGES, lists: ['Ready'] }
const ada = { email: 'ada@example.com', phone: '1' }
const base = { 'email-Email': pair('ada@example.com', 'ada@example.com'), 'phone-Phone': pair('1', '1') }
const sf = { Email: 'ada@example.com', Phone: '1', Status: 'Open' }

describe('a lone HubSpot contact', () => {
  it('INC-01 without an include every contact with an email enters', () => {
    expect(short(planOne(policy({ mappings: [map('email <-> Email')] }), link({ hubspot: contact(ada) }))).intents).toEqual([
      { 'create Lead': { Email: 'ada@example.com' } },
    ])
  })
  it('INC-04 entering the list is a trigger', () => {
    const one = link({ hubspot: contact(ada), included: { hubspot: false }, edges: inside })
    expect(short(planOne(listed, one)).intents).toEqual([{ 'create Lead': { Email: 'ada@example.com', Phone: '1' } }])
  })
  it('INC-03 outside the list nothing happens, and the reason is told once', () => {
    const outside = link({ hubspot: contact(ada) })
    expect(planOne(listed, outside)).toEqual({
      intents: [],
      decisions: [
        {
          link: 'L1',
          kind: 'ignore',
          rule: 'hubspot include',
          winner: 'neither',
          reason: 'the record does not meet the include of HubSpot, so it does not enter',
        },
      ],
      updates: [{ link: 'L1', state: 'alone', base: {}, included: { hubspot: false } }],
      problems: [],
      wants: [],
    })
    expect(planOne(listed, { ...outside, included: { hubspot: false } })).toEqual({
      intents: [],
      decisions: [],
      updates: [],
      problems: [],
      wants: [],
    })
  })
})

describe('a link', () => {
  it('INC-05 leaving the list pauses; the change that ends inclusion does not cross', () => {
    const one = link({
      hubspot: contact({ ...ada, phone: '2' }),
      salesforce: lead(sf),
      base,
      included: { hubspot: true, salesforce: true },
    })
    expect(short(planOne(listed, one))).toEqual({
      intents: [],
      decisions: ['pause'],
      problems: [],
      state: ['paused'],
      base: [{}],
      wants: [],
    })
  })
  it('INC-05 a link pauses when the Salesforce end leaves too', () => {
    const one = link({ hubspot: contact(ada), salesforce: lead({ ...sf, Status: 'Closed', Phone: '2' }), base, edges: inside })
    expect(short(planOne(listed, one))).toEqual({
      intents: [],
      decisions: ['pause'],
      problems: [],
      state: ['paused'],
      base: [{}],
      wants: [],
    })
  })
  it('keeps when a Salesforce change was noticed while paused', () => {
    const before = { salesforce: lead(sf, { at: at('08:00'), readAt: at('09:00') }) }
    const one = link({
      state: 'paused',
      hubspot: contact(ada),
      salesforce: lead({ ...sf, Phone: '3' }),
      base,
      before,
      included: { hubspot: false, salesforce: true },
    })
    expect(planOne(listed, one).updates).toEqual([
      { link: 'L1', state: 'paused', base: { 'phone-Phone': { h: '1', s: '1', seen: { from: at('09:00'), to: at('10:00') } } } },
    ])
  })
  it('INC-06 coming back merges against the base kept, conflicts included', () => {
    const seen = { ...base, 'phone-Phone': { h: '1', s: '1', seen: { from: at('09:00'), to: at('09:30') } } }
    const hubspot = contact({ ...ada, phone: '2' }, { times: { phone: at('09:45') } })
    const one = link({
      state: 'paused',
      hubspot,
      salesforce: lead({ ...sf, Phone: '3' }),
      base: seen,
      edges: inside,
      included: { hubspot: false, salesforce: true },
    })
    expect(short(planOne(listed, one))).toEqual({
      intents: [{ 'update Lead 00Q1': { Phone: '2' } }],
      decisions: ['resume', 'conflict hubspot'],
      problems: [],
      state: ['linked'],
      base: [{ 'phone-Phone': pair('2', '2') }],
      wants: [],
    })
  })
  it('SEL-02 a record that can no longer be seen pauses the link, and nothing is deleted', () => {
    const one = link({
      hubspot: contact(ada),
      salesforce: lead(sf, { hidden: true }),
      base,
      edges: inside,
      included: { hubspot: true, salesforce: true },
    })
    expect(short(planOne(listed, one))).toEqual({
      intents: [],
      decisions: ['pause'],
      problems: [],
      state: ['paused'],
      base: [{}],
      wants: [],
    })
  })
})

describe('INC-07 a Salesforce record whose contact is outside the list', () => {
  it('creates the contact once, and the link is paused', () => {
    const result = planOne(listed, link({ salesforce: lead(sf) }))
    expect(short(result)).toEqual({
      intents: [{ 'create contact': { email: 'ada@example.com', phone: '1' } }],
      decisions: ['create salesforce', 'pause'],
      problems: [],
      state: ['paused'],
      base: [base],
      wants: [],
    })
    expect(result.decisions[1]?.reason).toBe(
      "the contact was created or matched although it is outside HubSpot's include; the link is paused until it qualifies",
    )
  })
  it('matches an existing contact once, and the link is paused', () => {
    const candidates = [{ snapshot: contact({ email: 'ada@example.com', phone: null }), match: 'match email' }]
    expect(short(planOne(listed, link({ salesforce: lead(sf), candidates })))).toEqual({
      intents: [{ 'update contact 101': { phone: '1' } }],
      decisions: ['link', 'pause', 'update salesforce'],
      problems: [],
      state: ['paused'],
      base: [base],
      wants: [],
    })
  })
  it.each(['hubspot', 'salesforce'] as const)('lets no later edit of %s cross', (side) => {
    const one = link({
      state: 'paused',
      hubspot: contact({ ...ada, phone: side === 'hubspot' ? '2' : '1' }),
      salesforce: lead({ ...sf, Phone: side === 'salesforce' ? '2' : '1' }),
      base,
      included: { hubspot: false, salesforce: true },
    })
    expect(planOne(listed, one)).toEqual({ intents: [], decisions: [], updates: [], problems: [], wants: [] })
  })
  it('lets edits cross once it qualifies', () => {
    const one = link({ state: 'paused', hubspot: contact({ ...ada, phone: '2' }), salesforce: lead(sf), base, edges: inside })
    expect(written(planOne(listed, one))).toEqual({ salesforce: { Phone: '2' } })
  })
})

describe('a HubSpot contact that matches a Salesforce record outside its include', () => {
  it('is linked and paused, meets nothing, and meets for the first time on resume', () => {
    const outside = lead({ ...sf, Status: 'Closed', Phone: null })
    const one = link({ hubspot: contact(ada), edges: inside, candidates: [{ snapshot: outside, match: 'match email' }] })
    const result = planOne(listed, one)
    expect(result.intents).toEqual([])
    expect(result.updates).toEqual([
      {
        link: 'L1',
        state: 'paused',
        base: { 'email-Email': 'none', 'phone-Phone': 'none' },
        attach: { salesforce: outside },
        included: { hubspot: true, salesforce: false },
        again: true,
      },
    ])
    const later = link({
      state: 'paused',
      hubspot: contact(ada),
      salesforce: lead({ ...sf, Phone: null }),
      edges: inside,
      base: { 'email-Email': 'none', 'phone-Phone': 'none' },
    })
    expect(written(planOne(listed, later))).toEqual({ salesforce: { Phone: '1' } })
  })
})
