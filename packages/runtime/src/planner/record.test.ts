/** What is left to send to one record. */
import { describe, expect, it } from 'vitest'
import { PlannedRecord } from './record'
import { contact } from './testing/world'

describe('a planned record', () => {
  it('sends nothing for a value that ends where it began', () => {
    const record = new PlannedRecord('hubspot', 'contact', contact({ phone: '1', city: 'Bonn' }))
    record.write('phone', '2', 'm', 'r')
    record.write('phone', '1', 'm', 'r')
    record.write('city', 'Ulm', 'm', 'r')
    expect(record.fields()).toEqual({ city: { from: 'Bonn', to: 'Ulm', mapping: 'm', rule: 'r' } })
  })
  it('tells what was not read from what is blank, and knows its own id', () => {
    const known = new PlannedRecord('salesforce', 'Lead', { ...contact({ Phone: null }), side: 'salesforce', object: 'Lead', id: '00Q1' })
    expect([known.read('Phone'), known.read('City'), known.read('Id')]).toEqual([null, undefined, '00Q1'])
    expect(new PlannedRecord('salesforce', 'Lead', undefined).read('City')).toBe(null)
  })
})
