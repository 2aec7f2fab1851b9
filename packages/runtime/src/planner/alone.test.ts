/** Matching and creating, by the ids of `parity.md`. */
import { describe, expect, it } from 'vitest'
import type { Candidate, Snapshot } from '../model'
import { EMAIL, equals, isKnown, map, policy, property, text } from './testing/policy'
import { at, contact, lead, link, pair, person, planOne, short } from './testing/world'

const mappings = [
  map('email <-> Email', { h: EMAIL, s: EMAIL }),
  map('lastname <-> LastName', { default: '[unknown]', s: { required: true } }),
  map('company -> Company', { objects: ['Lead'], s: { required: true } }),
]
const plain = policy({ mappings })
const ada = contact({ email: 'ada@example.com', lastname: 'Lovelace', company: 'Acme' })
const candidate = (snapshot: Snapshot, more: Partial<Candidate> = {}): Candidate => ({ snapshot, match: 'match email', ...more })
const adaLead = lead({ Email: 'ADA@example.com', LastName: 'Lovelace', Company: 'Acme' }, { createdAt: at('01:00') })
const adaPerson = person({ Email: 'ada@example.com', LastName: 'Lovelace' }, { createdAt: at('02:00') })

describe('creating', () => {
  it('CRT-01 a contact without a match creates a lead, under a key of its source', () => {
    const result = planOne(plain, link({ hubspot: ada }))
    expect(result.intents).toEqual([
      {
        key: expect.stringMatching(/^L1:salesforce:Lead:create:0:[0-9a-f]{14}$/),
        link: 'L1',
        side: 'salesforce',
        object: 'Lead',
        action: 'create',
        fields: {
          Email: { from: null, to: 'ada@example.com', mapping: 'email-Email', rule: 'rule email-Email' },
          LastName: { from: null, to: 'Lovelace', mapping: 'lastname-LastName', rule: 'rule lastname-LastName' },
          Company: { from: null, to: 'Acme', mapping: 'company-Company', rule: 'rule company-Company' },
        },
        externalKey: 'P:contact:101:0',
        rule: 'hubspot on new 1',
        reason: 'no record matches, so a new Lead is created',
      },
    ])
    expect(result.updates).toEqual([
      {
        link: 'L1',
        state: 'linked',
        base: {
          'email-Email': pair('ada@example.com', 'ada@example.com'),
          'lastname-LastName': pair('Lovelace', 'Lovelace'),
          'company-Company': pair('Acme', 'Acme'),
        },
        included: { hubspot: true, salesforce: true },
      },
    ])
  })
  it('CRT-02 CRT-04 the first `on new` line that applies decides the object', () => {
    const lines = [{ object: 'Contact', when: equals(property('hubspot', 'company'), text('Acme')) }, { object: 'Lead' }]
    expect(short(planOne(policy({ mappings, hubspot: { onNew: lines } }), link({ hubspot: ada }))).intents).toEqual([
      { 'create Contact': { Email: 'ada@example.com', LastName: 'Lovelace' } },
    ])
  })
  it('CRT-05 a rule that ignores creates nothing', () => {
    const ignoring = policy({ mappings, lead: { onNew: [{ action: 'ignore' }] } })
    expect(short(planOne(ignoring, link({ salesforce: adaLead })))).toMatchObject({ intents: [], decisions: ['ignore'] })
  })
  it('CRT-06 a lead with a valid email creates a contact under a key of the org', () => {
    const result = planOne(plain, link({ salesforce: adaLead }))
    expect(result.intents.map(({ object, externalKey }) => [object, externalKey])).toEqual([['contact', 'O:Lead:00Q1:0']])
  })
  it.each([
    ['CRT-08 a contact without email never creates', link({ hubspot: contact({ email: null }) })],
    ['SEL-04 an invalid email never creates', link({ salesforce: lead({ Email: 'not an email' }) })],
  ])('%s, and the decision says why', (_name, one) => {
    expect(planOne(plain, one).decisions).toEqual([
      {
        link: 'L1',
        kind: 'ignore',
        rule: 'match email',
        winner: 'neither',
        reason: 'every match key is blank or invalid, so the record is neither created nor linked',
      },
    ])
    expect(planOne(plain, one).intents).toEqual([])
  })
  it('CRT-10 a required field takes its default; without one the record is a card and never dropped silently', () => {
    const nameless = contact({ email: 'ada@example.com', lastname: null, company: null })
    expect(short(planOne(plain, link({ hubspot: nameless })))).toEqual({
      intents: [],
      decisions: ['error'],
      problems: ['property value: required-field'],
      state: ['alone'],
      base: [{}],
      wants: [],
    })
    const filled = policy({
      mappings: [mappings[0], mappings[1], map('company -> Company', { default: '[none]', objects: ['Lead'] })].filter(
        (each) => each !== undefined,
      ),
    })
    expect(short(planOne(filled, link({ hubspot: nameless }))).intents).toEqual([
      { 'create Lead': { Email: 'ada@example.com', LastName: '[unknown]', Company: '[none]' } },
    ])
  })
  it('a sleeping mapping is left out of the create and meets later', () => {
    const gated = policy({
      mappings: [map('email <-> Email'), map('phone <-> Phone', { when: isKnown(property('salesforce', 'Status')) })],
    })
    const result = planOne(gated, link({ hubspot: contact({ email: 'ada@example.com', phone: '1' }) }))
    expect(short(result)).toMatchObject({
      intents: [{ 'create Lead': { Email: 'ada@example.com' } }],
      base: [{ 'email-Email': pair('ada@example.com', 'ada@example.com'), 'phone-Phone': 'none' }],
    })
  })
})

describe('matching', () => {
  it('CRT-03 DUP-01 a match in another case is linked and merged in one go, whichever object `on new` names', () => {
    const found = person({ Email: 'ADA@example.com', LastName: null })
    const result = planOne(plain, link({ hubspot: ada, candidates: [candidate(found)] }))
    expect(short(result)).toEqual({
      intents: [{ 'update Contact 0031': { LastName: 'Lovelace' } }],
      decisions: ['link', 'update hubspot'],
      problems: [],
      state: ['linked'],
      base: [{ 'email-Email': pair('ada@example.com', 'ADA@example.com'), 'lastname-LastName': pair('Lovelace', 'Lovelace') }],
      wants: [],
    })
    expect(result.updates[0]?.attach).toEqual({ salesforce: found })
  })
  it('`link` never creates', () => {
    const linking = policy({ mappings, hubspot: { onNew: [{ action: 'link' }] } })
    expect(short(planOne(linking, link({ hubspot: ada })))).toMatchObject({ intents: [], decisions: ['ignore'], problems: [] })
  })
  it('DUP-02 without `prefer` several candidates are a card, not a guess', () => {
    const one = link({ hubspot: ada, candidates: [candidate(adaLead), candidate(adaPerson)] })
    expect(short(planOne(plain, one))).toMatchObject({
      intents: [],
      decisions: ['error'],
      problems: ['duplicate: several-matches'],
      state: ['alone'],
    })
  })
  it.each([
    ['an object', [{ kind: 'object', object: 'Lead' }], '00Q1'],
    ['newest', [{ kind: 'newest' }], '0031'],
    ['oldest', [{ kind: 'oldest' }], '00Q1'],
    ['an object, then newest', [{ kind: 'object', object: 'Contact' }, { kind: 'newest' }], '0032'],
  ] as const)('DUP-02 DUP-05 `prefer` %s chooses, and the choice is told', (_name, prefer, expected) => {
    const others = prefer.length === 2 ? [candidate({ ...adaPerson, id: '0032', createdAt: at('03:00') })] : []
    const one = link({ hubspot: ada, candidates: [candidate(adaLead), candidate(adaPerson), ...others] })
    const result = planOne(policy({ mappings, sync: { prefer } }), one)
    expect(result.updates[0]?.attach?.salesforce?.id).toBe(expected)
    expect(result.decisions.slice(0, 2).map(({ kind }) => kind)).toEqual(['match', 'link'])
  })
  it('only the best line that finds anything counts', () => {
    const lines = [
      {
        rule: 'match id',
        hubspot: map('sf_id <-> Id').hubspot ?? mappings[0]!.hubspot!,
        salesforce: map('sf_id <-> Id').salesforce,
        normalise: 'id' as const,
      },
    ]
    const two = policy({ mappings, sync: { match: [...lines, ...plain.syncs[0]!.match] } })
    const one = link({ hubspot: ada, candidates: [candidate(adaPerson, { match: 'match id' }), candidate(adaLead)] })
    expect(planOne(two, one).updates[0]?.attach?.salesforce?.id).toBe('0031')
  })
  it('DUP-09 a candidate that is linked already is an error, and both records stay', () => {
    const one = link({ salesforce: adaLead, candidates: [candidate(ada, { linkedTo: 'L9' })] })
    expect(short(planOne(plain, one))).toMatchObject({ intents: [], decisions: ['error'], problems: ['duplicate: already-linked'] })
  })
  it.each([
    ['DUP-06 hidden', { hidden: true }],
    ['deleted', { deleted: true }],
    ['CNV-04 converted', { convertedTo: '0039' }],
    ['merged', { mergedInto: '00Q9' }],
  ])('a %s candidate is ignored', (_name, more) => {
    const one = link({ hubspot: ada, candidates: [candidate({ ...adaLead, ...more })] })
    expect(short(planOne(plain, one)).intents.map((intent) => Object.keys(intent)[0])).toEqual(['create Lead'])
  })
})

describe('rivals', () => {
  const preferring = policy({ mappings, sync: { prefer: [{ kind: 'object', object: 'Contact' }, { kind: 'newest' }] } })
  it('DUP-02 only the preferred of several new records creates', () => {
    expect(short(planOne(preferring, link({ salesforce: adaPerson, rivals: [adaLead] }))).intents).toHaveLength(1)
    expect(short(planOne(preferring, link({ salesforce: adaLead, rivals: [adaPerson] })))).toMatchObject({
      intents: [],
      decisions: ['match'],
      problems: [],
    })
  })
  it('without `prefer` none creates, and each is a card', () => {
    expect(short(planOne(plain, link({ salesforce: adaPerson, rivals: [adaLead] })))).toMatchObject({
      intents: [],
      problems: ['duplicate: several-sources'],
    })
  })
  it('a rival that may not enter does not stand in the way', () => {
    const ignoring = policy({ mappings, lead: { onNew: [{ action: 'ignore' }] } })
    expect(short(planOne(ignoring, link({ salesforce: adaPerson, rivals: [adaLead] }))).intents).toHaveLength(1)
  })
})

describe('a plan', () => {
  it.each(['linked', 'paused'] as const)('never makes a second counterpart for a %s link whose other record is not known', (state) => {
    expect(planOne(plain, link({ hubspot: ada, state }))).toEqual({ intents: [], decisions: [], updates: [], problems: [], wants: [] })
  })
  it('leaves the links of a sync that was removed asleep', () => {
    expect(planOne(plain, link({ hubspot: ada, sync: 'deal' }))).toEqual({
      intents: [],
      decisions: [],
      updates: [],
      problems: [],
      wants: [],
    })
  })
  it('is the same however the links are batched, and names its intents alike each time', () => {
    const one = link({ hubspot: ada })
    expect(planOne(plain, one)).toEqual(planOne(plain, one))
    const newer = planOne(plain, link({ hubspot: { ...ada, at: at('10:30') } }))
    expect(newer.intents[0]?.key === planOne(plain, one).intents[0]?.key).toBe(false)
  })
})
