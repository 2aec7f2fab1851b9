/** Owners: what is planned for every edited side and every kind of counterpart, with a default and without. */
import type { CompiledTable } from '@lockstep/dsl'
import { describe, expect, test } from 'vitest'
import type { Wire } from '../model'
import { map, policy } from '../planner/testing/policy'
import { contact, lead, link, pair, planOne, short } from '../planner/testing/world'
import { ownerTables } from './owner-tables'

const person = (id: string, email: string, more: { readonly active?: boolean; readonly queue?: boolean } = {}) => ({
  id,
  email,
  name: email.split('@')[0] ?? '',
  active: true,
  ...more,
})

/** `ada` and `bob` are on both sides; the others have nobody, or several, on the other side. */
const tables = ownerTables({
  hubspot: {
    people: [
      person('1', 'ada@x.example'),
      person('2', 'bob@x.example'),
      person('7', 'nobody@x.example'),
      person('8', 'twins@x.example'),
      person('9', 'hubtwins@x.example'),
      person('10', 'hubtwins@x.example'),
      person('11', 'left@x.example', { active: false }),
      person('12', 'pool@x.example', { queue: true }),
    ],
  },
  salesforce: {
    people: [
      person('005A', 'ada@x.example'),
      person('005B', 'bob@x.example'),
      person('005S', 'seatless@x.example'),
      person('005T', 'twins@x.example'),
      person('005U', 'twins@x.example'),
      person('005H', 'hubtwins@x.example'),
    ],
  },
})

const owners: CompiledTable = {
  name: 'owners by email',
  rows: [],
  dynamic: 'owners by email',
  toSalesforce: { kind: 'error' },
  toHubspot: { kind: 'error' },
}

const owned = (arrow: string, fallback: string | undefined) =>
  policy({
    mappings: [
      map(`owner ${arrow} OwnerId`, {
        conversion: { kind: 'table', table: 'owners by email' },
        ...(fallback === undefined ? {} : { default: fallback }),
        s: { type: 'reference', vendorType: 'reference', nillable: false },
      }),
    ],
    tables: [owners],
  })

/** The plan for a pair that agreed on ada, after the edits. */
const planned = (arrow: string, fallback: string | undefined, h: Wire, s: Wire) => {
  const one = link({
    hubspot: contact({ owner: h }),
    salesforce: lead({ OwnerId: s }),
    base: { 'owner-OwnerId': pair('1', '005A') },
    included: { hubspot: true, salesforce: true },
  })
  const result = planOne(owned(arrow, fallback), one, { tables })
  const { intents, base } = short(result)
  return { intents, base, cards: result.problems.map(({ code, side, message }) => ({ code, side, message })) }
}

const nothing = { intents: [], base: [], cards: [] }
const hubspotTakes = (owner: string) => [{ 'update contact 101': { owner } }]
const salesforceTakes = (OwnerId: string) => [{ 'update Lead 00Q1': { OwnerId } }]
const baseOf = (h: string, s: string) => [{ 'owner-OwnerId': { h, s } }]
const card = (side: 'hubspot' | 'salesforce', message: string) => [{ code: 'no-owner', side, message }]

const salesforceOwners = [
  ['a user without a HubSpot seat', '005S', 'the Salesforce owner `seatless@x.example` has no active user with the same email in HubSpot'],
  ['a queue or an inactive user', '00GQ', 'the Salesforce owner `00GQ` is a queue, or a user who is not active'],
  [
    'one of several with one email',
    '005T',
    'the Salesforce owner `twins@x.example` has several counterparts: users of Salesforce share the same email',
  ],
  [
    'one whose email several share in HubSpot',
    '005H',
    'the Salesforce owner `hubtwins@x.example` has several counterparts: users of HubSpot share the same email',
  ],
] as const

const hubspotOwners = [
  ['a user without one in Salesforce', '7', 'the HubSpot owner `nobody@x.example` has no active user with the same email in Salesforce'],
  ['a user who left', '11', 'the HubSpot owner `left@x.example` is not active, or has no email'],
  ['one who is not known', '99', 'the HubSpot owner `99` is a queue, or a user who is not active'],
  ['a queue', '12', 'the HubSpot owner `pool@x.example` is a queue'],
  [
    'one whose email several share in Salesforce',
    '8',
    'the HubSpot owner `twins@x.example` has several counterparts: users of Salesforce share the same email',
  ],
  [
    'one of several with one email',
    '9',
    'the HubSpot owner `hubtwins@x.example` has several counterparts: users of HubSpot share the same email',
  ],
] as const

describe.each([undefined, '005B'])('with the default %s', (fallback) => {
  describe.each(['<->', 'sf!', '<-'])('%s', (arrow) => {
    test('an owner of Salesforce with a counterpart is carried', () => {
      expect(planned(arrow, fallback, '1', '005B')).toEqual({ intents: hubspotTakes('2'), base: baseOf('2', '005B'), cards: [] })
    })
    test.each(salesforceOwners)("Salesforce's owner becomes %s: it stands, HubSpot keeps its owner, with a card", (_, s, message) => {
      expect(planned(arrow, fallback, '1', s)).toEqual({ ...nothing, cards: card('hubspot', message) })
    })
    test.each(salesforceOwners)('%s gives the record back: the card is over', () => {
      expect(planned(arrow, fallback, '1', '005A')).toEqual(nothing)
    })
  })

  test('an owner of HubSpot with a counterpart is carried', () => {
    expect(planned('<->', fallback, '2', '005A')).toEqual({ intents: salesforceTakes('005B'), base: baseOf('2', '005B'), cards: [] })
  })
  test.each(hubspotOwners)("HubSpot's owner becomes %s: HubSpot is set back, Salesforce's owner stands", (_, h, message) => {
    for (const arrow of ['<->', '->', 'hs!'])
      expect([arrow, planned(arrow, fallback, h, '005A')]).toEqual([
        arrow,
        { intents: hubspotTakes('1'), base: [], cards: card('salesforce', message) },
      ])
  })
  test("a cleared owner is the default's case, and without one HubSpot is set back", () => {
    const refused = {
      intents: hubspotTakes('1'),
      base: [],
      cards: [{ code: 'required-field', side: 'salesforce', message: '`OwnerId` cannot be blank in Salesforce' }],
    }
    const filled = { intents: salesforceTakes('005B'), base: [{ 'owner-OwnerId': { h: null, s: '005B' } }], cards: [] }
    expect(planned('<->', fallback, null, '005A')).toEqual(fallback === undefined ? refused : filled)
  })
  test("both changed, and HubSpot's edit wins without a counterpart: HubSpot takes Salesforce's new owner", () => {
    expect(planned('hs!', fallback, '7', '005B')).toEqual({
      intents: hubspotTakes('2'),
      base: baseOf('2', '005B'),
      cards: card('salesforce', hubspotOwners[0][2]),
    })
  })
  test.each(salesforceOwners)("both changed, Salesforce's to %s: HubSpot goes back to what was agreed, which stays what it was", (_, s) => {
    expect(planned('hs!', fallback, '7', s)).toEqual({
      intents: hubspotTakes('1'),
      base: [],
      cards: card('salesforce', hubspotOwners[0][2]),
    })
  })
})

test('owners who are paired by email and name, and share an email, are told apart', () => {
  const both = ownerTables({
    hubspot: { people: [person('1', 'sales@x.example'), { ...person('2', 'sales@x.example'), name: 'Bob' }] },
    salesforce: { people: [person('005A', 'Sales@x.example'), { ...person('005B', 'sales@x.example'), name: 'bob' }] },
  })
  expect([both.owners.toSalesforce, both.ownersByEmail.toSalesforce]).toEqual([
    new Map([
      ['1', '005A'],
      ['2', '005B'],
    ]),
    new Map(),
  ])
})
