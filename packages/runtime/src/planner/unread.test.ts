/** What was not read: examples of each rule. */
import { describe, expect, it } from 'vitest'
import type { ObjectRights } from './contract'
import { equals, isKnown, map, policy, property, text } from './testing/policy'
import { contact, lead, link, NO_EDGES, opportunity, pair, planOne, short, written } from './testing/world'

const nick = policy({ mappings: [map('nick <-> Nick__c'), map('phone <-> Phone')] })
const base = { 'nick-Nick__c': pair('Ada', 'Ada'), 'phone-Phone': pair('1', '1') }
const rights = (hubspot: ObjectRights = {}, salesforce: ObjectRights = {}) => ({
  rights: { hubspot: { contact: hubspot }, salesforce: { Lead: salesforce } },
})

describe('a property that was not read', () => {
  it('is not blank: its counterpart stays, the base stays, and all else crosses', () => {
    const result = planOne(
      nick,
      link({ hubspot: contact({ phone: '2' }, { unread: ['nick'] }), salesforce: lead({ Nick__c: 'Ada', Phone: '1' }), base }),
    )
    expect(written(result)).toEqual({ salesforce: { Phone: '2' } })
    expect(result.updates).toEqual([expect.objectContaining({ asleep: true, base: { 'phone-Phone': pair('2', '2') } })])
  })

  it('merges against the base once it is read again', () => {
    const result = planOne(
      nick,
      link({ hubspot: contact({ nick: 'Ada', phone: '1' }), salesforce: lead({ Nick__c: 'Lady', Phone: '1' }), base }),
    )
    expect(written(result)).toEqual({ hubspot: { nick: 'Lady' } })
  })

  it('gets no default', () => {
    const withDefault = policy({ mappings: [map('nick -> Nick__c', { default: 'none' })] })
    const result = planOne(withDefault, link({ hubspot: contact({}, { unread: ['nick'] }), salesforce: lead({ Nick__c: null }) }))
    expect(short(result)).toMatchObject({ intents: [], base: [{ 'nick-Nick__c': 'none' }] })
  })

  it('leaves a first meeting due, also where the value is carried only on create', () => {
    const once = policy({ mappings: [map('email <-> Email'), map('nick -> Nick__c', { once: true })] })
    const created = planOne(once, link({ hubspot: contact({ email: 'a@example.com' }, { unread: ['nick'] }) }))
    expect(short(created)).toMatchObject({
      intents: [{ 'create Lead': { Email: 'a@example.com' } }],
      base: [{ 'email-Email': pair('a@example.com', 'a@example.com'), 'nick-Nick__c': { h: null, s: null, owed: true } }],
    })
    const later = planOne(
      once,
      link({
        hubspot: contact({ email: 'a@example.com', nick: 'Ada' }),
        salesforce: lead({ Email: 'a@example.com', Nick__c: null }),
        base: { 'email-Email': pair('a@example.com', 'a@example.com'), 'nick-Nick__c': { h: null, s: null, owed: true } },
      }),
    )
    expect(written(later)).toEqual({ salesforce: { Nick__c: 'Ada' } })
  })

  it('stops a create that needs it', () => {
    const strict = policy({ mappings: [map('email <-> Email'), map('nick -> Nick__c', { s: { required: true }, default: 'none' })] })
    const result = planOne(strict, link({ hubspot: contact({ email: 'a@example.com' }, { unread: ['nick'] }) }))
    expect(short(result)).toMatchObject({ intents: [], problems: ['property value: required-field'] })
  })
})

describe('a condition on what was not read', () => {
  const gated = policy({ mappings: [map('phone <-> Phone', { when: isKnown(property('hubspot', 'gate')) })] })

  it('lets its mapping sleep', () => {
    const result = planOne(
      gated,
      link({
        hubspot: contact({ phone: '2' }, { unread: ['gate'] }),
        salesforce: lead({ Phone: '1' }),
        before: { hubspot: contact({ phone: '1', gate: 'on' }), salesforce: lead({ Phone: '1' }) },
        base: { 'phone-Phone': pair('1', '1') },
      }),
    )
    expect(short(result)).toMatchObject({ intents: [], base: [{}] })
    expect(result.updates[0]?.asleep).toBe(true)
  })

  const included = policy({
    mappings: [map('email <-> Email'), map('phone <-> Phone')],
    hubspot: { include: equals(property('hubspot', 'gate'), text('on')) },
  })

  it.each(['linked', 'paused'] as const)('neither pauses nor resumes a %s link, and nothing crosses', (state) => {
    const result = planOne(
      included,
      link({
        state,
        hubspot: contact({ phone: '2' }, { unread: ['gate'] }),
        salesforce: lead({ Phone: '1' }),
        base: { 'phone-Phone': pair('1', '1') },
        included: { hubspot: state === 'linked', salesforce: true },
      }),
    )
    expect(short(result)).toMatchObject({ intents: [], decisions: [], state: [state] })
  })

  it('creates nothing', () => {
    const result = planOne(included, link({ hubspot: contact({ email: 'a@example.com' }, { unread: ['gate'] }) }))
    expect(short(result)).toMatchObject({ intents: [], decisions: [], state: ['alone'] })
  })

  it('holds where the rest decides it: false and unknown is false, true or unknown is true', () => {
    const either = (op: 'and' | 'or') =>
      policy({
        mappings: [map('email <-> Email')],
        hubspot: {
          include: {
            kind: 'binary',
            op,
            left: equals(property('hubspot', 'gate'), text('on')),
            right: equals(property('hubspot', 'city'), text('Bonn')),
            type: 'boolean',
          },
        },
      })
    const lone = (city: string) => link({ hubspot: contact({ email: 'a@example.com', city }, { unread: ['gate'] }) })
    expect(short(planOne(either('or'), lone('Bonn'))).intents).toEqual([{ 'create Lead': { Email: 'a@example.com' } }])
    expect(short(planOne(either('and'), lone('Rome'))).decisions).toEqual(['ignore'])
    expect(short(planOne(either('and'), lone('Bonn')))).toMatchObject({ intents: [], decisions: [] })
  })

  it('is unknown for a list whose members are not known', () => {
    const listed = policy({ mappings: [map('email <-> Email')], hubspot: { include: { kind: 'member', list: 'Ready' } } })
    const lone = (lists: readonly string[]) =>
      link({ hubspot: contact({ email: 'a@example.com' }), edges: { ...NO_EDGES, lists, unreadLists: ['Ready'] } })
    for (const lists of [[], ['Ready']]) expect(short(planOne(listed, lone(lists)))).toMatchObject({ intents: [], decisions: [] })
  })
})

it('an opportunity that was not read whole earns no stage, and loses none', () => {
  const staged = policy({ mappings: [map('phone <-> Phone')], lifecycle: {} })
  const won = opportunity('006', { IsClosed: 'true' }, { unread: ['IsWon'] })
  const result = planOne(
    staged,
    link({
      hubspot: contact({ phone: '1', lifecyclestage: 'lead' }),
      salesforce: lead({ Phone: '1' }),
      base: { 'phone-Phone': pair('1', '1') },
      edges: { ...NO_EDGES, opportunities: [won] },
      included: { hubspot: true, salesforce: true },
    }),
  )
  expect(short(result)).toMatchObject({ intents: [], decisions: [], base: [{}] })
})

describe('a match key that was not read', () => {
  const rules = policy({ mappings: [map('email <-> Email')] })

  it('of the record itself: neither match nor create', () => {
    expect(short(planOne(rules, link({ hubspot: contact({}, { unread: ['email'] }) })))).toMatchObject({
      intents: [],
      decisions: [],
      problems: [],
    })
  })

  it('of the other side: no create, since nobody knows whether there is one', () => {
    const lone = link({ hubspot: contact({ email: 'a@example.com' }) })
    expect(short(planOne(rules, lone, rights({}, { unread: ['Email'] })))).toMatchObject({ intents: [], decisions: [] })
    expect(short(planOne(rules, lone, rights({}, { isClosed: true })))).toMatchObject({ intents: [], decisions: [] })
  })
})

describe('a field that may be read and not written', () => {
  it('receives nothing, and the rest crosses', () => {
    const changed = link({ hubspot: contact({ nick: 'Lady', phone: '2' }), salesforce: lead({ Nick__c: 'Ada', Phone: '1' }), base })
    const result = planOne(nick, changed, rights({}, { notUpdateable: ['Nick__c'] }))
    expect(written(result)).toEqual({ salesforce: { Phone: '2' } })
    expect(result.updates).toEqual([expect.objectContaining({ asleep: true, base: { 'phone-Phone': pair('2', '2') } })])
  })
})
