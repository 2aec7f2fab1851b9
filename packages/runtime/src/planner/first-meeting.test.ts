/** First meetings: a new link, or a mapping new to a link. */
import { describe, expect, it } from 'vitest'
import type { Wire } from '../model'
import { CHECKBOX, map, policy } from './testing/policy'
import { contact, lead, link, pair, planOne, short, written } from './testing/world'

const meet = (rule: string, h: Wire, s: Wire, options: Parameters<typeof map>[1] = {}) =>
  planOne(
    policy({ mappings: [map(`phone ${rule} Phone`, options)] }),
    link({
      hubspot: contact({ phone: h }),
      salesforce: lead({ Phone: s }),
      base: { 'phone-Phone': 'none' },
      included: { hubspot: true, salesforce: true },
    }),
  )

describe('a first meeting', () => {
  it.each([
    ['a two-way mapping fills a blank Salesforce', '<->', '1', null, { salesforce: { Phone: '1' } }, ['1', '1']],
    ['a two-way mapping fills a blank HubSpot', '<->', null, '1', { hubspot: { phone: '1' } }, ['1', '1']],
    ['a two-way mapping takes the side of conflicts', '<->', '1', '2', { hubspot: { phone: '2' } }, ['2', '2']],
    ['equal values are agreed silently', '<->', '1', '1', {}, ['1', '1']],
    ['blanks are agreed silently', '<->', null, null, {}, [null, null]],
    ['the preferred side wins', 'hs!', '1', '2', { salesforce: { Phone: '1' } }, ['1', '1']],
    ['a blank preferred side is filled', 'sf!', '1', null, { salesforce: { Phone: '1' } }, ['1', '1']],
    ['a one-sided mapping follows its rule', '->', '1', '2', { salesforce: { Phone: '1' } }, ['1', '1']],
    ['a one-sided mapping clears nothing', '->', null, '2', {}, [null, '2']],
    ['a one-sided mapping never carries backwards', '<-', '1', null, {}, ['1', null]],
  ] as const)('%s', (_name, rule, h, s, expected, base) => {
    const result = meet(rule, h, s)
    expect(written(result)).toEqual(expected)
    expect(result.updates.map((update) => update.base)).toEqual([{ 'phone-Phone': pair(base[0], base[1]) }])
  })

  it('journals two different values as a conflict', () => {
    expect(meet('<->', '1', '2').decisions).toEqual([
      {
        link: 'L1',
        kind: 'conflict',
        mapping: 'phone-Phone',
        base: 'none',
        hubspot: '1',
        salesforce: '2',
        winner: 'salesforce',
        rule: 'rule phone-Phone',
        reason: "both sides have a value at their first meeting, and the policy's conflicts take Salesforce",
      },
    ])
  })
  it('takes a checkbox that is blank in HubSpot and unticked in Salesforce for equal', () => {
    const result = meet('<->', null, 'false', { h: { type: 'boolean', vendorType: 'bool' }, s: CHECKBOX })
    expect(written(result)).toEqual({})
  })
  it('never takes what was not read for a blank, and meets once it is read', () => {
    const rules = policy({ mappings: [map('phone <-> Phone')] })
    const unread = link({ hubspot: contact({ phone: '1' }), salesforce: lead({}), included: { hubspot: true, salesforce: true } })
    expect(short(planOne(rules, unread))).toEqual({
      intents: [],
      decisions: [],
      problems: [],
      state: ['linked'],
      base: [{ 'phone-Phone': 'none' }],
      wants: [],
    })
    const read = { ...unread, salesforce: lead({ Phone: null }), base: { 'phone-Phone': 'none' as const } }
    expect(written(planOne(rules, read))).toEqual({ salesforce: { Phone: '1' } })
  })
})

describe('MAP-07 a mapping that is new to a link', () => {
  const mappings = [map('phone <-> Phone'), map('city <-> City')]
  const known = { base: { 'phone-Phone': pair('1', '1') }, included: { hubspot: true, salesforce: true } }
  const hubspot = contact({ phone: '1', city: 'Bonn' })
  const salesforce = lead({ Phone: '1', City: 'Ulm' })

  it("leaves today's values until one of its two fields changes", () => {
    expect(planOne(policy({ mappings }), link({ ...known, hubspot, salesforce }))).toEqual({
      intents: [],
      decisions: [],
      updates: [],
      problems: [],
      wants: [],
    })
  })
  it('meets when one of its fields changes', () => {
    const before = { hubspot: contact({ phone: '1', city: 'Berlin' }), salesforce }
    expect(short(planOne(policy({ mappings }), link({ ...known, hubspot, salesforce, before })))).toEqual({
      intents: [{ 'update contact 101': { city: 'Ulm' } }],
      decisions: ['conflict salesforce'],
      problems: [],
      state: ['linked'],
      base: [{ 'city-City': pair('Ulm', 'Ulm') }],
      wants: [],
    })
  })
  it('drops the base of a mapping that the policy no longer has', () => {
    const one = link({ ...known, base: { 'phone-Phone': pair('1', '1'), 'fax-Fax': pair('9', '9') }, hubspot, salesforce })
    expect(planOne(policy({ mappings: mappings.slice(0, 1) }), one).updates.map((update) => update.base)).toEqual([{ 'fax-Fax': null }])
  })
})
