/** A record is named by the side that has it. */
import { expect, test } from 'vitest'
import { errorAddress, recordAddress } from './record-address'

test('HubSpot names a record first, Salesforce one that HubSpot does not have', () => {
  const hubspot = { object: 'contact', id: '101' }
  const salesforce = { object: 'Lead', id: '00Q1' }
  expect([
    recordAddress({ link: '1', hubspot, salesforce }),
    recordAddress({ link: '1', hubspot: null, salesforce }),
    recordAddress({ link: '1', hubspot: null, salesforce: null }),
  ]).toEqual(['hubspot:contact:101', 'salesforce:Lead:00Q1', '1'])
})

test('an error leads to its record, or to what the record is called', () => {
  expect([
    errorAddress({ side: 'salesforce', object: 'Lead', recordId: '00Q1', label: 'Ada' }),
    errorAddress({ label: 'ada@example.com' }),
  ]).toEqual(['salesforce:Lead:00Q1', 'ada@example.com'])
})
