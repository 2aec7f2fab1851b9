/** Holds within a run: whatever a run sees after it began to write counts too, and nothing is written beyond a limit. */
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { equals, property, text } from '../planner/testing/policy'
import { openMemoryStore } from '../store/memory/memory-store'
import { openPeople, type People, type PeopleOptions, type PolicyChange, peoplePolicy } from './testing/people'

// A database is made for each test, which takes seconds where cores are few.
vi.setConfig({ testTimeout: 120_000 })

let open: People[] = []
afterEach(async () => {
  await Promise.all(open.map((people) => people.engine.close()))
  open = []
})

const minute = 60_000
const second = 1_000
const person = (at: number) => ({ email: `p${at}@example.com`, firstname: 'A', lastname: 'B', phone: '1' })

type Steps = { [step: string]: (() => void) | undefined }

/** A world of linked people in which a test may act whenever the run reaches a step. */
const start = async (count: number, change: Partial<PolicyChange>, options: PeopleOptions = {}) => {
  const steps: Steps = {}
  const people = await openPeople({
    policy: peoplePolicy({
      hubspot: { onNew: [{ object: 'Lead' }], onDelete: 'delete' },
      lead: { onNew: [{ object: 'contact' }], onDelete: 'delete' },
      ...change,
    }),
    probe: (step) => steps[step]?.(),
    ...options,
  })
  open.push(people)
  for (let at = 0; at < count; at += 1) people.hubspot.create('contact', person(at))
  await people.engine.sync()
  people.clock.pass(5 * minute)
  await people.engine.sync()
  const contacts = people.hubspot.live('contact').map(({ id }) => id)
  const leads = people.salesforce.live('Lead').map(({ id }) => id)
  const sync = (...given: Parameters<People['engine']['sync']>) => {
    people.clock.pass(5 * minute)
    return people.engine.sync(...given)
  }
  /** Acts the first time that the run reaches the step. */
  const once = (step: string, act: () => void): void => {
    steps[step] = () => {
      steps[step] = undefined
      act()
    }
  }
  return { ...people, contacts, leads, sync, once }
}

const fivePercent = { sync: { holds: [{ what: 'deletes' as const, percent: 5 }] } }
const shown = (held: readonly { readonly what: string; readonly count: number; readonly limit: string }[]) =>
  held.map(({ what, count, limit }) => ({ what, count, limit }))

test('deletes that arrive while updates are sent are held, and what was sent before is told', async () => {
  const people = await start(1_200, fivePercent)
  for (const lead of people.leads.slice(0, 700)) people.salesforce.update(lead, { Phone: '2' })
  people.once('sent', () => {
    for (const lead of people.leads.slice(800, 1_100)) people.salesforce.delete(lead)
    people.clock.pass(31 * second)
  })
  const report = await people.sync()
  const updated = report.updated.hubspot['contact'] ?? 0
  expect([report.outcome, shown(report.held), report.deleted.hubspot, updated > 0 && updated < 700]).toEqual([
    'held',
    [{ what: 'deletes of contact', count: 300, limit: '5%' }],
    {},
    true,
  ])
  const next = await people.sync()
  expect([next.outcome, next.updated.hubspot, next.deleted.hubspot, shown(next.held)]).toEqual([
    'done',
    { contact: 700 - updated },
    {},
    [{ what: 'deletes of contact', count: 300, limit: '5%' }],
  ])
  const approved = await people.sync({ approve: report.run })
  expect([approved.outcome, approved.deleted.hubspot, approved.held]).toEqual(['done', { contact: 300 }, []])
  // What was approved does not count against the day: the next few deletes go.
  for (const lead of people.leads.slice(1_100, 1_110)) people.salesforce.delete(lead)
  const after = await people.sync()
  expect([after.outcome, after.deleted.hubspot]).toEqual(['done', { contact: 10 }])
})

test('deletes that a look at the targets of a few updates finds are held', async () => {
  const people = await start(60, fivePercent, { hidesDeleted: true })
  for (const lead of people.leads.slice(0, 30)) people.salesforce.update(lead, { Phone: '2' })
  people.once('captured', () => {
    for (const contact of people.contacts.slice(0, 20)) people.hubspot.delete(contact)
  })
  const report = await people.sync()
  expect([report.outcome, shown(report.held), report.updated.hubspot, report.deleted.salesforce]).toEqual([
    'held',
    [{ what: 'deletes of contact', count: 20, limit: '5%' }],
    {},
    {},
  ])
})

test('a saved plan that finds deletes on its way stops at the limit too', async () => {
  const people = await start(60, fivePercent, { hidesDeleted: true })
  for (const lead of people.leads.slice(0, 30)) people.salesforce.update(lead, { Phone: '2' })
  people.clock.pass(minute)
  const { saved } = await people.engine.plan()
  people.once('captured', () => {
    for (const contact of people.contacts.slice(0, 20)) people.hubspot.delete(contact)
  })
  const report = await people.engine.sync({ plan: saved })
  expect([report.outcome, shown(report.held), report.deleted.salesforce]).toEqual([
    'held',
    [{ what: 'deletes of contact', count: 20, limit: '5%' }],
    {},
  ])
})

const included = { hubspot: { onNew: [{ object: 'Lead' }], include: equals(property('hubspot', 'lastname'), text('B')) } }
const pauses = { sync: { holds: [{ what: 'pauses' as const, percent: 20 }] } }
const statesOf = async (people: Pick<People, 'engine'>) => {
  const { rows } = await people.engine.records({ limit: 1_000 })
  const counts: Record<string, number> = {}
  for (const { state } of rows) counts[state] = (counts[state] ?? 0) + 1
  return counts
}

test('links that leave an include beyond the limit are neither paused nor written until they are approved', async () => {
  const people = await start(60, { ...included, ...pauses })
  for (const contact of people.contacts.slice(0, 13)) people.hubspot.update(contact, { lastname: 'C' })
  people.salesforce.update(people.leads[0] ?? '', { Phone: '2' })
  const held = await people.sync()
  expect([held.outcome, shown(held.held), await statesOf(people), held.updated]).toEqual([
    'held',
    [{ what: 'pauses of contact', count: 13, limit: '20%' }],
    { linked: 60 },
    { hubspot: {}, salesforce: {} },
  ])
  // One of them meets the include again: it is held no longer, and the change of that time crosses.
  people.hubspot.update(people.contacts[0] ?? '', { lastname: 'B' })
  const back = await people.sync()
  expect([back.outcome, shown(back.held), back.updated.hubspot]).toEqual([
    'done',
    [{ what: 'pauses of contact', count: 12, limit: '20%' }],
    { contact: 1 },
  ])
  const approved = await people.sync({ approve: held.run })
  expect([approved.outcome, approved.held, await statesOf(people)]).toEqual(['done', [], { linked: 48, paused: 12 }])
})

test('a deploy that pauses more links than the limit is held as well, and lets go when it is taken back', async () => {
  const wide = { hubspot: { onNew: [{ object: 'Lead' }] }, ...pauses }
  const people = await start(40, wide)
  const narrow = { hubspot: { onNew: [{ object: 'Lead' }], include: equals(property('hubspot', 'lastname'), text('Z')) }, ...pauses }
  await people.engine.deploy(peoplePolicy(narrow))
  const held = await people.sync()
  expect([held.outcome, shown(held.held), await statesOf(people)]).toEqual([
    'held',
    [{ what: 'pauses of contact', count: 40, limit: '20%' }],
    { linked: 40 },
  ])
  await people.engine.deploy(peoplePolicy(wide))
  const back = await people.sync()
  expect([back.outcome, back.held, await statesOf(people)]).toEqual(['done', [], { linked: 40 }])
})

test('pauses of a day are counted together, and few pass', async () => {
  const people = await start(60, { ...included, ...pauses })
  const leave = async (from: number, to: number) => {
    for (const contact of people.contacts.slice(from, to)) people.hubspot.update(contact, { lastname: 'C' })
    return (await people.sync()).outcome
  }
  expect([await leave(0, 8), await leave(8, 12), await leave(12, 13), await statesOf(people)]).toEqual([
    'done',
    'done',
    'held',
    { linked: 48, paused: 12 },
  ])
})

test('clears beyond the limit are held, whichever way a value became blank', async () => {
  const people = await start(60, { sync: { holds: [{ what: 'clears', percent: 5 }] } })
  for (const lead of people.leads.slice(0, 6)) people.salesforce.update(lead, { Phone: null })
  for (const contact of people.contacts.slice(6, 11)) people.hubspot.update(contact, { firstname: null })
  const held = await people.sync()
  expect([held.outcome, shown(held.held), held.cleared]).toEqual([
    'held',
    [{ what: 'clears of contact', count: 11, limit: '5%' }],
    { hubspot: {}, salesforce: {} },
  ])
})

test('a list that loses its members holds them back, and those that return are held no longer', async () => {
  const list = { hubspot: { onNew: [{ object: 'Lead' }], include: { kind: 'member' as const, list: 'Ready' } }, ...pauses }
  const people = await openPeople({ policy: peoplePolicy(list, ['Ready']) })
  open.push(people)
  const contacts = Array.from({ length: 30 }, (_, at) => people.hubspot.create('contact', person(at)).id)
  people.hubspot.join('Ready', ...contacts)
  const sync = () => {
    people.clock.pass(5 * minute)
    return people.engine.sync()
  }
  await sync()
  await sync()
  people.hubspot.leave('Ready', ...contacts)
  const held = await sync()
  people.hubspot.join('Ready', ...contacts)
  const back = await sync()
  expect([held.outcome, shown(held.held), back.outcome, back.held, await statesOf(people)]).toEqual([
    'held',
    [{ what: 'pauses of contact', count: 30, limit: '20%' }],
    'done',
    [],
    { linked: 30 },
  ])
})

const arrivals = fc.array(
  fc.record({
    step: fc.constantFrom('captured' as const, 'committed' as const, 'sent' as const, 'recorded' as const),
    after: fc.nat(6),
    side: fc.constantFrom('hubspot' as const, 'salesforce' as const),
    deletes: fc.integer({ min: 1, max: 14 }),
    pass: fc.constantFrom(0, 31),
  }),
  { minLength: 1, maxLength: 5 },
)

test('whenever deletes arrive in the runs of a day, no more are carried than the limit lets go', async () => {
  const limit = 12
  await fc.assert(
    fc.asyncProperty(arrivals, fc.integer({ min: 1, max: 3 }), async (given, runs) => {
      const seen: Record<string, number> = {}
      let due = [...given]
      const world: { people?: Awaited<ReturnType<typeof start>> } = {}
      const probe = (step: string) => {
        seen[step] = (seen[step] ?? 0) + 1
        const now = due.filter((each) => each.step === step && (seen[step] ?? 0) > each.after)
        due = due.filter((each) => !now.includes(each))
        for (const each of now) {
          const crm = each.side === 'hubspot' ? world.people?.hubspot : world.people?.salesforce
          const live = crm?.live(each.side === 'hubspot' ? 'contact' : 'Lead') ?? []
          for (const { id } of live.slice(-each.deletes)) crm?.delete(id)
          world.people?.clock.pass(each.pass * second)
        }
      }
      const holds = { sync: { holds: [{ what: 'deletes' as const, count: limit }] } }
      let isReady = false
      const people = await start(150, holds, {
        hidesDeleted: true,
        database: { kind: 'open', store: openMemoryStore() },
        probe: (step) => {
          if (isReady) probe(step)
        },
      })
      world.people = people
      isReady = true
      for (let run = 0; run < runs; run += 1) {
        for (const { id } of people.salesforce.live('Lead').slice(0, 130)) people.salesforce.update(id, { Phone: String(run + 2) })
        people.clock.pass(64 * minute)
        await people.engine.sync()
      }
      const carried = [...people.hubspot.ours, ...people.salesforce.ours].filter(({ action }) => action === 'delete').length
      expect(carried).toBeLessThanOrEqual(limit)
    }),
    { numRuns: 60 },
  )
})
