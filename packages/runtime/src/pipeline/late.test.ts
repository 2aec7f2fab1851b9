/** A first sync that outlasts the look at its targets: what was not sent is planned again, and comes to the same end. */
import { afterEach, expect, test, vi } from 'vitest'
import { openPeople, type People, peoplePolicy } from './testing/people'

vi.setConfig({ testTimeout: 90_000 })

const open: People[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((people) => people.engine.close()))
})

/** More than the calls in flight carry. */
const crowd = 1_200

const outsiders = async (secondsACall: number): Promise<People> => {
  const policy = peoplePolicy({ hubspot: { onNew: [{ object: 'Lead' }], include: { kind: 'member', list: 'Sales' } } }, ['Sales'])
  const people = await openPeople({
    policy,
    probe: (step) => {
      if (step === 'recorded') people.clock.pass(secondsACall * 1_000)
    },
  })
  open.push(people)
  for (let each = 0; each < crowd; each += 1) {
    const email = `person${each}@example.com`
    people.hubspot.create('contact', { email, firstname: `First ${each}`, lastname: null, phone: null })
    people.salesforce.create('Contact', { Email: email, FirstName: null, LastName: `Last ${each}`, Phone: `${each}` })
  }
  return people
}

test('contacts outside the list meet their Salesforce records once, however late their writes are sent', async () => {
  const states = []
  for (const seconds of [0, 20]) {
    const { engine, hubspot, salesforce } = await outsiders(seconds)
    const report = await engine.sync()
    expect(report.outcome).toBe('done')
    states.push([
      hubspot.state('contact', 'email', 'firstname', 'lastname', 'phone'),
      salesforce.state('Contact', 'Email', 'FirstName', 'LastName'),
    ])
  }
  expect(states[1]).toEqual(states[0])
  expect(states[0]?.[0]?.[0]).toEqual({ email: 'person0@example.com', firstname: 'First 0', lastname: 'Last 0', phone: '0' })
})
