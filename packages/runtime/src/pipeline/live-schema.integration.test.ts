/** Values are judged by the schema of today, over HTTP: a catalog that was pulled before an option was added refuses nothing. */
import type { CompiledPolicy } from '@lockstep/dsl'
import { afterEach, expect, test, vi } from 'vitest'
import { EMAIL, map } from '../planner/testing/policy'
import { openSandboxPeople, type SandboxPeople, sandboxPolicy } from './testing/sandbox-people'

vi.setConfig({ testTimeout: 90_000 })

let open: { close(): Promise<void> } | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

/** `tier <- Title`, compiled when HubSpot's property had one option. */
const tierPolicy = (): CompiledPolicy => {
  const made = sandboxPolicy({
    mappings: [
      map('email <-> Email', { h: EMAIL, s: EMAIL }),
      map('lastname <-> LastName', { s: { required: true } }),
      map('company -> Company', { objects: ['Lead'], default: 'Unknown', s: { required: true } }),
      map('tier <- Title', { h: { type: 'picklist', vendorType: 'enumeration', options: ['Gold'], restricted: true } }),
    ],
  })
  const watches = made.watches.map((watch) => ({
    ...watch,
    hubspot: { ...watch.hubspot, properties: [...watch.hubspot.properties, 'tier'] },
    salesforce: {
      Lead: { fields: ['Company', 'Email', 'LastName', 'Title'], related: [] },
      Contact: { fields: ['Email', 'LastName', 'Title'], related: [] },
    },
  }))
  return { ...made, watches }
}

const writeTier = async (people: SandboxPeople, method: 'POST' | 'PATCH', options: readonly string[]): Promise<void> => {
  const { url, accessToken } = people.sandbox.hubspot
  const response = await fetch(`${url}/crm/v3/properties/contacts${method === 'PATCH' ? '/tier' : ''}`, {
    method,
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...(method === 'POST'
        ? { name: 'tier', label: 'Tier', type: 'enumeration', fieldType: 'select', groupName: 'contactinformation' }
        : {}),
      options: options.map((value, displayOrder) => ({ label: value, value, displayOrder, hidden: false })),
    }),
  })
  if (!response.ok) throw new Error(await response.text())
}

const tiers = async (people: SandboxPeople): Promise<readonly unknown[]> =>
  ((await people.dump()).hubspot['contacts'] ?? []).map((row) => (row['values'] as Readonly<Record<string, unknown>>)['tier'])

const codes = async (people: SandboxPeople): Promise<readonly string[]> => (await people.engine.errors({})).items.map(({ code }) => code)

test('an option that was added after the catalog was pulled is written', async () => {
  const people = await openSandboxPeople(tierPolicy())
  open = people
  await writeTier(people, 'POST', ['Gold', 'Bronze'])
  await people.edit('salesforce', 'Lead', { Email: 'ada@example.com', LastName: 'Ada', Company: 'A', Title: 'Bronze' })
  await people.engine.sync()
  expect({ tiers: await tiers(people), codes: await codes(people) }).toEqual({ tiers: ['Bronze'], codes: [] })
})

test('an option that is added while runs go on is written by the next one: the schema is asked before the value is refused', async () => {
  const people = await openSandboxPeople(tierPolicy())
  open = people
  await writeTier(people, 'POST', ['Gold'])
  const id = await people.edit('salesforce', 'Lead', { Email: 'ada@example.com', LastName: 'Ada', Company: 'A', Title: 'Gold' })
  await people.engine.sync()
  await writeTier(people, 'PATCH', ['Gold', 'Bronze'])
  await people.edit('salesforce', 'Lead', { Title: 'Bronze' }, id)
  await people.later('5m')
  expect({ tiers: await tiers(people), codes: await codes(people) }).toEqual({ tiers: ['Bronze'], codes: [] })
  await people.edit('salesforce', 'Lead', { Title: 'Silver' }, id)
  await people.later('5m')
  expect({ tiers: await tiers(people), codes: await codes(people) }).toEqual({ tiers: ['Bronze'], codes: ['not-an-option'] })
})
