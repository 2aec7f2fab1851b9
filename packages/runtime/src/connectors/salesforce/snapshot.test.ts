/** Salesforce rows as snapshots. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimal, toSnapshot } from './snapshot'
import { targetFor } from './targets'
import { toJson } from './typing'

const watch = {
  sync: 'contact',
  hubspot: { plural: 'contacts', properties: [], lists: [], associations: [] },
  salesforce: { Contact: { fields: ['Email', 'HasOptedOutOfEmail', 'Score__c'], related: ['Account.Name'] } },
}

const row = {
  attributes: { type: 'Contact', url: '/x' },
  Id: '003000000000001AAA',
  CreatedDate: '2021-12-02T18:23:00.000+0000',
  SystemModstamp: '2021-12-02T18:23:01.000+0000',
  IsDeleted: false,
  MasterRecordId: null,
  Email: '',
  HasOptedOutOfEmail: false,
  Score__c: 1e-7,
  Account: { attributes: { type: 'Account' }, Name: 'Acme' },
}

describe('a snapshot', () => {
  const target = targetFor([watch], 'Contact')
  const whole = {
    side: 'salesforce',
    object: 'Contact',
    id: '003000000000001AAA',
    values: { 'Account.Name': 'Acme', Email: null, HasOptedOutOfEmail: 'false', Score__c: '0.0000001' },
    at: Date.UTC(2021, 11, 2, 18, 23, 1),
    createdAt: Date.UTC(2021, 11, 2, 18, 23, 0),
    readAt: 5,
  }

  it('has values in wire form, look-ups by path', () => {
    expect(toSnapshot(row, target, 5)).toEqual(whole)
    expect(toSnapshot({ ...row, Account: null }, target, 5).values['Account.Name']).toBe(null)
  })

  it('tells deletes, merges and conversions', () => {
    const merged = toSnapshot({ ...row, IsDeleted: true, MasterRecordId: '003000000000002AAA' }, target, 5)
    expect(merged).toEqual({ ...whole, deleted: true, mergedInto: '003000000000002AAA' })
    const lead = { ...row, IsConverted: true, ConvertedContactId: '003000000000003AAA' }
    expect(toSnapshot(lead, targetFor([], 'Lead'), 5).convertedTo).toBe('003000000000003AAA')
  })

  it('refuses a row that lacks a field that was asked for', () => {
    const { Email: _email, ...rest } = row
    expect(() => toSnapshot(rest, target, 5)).toThrow('`Email` is not in the row')
    expect(() => toSnapshot({ ...row, SystemModstamp: 'yesterday' }, target, 5)).toThrow('`SystemModstamp` is not a time')
  })
})

describe('numbers', () => {
  it('never lose their value or show an exponent', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(decimal(value)).toMatch(/^-?\d+(\.\d+)?$/)
        expect(Number(decimal(value))).toBe(value === 0 ? 0 : value)
      }),
    )
  })
})

describe('typing', () => {
  it('sends what the field type asks for', () => {
    const cases = [
      toJson('true', 'boolean'),
      toJson(null, 'boolean'),
      toJson('12.50', 'currency'),
      toJson('12345678901234567890', 'double'),
      toJson('0012', 'string'),
      toJson('a', 'int'),
      toJson(null, 'int'),
      toJson('2026-01-02', undefined),
    ]
    expect(cases).toEqual([true, false, 12.5, '12345678901234567890', '0012', 'a', null, '2026-01-02'])
  })
})
