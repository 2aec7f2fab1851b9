/** The live schema replaces the catalog's facts in a policy, property by property. */
import { expect, test } from 'vitest'
import { EMAIL, end, map, policy } from '../planner/testing/policy'
import { withLiveSchema } from './live-policy'

const picklist = { type: 'picklist', vendorType: 'enumeration', restricted: true } as const
const field = { type: 'picklist', vendorType: 'picklist', restricted: true } as const

const compiled = policy({
  mappings: [
    map('email <-> Email', { h: EMAIL, s: EMAIL }),
    map('tier <-> Tier__c', { h: { ...picklist, options: ['gold'] }, s: { ...field, options: ['Gold'] }, objects: ['Lead'] }),
    map('nick -> Nick__c', { s: { length: 40 } }),
  ],
})

test('options, lengths and rights are those of today; what the schema lacks or types otherwise stays as it was compiled', () => {
  const live = withLiveSchema(compiled, {
    hubspot: { contact: { tier: end('tier', { ...picklist, options: ['gold', 'bronze'] }), nick: end('nick', { vendorType: 'number' }) } },
    salesforce: {
      Lead: {
        Tier__c: end('Tier__c', { ...field, options: ['Gold', 'Bronze'], updateable: false }),
        Nick__c: end('Nick__c', { length: 80 }),
      },
    },
  })
  const [, tier, nick] = live.syncs[0]?.mappings ?? []
  expect({ tier: [tier?.hubspot, tier?.salesforce], nick: [nick?.hubspot, nick?.salesforce] }).toEqual({
    tier: [
      end('tier', { ...picklist, options: ['gold', 'bronze'] }),
      { Lead: end('Tier__c', { ...field, options: ['Gold', 'Bronze'], updateable: false }) },
    ],
    nick: [end('nick'), { Lead: end('Nick__c', { length: 80 }), Contact: end('Nick__c', { length: 40 }) }],
  })
})

test('a schema that holds nothing changes nothing', () => {
  expect(withLiveSchema(compiled, { hubspot: {}, salesforce: {} })).toEqual(compiled)
})
