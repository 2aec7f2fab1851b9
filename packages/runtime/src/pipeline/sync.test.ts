/** Whole runs against CRMs in memory: capture, match, plan, write, record. */
import { afterEach, expect, test } from 'vitest'
import { openPeople, type People, type PeopleOptions } from './testing/people'

let open: People[] = []
afterEach(async () => {
  await Promise.all(open.map((people) => people.engine.close()))
  open = []
})
const start = async (options: PeopleOptions = {}): Promise<People> => {
  const people = await openPeople(options)
  open.push(people)
  return people
}

const h = (email: string | null, more: Record<string, string> = {}) => ({ email, firstname: null, lastname: null, phone: null, ...more })
const s = (email: string | null, more: Record<string, string> = {}) => ({
  Email: email,
  FirstName: null,
  LastName: null,
  Phone: null,
  ...more,
})

test('a first sync links who matches, creates who does not, and a second one writes nothing', async () => {
  const { engine, hubspot, salesforce } = await start()
  hubspot.create('contact', h('ada@example.com', { firstname: 'Ada' }))
  hubspot.create('contact', h('grace@example.com', { firstname: 'Grace' }))
  salesforce.create('Contact', s('ADA@example.com', { LastName: 'Lovelace' }))
  salesforce.create('Lead', s('linus@example.com', { LastName: 'T' }))
  const first = await engine.sync()
  expect({ created: first.created, updated: first.updated, linked: first.linked, outcome: first.outcome, errors: first.errors }).toEqual({
    created: { hubspot: { contact: 1 }, salesforce: { Lead: 1 } },
    updated: { hubspot: { contact: 1 }, salesforce: { Contact: 1 } },
    linked: 1,
    outcome: 'done',
    errors: 0,
  })
  expect(hubspot.state('contact', 'email', 'firstname', 'lastname').length).toBe(3)
  expect(salesforce.state('Lead', 'Email', 'FirstName')).toEqual([
    { Email: 'grace@example.com', FirstName: 'Grace' },
    { Email: 'linus@example.com', FirstName: null },
  ])
  const second = await engine.sync()
  expect({ created: second.created, updated: second.updated, eta: second.eta }).toEqual({
    created: { hubspot: {}, salesforce: {} },
    updated: { hubspot: {}, salesforce: {} },
    eta: 1,
  })
  expect(second.calls.hubspot.write + second.calls.salesforce.write).toBe(0)
})
