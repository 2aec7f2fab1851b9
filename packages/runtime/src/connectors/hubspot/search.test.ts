/** Search bodies: property groups stay below HubSpot's limit and lose nothing. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { propertyGroups, searchBody, searchLimits } from './search'

const names = fc.uniqueArray(fc.stringMatching(/^[a-z_]{1,60}$/), { maxLength: 300 })

describe('property groups', () => {
  it('keep every body below the limit and hold each property', () => {
    fc.assert(
      fc.property(names, fc.constantFrom('contacts', 'companies'), (properties, plural) => {
        const groups = propertyGroups(plural, properties)
        const filters = ['GTE', 'LTE'].map((operator) => ({
          propertyName: 'hs_lastmodifieddate',
          operator: operator as 'GTE',
          value: '1764000000000',
        }))
        for (const group of groups) {
          const body = searchBody({ plural, filters, sort: 'hs_lastmodifieddate', properties: group, after: '9800' })
          expect(JSON.stringify(body).length).toBeLessThanOrEqual(searchLimits.body)
        }
        const held = new Set(groups.flat())
        expect(properties.filter((name) => !held.has(name))).toEqual([])
      }),
    )
  })

  it('are one group for a usual policy', () => {
    expect(propertyGroups('contacts', ['email', 'firstname'])).toEqual([['lastmodifieddate', 'hs_merged_object_ids', 'email', 'firstname']])
  })
})
