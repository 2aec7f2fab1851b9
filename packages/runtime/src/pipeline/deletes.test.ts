/** Deletes, restores and erasures under every `on delete`, where HubSpot's changes do not show them. */
import { afterEach, expect, test, vi } from 'vitest'
import { openPeople, type People, type PeopleOptions, peoplePolicy } from './testing/people'

// A database is made for each test, which takes seconds where cores are few.
vi.setConfig({ testTimeout: 90_000 })

let open: People[] = []
afterEach(async () => {
  await Promise.all(open.map((people) => people.engine.close()))
  open = []
})

const minute = 60_000
const hour = 60 * minute
const ada = { email: 'ada@example.com', firstname: 'Ada', lastname: 'Byron', phone: null }
type Action = 'delete' | 'unlink' | 'ignore'
const under = (action: Action) => peoplePolicy({ hubspot: { onNew: [{ object: 'Lead' }], onDelete: action }, lead: { onDelete: action } })

/** Ada on both sides, settled. */
const start = async (options: PeopleOptions = {}) => {
  const people = await openPeople({ hidesDeleted: true, ...options })
  open.push(people)
  const contact = people.hubspot.create('contact', ada)
  await people.engine.sync()
  const lead = people.salesforce.live('Lead')[0]?.id ?? ''
  const later = async (milliseconds: number) => {
    people.clock.pass(milliseconds)
    return people.engine.sync()
  }
  await later(5 * minute)
  return { ...people, contact: contact.id, lead, later }
}

const summary = async ({ engine, hubspot, salesforce }: People, contact: string) => {
  const { record, cause } = await engine.why(`hubspot:contact:${contact}`)
  return [record.state, cause, hubspot.live('contact').length, salesforce.live('Lead').length]
}

test.each([
  ['delete', ['dead', 'deleted', 0, 0]],
  ['unlink', ['dead', 'unlinked', 0, 1]],
] as const)('under `on delete %s` a deleted contact is found within the hour', async (action, expected) => {
  const people = await start({ policy: under(action) })
  people.hubspot.delete(people.contact)
  const early = await people.later(30 * minute)
  expect([early.calls.hubspot.audit, (await summary(people, people.contact))[0]]).toEqual([0, 'linked'])
  const late = await people.later(31 * minute)
  expect([late.calls.hubspot.audit, await summary(people, people.contact)]).toEqual([1, expected])
})

test('where no rule acts on deletes, the sweep is daily', async () => {
  const people = await start({ policy: under('ignore') })
  people.hubspot.delete(people.contact)
  const early = await people.later(23 * hour)
  const late = await people.later(2 * hour)
  expect([early.calls.hubspot.audit, late.calls.hubspot.audit, await summary(people, people.contact)]).toEqual([
    0,
    1,
    ['dead', 'deleted', 0, 1],
  ])
})

test.each([
  ['delete', ['dead', 'deleted', 0, 0]],
  ['unlink', ['dead', 'unlinked', 1, 0]],
  ['ignore', ['dead', 'deleted', 1, 0]],
] as const)('under `on delete %s` a deleted lead is seen at once', async (action, expected) => {
  const people = await start({ policy: under(action) })
  people.salesforce.delete(people.lead)
  await people.later(5 * minute)
  expect(await summary(people, people.contact)).toEqual(expected)
})

test('a contact that is restored lives again with its link and takes what changed meanwhile', async () => {
  const people = await start({ policy: under('unlink') })
  people.hubspot.delete(people.contact)
  await people.later(2 * hour)
  people.salesforce.update(people.lead, { Phone: '7' })
  await people.later(5 * minute)
  people.hubspot.restore(people.contact)
  await people.later(2 * hour)
  expect([await summary(people, people.contact), people.hubspot.get(people.contact).values['phone']]).toEqual([['linked', null, 1, 1], '7'])
})

test('a delete from before its rule was deployed is not carried', async () => {
  const people = await start({ policy: under('ignore') })
  people.hubspot.delete(people.contact)
  people.clock.pass(minute)
  await people.engine.deploy(under('delete'))
  await people.later(2 * hour)
  expect(await summary(people, people.contact)).toEqual(['dead', 'deleted', 0, 1])
})

test('a delete loses to a newer edit of the other side, with a card', async () => {
  const people = await start({ policy: under('delete') })
  people.hubspot.delete(people.contact)
  people.clock.pass(minute)
  people.salesforce.update(people.lead, { Phone: '7' })
  people.clock.pass(2 * hour)
  await people.engine.sync()
  const codes = (await people.engine.errors()).items.map((item) => item.code)
  expect([await summary(people, people.contact), codes]).toEqual([['dead', 'deleted', 0, 1], ['delete-loses']])
})

test('a delete made while the link was paused is reported and never carried later', async () => {
  const policy = peoplePolicy(
    {
      hubspot: { onNew: [{ object: 'Lead' }], onDelete: 'delete', include: { kind: 'member', list: 'Sales' } },
      lead: { onDelete: 'delete' },
    },
    ['Sales'],
  )
  const people = await openPeople({ hidesDeleted: true, policy })
  open.push(people)
  const contact = people.hubspot.create('contact', ada).id
  people.hubspot.join('Sales', contact)
  await people.engine.sync()
  people.clock.pass(5 * minute)
  people.hubspot.leave('Sales', contact)
  await people.engine.sync()
  people.clock.pass(5 * minute)
  people.hubspot.delete(contact)
  people.clock.pass(2 * hour)
  await people.engine.sync()
  const codes = (await people.engine.errors()).items.map((item) => item.code)
  people.hubspot.join('Sales', contact)
  people.clock.pass(2 * hour)
  await people.engine.sync()
  expect([await summary(people, contact), codes]).toEqual([['dead', 'deleted while paused', 0, 1], ['deleted-while-paused']])
})

test('a record that is found nowhere is not taken for deleted: nothing is carried, and a card names it', async () => {
  const people = await start({ policy: under('delete') })
  people.hubspot.erase(people.contact)
  await people.later(2 * hour)
  const codes = (await people.engine.errors()).items.map((item) => item.code)
  people.salesforce.update(people.lead, { Phone: '7' })
  await people.later(2 * hour)
  expect([await summary(people, people.contact), codes]).toEqual([['dead', 'deleted', 0, 1], ['record-not-found']])
})

test('an erased person is never made again, whatever happens to the counterpart', async () => {
  const people = await start({ policy: under('unlink') })
  people.hubspot.erase(people.contact)
  await people.later(2 * hour)
  people.salesforce.update(people.lead, { Phone: '7' })
  await people.later(2 * hour)
  expect(await summary(people, people.contact)).toEqual(['dead', 'unlinked', 0, 1])
})

test('a write that meets a deleted record finds the delete without a sweep', async () => {
  const people = await start({ policy: under('unlink') })
  people.hubspot.delete(people.contact)
  people.salesforce.update(people.lead, { Phone: '7' })
  const report = await people.later(5 * minute)
  expect([report.calls.hubspot.audit, await summary(people, people.contact)]).toEqual([0, ['dead', 'unlinked', 0, 1]])
})

test('a gap of more than ten days sweeps Salesforce too', async () => {
  const people = await start({ policy: under('delete') })
  people.salesforce.erase(people.lead)
  const soon = await people.later(9 * 24 * hour)
  const late = await people.later(11 * 24 * hour)
  expect([soon.calls.salesforce.audit, late.calls.salesforce.audit, await summary(people, people.contact)]).toEqual([
    0,
    2,
    // It is found nowhere, so it counts as unknown: its counterpart stays.
    ['dead', 'deleted', 1, 0],
  ])
})

test('CRT-03 a contact that is deleted and made anew finds the lead that the delete left', async () => {
  const people = await start({ policy: under('ignore') })
  people.hubspot.delete(people.contact)
  await people.later(25 * hour)
  const again = people.hubspot.create('contact', { ...ada, phone: '9' }).id
  await people.later(5 * minute)
  const { record } = await people.engine.why(`hubspot:contact:${again}`)
  expect([record.state, record.salesforce?.id, people.salesforce.state('Lead', 'Email', 'Phone')]).toEqual([
    'linked',
    people.lead,
    [{ Email: 'ada@example.com', Phone: '9' }],
  ])
})

test('a contact that is restored after another one took its lead stands alone, with a card', async () => {
  const people = await start({ policy: under('unlink') })
  people.hubspot.delete(people.contact)
  await people.later(2 * hour)
  const again = people.hubspot.create('contact', ada).id
  await people.later(5 * minute)
  people.hubspot.restore(people.contact)
  await people.later(2 * hour)
  await people.later(5 * minute)
  const states = await Promise.all(
    [people.contact, again].map(async (id) => (await people.engine.why(`hubspot:contact:${id}`)).record.state),
  )
  const codes = (await people.engine.errors()).items.map((item) => item.code)
  expect([states, codes, people.salesforce.live('Lead').length]).toEqual([['alone', 'linked'], ['already-linked'], 1])
})
