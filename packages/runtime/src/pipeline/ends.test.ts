/** Ends of links: successors that are gone themselves, and holders of a key that turn out to be gone. */
import { afterEach, expect, test, vi } from 'vitest'
import { openPeople, type People, peoplePolicy } from './testing/people'

// A database is made for each test, which takes seconds where cores are few.
vi.setConfig({ testTimeout: 90_000 })

let open: People | undefined
afterEach(async () => {
  await open?.engine.close()
  open = undefined
})

const minute = 60_000
const ada = { email: 'ada@example.com', firstname: 'Ada', lastname: 'Byron', phone: null }
type Action = 'delete' | 'unlink' | 'ignore'

/** Ada on both sides, settled, under the same `on delete` everywhere. */
const start = async (onDelete: Action) => {
  const policy = peoplePolicy({
    hubspot: { onNew: [{ object: 'Lead' }], onDelete },
    lead: { onNew: [{ object: 'contact' }], onDelete },
    contact: { onNew: [{ object: 'contact' }], onDelete },
  })
  const people = await openPeople({ policy, hidesDeleted: true })
  open = people
  const contact = people.hubspot.create('contact', ada).id
  await people.engine.sync()
  const lead = people.salesforce.live('Lead')[0]?.id ?? ''
  const round = async () => {
    people.clock.pass(5 * minute)
    return people.engine.sync()
  }
  await round()
  return { ...people, contact, lead, round }
}

const stateOf = async ({ engine, hubspot }: People, contact: string) => {
  const { record, cause } = await engine.why(`hubspot:contact:${contact}`)
  return [record.state, cause, hubspot.live('contact').length]
}

test.each([
  ['delete', ['dead', 'deleted', 0]],
  ['unlink', ['dead', 'unlinked', 1]],
  ['ignore', ['dead', 'deleted', 1]],
] as const)(
  'under `on delete %s` a converted lead whose contact is deleted at once ends like a deleted one, and is read no more',
  async (action, expected) => {
    const people = await start(action)
    const made = people.salesforce.convert(people.lead, 'Contact')
    people.salesforce.delete(made.id)
    await people.round()
    const after = await stateOf(people, people.contact)
    const idle = [await people.round(), await people.round(), await people.round()]
    expect([after, idle.map(({ calls }) => calls.salesforce.read + calls.hubspot.read)]).toEqual([expected, [3, 3, 3]])
  },
)

test('a converted lead whose contact is merged at once follows to the winner', async () => {
  const people = await start('delete')
  const winner = people.salesforce.create('Contact', { Email: null, FirstName: 'Ada', LastName: 'Byron', Phone: null })
  const made = people.salesforce.convert(people.lead, 'Contact')
  people.salesforce.merge(made.id, winner.id)
  await people.round()
  const { record } = await people.engine.why(`hubspot:contact:${people.contact}`)
  expect([record.state, record.salesforce?.id]).toEqual(['linked', winner.id])
})

test.each(['delete', 'ignore'] as const)(
  'under `on delete %s` a person who comes back by a form before the sweep sees the delete takes over the link, without a card',
  async (action) => {
    const people = await start(action)
    people.hubspot.delete(people.contact)
    const again = people.hubspot.create('contact', { ...ada, phone: '7' }).id
    const report = await people.round()
    const { record } = await people.engine.why(`hubspot:contact:${again}`)
    expect([record.state, record.salesforce?.id, (await people.engine.errors()).items, report.calls.hubspot.audit]).toEqual([
      'linked',
      people.lead,
      [],
      0,
    ])
    expect(people.salesforce.state('Lead', 'Email', 'Phone')).toEqual([{ Email: 'ada@example.com', Phone: '7' }])
  },
)

test('a link that changes its key lets go of those whom the key stopped', async () => {
  const people = await start('ignore')
  const second = people.salesforce.create('Lead', { Email: 'ada@example.com', FirstName: 'Bob', LastName: 'Byron', Phone: null })
  await people.round()
  const codes = (await people.engine.errors()).items.map(({ code }) => code)
  people.hubspot.update(people.contact, { email: 'ada.king@example.com' })
  await people.round()
  const { record } = await people.engine.why(`salesforce:Lead:${second.id}`)
  expect([codes, record.state, (await people.engine.errors()).items]).toEqual([['already-linked'], 'linked', []])
})
