/** What systems fill in by themselves in new records, and what a read-back finds beside the write it was for. */
import { afterEach, expect, test, vi } from 'vitest'
import { openPeople, type People, type PeopleOptions } from './testing/people'

// A database is made for each test, which takes seconds where cores are few.
vi.setConfig({ testTimeout: 90_000 })

let open: People | undefined
afterEach(async () => {
  await open?.engine.close()
  open = undefined
})
const start = async (options: PeopleOptions): Promise<People> => {
  open = await openPeople(options)
  return open
}
const minute = 60_000
const contact = (email: string, phone: string | null = null) => ({ email, firstname: 'A', lastname: 'B', phone })
const lead = (Email: string, Phone: string | null = null) => ({ Email, FirstName: 'A', LastName: 'B', Phone })
const phones = (people: People) => ({
  hubspot: people.hubspot.state('contact', 'phone'),
  salesforce: people.salesforce.state('Lead', 'Phone'),
})
const writes = async (people: People): Promise<number> => {
  people.clock.pass(5 * minute)
  const { calls } = await people.engine.sync()
  return calls.hubspot.write + calls.salesforce.write
}

test('a default of Salesforce crosses in the run that made the record, and the next run writes nothing', async () => {
  const people = await start({ fills: { Lead: { Phone: '+1' } } })
  people.hubspot.create('contact', contact('ada@example.com'))
  people.hubspot.create('contact', contact('bob@example.com', '+49'))
  const { calls } = await people.engine.sync()
  expect(phones(people)).toEqual({ hubspot: [{ phone: '+1' }, { phone: '+49' }], salesforce: [{ Phone: '+1' }, { Phone: '+49' }] })
  // Inventories of one page for each of two objects, and the read-back; the create, and one update of HubSpot.
  expect([calls.salesforce.read, calls.salesforce.write, calls.hubspot.write]).toEqual([3, 1, 1])
  expect(await writes(people)).toBe(0)
})

test('nothing is read back where every create said all that Salesforce would fill in', async () => {
  const people = await start({ fills: { Lead: { Phone: '+1' } } })
  people.hubspot.create('contact', contact('bob@example.com', '+49'))
  const { calls } = await people.engine.sync()
  expect([calls.salesforce.read, calls.salesforce.write, calls.hubspot.write]).toEqual([2, 1, 0])
})

test('what HubSpot tells of a new record crosses in the same run', async () => {
  const people = await start({ fills: { contact: { phone: '+2' } } })
  people.salesforce.create('Lead', lead('ada@example.com'))
  await people.engine.sync()
  expect(phones(people)).toEqual({ hubspot: [{ phone: '+2' }], salesforce: [{ Phone: '+2' }] })
  expect(await writes(people)).toBe(0)
})

test('a default crosses too where the answer to the create was lost', async () => {
  const people = await start({ fills: { Lead: { Phone: '+1' } } })
  people.hubspot.create('contact', contact('ada@example.com'))
  people.faults.salesforce.push('lost-after')
  await people.engine.sync()
  people.clock.pass(2 * minute)
  await people.engine.sync()
  expect(phones(people)).toEqual({ hubspot: [{ phone: '+1' }], salesforce: [{ Phone: '+1' }] })
})

test.each(['create', 'update'] as const)('a person’s edit that is found when a lost %s is read back is not lost', async (action) => {
  let isStopped = false
  const people = await start({
    probe: (step) => {
      if (step === 'sent' && isStopped) throw new Error('stopped')
    },
  })
  const ada = people.hubspot.create('contact', contact('ada@example.com', '1'))
  if (action === 'update') {
    await people.engine.sync()
    people.clock.pass(5 * minute)
    people.hubspot.update(ada.id, { phone: '2' })
    people.clock.pass(5 * minute)
  }
  isStopped = true
  await expect(people.engine.sync()).rejects.toThrow('stopped')
  isStopped = false
  const [made] = people.salesforce.live('Lead')
  people.clock.pass(minute)
  people.salesforce.update(made?.id ?? '', { FirstName: 'Augusta' })
  people.clock.pass(minute)
  await people.engine.sync()
  expect(people.hubspot.state('contact', 'firstname', 'phone')).toEqual([{ firstname: 'Augusta', phone: action === 'update' ? '2' : '1' }])
  expect(await writes(people)).toBe(0)
})
