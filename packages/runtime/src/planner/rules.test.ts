/** The six mapping rules, by the ids of `parity.md`. */
import { describe, expect, it } from 'vitest'
import type { Wire } from '../model'
import { map, policy } from './testing/policy'
import { at, contact, lead, link, pair, planOne, short, written } from './testing/world'

type Row = {
  readonly name: string
  readonly rule: string
  readonly base: readonly [Wire, Wire]
  readonly now: readonly [Wire, Wire]
  readonly write: { readonly hubspot?: Wire; readonly salesforce?: Wire }
  /** The base afterwards; absent where it stands. */
  readonly then?: readonly [Wire, Wire]
}

const rows: readonly Row[] = [
  {
    name: 'RUL-01 a HubSpot edit does not pass a full Salesforce and is set back',
    rule: 'sf!',
    base: ['1', '1'],
    now: ['2', '1'],
    write: { hubspot: '1' },
  },
  {
    name: 'RUL-01 a Salesforce edit reaches HubSpot',
    rule: 'sf!',
    base: ['1', '1'],
    now: ['1', '2'],
    write: { hubspot: '2' },
    then: ['2', '2'],
  },
  {
    name: 'RUL-01 Salesforce wins when both were edited',
    rule: 'sf!',
    base: ['1', '1'],
    now: ['3', '2'],
    write: { hubspot: '2' },
    then: ['2', '2'],
  },
  {
    name: 'RUL-02 a HubSpot edit fills a blank Salesforce',
    rule: 'sf!',
    base: [null, null],
    now: ['2', null],
    write: { salesforce: '2' },
    then: ['2', '2'],
  },
  {
    name: 'RUL-03 a Salesforce clear clears HubSpot',
    rule: 'sf!',
    base: ['1', '1'],
    now: ['1', null],
    write: { hubspot: null },
    then: [null, null],
  },
  {
    name: 'RUL-04 a Salesforce clear yields to a HubSpot edit of the same poll',
    rule: 'sf!',
    base: ['1', '1'],
    now: ['2', null],
    write: { salesforce: '2' },
    then: ['2', '2'],
  },
  { name: 'RUL-01 mirrored: a Salesforce edit is set back', rule: 'hs!', base: ['1', '1'], now: ['1', '2'], write: { salesforce: '1' } },
  {
    name: 'RUL-02 mirrored: a Salesforce edit fills a blank HubSpot',
    rule: 'hs!',
    base: [null, null],
    now: [null, '2'],
    write: { hubspot: '2' },
    then: ['2', '2'],
  },
  {
    name: 'RUL-03 mirrored: a HubSpot clear clears Salesforce',
    rule: 'hs!',
    base: ['1', '1'],
    now: [null, '1'],
    write: { salesforce: null },
    then: [null, null],
  },
  {
    name: 'RUL-05 a HubSpot edit is set back even where Salesforce is blank',
    rule: '<-',
    base: [null, null],
    now: ['2', null],
    write: { hubspot: null },
  },
  {
    name: 'RUL-05 a Salesforce edit reaches HubSpot',
    rule: '<-',
    base: ['1', '1'],
    now: ['1', '2'],
    write: { hubspot: '2' },
    then: ['2', '2'],
  },
  {
    name: 'RUL-05 a Salesforce clear reaches HubSpot',
    rule: '<-',
    base: ['1', '1'],
    now: ['1', null],
    write: { hubspot: null },
    then: [null, null],
  },
  { name: 'RUL-06 a HubSpot edit is copied', rule: '<->', base: ['1', '1'], now: ['2', '1'], write: { salesforce: '2' }, then: ['2', '2'] },
  { name: 'RUL-06 a Salesforce edit is copied', rule: '<->', base: ['1', '1'], now: ['1', '2'], write: { hubspot: '2' }, then: ['2', '2'] },
  { name: 'RUL-06 equal edits cause no write', rule: '<->', base: ['1', '1'], now: ['2', '2'], write: {}, then: ['2', '2'] },
  {
    name: 'RUL-07 a HubSpot clear clears Salesforce',
    rule: '<->',
    base: ['1', '1'],
    now: [null, '1'],
    write: { salesforce: null },
    then: [null, null],
  },
  {
    name: 'RUL-07 a Salesforce clear clears HubSpot',
    rule: '<->',
    base: ['1', '1'],
    now: ['1', null],
    write: { hubspot: null },
    then: [null, null],
  },
  { name: 'RUL-09 what is off never crosses', rule: 'off', base: ['1', '1'], now: ['2', null], write: {} },
  {
    name: 'RUL-10 a HubSpot edit reaches Salesforce',
    rule: '->',
    base: ['1', '1'],
    now: ['2', '1'],
    write: { salesforce: '2' },
    then: ['2', '2'],
  },
  { name: 'RUL-10 a Salesforce edit is set back', rule: '->', base: ['1', '1'], now: ['1', '2'], write: { salesforce: '1' } },
  {
    name: 'RUL-10 HubSpot wins when both were edited',
    rule: '->',
    base: ['1', '1'],
    now: ['2', '3'],
    write: { salesforce: '2' },
    then: ['2', '2'],
  },
  { name: 'RUL-11 what a system normalised is neither change nor echo', rule: '<->', base: ['a b', 'A B'], now: ['a b', 'A B'], write: {} },
]

describe('mapping rules against the base', () => {
  it.each(rows)('$name', ({ rule, base, now, write, then }) => {
    const result = planOne(
      policy({ mappings: [map(`phone ${rule} Phone`)] }),
      link({
        hubspot: contact({ phone: now[0] }),
        salesforce: lead({ Phone: now[1] }),
        base: { 'phone-Phone': pair(...base) },
        included: { hubspot: true, salesforce: true },
      }),
    )
    const expected = {
      ...('hubspot' in write ? { hubspot: { phone: write.hubspot } } : {}),
      ...('salesforce' in write ? { salesforce: { Phone: write.salesforce } } : {}),
    }
    expect(written(result)).toEqual(expected)
    expect(result.updates.map((update) => update.base)).toEqual(then === undefined ? [] : [{ 'phone-Phone': pair(...then) }])
    expect(result.problems).toEqual([])
  })
})

describe('RUL-08 both edited', () => {
  const both = (more: {
    readonly edited?: string
    readonly stamp: string
    readonly h?: Wire
    readonly s?: Wire
    readonly looked?: string
    readonly offset?: number
  }) =>
    planOne(
      policy({ mappings: [map('phone <-> Phone')] }),
      link({
        hubspot: contact(
          { phone: more.h === undefined ? '2' : more.h },
          more.edited === undefined ? {} : { times: { phone: at(more.edited) } },
        ),
        salesforce: lead({ Phone: more.s === undefined ? '3' : more.s }, { at: at(more.stamp) }),
        before: { salesforce: lead({ Phone: '1' }, { at: at('08:00'), readAt: at(more.looked ?? '09:00') }) },
        base: { 'phone-Phone': pair('1', '1') },
        included: { hubspot: true, salesforce: true },
      }),
      { clockOffset: more.offset ?? 0 },
    )

  it('asks for the history of the HubSpot property first, and decides nothing before', () => {
    expect(both({ stamp: '10:00' })).toEqual({
      intents: [],
      decisions: [],
      updates: [],
      problems: [],
      wants: [{ link: 'L1', side: 'hubspot', object: 'contact', id: '101', history: ['phone'] }],
    })
  })
  it.each([
    ['HubSpot after the Salesforce stamp is newer', { edited: '10:00:01', stamp: '10:00:00' }, { salesforce: { Phone: '2' } }],
    ['HubSpot before the last look is older', { edited: '08:59:59', stamp: '10:00:00' }, { hubspot: { phone: '3' } }],
    ['inside the interval the `then` side wins', { edited: '09:30:00', stamp: '10:00:00' }, { hubspot: { phone: '3' } }],
    ['the same second is a tie', { edited: '10:00:00', stamp: '10:00:00' }, { hubspot: { phone: '3' } }],
    ['in a tie a value beats a clear', { edited: '09:30:00', stamp: '10:00:00', s: null }, { salesforce: { Phone: '2' } }],
    ['outside a tie a newer clear wins', { edited: '08:30:00', stamp: '10:00:00', s: null }, { hubspot: { phone: null } }],
    ['clocks are compared with their offset', { edited: '10:00:01', stamp: '10:00:00', offset: -5000 }, { hubspot: { phone: '3' } }],
  ] as const)('%s', (_name, given, expected) => {
    const result = both(given)
    expect(written(result)).toEqual(expected)
    expect(result.decisions.map(({ kind, hubspot, base }) => ({ kind, hubspot, base }))).toEqual([
      { kind: 'conflict', hubspot: '2', base: pair('1', '1') },
    ])
  })
  it('takes the side that the policy names without asking for times', () => {
    const named = policy({ mappings: [map('phone <-> Phone')], sync: { conflicts: { first: 'hubspot', then: 'hubspot' } } })
    const one = link({ hubspot: contact({ phone: '2' }), salesforce: lead({ Phone: '3' }), base: { 'phone-Phone': pair('1', '1') } })
    expect(short(planOne(named, one))).toEqual({
      intents: [{ 'update Lead 00Q1': { Phone: '2' } }],
      decisions: ['conflict hubspot'],
      problems: [],
      state: ['linked'],
      base: [{ 'phone-Phone': pair('2', '2') }],
      wants: [],
    })
  })
})
