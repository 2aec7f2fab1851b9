/** Law: whatever is deleted, made anew, restored and re-imported at random, no delete is carried past a record that takes its place. */
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { LockstepError } from '../errors'
import type { MemoryCrm } from '../simulate/memory-crm'
import { openMemoryStore } from '../store/memory/memory-store'
import { openPeople, type People, type PeopleOptions, peoplePolicy } from './testing/people'

// A database is made for each world where a store is given, which takes seconds where cores are few.
vi.setConfig({ testTimeout: 120_000 })

let open: People[] = []
afterEach(async () => {
  await Promise.all(open.map((people) => people.engine.close()))
  open = []
})

const minute = 60_000
const emails = ['ada@example.com', 'bob@example.com', 'cyd@example.com'] as const

type Step =
  | { readonly kind: 'delete' | 'restore'; readonly side: 'hubspot' | 'salesforce'; readonly at: number }
  | { readonly kind: 'make'; readonly object: 'contact' | 'Lead' | 'Contact'; readonly email: number; readonly phone: string | null }
  | { readonly kind: 'sync'; readonly minutes: number; readonly inside: readonly Step[] }

const sides = fc.constantFrom('hubspot', 'salesforce')
const edits: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('delete'), side: sides, at: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('restore'), side: sides, at: fc.nat(5) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('make'),
      object: fc.constantFrom('contact', 'Lead', 'Contact'),
      email: fc.nat(2),
      phone: fc.constantFrom('1', '2', null),
    }),
  },
) as fc.Arbitrary<Step>
const syncs: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('sync'),
  minutes: fc.constantFrom(1, 70),
  inside: fc.array(edits, { maxLength: 2 }),
}) as fc.Arbitrary<Step>
const scripts = fc.array(fc.oneof({ weight: 3, arbitrary: edits }, { weight: 2, arbitrary: syncs }), { minLength: 3, maxLength: 14 })

const emailOf = (values: Readonly<Record<string, string | null>>): string | null => values['email'] ?? values['Email'] ?? null
const keysOf = (crm: MemoryCrm, except: ReadonlySet<string> = new Set()): readonly (string | null)[] =>
  [...crm.records.values()].filter((each) => !each.deleted && !except.has(each.id)).map((each) => emailOf(each.values))

/**
 * Notes each delete of ours while the other side holds a live record of the same email, and each create beside one on its own side. What the
 * same run has just made for another record, a duplicate of the deleted one, was not there when the run looked, nor was what people have just
 * put into the system that a create goes to.
 */
const watchWrites = ({
  hubspot,
  salesforce,
}: People): { readonly wrong: readonly string[]; readonly during: <Result>(run: () => Promise<Result>) => Promise<Result> } => {
  const wrong: string[] = []
  const made = new Set<string>()
  const late = new Set<string>()
  let isRunning = false
  for (const [own, other] of [
    [hubspot, salesforce],
    [salesforce, hubspot],
  ] as const) {
    const { delete: remove, create: make, restore } = own
    own.delete = (id, by, more) => {
      const email = emailOf(own.get(id).values)
      if (by === 'engine' && email !== null && keysOf(other, made).includes(email))
        wrong.push(`${own.options.side} ${id} of ${email} deleted`)
      remove.call(own, id, by, more)
    }
    own.create = (object, values, by) => {
      const email = emailOf(values)
      if (by === 'engine' && email !== null && keysOf(own, late).includes(email)) wrong.push(`${own.options.side} ${email} made twice`)
      const record = make.call(own, object, values, by)
      if (by === 'engine') made.add(record.id)
      else if (isRunning) late.add(record.id)
      return record
    }
    own.restore = (id) => {
      if (isRunning) late.add(id)
      restore.call(own, id)
    }
  }
  const during = async <Result>(run: () => Promise<Result>): Promise<Result> => {
    made.clear()
    late.clear()
    isRunning = true
    const result = await run()
    isRunning = false
    return result
  }
  return { wrong, during }
}

const isTaken = (crm: MemoryCrm, email: string): boolean => keysOf(crm).includes(email)

const play = ({ hubspot, salesforce }: People, step: Step): void => {
  if (step.kind === 'sync') return
  if (step.kind === 'make') {
    const email = emails[step.email] ?? emails[0]
    if (step.object === 'contact') {
      if (!isTaken(hubspot, email)) hubspot.create('contact', { email, firstname: 'A', lastname: 'B', phone: step.phone })
      return
    }
    salesforce.create(step.object, { Email: email, FirstName: 'A', LastName: 'B', Phone: step.phone })
    return
  }
  const crm = step.side === 'hubspot' ? hubspot : salesforce
  const some = [...crm.records.values()].filter((each) => each.deleted === (step.kind === 'restore'))
  const chosen = some[step.at % Math.max(1, some.length)]
  if (chosen === undefined) return
  if (step.kind === 'delete') crm.delete(chosen.id)
  else if (step.side === 'salesforce' || !isTaken(hubspot, emailOf(chosen.values) ?? '')) crm.restore(chosen.id)
}

const deleting = peoplePolicy({
  hubspot: { onNew: [{ object: 'Lead' }], onDelete: 'delete' },
  lead: { onNew: [{ object: 'contact' }], onDelete: 'delete' },
  contact: { onNew: [{ object: 'contact' }], onDelete: 'delete' },
})

/** What the world did wrong under this script, and what a further round would still write once it is at rest. */
const run = async (
  script: readonly Step[],
  options: PeopleOptions = {},
): Promise<{ readonly wrong: readonly string[]; readonly rest: number }> => {
  let inside: readonly Step[] = []
  const people = await openPeople({
    hidesDeleted: true,
    policy: deleting,
    probe: (step) => {
      if (step !== 'captured') return
      for (const each of inside) play(people, each)
      inside = []
    },
    database: { kind: 'open', store: openMemoryStore() },
    ...options,
  })
  const { wrong, during } = watchWrites(people)
  const sync = () => during(() => people.engine.sync())
  for (const email of emails) people.hubspot.create('contact', { email, firstname: 'A', lastname: 'B', phone: '1' })
  await sync()
  for (const step of script) {
    people.clock.pass(minute)
    if (step.kind !== 'sync') {
      play(people, step)
      continue
    }
    people.clock.pass(step.minutes * minute)
    inside = step.inside
    await sync()
  }
  for (let round = 0; round < 4; round += 1) {
    people.clock.pass(70 * minute)
    await sync()
  }
  const written = people.hubspot.ours.length + people.salesforce.ours.length
  people.clock.pass(70 * minute)
  await sync()
  return { wrong, rest: people.hubspot.ours.length + people.salesforce.ours.length - written }
}

test('no record is deleted while a live one of its key is on the side that deleted, and none is made beside one of its key', async () => {
  await fc.assert(
    fc.asyncProperty(scripts, async (script) => {
      expect(await run(script)).toEqual({ wrong: [], rest: 0 })
    }),
    { numRuns: 150 },
  )
})

test('a delay lets a re-import of hours later find the link alive, and a delete that nothing replaces goes when it is over', async () => {
  const people = await openPeople({ policy: deleting, deleteDelay: 3 * 60 * minute })
  open.push(people)
  for (const email of ['ada@example.com', 'bob@example.com'])
    people.hubspot.create('contact', { email, firstname: 'A', lastname: 'B', phone: '1' })
  await people.engine.sync()
  const later = async (minutes: number) => {
    people.clock.pass(minutes * minute)
    return people.engine.sync()
  }
  await later(5)
  for (const lead of people.salesforce.live('Lead')) people.salesforce.delete(lead.id)
  const first = await later(5)
  const again = people.salesforce.create('Lead', { Email: 'ada@example.com', FirstName: 'A', LastName: 'B', Phone: null })
  const second = await later(120)
  const third = await later(60)
  expect([first, second, third].map(({ deleted, waiting, calls }) => [deleted.hubspot, waiting, calls.salesforce.guard])).toEqual([
    [{}, 2, 0],
    [{}, 1, 0],
    [{ contact: 1 }, 0, 2],
  ])
  expect([people.hubspot.state('contact', 'email', 'phone'), people.salesforce.get(again.id).values['Phone']]).toEqual([
    [{ email: 'ada@example.com', phone: '1' }],
    '1',
  ])
})

test('where HubSpot cannot be searched by the match property, the delete waits for a capture that began after it was seen', async () => {
  const people = await openPeople({ policy: deleting, hidesDeleted: true })
  open.push(people)
  const { find } = people.connectors.hubspot
  let asked = 0
  people.connectors.hubspot.find = async () => {
    asked += 1
    throw new LockstepError('setting', 'HubSpot cannot find a contact by `email`')
  }
  const ada = people.hubspot.create('contact', { email: 'ada@example.com', firstname: 'A', lastname: 'B', phone: '1' })
  await people.engine.sync()
  people.hubspot.delete(ada.id)
  people.clock.pass(70 * minute)
  const first = await people.engine.sync()
  people.clock.pass(5 * minute)
  const second = await people.engine.sync()
  people.connectors.hubspot.find = find
  expect([first, second].map(({ deleted, waiting }) => [deleted.salesforce, waiting])).toEqual([
    [{}, 1],
    [{ Lead: 1 }, 0],
  ])
  expect(asked).toBe(2)
})
