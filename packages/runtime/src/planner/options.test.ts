/** The options of a mapping: default, when, once, sticky, required, refused clears, tables. */

import type { CompiledTable } from '@lockstep/dsl'
import { describe, expect, it } from 'vitest'
import type { Link, Wire } from '../model'
import { CHECKBOX, equals, isKnown, map, plus, policy, property, text } from './testing/policy'
import { at, contact, lead, link, NO_EDGES, NO_TABLES, pair, planOne, short, written } from './testing/world'

const linked = (h: Readonly<Record<string, Wire>>, s: Readonly<Record<string, Wire>>, base: Link['base'], more: Partial<Link> = {}) =>
  link({ hubspot: contact(h), salesforce: lead(s), base, included: { hubspot: true, salesforce: true }, ...more })

describe('default', () => {
  const named = policy({ mappings: [map('lastname <-> LastName', { default: '[unknown]', s: { required: true } })] })
  it.each([
    ['stands in where the value is cleared', null, 'Lovelace', ['Lovelace', 'Lovelace'], { salesforce: { LastName: '[unknown]' } }],
    ['never travels back', null, '[unknown]', [null, '[unknown]'], {}],
    ['gives way to a value', 'Lovelace', '[unknown]', [null, '[unknown]'], { salesforce: { LastName: 'Lovelace' } }],
  ] as const)('%s', (_name, h, s, base, expected) => {
    expect(written(planOne(named, linked({ lastname: h }, { LastName: s }, { 'lastname-LastName': pair(base[0], base[1]) })))).toEqual(
      expected,
    )
  })
  it.each([
    ['stands in for a box that was cleared', 'true', null, 'true', {}],
    ['and not for one that was unticked', 'true', 'false', 'true', { salesforce: { OptOut: 'false' } }],
  ] as const)('of a checkbox %s', (_name, agreed, h, s, expected) => {
    const box = { h: { type: 'boolean', vendorType: 'bool' }, s: CHECKBOX } as const
    const boxed = policy({ mappings: [map('optout -> OptOut', { ...box, default: 'true' })] })
    expect(written(planOne(boxed, linked({ optout: h }, { OptOut: s }, { 'optout-OptOut': pair(agreed, agreed) })))).toEqual(expected)
  })
  it('counts as a blank at a first meeting, so that a placeholder never replaces a name', () => {
    expect(written(planOne(named, linked({ lastname: 'Lovelace' }, { LastName: '[unknown]' }, { 'lastname-LastName': 'none' })))).toEqual({
      salesforce: { LastName: 'Lovelace' },
    })
  })
  it('is no value to the side that a mapping prefers unless blank', () => {
    const preferring = policy({ mappings: [map('lastname sf! LastName', { default: '[unknown]' })] })
    const one = linked({ lastname: 'Lovelace' }, { LastName: '[unknown]' }, { 'lastname-LastName': pair(null, '[unknown]') })
    expect(written(planOne(preferring, one))).toEqual({ salesforce: { LastName: 'Lovelace' } })
  })
})

describe('a clear that its target cannot hold', () => {
  it('is refused: the source is set back and a card names the field', () => {
    const strict = policy({ mappings: [map('lastname <-> LastName', { s: { required: true } })] })
    const result = planOne(
      strict,
      linked({ lastname: null }, { LastName: 'Lovelace' }, { 'lastname-LastName': pair('Lovelace', 'Lovelace') }),
    )
    expect(written(result)).toEqual({ hubspot: { lastname: 'Lovelace' } })
    expect(result.problems).toEqual([
      {
        link: 'L1',
        mapping: 'lastname-LastName',
        side: 'salesforce',
        object: 'Lead',
        recordId: '00Q1',
        field: 'LastName',
        value: null,
        kind: 'property value',
        code: 'required-field',
        message: '`LastName` cannot be blank in Salesforce',
        cure: 'give the mapping a `default`, or fill the value in HubSpot',
        rule: 'rule lastname-LastName',
      },
    ])
  })
})

describe('a field that is filled on create, yet never blank afterwards', () => {
  it.each([
    ['a status', 'status <-> Status', { nillable: false }],
    ['OWN-09 an owner', 'owner <-> OwnerId', { type: 'reference', vendorType: 'reference' }],
  ] as const)('%s keeps its value, and HubSpot is refilled', (_name, line, s) => {
    const [property = '', , field = ''] = line.split(' ')
    const one = linked({ [property]: null }, { [field]: 'x' }, { [`${property}-${field}`]: pair('x', 'x') })
    const result = planOne(policy({ mappings: [map(line, { s })] }), one)
    expect(written(result)).toEqual({ hubspot: { [property]: 'x' } })
    expect(result.problems.map(({ code }) => code)).toEqual(['required-field'])
  })
})

describe('when', () => {
  const mappings = [map('revenue <-> Revenue', { when: isKnown(property('hubspot', 'company')) })]
  const base = { 'revenue-Revenue': pair('1', '1') }
  it('sleeps while it was false before the run, and asks for a second look', () => {
    const one = linked({ revenue: '2', company: 'Acme' }, { Revenue: '1' }, base, {
      before: { hubspot: contact({ revenue: '1', company: null }) },
    })
    expect(planOne(policy({ mappings }), one)).toEqual({
      intents: [],
      decisions: [],
      updates: [{ link: 'L1', state: 'linked', base: {}, again: true }],
      problems: [],
      wants: [],
    })
  })
  it('merges against the base kept once it holds', () => {
    const one = linked({ revenue: '2', company: 'Acme' }, { Revenue: '1' }, base)
    expect(written(planOne(policy({ mappings }), one))).toEqual({ salesforce: { Revenue: '2' } })
  })
  it('keeps when a Salesforce change was noticed meanwhile', () => {
    const before = { salesforce: lead({ Revenue: '1' }, { at: at('08:00'), readAt: at('09:00') }) }
    expect(planOne(policy({ mappings }), linked({ revenue: '1', company: null }, { Revenue: '3' }, base, { before })).updates).toEqual([
      { link: 'L1', state: 'linked', base: { 'revenue-Revenue': { h: '1', s: '1', seen: { from: at('09:00'), to: at('10:00') } } } },
    ])
  })
})

describe('once', () => {
  const mappings = [map('first_source -> LeadSource', { once: true })]
  it('is written by the create', () => {
    const one = link({ hubspot: contact({ email: 'ada@example.com', first_source: 'Web' }) })
    expect(written(planOne(policy({ mappings }), one))).toEqual({ salesforce: { LeadSource: 'Web' } })
  })
  it('is never written later, and is not drift', () => {
    expect(short(planOne(policy({ mappings }), linked({ first_source: 'Web' }, { LeadSource: 'Phone' }, {})))).toMatchObject({
      intents: [],
      base: [],
    })
  })
})

describe('sticky', () => {
  const optOut = (more: Partial<NonNullable<Parameters<typeof map>[1]>['sticky']> = {}) =>
    map('optout <-> OptOut', {
      sticky: { value: true, evenWhenPaused: false, ...more },
      h: { type: 'boolean', vendorType: 'bool' },
      s: CHECKBOX,
    })
  const base = { 'optout-OptOut': pair('false', 'false') }
  const out = { 'optout-OptOut': pair('true', 'true') }
  it.each([
    ['OPT-01 an unsubscribe ticks the box', {}, base, 'true', 'false', { salesforce: { OptOut: 'true' } }],
    ['OPT-02 a ticked box opts out', {}, base, 'false', 'true', { hubspot: { optout: 'true' } }],
    ['OPT-03 a cleared box is set again', {}, out, 'true', 'false', { salesforce: { OptOut: 'true' } }],
    ['OPT-03 a clear in HubSpot is set back', {}, out, 'false', 'true', { hubspot: { optout: 'true' } }],
    ['OPT-03 both clears are set back', {}, out, 'false', 'false', { hubspot: { optout: 'true' }, salesforce: { OptOut: 'true' } }],
    [
      'OPT-03 a clear in HubSpot crosses where the policy lets it',
      { until: 'hubspot' },
      out,
      'false',
      'true',
      { salesforce: { OptOut: 'false' } },
    ],
    ['OPT-03 a clear in Salesforce is still set back then', { until: 'hubspot' }, out, 'true', 'false', { salesforce: { OptOut: 'true' } }],
    ['a first meeting keeps it', {}, { 'optout-OptOut': 'none' }, 'true', 'false', { salesforce: { OptOut: 'true' } }],
  ] as const)('%s', (_name, more, given, h, s, expected) => {
    expect(written(planOne(policy({ mappings: [optOut(more)] }), linked({ optout: h }, { OptOut: s }, given)))).toEqual(expected)
  })
  it.each([
    ['a box that was never touched is held as unticked', pair(null, 'false'), null, 'true', { salesforce: { OptOut: 'false' } }],
    ['and is worth no write beside one that is', pair('true', 'true'), null, 'false', {}],
    ['whoever ticks it', pair('false', 'false'), 'true', 'false', { hubspot: { optout: 'false' } }],
  ] as const)('sticky false: %s', (_name, agreed, h, s, expected) => {
    const mappings = [optOut({ value: false })]
    expect(written(planOne(policy({ mappings }), linked({ optout: h }, { OptOut: s }, { 'optout-OptOut': agreed })))).toEqual(expected)
  })
  it.each([
    ['OPT-04 outside the list it is not copied', false, {}],
    ['OPT-04 outside the list it is copied where the policy forces it', true, { salesforce: { OptOut: 'true' } }],
  ])('%s', (_name, evenWhenPaused, expected) => {
    const listed = policy({
      mappings: [optOut({ evenWhenPaused }), map('phone <-> Phone')],
      hubspot: { include: { kind: 'member', list: 'Ready' } },
    })
    const one = linked({ optout: 'true', phone: '2' }, { OptOut: 'false', Phone: '1' }, { ...base, 'phone-Phone': pair('1', '1') })
    expect(written(planOne(listed, one))).toEqual(expected)
  })
})

describe('tables', () => {
  const table: CompiledTable = {
    name: 'statuses',
    rows: [{ hubspot: ['NEW'], salesforce: ['Open'], direction: 'both' }],
    toSalesforce: { kind: 'error' },
    toHubspot: { kind: 'error' },
  }
  const using = (required: boolean) =>
    policy({
      mappings: [map('status <-> Status', { conversion: { kind: 'table', table: 'statuses' }, required }), map('phone <-> Phone')],
      tables: [table],
    })
  const base = { 'status-Status': pair('NEW', 'Open'), 'phone-Phone': pair('1', '1') }
  it('ERR-08 a value without a counterpart stops its field only', () => {
    expect(short(planOne(using(false), linked({ status: 'ODD', phone: '2' }, { Status: 'Open', Phone: '1' }, base)))).toEqual({
      intents: [{ 'update Lead 00Q1': { Phone: '2' } }],
      decisions: ['error', 'update hubspot'],
      problems: ['property mapping: no-counterpart'],
      state: ['linked'],
      base: [{ 'phone-Phone': pair('2', '2') }],
      wants: [],
    })
  })
  it('PKL-01 a required mapping stops the record', () => {
    expect(short(planOne(using(true), linked({ status: 'ODD', phone: '2' }, { Status: 'Open', Phone: '1' }, base)))).toEqual({
      intents: [],
      decisions: ['error', 'error'],
      problems: ['property mapping: no-counterpart'],
      state: [],
      base: [],
      wants: [],
    })
  })
  it('OWN-05 an owner without counterpart is an error, and the edited side is set back', () => {
    const owners: CompiledTable = {
      name: 'owners',
      rows: [],
      dynamic: 'owners',
      toSalesforce: { kind: 'error' },
      toHubspot: { kind: 'error' },
    }
    const owned = policy({ mappings: [map('owner <-> OwnerId', { conversion: { kind: 'table', table: 'owners' } })], tables: [owners] })
    const tables = { ...NO_TABLES, owners: { toSalesforce: new Map([['1', '005A']]), toHubspot: new Map([['005A', '1']]) } }
    const result = planOne(owned, linked({ owner: '7' }, { OwnerId: '005A' }, { 'owner-OwnerId': pair('1', '005A') }), { tables })
    expect(written(result)).toEqual({ hubspot: { owner: '1' } })
    expect(result.problems.map(({ kind, code }) => [kind, code])).toEqual([['property mapping', 'no-owner']])
  })
})

describe('an expression', () => {
  const mappings = [
    map('firstname <-> FirstName'),
    map('full_name <- *', {
      conversion: {
        kind: 'expression',
        expr: plus(plus(property('salesforce', 'FirstName'), text(' ')), property('salesforce', 'LastName')),
      },
    }),
  ]
  it('sees what the same plan writes, so that one run settles it', () => {
    const one = linked(
      { firstname: 'Augusta', full_name: 'Ada Lovelace' },
      { FirstName: 'Ada', LastName: 'Lovelace' },
      { 'firstname-FirstName': pair('Ada', 'Ada'), 'full_name-*': pair('Ada Lovelace', 'Ada Lovelace') },
    )
    expect(written(planOne(policy({ mappings }), one))).toEqual({
      hubspot: { full_name: 'Augusta Lovelace' },
      salesforce: { FirstName: 'Augusta' },
    })
  })
})

describe('mappings that drive each other', () => {
  it('are stopped with a card instead of going on for ever', () => {
    const mappings = [
      map('a <- *', { conversion: { kind: 'expression', expr: plus(property('salesforce', 'B'), text('!')) } }),
      map('a -> B'),
    ]
    const one = linked({ a: 'x!' }, { B: 'y' }, { 'a-*': pair('x!', 'x!'), 'a-B': pair('x!', 'x') })
    expect(short(planOne(policy({ mappings }), one))).toEqual({
      intents: [],
      decisions: [],
      problems: ['automations disagree: does-not-settle'],
      state: [],
      base: [],
      wants: [],
    })
  })
})

describe('an id', () => {
  it('is read from the record itself, and asks for a second look where the record is yet to be created', () => {
    const mappings = [
      map('email <-> Email'),
      map('sf_id <- Id', { s: { type: 'id', vendorType: 'id', createable: false, updateable: false } }),
    ]
    const created = planOne(policy({ mappings }), link({ hubspot: contact({ email: 'ada@example.com', sf_id: null }) }))
    expect([created.intents.map(({ action }) => action), created.updates.map(({ again }) => again)]).toEqual([['create'], [true]])
    const later = linked({ email: 'ada@example.com', sf_id: null }, { Email: 'ada@example.com' }, created.updates[0]?.base as Link['base'])
    expect(written(planOne(policy({ mappings }), later))).toEqual({ hubspot: { sf_id: '00Q1' } })
  })
})

describe('pins', () => {
  const mappings = [map('phone <-> Phone')]
  const pinned = (more: Partial<Link>) =>
    linked({ phone: '2' }, { Phone: '1' }, { 'phone-Phone': pair('1', '1') }, { pins: ['phone-Phone'], ...more })
  it('hold while neither side changes', () => {
    expect(written(planOne(policy({ mappings }), pinned({})))).toEqual({})
  })
  it('give way to an edit', () => {
    expect(written(planOne(policy({ mappings }), pinned({ before: { hubspot: contact({ phone: '9' }) } })))).toEqual({
      salesforce: { Phone: '2' },
    })
  })
})

describe('on change', () => {
  const mappings = [map('phone <-> Phone')]
  it.each([
    ['a side that does not update sends nothing', { hubspot: { onChange: 'ignore' } }, '2', '1', {}],
    ['and its edits yield to the other side', { hubspot: { onChange: 'ignore' } }, '2', '3', { hubspot: { phone: '3' } }],
    ['an absent `from` is ignore', { lead: 'absent' }, '1', '3', {}],
  ] as const)('%s', (_name, blocks, h, s, expected) => {
    expect(
      written(planOne(policy({ mappings, ...blocks }), linked({ phone: h }, { Phone: s }, { 'phone-Phone': pair('1', '1') }))),
    ).toEqual(expected)
  })
  it('conditions on the related record are read through edges', () => {
    const expr = equals(
      { kind: 'related', side: 'hubspot', via: 'company', object: 'company', name: 'type', type: 'text', vendorType: 'string' },
      text('PARTNER'),
    )
    const edges = { ...NO_EDGES, related: { company: [contact({ type: 'PARTNER' }, { object: 'company', id: '9' })] } }
    const gated = policy({ mappings: [map('phone <-> Phone', { when: expr })] })
    expect(written(planOne(gated, linked({ phone: '2' }, { Phone: '1' }, { 'phone-Phone': pair('1', '1') }, { edges })))).toEqual({
      salesforce: { Phone: '2' },
    })
  })
})
