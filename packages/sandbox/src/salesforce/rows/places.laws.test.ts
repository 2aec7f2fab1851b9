/** However an address is written, its codes and texts say the same, and a state lies in its country. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EMPTY_SEED } from '../../world/seed'
import { EditRefused } from '../../world/system'
import { World } from '../../world/world'
import { createSalesforce } from '../salesforce'

const COUNTRIES: Readonly<Record<string, string>> = { CA: 'Canada', US: 'USA', DE: 'Germany', BR: 'Brazil' }
const STATES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CA: { ON: 'Ontario', QC: 'Quebec' },
  US: { AL: 'Alabama', ON: 'Oneida' },
  BR: { AL: 'Alagoas' },
}

const written = fc.record(
  {
    Country: fc.constantFrom(...Object.values(COUNTRIES), 'canada', 'Nowhere', null),
    CountryCode: fc.constantFrom(...Object.keys(COUNTRIES), 'XX', null),
    State: fc.constantFrom('Ontario', 'Quebec', 'Alabama', 'Alagoas', 'Oneida', 'Elsewhere', null),
    StateCode: fc.constantFrom('ON', 'QC', 'AL', 'ZZ', null),
  },
  { requiredKeys: [] },
)

function start() {
  const world = new World()
  world.load({})
  const system = createSalesforce(world)
  const countries = Object.fromEntries(
    Object.entries(COUNTRIES).map(([code, value]) => [code, { label: value, value, states: STATES[code] ?? {} }]),
  )
  system.load({ ...EMPTY_SEED.salesforce, schema: { stateCountryPicklists: { countries } } })
  return system
}

test('codes and texts go together after every write, and a refused write changes nothing', () => {
  let saved = 0
  const system = start()
  fc.assert(
    fc.property(fc.array(written, { minLength: 1, maxLength: 8 }), (writes) => {
      const { id } = system.edit({ object: 'Lead', values: { LastName: 'x', Company: 'x' } })
      const read = () => system.view.record('Lead', id)?.values ?? {}
      for (const values of writes) {
        const before = read()
        try {
          system.edit({ object: 'Lead', id, values })
          saved += 1
        } catch (error) {
          if (!(error instanceof EditRefused)) throw error
          expect(read()).toEqual(before)
        }
        const { Country, CountryCode, State, StateCode } = read()
        expect(Country).toBe(CountryCode === undefined ? undefined : COUNTRIES[CountryCode])
        expect(State).toBe(StateCode === undefined ? undefined : STATES[CountryCode ?? '']?.[StateCode])
      }
    }),
    { numRuns: 300 },
  )
  expect(saved).toBeGreaterThan(100)
})
