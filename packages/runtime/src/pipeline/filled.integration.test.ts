/** What Salesforce fills in by itself, over HTTP: read back in as few calls as can be, and carried in the run that made the records. */
import { afterEach, expect, test, vi } from 'vitest'
import { startWorld } from '../connectors/testing/world'
import { map } from '../planner/testing/policy'
import { openSandboxPeople, type SandboxPeople, sandboxPolicy } from './testing/sandbox-people'

vi.setConfig({ testTimeout: 90_000 })

let open: { close(): Promise<void> } | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

/** Leads have a status, which Salesforce sets where nobody does. */
const policy = () => {
  const made = sandboxPolicy({
    mappings: [
      map('email <-> Email'),
      map('lastname <-> LastName', { s: { required: true } }),
      map('company -> Company', { objects: ['Lead'], default: 'Unknown', s: { required: true } }),
      map('jobtitle <-> Status', { objects: ['Lead'] }),
    ],
  })
  const watches = made.watches.map((watch) => ({
    ...watch,
    hubspot: { ...watch.hubspot, properties: [...watch.hubspot.properties, 'jobtitle'] },
    salesforce: { ...watch.salesforce, Lead: { fields: ['Company', 'Email', 'LastName', 'Status'], related: [] } },
  }))
  return { ...made, watches }
}

const titles = async (people: SandboxPeople): Promise<readonly unknown[]> =>
  ((await people.dump()).hubspot['contacts'] ?? []).map((row) => (row['values'] as Readonly<Record<string, unknown>>)['jobtitle'])

test('the status that Salesforce gives a new lead reaches HubSpot in the same run, and the next run writes nothing', async () => {
  const people = await openSandboxPeople(policy())
  open = people
  for (const name of ['Ada', 'Bob']) await people.edit('hubspot', 'contacts', { email: `${name}@example.com`, lastname: name })
  await people.edit('hubspot', 'contacts', { email: 'cleo@example.com', lastname: 'Cleo', jobtitle: 'Working - Contacted' })
  people.meter.clear()
  await people.engine.sync()
  expect(await titles(people)).toEqual(['Open - Not Contacted', 'Open - Not Contacted', 'Working - Contacted'])
  const sent = people.meter.seen.filter(({ purpose }) => purpose === 'write').length
  people.meter.clear()
  await people.later('5m')
  expect([sent, people.meter.count('write')]).toEqual([2, 0])
})

test('six thousand rows of two objects are read back in one call, rows that are gone left out', async () => {
  const world = await startWorld()
  open = world
  const watch = {
    sync: 'contact',
    hubspot: { plural: 'contacts', properties: [], lists: [], associations: [] },
    salesforce: { Lead: { fields: ['Email', 'Status', 'Name'], related: [] }, Contact: { fields: ['Email'], related: ['Owner.Name'] } },
  }
  await world.salesforce.setup([watch], { make: true })
  const lead = await world.edit('salesforce', 'Lead', {
    LastName: 'P',
    Company: 'Acme',
    Email: 'p@example.com',
    Status: 'Working - Contacted',
  })
  const contact = await world.edit('salesforce', 'Contact', { LastName: 'Q' })
  const made = [
    { object: 'Lead', id: lead, sent: ['LastName', 'Company'] },
    ...Array.from({ length: 5_999 }, (_, n) => ({ object: 'Lead', id: `00Q${String(n).padStart(12, '9')}`, sent: ['Status'] })),
    { object: 'Contact', id: contact, sent: ['LastName'] },
  ]
  world.meter.clear()
  const filled = await world.salesforce.filled?.([watch], made)
  expect(filled?.map(({ object, id, values }) => ({ object, id, values }))).toEqual([
    { object: 'Lead', id: lead, values: { Status: 'Working - Contacted', Name: 'P' } },
    { object: 'Contact', id: contact, values: { 'Owner.Name': expect.any(String) } },
  ])
  expect(world.meter.seen.map(({ purpose, path }) => [purpose, path])).toEqual([['read', '/composite']])
  world.meter.clear()
  // All that the policy reads and Salesforce fills in was sent.
  expect(await world.salesforce.filled?.([watch], [{ object: 'Contact', id: contact, sent: ['LastName', 'OwnerId'] }])).toEqual([])
  expect(world.meter.seen).toEqual([])
})
