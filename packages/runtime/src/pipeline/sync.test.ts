/** Whole runs against CRMs in memory: capture, match, plan, write, record. */
import { afterEach, expect, test, vi } from 'vitest'
import { map } from '../planner/testing/policy'
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

const minutes = (count: number): number => count * 60_000

/** Runs until nothing is planned; throws when three rounds do not suffice. */
const settleDown = async ({ engine, clock }: People): Promise<void> => {
  for (let round = 0; round < 4; round += 1) {
    clock.pass(minutes(5))
    const report = await engine.sync()
    if (report.calls.hubspot.write + report.calls.salesforce.write === 0) return
  }
  throw new Error('the two sides did not settle')
}

test('an edit on one side costs one write on the other and no echo', async () => {
  const people = await start()
  const ada = people.hubspot.create('contact', h('ada@example.com', { firstname: 'Ada' }))
  await settleDown(people)
  people.hubspot.update(ada.id, { firstname: 'Augusta' })
  people.clock.pass(minutes(5))
  const report = await people.engine.sync()
  expect(report.updated).toEqual({ hubspot: {}, salesforce: { Lead: 1 } })
  const before = people.salesforce.ours.length + people.hubspot.ours.length
  await settleDown(people)
  expect(people.salesforce.ours.length + people.hubspot.ours.length).toBe(before)
  expect(people.salesforce.state('Lead', 'FirstName')).toEqual([{ FirstName: 'Augusta' }])
})

test('a conflict reads the history it needs, takes the newer value, and tells both in the journal', async () => {
  const people = await start()
  const ada = people.hubspot.create('contact', h('ada@example.com', { firstname: 'Ada' }))
  await settleDown(people)
  const lead = people.salesforce.live('Lead')[0]
  people.salesforce.update(lead?.id ?? '', { FirstName: 'Augusta' })
  people.clock.pass(minutes(2))
  people.hubspot.update(ada.id, { firstname: 'Ada King' })
  people.clock.pass(minutes(2))
  const report = await people.engine.sync()
  expect([report.conflicts, people.salesforce.state('Lead', 'FirstName')]).toEqual([1, [{ FirstName: 'Ada King' }]])
  const why = await people.engine.why('ada@example.com')
  expect(
    why.timeline.filter((entry) => entry.kind === 'conflict').map(({ hubspot, salesforce, winner }) => ({ hubspot, salesforce, winner })),
  ).toEqual([{ hubspot: 'Ada King', salesforce: 'Augusta', winner: 'hubspot' }])
})

test('a field that the target refuses becomes a card, and the rest of the record is written', async () => {
  const people = await start()
  people.salesforce.rule = (_object, values) =>
    values['Phone'] === 'x' ? { code: 'INVALID_PHONE', message: 'not a phone', field: 'Phone', card: 'property value' } : null
  const ada = people.hubspot.create('contact', h('ada@example.com', { firstname: 'Ada', phone: 'x' }))
  people.hubspot.create('contact', h('grace@example.com', { phone: '1' }))
  const report = await people.engine.sync()
  expect([report.created.salesforce, report.errors, people.salesforce.state('Lead', 'Email', 'FirstName', 'Phone')]).toEqual([
    { Lead: 2 },
    1,
    [
      { Email: 'ada@example.com', FirstName: 'Ada', Phone: null },
      { Email: 'grace@example.com', FirstName: null, Phone: '1' },
    ],
  ])
  const errors = await people.engine.errors()
  expect(errors.items.map(({ kind, field, value, code, label, tries }) => ({ kind, field, value, code, label, tries }))).toEqual([
    { kind: 'property value', field: 'Phone', value: 'x', code: 'INVALID_PHONE', label: 'ada@example.com', tries: 1 },
  ])
  people.salesforce.rule = () => null
  expect(await people.engine.retryErrors(errors.items.map((item) => item.id))).toBe(1)
  people.clock.pass(minutes(5))
  await people.engine.sync()
  expect((await people.engine.errors()).items).toEqual([])
  expect(people.salesforce.state('Lead', 'Phone')).toEqual([{ Phone: '1' }, { Phone: 'x' }])
  expect(people.hubspot.get(ada.id).values['phone']).toBe('x')
})

test('a field that was refused stays refused when the reply about the rest of its record is lost', async () => {
  const people = await start()
  const ada = people.hubspot.create('contact', h('ada@example.com'))
  await settleDown(people)
  people.salesforce.rule = (_object, values) => {
    if (values['Phone'] !== 'x') return null
    if (people.faults.salesforce.length === 0) people.faults.salesforce.push('lost-after')
    return { code: 'INVALID_PHONE', message: 'not a phone', field: 'Phone', card: 'property value' }
  }
  people.hubspot.update(ada.id, { firstname: 'Ada', phone: 'x' })
  people.clock.pass(minutes(5))
  await people.engine.sync()
  people.clock.pass(minutes(5))
  await people.engine.sync()
  expect([
    people.salesforce.state('Lead', 'FirstName', 'Phone'),
    (await people.engine.errors()).items.map(({ field, value }) => ({ field, value })),
  ]).toEqual([[{ FirstName: 'Ada', Phone: null }], [{ field: 'Phone', value: 'x' }]])
})

test('one bad row does not stop a HubSpot batch that is refused as a whole', async () => {
  const people = await start()
  for (let at = 0; at < 40; at += 1) people.hubspot.create('contact', h(`p${at}@example.com`))
  await settleDown(people)
  people.hubspot.rule = (_object, values) =>
    values['phone'] === 'bad' ? { code: 'INVALID', message: 'bad', card: 'property value' } : null
  const leads = people.salesforce.live('Lead')
  for (const [at, lead] of leads.entries()) people.salesforce.update(lead.id, { Phone: at === 17 ? 'bad' : `${at}` })
  people.clock.pass(minutes(5))
  const report = await people.engine.sync()
  expect([report.updated.hubspot, report.errors]).toEqual([{ contact: 39 }, 1])
})

test('a create that exists already under its key is linked, not made again', async () => {
  const people = await start()
  people.hubspot.create('contact', h('ada@example.com'))
  people.faults.salesforce.push('lost-after')
  const report = await people.engine.sync()
  await settleDown(people)
  expect(people.salesforce.live('Lead').length).toBe(1)
  expect([report.created.salesforce, (await people.engine.why('ada@example.com')).record.state]).toEqual([{ Lead: 1 }, 'linked'])
})

test.each(['hubspot', 'salesforce'] as const)(
  'a create of %s that never arrived is made again in the same run, under the same key',
  async (side) => {
    const people = await start()
    if (side === 'salesforce') people.hubspot.create('contact', h('ada@example.com'))
    else people.salesforce.create('Lead', s('ada@example.com'))
    people.faults[side].push('lost-before')
    const report = await people.engine.sync()
    const made = people[side].ours.map(({ action, values }) => [action, values['lockstep_key'] ?? values['Lockstep_Key__c']])
    const key = side === 'salesforce' ? 'portal:contact:101:0' : 'org:Lead:00Q101:0'
    expect([report.waiting, made]).toEqual([0, [['create', key]]])
  },
)

test.each(['hubspot', 'salesforce'] as const)(
  'a create of %s that arrives after it was made again is refused, and there is one record',
  async (side) => {
    const people = await start()
    if (side === 'salesforce') people.hubspot.create('contact', h('ada@example.com'))
    else people.salesforce.create('Lead', s('ada@example.com'))
    people.faults[side].push('late')
    await people.engine.sync()
    await settleDown(people)
    expect([people[side].ours.length, (await people.engine.why('ada@example.com')).record.state]).toEqual([1, 'linked'])
  },
)

test('a busy service is asked again with growing waits', async () => {
  const people = await start()
  people.hubspot.create('contact', h('ada@example.com'))
  people.faults.salesforce.push('busy', 'busy')
  const report = await people.engine.sync()
  expect([report.created.salesforce, report.calls.salesforce.write]).toEqual([{ Lead: 1 }, 3])
})

test('two records of one side that share a key never take the same counterpart', async () => {
  const people = await start()
  people.salesforce.create('Lead', s('ada@example.com', { FirstName: 'Old' }))
  people.salesforce.create('Contact', s('ada@example.com', { FirstName: 'New' }))
  people.hubspot.create('contact', h('ada@example.com'))
  await settleDown(people)
  const rows = await people.engine.records({ text: 'ada' })
  expect(
    rows.rows.map(({ state, hubspot, salesforce }) => ({ state, hubspot: hubspot?.object, salesforce: salesforce?.object })),
  ).toContainEqual({
    state: 'linked',
    hubspot: 'contact',
    salesforce: 'Contact',
  })
  expect(rows.rows.filter((row) => row.hubspot !== null && row.salesforce !== null).length).toBe(1)
  expect(people.hubspot.live('contact').length).toBe(1)
})

test('a converted lead keeps its link, which moves to the contact', async () => {
  const people = await start()
  people.hubspot.create('contact', h('ada@example.com', { firstname: 'Ada' }))
  await settleDown(people)
  const lead = people.salesforce.live('Lead')[0]
  const contact = people.salesforce.convert(lead?.id ?? '', 'Contact')
  await settleDown(people)
  const why = await people.engine.why('hubspot:contact:101')
  expect([why.record.state, why.record.salesforce]).toEqual(['linked', { object: 'Contact', id: contact.id }])
})

test('a value without a row in its table stays owed with its card, whatever Salesforce fills in by itself, until the table is mended', async () => {
  const table = (...known: readonly string[]) => ({
    name: 'phones',
    rows: known.map((each) => ({ hubspot: [each], salesforce: [each.toUpperCase()], direction: 'both' as const })),
    toSalesforce: { kind: 'error' as const },
    toHubspot: { kind: 'copy' as const },
  })
  const under = (...known: readonly string[]) =>
    peoplePolicy({
      mappings: [map('email <-> Email'), map('phone <-> Phone', { conversion: { kind: 'table', table: 'phones' } })],
      tables: [table(...known)],
    })
  const people = await start({ policy: under('one') })
  const ada = people.hubspot.create('contact', h('ada@example.com', { phone: 'odd' }))
  await people.engine.sync()
  people.salesforce.update(people.salesforce.live('Lead')[0]?.id ?? '', { Phone: 'Default' }, 'system')
  const told: unknown[] = []
  for (let round = 0; round < 3; round += 1) {
    people.clock.pass(minutes(30))
    await people.engine.sync()
    told.push([people.hubspot.get(ada.id).values['phone'], (await people.engine.errors()).items.map((item) => item.value)])
  }
  expect(told).toEqual([
    ['odd', ['odd']],
    ['odd', ['odd']],
    ['odd', ['odd']],
  ])
  await people.engine.deploy(under('one', 'odd'))
  people.clock.pass(minutes(5))
  await people.engine.sync()
  expect([people.salesforce.state('Lead', 'Phone'), (await people.engine.errors()).items]).toEqual([[{ Phone: 'ODD' }], []])
})

test('two automations that set a value back and forth are stopped after three writes, and the rest of the record goes on', async () => {
  const people = await start()
  const ada = people.hubspot.create('contact', h('ada@example.com', { phone: 'one' }))
  await people.engine.sync()
  const lead = people.salesforce.live('Lead')[0]?.id ?? ''
  const written: unknown[] = []
  for (let round = 0; round < 6; round += 1) {
    people.clock.pass(minutes(5))
    if (people.salesforce.get(lead).values['Phone'] === 'one') people.salesforce.update(lead, { Phone: 'two' }, 'flow')
    else people.hubspot.update(ada.id, { phone: 'one', firstname: `Ada ${round}` }, 'workflow')
    people.clock.pass(minutes(5))
    await people.engine.sync()
    written.push([people.hubspot.get(ada.id).values['phone'], people.salesforce.get(lead).values['Phone']])
  }
  const cards = (await people.engine.errors()).items.map(({ kind, field }) => [kind, field])
  expect([written.slice(0, 3), written[5], cards]).toEqual([
    [
      ['two', 'two'],
      ['one', 'one'],
      ['two', 'two'],
    ],
    ['one', 'two'],
    [['automations disagree', 'Phone']],
  ])
  expect(people.salesforce.get(lead).values['FirstName']).toBe('Ada 5')
  people.hubspot.update(ada.id, { phone: 'three' })
  people.clock.pass(minutes(5))
  await people.engine.sync()
  expect([people.salesforce.get(lead).values['Phone'], (await people.engine.errors()).items]).toEqual(['three', []])
})

test('a value that an automation writes over after every set-back is left alone after three of them', async () => {
  const people = await start({ policy: peoplePolicy({ mappings: [map('email <-> Email'), map('phone -> Phone')] }) })
  people.hubspot.create('contact', h('ada@example.com', { phone: 'one' }))
  await people.engine.sync()
  const lead = people.salesforce.live('Lead')[0]?.id ?? ''
  const held: unknown[] = []
  for (let round = 0; round < 5; round += 1) {
    people.clock.pass(minutes(5))
    people.salesforce.update(lead, { Phone: 'two' }, 'flow')
    people.clock.pass(minutes(5))
    await people.engine.sync()
    held.push(people.salesforce.get(lead).values['Phone'])
  }
  expect([held, (await people.engine.errors()).items.map((item) => item.kind)]).toEqual([
    ['one', 'one', 'one', 'two', 'two'],
    ['automations disagree'],
  ])
})
