import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CompiledMapping, CompiledPolicy, CompiledTable, End } from '../plan/plan'
import { runs } from '../testing/seed'
import { shippedTable } from '../values/shipped-tables'
import { compileConverter } from './compile-converter'
import type { DynamicTables } from './converter'

const end = (name: string, type: End['type'], vendorType: string, more: Partial<End> = {}): End => ({
  name,
  type,
  vendorType,
  createable: true,
  updateable: true,
  ...more,
})

const mapping = (hubspot: End | undefined, lead: End | undefined, more: Partial<CompiledMapping> = {}): CompiledMapping => ({
  id: 'm',
  rule: 'r',
  kind: 'two-way',
  ...(hubspot === undefined ? {} : { hubspot }),
  salesforce: lead === undefined ? {} : { Lead: lead },
  objects: ['Lead'],
  conversion: { kind: 'direct' },
  once: false,
  required: false,
  ...more,
})

const leadStatus: CompiledTable = {
  name: 'lead_status',
  rows: [
    { hubspot: ['NEW'], salesforce: ['Open'], direction: 'both' },
    { hubspot: ['UNQUALIFIED'], salesforce: ['Closed'], direction: 'both' },
    { hubspot: ['BAD_TIMING', 'LOST'], salesforce: ['Closed'], direction: 'to-salesforce' },
    { hubspot: ['OTHER'], salesforce: ['Odd', 'Even'], direction: 'to-hubspot' },
  ],
  toSalesforce: { kind: 'error' },
  toHubspot: { kind: 'value', value: 'OTHER' },
}

const shipped = (name: string): CompiledTable => {
  const table = shippedTable(name)
  if (table === undefined) throw new Error(`no table ${name}`)
  return table
}

const policy: CompiledPolicy = {
  version: 1,
  name: 'Acme',
  hash: '',
  everyMinutes: 5,
  budgets: {},
  syncs: [],
  lifecycles: [],
  tables: [leadStatus, shipped('us_states'), shipped('countries'), shipped('owners')],
  watches: [],
  rules: {},
}

const tables: DynamicTables = {
  owners: { toSalesforce: new Map([['11', '005A']]), toHubspot: new Map([['005A', '11']]) },
  ownersByEmail: { toSalesforce: new Map(), toHubspot: new Map() },
}

const converter = (one: CompiledMapping) => compileConverter(one, policy, tables)

describe('a direct mapping', () => {
  const text = converter(mapping(end('company', 'text', 'string'), end('Company', 'text', 'string', { length: 5 }), { default: 'none' }))

  test('carries text, and refuses what is too long', () => {
    expect([text.toSalesforce('Acme', 'Lead'), text.toHubspot('Acme', 'Lead'), text.toSalesforce('Acme Inc', 'Lead')]).toEqual([
      { ok: true, value: 'Acme' },
      { ok: true, value: 'Acme' },
      { ok: false, code: 'too-long', message: 'the text has 8 characters, and `Company` holds 5', value: 'Acme Inc' },
    ])
  })

  test('counts blank and the default as agreed, in that order only', () => {
    expect([text.agree(null, 'none', 'Lead'), text.agree('none', null, 'Lead'), text.agree(null, null, 'Lead')]).toEqual([
      true,
      false,
      true,
    ])
  })

  test('keeps every digit of a long number', () => {
    const number = converter(mapping(end('n', 'number', 'number'), end('N', 'number', 'double', { precision: 18, scale: 0 })))
    expect(number.toSalesforce('123456789012345678', 'Lead')).toEqual({ ok: true, value: '123456789012345678' })
  })

  test('refuses garbage from an API', () => {
    const number = converter(mapping(end('n', 'number', 'number'), end('N', 'number', 'double')))
    expect(number.toSalesforce('<html>', 'Lead')).toEqual({
      ok: false,
      code: 'invalid-value',
      message: '`<html>` is no valid value of `n`',
      value: '<html>',
    })
  })

  test('makes a blank checkbox false in Salesforce and agrees with it', () => {
    const checkbox = converter(mapping(end('c', 'boolean', 'bool'), end('C', 'boolean', 'boolean')))
    expect([checkbox.toSalesforce(null, 'Lead'), checkbox.agree(null, 'false', 'Lead'), checkbox.agree(null, 'true', 'Lead')]).toEqual([
      { ok: true, value: 'false' },
      true,
      false,
    ])
  })

  test('a date and a time of that day agree, and the day does not move', () => {
    const date = converter(mapping(end('d', 'date', 'date'), end('D', 'datetime', 'datetime')))
    expect([date.toSalesforce('2024-05-10', 'Lead'), date.toHubspot('2024-05-10T01:00:00.000+0000', 'Lead')]).toEqual([
      { ok: true, value: '2024-05-10T12:00:00.000+0000' },
      { ok: true, value: '2024-05-10' },
    ])
    expect(date.agree('2024-05-10', '2024-05-10T01:00:00.000+0000', 'Lead')).toBe(true)
  })

  test('says so where the object has no such field', () => {
    expect(text.toSalesforce('Acme', 'Contact')).toEqual({
      ok: false,
      code: 'invalid-value',
      message: 'this mapping writes no field of `Contact`',
      value: 'Acme',
    })
  })
})

describe('a value table', () => {
  const using = (table: string, hubspot: End, lead: End, more: Partial<CompiledMapping> = {}) =>
    converter(mapping(hubspot, lead, { conversion: { kind: 'table', table }, ...more }))
  const status = using('lead_status', end('s', 'picklist', 'enumeration'), end('Status', 'picklist', 'picklist'))

  test('is read both ways, one-way rows only in theirs', () => {
    expect(['NEW', 'LOST', 'OTHER', null].map((value) => status.toSalesforce(value, 'Lead'))).toEqual([
      { ok: true, value: 'Open' },
      { ok: true, value: 'Closed' },
      { ok: false, code: 'no-counterpart', message: '`OTHER` has no row in `lead_status`', value: 'OTHER' },
      { ok: true, value: null },
    ])
    expect(['Open', 'Closed', 'Even', 'Unheard of', null].map((value) => status.toHubspot(value, 'Lead'))).toEqual([
      { ok: true, value: 'NEW' },
      { ok: true, value: 'UNQUALIFIED' },
      { ok: true, value: 'OTHER' },
      { ok: true, value: 'OTHER' },
      { ok: true, value: null },
    ])
  })

  test('a pair that only a one-way row allows still agrees', () => {
    expect([status.agree('BAD_TIMING', 'Closed', 'Lead'), status.agree('NEW', 'Closed', 'Lead')]).toEqual([true, false])
  })

  test('a one-way mapping agrees only in its own direction', () => {
    const back = using('lead_status', end('s', 'picklist', 'enumeration'), end('Status', 'picklist', 'picklist'), { kind: 'to-hubspot' })
    expect(back.agree('BAD_TIMING', 'Closed', 'Lead')).toBe(false)
  })

  test('translates each option of a multi-select', () => {
    const many = using('lead_status', end('s', 'multipicklist', 'enumeration'), end('S', 'multipicklist', 'multipicklist'))
    expect(many.toSalesforce('NEW;LOST', 'Lead')).toEqual({ ok: true, value: 'Open;Closed' })
  })

  test('finds states by code, name and spelling, and writes what the org keeps', () => {
    const state = end('state', 'text', 'string')
    const named = using('us_states', state, end('State', 'text', 'string', { length: 80 }))
    const coded = using('us_states', state, end('StateCode', 'picklist', 'picklist', { options: ['CA', 'NY'], restricted: true }))
    expect(
      [named, coded].map((one) => [one.toSalesforce('calif.', 'Lead'), one.toHubspot('CA', 'Lead'), one.agree('CA', 'California', 'Lead')]),
    ).toEqual([
      [{ ok: true, value: 'California' }, { ok: true, value: 'California' }, true],
      [{ ok: true, value: 'CA' }, { ok: true, value: 'California' }, true],
    ])
    expect(named.toSalesforce('Ontario', 'Lead')).toEqual({
      ok: false,
      code: 'no-counterpart',
      message: '`Ontario` has no row in `us_states`',
      value: 'Ontario',
    })
  })

  test('finds countries by common spellings', () => {
    const country = using('countries', end('country', 'text', 'string'), end('Country', 'text', 'string'))
    expect(['usa', 'Viet Nam', "cote d'ivoire", 'JP'].map((one) => country.toSalesforce(one, 'Lead'))).toEqual([
      { ok: true, value: 'United States' },
      { ok: true, value: 'Vietnam' },
      { ok: true, value: 'Côte d’Ivoire' },
      { ok: true, value: 'Japan' },
    ])
  })

  test('finds owners, and says when nobody matches', () => {
    const owner = using('owners', end('hubspot_owner_id', 'picklist', 'enumeration'), end('OwnerId', 'reference', 'reference'))
    expect([owner.toSalesforce('11', 'Lead'), owner.toHubspot('005A', 'Lead'), owner.toSalesforce('12', 'Lead')]).toEqual([
      { ok: true, value: '005A' },
      { ok: true, value: '11' },
      { ok: false, code: 'no-owner', message: 'no active owner matches `12` on the other side', value: '12' },
    ])
  })
})

test('an invertible function runs forward to Salesforce and back to HubSpot', () => {
  const share = converter(
    mapping(end('p', 'number', 'number'), end('P', 'number', 'percent'), { conversion: { kind: 'function', function: 'percent' } }),
  )
  expect([share.toSalesforce('0.25', 'Lead'), share.toHubspot('25', 'Lead'), share.agree('0.25', '25', 'Lead')]).toEqual([
    { ok: true, value: '25' },
    { ok: true, value: '0.25' },
    true,
  ])
})

test('an expression is carried in neutral form and checked against its target', () => {
  const name = converter(
    mapping(end('full_name', 'text', 'string'), undefined, {
      kind: 'to-hubspot',
      conversion: {
        kind: 'expression',
        expr: { kind: 'property', side: 'salesforce', name: 'Name', type: 'text', vendorType: 'string' },
      },
    }),
  )
  expect([name.toHubspot('Ada Lovelace', 'Lead'), name.agree('Ada Lovelace', 'Ada Lovelace', 'Lead')]).toEqual([
    { ok: true, value: 'Ada Lovelace' },
    true,
  ])
})

test('nothing throws, what crossed agrees, and crossing back and forth again changes nothing', () => {
  const ends: readonly (readonly [End, End])[] = [
    [end('a', 'text', 'string'), end('A', 'text', 'string', { length: 10 })],
    [end('a', 'number', 'number'), end('A', 'number', 'currency', { precision: 18, scale: 2 })],
    [end('a', 'boolean', 'bool'), end('A', 'boolean', 'boolean')],
    [end('a', 'date', 'date'), end('A', 'datetime', 'datetime')],
    [end('a', 'datetime', 'datetime'), end('A', 'datetime', 'datetime')],
    [end('a', 'multipicklist', 'enumeration'), end('A', 'multipicklist', 'multipicklist')],
  ]
  const wire = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constant(null),
    fc.constantFrom('true', 'False', '12.345', '1.0', '2024-02-29', '1709164800000', '2021-12-02T18:23:01.500Z', 'B;A;A', ' x '),
  )
  fc.assert(
    fc.property(fc.constantFrom(...ends), wire, ([hubspot, lead], value) => {
      const one = converter(mapping(hubspot, lead))
      const there = one.toSalesforce(value, 'Lead')
      if (!there.ok) return
      expect(one.agree(value, there.value, 'Lead')).toBe(true)
      const back = one.toHubspot(there.value, 'Lead')
      if (!back.ok) throw new Error('what was written to Salesforce must be readable by HubSpot')
      const again = one.toSalesforce(back.value, 'Lead')
      expect(again.ok && one.equalSalesforce(again.value, there.value, 'Lead')).toBe(true)
    }),
    runs(1000),
  )
})

describe('a function with an inverse', () => {
  const pairs = [
    ['country_code', 'text', 'string', fc.constantFrom('Germany', 'deutschland', 'USA', 'Viet Nam')],
    ['web_address', 'text', 'string', fc.constantFrom('example.com', 'WWW.Example.com', 'https://example.com/a')],
    ['phone_e164', 'phone', 'phone', fc.constantFrom('+1 (415) 555-0100', '+49 30 901820', '+14155550100')],
    ['share', 'number', 'double', fc.integer({ min: -100_000, max: 100_000 }).map((count) => String(count / 100))],
    ['milliseconds_to_seconds', 'number', 'double', fc.nat(1_000_000_000).map(String)],
  ] as const
  test.each(pairs)(
    '%s: what it carried agrees (GetPut), and what the other side holds comes back to it (PutGet)',
    (name, type, vendorType, values) => {
      const one = converter(
        mapping(end('h', type, type === 'number' ? 'number' : 'string'), end('S', type, vendorType), {
          conversion: { kind: 'function', function: name },
        }),
      )
      fc.assert(
        fc.property(values, (value) => {
          const there = one.toSalesforce(value, 'Lead')
          if (!there.ok) throw new Error(there.message)
          expect(one.agree(value, there.value, 'Lead')).toBe(true)
          const back = one.toHubspot(there.value, 'Lead')
          if (!back.ok) throw new Error(back.message)
          expect(one.agree(back.value, there.value, 'Lead')).toBe(true)
          expect(one.toSalesforce(back.value, 'Lead')).toEqual(there)
        }),
        runs(100),
      )
    },
  )
})
