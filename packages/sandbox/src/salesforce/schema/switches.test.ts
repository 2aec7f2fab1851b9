/** All switches of a seed together: they do not get in each other's way, and a snapshot keeps them. */
import { expect, test } from 'vitest'
import { createHubspot } from '../../hubspot/hubspot'
import { EMPTY_SEED } from '../../world/seed'
import { Snapshots } from '../../world/snapshots'
import { World } from '../../world/world'
import { createSalesforce } from '../salesforce'

const TYPE = '0125g000000AAAA'

test('places, currencies, record types and dependent picklists come back with a snapshot', () => {
  const world = new World()
  world.load({})
  world.clock.freeze(true)
  const salesforce = createSalesforce(world)
  salesforce.load({
    ...EMPTY_SEED.salesforce,
    schema: {
      stateCountryPicklists: true,
      currencies: { corporate: 'USD', types: [{ code: 'EUR', rate: 0.5 }], dated: [{ code: 'EUR', from: '2026-01-01', rate: 0.25 }] },
      restricted: ['Lead.Industry'],
      recordTypes: [{ id: TYPE, object: 'Lead', name: 'Partner', default: true, picklists: { Industry: ['Media'] } }],
      objects: {
        Lead: { fields: [{ name: 'B__c', type: 'picklist', controller: 'Industry', values: [{ value: 'x', validFor: ['Media'] }] }] },
      },
    },
  })
  const snapshots = new Snapshots(world, { hubspot: createHubspot(world), salesforce })
  const play = () => {
    const lead = salesforce.edit({
      object: 'Lead',
      values: { LastName: 'Doe', Company: 'Acme', CountryCode: 'IT', State: 'Rome', CurrencyIsoCode: 'EUR', Industry: 'Media', B__c: 'x' },
    })
    const campaign = salesforce.edit({ object: 'Campaign', values: { Name: 'Spring' } })
    salesforce.edit({ object: 'CampaignMember', values: { CampaignId: campaign.id, LeadId: lead.id, Status: 'Responded' } })
    salesforce.edit({ object: 'Task', values: { WhoId: lead.id, Status: 'Completed', ActivityDate: '2026-05-01' } })
    salesforce.edit({ object: 'Case', values: { Subject: 'Broken', Comments: 'Look' } })
    salesforce.convert?.({ lead: lead.id, opportunityName: 'Deal' })
    expect(() => salesforce.edit({ object: 'Lead', values: { LastName: 'x', Company: 'x', Industry: 'Energy' } })).toThrow(
      'bad value for restricted picklist field: Energy',
    )
    expect(() => salesforce.edit({ object: 'Lead', values: { LastName: 'x', Company: 'x', CountryCode: 'XX' } })).toThrow(
      "isn't an available country/territory",
    )
    return salesforce.dump()
  }
  play()
  snapshots.take('here')
  const first = play()
  snapshots.restore('here')
  expect(play()).toEqual(first)
  const [account] = first['Account'] as Record<string, unknown>[]
  expect([account?.['BillingCountry'], account?.['BillingStateCode'], account?.['CurrencyIsoCode']]).toEqual(['Italy', 'RM', 'EUR'])
  expect((first['Case'] as Record<string, unknown>[]).map((row) => row['CaseNumber'])).toEqual(['00001000', '00001001'])
})
