/** A policy deployed over links that exist: what it writes at once, later, and never. */
import { afterEach, expect, test, vi } from 'vitest'
import { equals, map, property, text } from '../planner/testing/policy'
import { openPeople, type People, peoplePolicy } from './testing/people'

// A database is made for each test, which takes seconds where cores are few.
vi.setConfig({ testTimeout: 90_000 })

let open: People | undefined
afterEach(async () => {
  await open?.engine.close()
  open = undefined
})

const minute = 60_000
const email = map('email <-> Email')

/** Ada, linked under `before` with a phone on each side that no mapping of it reads; then `after` is deployed and a round passes. */
const deployOver = async (before: Parameters<typeof peoplePolicy>[0], after: Parameters<typeof peoplePolicy>[0]) => {
  const people = await openPeople({ policy: peoplePolicy(before) })
  open = people
  const contact = people.hubspot.create('contact', { email: 'ada@example.com', firstname: 'Ada', lastname: 'Byron', phone: '1' }).id
  const lead = people.salesforce.create('Lead', { Email: 'ada@example.com', FirstName: 'Ada', LastName: 'Byron', Phone: '2' }).id
  const round = async () => {
    people.clock.pass(5 * minute)
    return people.engine.sync()
  }
  await round()
  await round()
  await people.engine.deploy(peoplePolicy(after))
  await round()
  const phones = () => [people.hubspot.get(contact).values['phone'], people.salesforce.get(lead).values['Phone']]
  const state = async () => (await people.engine.why(`hubspot:contact:${contact}`)).record.state
  return { ...people, contact, lead, round, phones, state }
}

test("a new mapping leaves today's values until one of them changes", async () => {
  const world = await deployOver({ mappings: [email] }, { mappings: [email, map('phone <-> Phone')] })
  const atOnce = world.phones()
  world.hubspot.update(world.contact, { firstname: 'Augusta' })
  await world.round()
  const afterAnother = world.phones()
  world.hubspot.update(world.contact, { phone: '3' })
  await world.round()
  // There is no base, so it is a first meeting: both have a value, and the policy's conflicts take Salesforce's.
  expect([atOnce, afterAnother, world.phones()]).toEqual([
    ['1', '2'],
    ['1', '2'],
    ['2', '2'],
  ])
})

test('a changed direction keeps the base and counts from the next change', async () => {
  const world = await deployOver({ mappings: [email, map('phone <-> Phone')] }, { mappings: [email, map('phone -> Phone')] })
  const atOnce = world.phones()
  world.salesforce.update(world.lead, { Phone: '9' })
  await world.round()
  const setBack = world.phones()
  world.hubspot.update(world.contact, { phone: '3' })
  await world.round()
  expect([atOnce, setBack, world.phones()]).toEqual([
    ['2', '2'],
    ['2', '2'],
    ['3', '3'],
  ])
})

test('a removed mapping leaves the values and forgets what was agreed', async () => {
  const both = { mappings: [email, map('phone <-> Phone')] }
  const world = await deployOver(both, { mappings: [email] })
  world.hubspot.update(world.contact, { phone: '3', email: 'ada.king@example.com' })
  await world.round()
  const removed = world.phones()
  await world.engine.deploy(peoplePolicy({ ...both, sync: { holds: [] } }))
  await world.round()
  expect([removed, world.phones()]).toEqual([
    ['3', '2'],
    ['3', '2'],
  ])
})

test('a narrower include pauses at once those who no longer meet it, and what changes meanwhile crosses when they do again', async () => {
  const narrow = {
    mappings: [email, map('phone <-> Phone')],
    hubspot: { onNew: [{ object: 'Lead' }], include: equals(property('hubspot', 'lastname'), text('King')) },
  }
  const world = await deployOver({ mappings: [email, map('phone <-> Phone')] }, narrow)
  const paused = await world.state()
  world.hubspot.update(world.contact, { phone: '3' })
  await world.round()
  const meanwhile = world.phones()
  world.hubspot.update(world.contact, { lastname: 'King' })
  await world.round()
  expect([paused, meanwhile, await world.state(), world.phones()]).toEqual(['paused', ['3', '2'], 'linked', ['3', '3']])
})
