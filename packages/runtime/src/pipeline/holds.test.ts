/** Holds, approval, saved plans and budgets: what stops a run before it writes. */
import { afterEach, expect, test, vi } from 'vitest'
import { openPeople, type People, type PeopleOptions, peoplePolicy } from './testing/people'

// A database is made for each test, which takes seconds where cores are few.
vi.setConfig({ testTimeout: 90_000 })

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
const minute = 60_000
const person = (email: string) => ({ email, firstname: 'A', lastname: 'B', phone: null })

const deleting = () =>
  peoplePolicy({ hubspot: { onNew: [{ object: 'Lead' }], onDelete: 'delete' }, sync: { holds: [{ what: 'deletes', percent: 5 }] } })

test('a mass delete stops before writing and goes on when it is approved', async () => {
  const people = await start({ policy: deleting() })
  const contacts = Array.from({ length: 40 }, (_, at) => people.hubspot.create('contact', person(`p${at}@example.com`)))
  await people.engine.sync()
  people.clock.pass(5 * minute)
  for (const contact of contacts.slice(0, 20)) people.hubspot.delete(contact.id)
  const other = contacts[30]
  people.hubspot.update(other?.id ?? '', { phone: '7' })
  people.clock.pass(5 * minute)
  const held = await people.engine.sync()
  expect([
    held.outcome,
    held.held.map(({ what, count, limit }) => ({ what, count, limit })),
    held.deleted.salesforce,
    held.updated.salesforce,
  ]).toEqual(['held', [{ what: 'deletes of contact', count: 20, limit: '5%' }], {}, {}])
  people.clock.pass(5 * minute)
  const waiting = [{ what: 'deletes of contact', count: 20, limit: '5%', rule: 'default', run: held.run }]
  const { report } = await people.engine.plan()
  expect([report.held, report.changes.map(({ side, action }) => `${action} ${side}`)]).toEqual([waiting, ['update salesforce']])
  const later = await people.engine.sync()
  expect([later.outcome, later.updated.salesforce, later.deleted.salesforce, later.held]).toEqual(['done', { Lead: 1 }, {}, waiting])
  const approved = await people.engine.sync({ approve: held.run })
  expect([approved.outcome, approved.held, approved.deleted.salesforce, people.salesforce.live('Lead').length]).toEqual([
    'done',
    [],
    { Lead: 20 },
    20,
  ])
})

test('what a second run holds is told beside what the first one holds, and each is approved by itself', async () => {
  const policy = peoplePolicy({
    hubspot: { onNew: [{ object: 'Lead' }], onDelete: 'delete' },
    sync: {
      holds: [
        { what: 'deletes', count: 2 },
        { what: 'creates', count: 45 },
      ],
    },
  })
  const people = await start({ policy })
  const contacts = Array.from({ length: 40 }, (_, at) => people.hubspot.create('contact', person(`p${at}@example.com`)))
  await people.engine.sync()
  people.clock.pass(5 * minute)
  for (const contact of contacts.slice(0, 3)) people.hubspot.delete(contact.id)
  people.clock.pass(5 * minute)
  const first = await people.engine.sync()
  for (let at = 0; at < 6; at += 1) people.hubspot.create('contact', person(`q${at}@example.com`))
  people.clock.pass(5 * minute)
  const second = await people.engine.sync()
  const deletes = { what: 'deletes of contact', count: 3, limit: '2', rule: 'default', run: first.run }
  const creates = { what: 'creates of contact', count: 6, limit: '45', rule: 'default', run: second.run }
  expect([first.held, second.held]).toEqual([[deletes], [creates, deletes]])
  const third = await people.engine.sync({ approve: second.run })
  expect([third.outcome, third.created.salesforce, third.held]).toEqual(['done', { Lead: 6 }, [deletes]])
})

test('under other limits what was held is counted anew', async () => {
  const people = await start({ policy: deleting() })
  const contacts = Array.from({ length: 40 }, (_, at) => people.hubspot.create('contact', person(`p${at}@example.com`)))
  await people.engine.sync()
  people.clock.pass(5 * minute)
  for (const contact of contacts.slice(0, 20)) people.hubspot.delete(contact.id)
  people.clock.pass(5 * minute)
  const held = await people.engine.sync()
  await people.engine.deploy({ ...deleting(), syncs: deleting().syncs.map((sync) => ({ ...sync, holds: [] })), hash: 'without holds' })
  const later = await people.engine.sync()
  expect([held.outcome, later.outcome, later.held, later.deleted.salesforce]).toEqual(['held', 'done', [], { Lead: 20 }])
})

test('a hold of 100% is switched off, however few records are linked', async () => {
  const policy = peoplePolicy({ hubspot: { onNew: [{ object: 'Lead' }] }, sync: { holds: [{ what: 'creates', percent: 100 }] } })
  const people = await start({ policy })
  for (let at = 0; at < 40; at += 1) people.hubspot.create('contact', person(`p${at}@example.com`))
  const report = await people.engine.sync()
  expect([report.outcome, report.held, report.created.salesforce]).toEqual(['done', [], { Lead: 40 }])
})

test('a few deletes pass, and those of a day are counted together', async () => {
  const people = await start({ policy: deleting() })
  const contacts = Array.from({ length: 40 }, (_, at) => people.hubspot.create('contact', person(`p${at}@example.com`)))
  await people.engine.sync()
  const remove = async (from: number, to: number): Promise<string> => {
    people.clock.pass(5 * minute)
    for (const contact of contacts.slice(from, to)) people.hubspot.delete(contact.id)
    people.clock.pass(5 * minute)
    return (await people.engine.sync()).outcome
  }
  expect([await remove(0, 6), await remove(6, 10), await remove(10, 11)]).toEqual(['done', 'done', 'held'])
})

test('a saved plan is applied exactly', async () => {
  const people = await start()
  people.hubspot.create('contact', person('ada@example.com'))
  people.salesforce.create('Lead', { Email: 'grace@example.com', FirstName: 'G', LastName: 'H', Phone: null })
  const { report, saved } = await people.engine.plan()
  expect(report.changes.map(({ side, object, action, label }) => ({ side, object, action, label }))).toEqual([
    { side: 'salesforce', object: 'Lead', action: 'create', label: 'ada@example.com' },
    { side: 'hubspot', object: 'contact', action: 'create', label: 'grace@example.com' },
  ])
  expect([people.hubspot.ours, people.salesforce.ours]).toEqual([[], []])
  people.hubspot.create('contact', person('late@example.com'))
  const applied = await people.engine.sync({ plan: saved })
  expect([applied.outcome, people.salesforce.state('Lead', 'Email')]).toEqual([
    'done',
    [{ Email: 'ada@example.com' }, { Email: 'grace@example.com' }],
  ])
  await people.engine.sync()
  expect(people.salesforce.live('Lead').length).toBe(3)
})

test('a saved plan whose record changed is refused and writes nothing', async () => {
  const people = await start()
  const ada = people.hubspot.create('contact', person('ada@example.com'))
  people.hubspot.create('contact', person('grace@example.com'))
  const { saved } = await people.engine.plan()
  people.clock.pass(minute)
  people.hubspot.update(ada.id, { phone: '1' })
  people.clock.pass(minute)
  const applied = await people.engine.sync({ plan: saved })
  expect([applied.outcome, people.salesforce.ours]).toEqual(['stale', []])
})

test('at the budget a run pauses, and the next one resumes where it stopped', async () => {
  const people = await start({ budgets: { hubspot: 8 } })
  for (let at = 0; at < 1_500; at += 1)
    people.salesforce.create('Lead', { Email: `p${at}@example.com`, FirstName: 'A', LastName: 'B', Phone: null })
  const first = await people.engine.sync()
  expect([first.outcome, people.hubspot.live('contact').length]).toEqual(['paused', 600])
  people.clock.pass(24 * 60 * minute + minute)
  for (let day = 0; day < 3; day += 1) {
    await people.engine.sync()
    people.clock.pass(24 * 60 * minute + minute)
  }
  expect(people.hubspot.live('contact').length).toBe(1_500)
})

test('starting now stores what exists and moves nothing until it changes', async () => {
  const people = await start()
  const ada = people.hubspot.create('contact', person('ada@example.com'))
  people.hubspot.create('contact', person('grace@example.com'))
  const first = await people.engine.sync({ start: 'now' })
  people.clock.pass(5 * minute)
  people.hubspot.update(ada.id, { phone: '1' })
  people.clock.pass(5 * minute)
  const second = await people.engine.sync()
  expect([first.created.salesforce, second.created.salesforce]).toEqual([{}, { Lead: 1 }])
})
