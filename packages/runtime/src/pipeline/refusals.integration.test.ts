/** What a service refuses costs the field it is about: over HTTP, unique values, swaps and chains of them, rules, duplicates. */
import { afterEach, expect, test, vi } from 'vitest'
import { map } from '../planner/testing/policy'
import { openSandboxPeople, type SandboxPeople, sandboxPolicy } from './testing/sandbox-people'

vi.setConfig({ testTimeout: 90_000 })

let open: SandboxPeople | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

/** People known on both sides: a lead and a contact of each name, linked; ids of both by name. */
const start = async (names: readonly string[], policy = sandboxPolicy()) => {
  const people = await openSandboxPeople(policy)
  open = people
  const leads: Record<string, string> = {}
  for (const name of names)
    leads[name] = await people.edit('salesforce', 'Lead', { Email: `${name}@example.com`, LastName: name, Company: 'Acme' })
  await people.later('1m')
  await people.later('5m')
  const contacts: Record<string, string> = {}
  for (const row of (await people.dump()).hubspot['contacts'] ?? []) {
    const values = row['values'] as Record<string, string>
    contacts[values['lastname'] ?? ''] = String(row['id'])
  }
  people.meter.clear()
  const writes = (): number => people.meter.count('write')
  const cards = async () =>
    (await people.engine.errors()).items
      .map(({ kind, code, field, value, message, label }) => ({ kind, code, field, value, message, label }))
      .sort((a, b) => ((a.value ?? '') < (b.value ?? '') ? -1 : 1))
  const editLead = (name: string, values: object): Promise<string> => people.edit('salesforce', 'Lead', values, leads[name])
  return { ...people, leads, contacts, writes, cards, editLead }
}

test('two leads that swap their emails get a card that names the swap, and a last name changed with it is written', async () => {
  const { later, contacts, contacts: ids, writes, cards, editLead, engine, ...people } = await start(['ada', 'bob'])
  await editLead('ada', { Email: 'bob@example.com', LastName: 'Lovelace' })
  await editLead('bob', { Email: 'ada@example.com' })
  const report = await later('5m')
  expect([report.outcome, report.errors, await people.rows('Lead'), writes()]).toEqual([
    'done',
    2,
    ['ada@example.com bob', 'bob@example.com Lovelace'],
    // One batch, refused; each row alone; what is left of the first.
    4,
  ])
  expect(await (open as SandboxPeople).contacts()).toEqual(['ada@example.com Lovelace', 'bob@example.com bob'])
  const message = (mine: string, other: string): string =>
    `contact ${other} has this \`email\`, and is itself to get that of contact ${mine}: the two hold each other's value, and HubSpot gives neither up first`
  expect(await cards()).toEqual([
    {
      kind: 'duplicate',
      code: 'swapped-values',
      field: 'email',
      value: 'ada@example.com',
      message: message(ids['bob'] ?? '', ids['ada'] ?? ''),
      label: 'bob@example.com',
    },
    {
      kind: 'duplicate',
      code: 'swapped-values',
      field: 'email',
      value: 'bob@example.com',
      message: message(ids['ada'] ?? '', ids['bob'] ?? ''),
      label: 'ada@example.com',
    },
  ])
  expect(Object.keys(contacts).length).toBe(2)
  // Later edits of other fields cross while the cards are open.
  await editLead('bob', { LastName: 'Babbage' })
  await later('5m')
  expect(await (open as SandboxPeople).contacts()).toEqual(['ada@example.com Lovelace', 'bob@example.com Babbage'])
  // One of the two takes another value for a while; both cards close.
  await editLead('ada', { Email: 'ada@elsewhere.example' })
  await later('5m')
  const left = (await engine.errors()).items.map(({ id }) => id)
  expect([left.length, await engine.retryErrors(left)]).toEqual([1, 1])
  await later('5m')
  expect([await (open as SandboxPeople).contacts(), await cards()]).toEqual([
    ['ada@elsewhere.example Lovelace', 'ada@example.com Babbage'],
    [],
  ])
})

test('three that pass their emails round are named together', async () => {
  const { later, contacts: ids, cards, editLead } = await start(['ada', 'bob', 'cy'])
  await editLead('ada', { Email: 'bob@example.com' })
  await editLead('bob', { Email: 'cy@example.com' })
  await editLead('cy', { Email: 'ada@example.com', LastName: 'Cy' })
  await later('5m')
  expect(await (open as SandboxPeople).contacts()).toEqual(['ada@example.com ada', 'bob@example.com bob', 'cy@example.com Cy'])
  expect((await cards()).map(({ code, value, message }) => ({ code, value, message }))).toEqual(
    [
      ['cy', 'ada'],
      ['ada', 'bob'],
      ['bob', 'cy'],
    ]
      .map(([mine = '', holder = '']) => ({
        code: 'swapped-values',
        value: `${holder}@example.com`,
        message: `contact ${ids[holder]} has this \`email\`, and is itself to get that of another: ${['ada', 'bob', 'cy']
          .map((name) => `contact ${ids[name]}`)
          .join(', ')} hold each other's values, and HubSpot gives none up first`,
        mine,
      }))
      .map(({ mine: _mine, ...card }) => card),
  )
})

test('two that ask for each other’s email in different runs are seen together', async () => {
  const { later, cards, editLead, contacts: ids } = await start(['ada', 'bob'])
  await editLead('ada', { Email: 'bob@example.com' })
  await later('5m')
  expect((await cards()).map(({ code, field }) => ({ code, field }))).toEqual([{ code: 'CONFLICT', field: 'email' }])
  await editLead('bob', { Email: 'ada@example.com', LastName: 'Babbage' })
  await later('5m')
  expect(await (open as SandboxPeople).contacts()).toEqual(['ada@example.com ada', 'bob@example.com Babbage'])
  expect((await cards()).map(({ code, field, value, message }) => ({ code, field, value, message: message.slice(0, 20) }))).toEqual([
    { code: 'swapped-values', field: 'email', value: 'ada@example.com', message: `contact ${ids['ada']} has this \`email\``.slice(0, 20) },
    { code: 'swapped-values', field: 'email', value: 'bob@example.com', message: `contact ${ids['bob']} has this \`email\``.slice(0, 20) },
  ])
})

test('a chain of emails whose last one is free is written from its end, in one run and without a card', async () => {
  const { later, writes, cards, editLead } = await start(['ada', 'bob', 'cy'])
  await editLead('ada', { Email: 'bob@example.com' })
  await editLead('bob', { Email: 'cy@example.com' })
  await editLead('cy', { Email: 'new@example.com' })
  const report = await later('5m')
  expect([report.errors, await (open as SandboxPeople).contacts(), await cards(), report.updated]).toEqual([
    0,
    ['bob@example.com ada', 'cy@example.com bob', 'new@example.com cy'],
    [],
    { hubspot: { contact: 3 }, salesforce: {} },
  ])
  expect(writes()).toBe(7)
})

const manyFields = sandboxPolicy({
  mappings: [
    ...sandboxPolicy().syncs[0]!.mappings,
    map('address -> Street', { objects: ['Lead'] }),
    map('city -> City', { objects: ['Lead'] }),
    map('jobtitle -> Title', { objects: ['Lead'] }),
    map('website -> Website', { objects: ['Lead'] }),
    map('fax -> Fax', { objects: ['Lead'] }),
  ],
})
const watching: typeof manyFields = {
  ...manyFields,
  watches: manyFields.watches.map((watch) => ({
    ...watch,
    hubspot: { ...watch.hubspot, properties: [...watch.hubspot.properties, 'address', 'city', 'jobtitle', 'website', 'fax'] },
    salesforce: {
      ...watch.salesforce,
      Lead: { fields: [...(watch.salesforce['Lead']?.fields ?? []), 'Street', 'City', 'Title', 'Website', 'Fax'], related: [] },
    },
  })),
}
const values = { address: 'Main 1', city: 'Paris', jobtitle: 'Boss', website: 'https://x.example', fax: '1', phone: '2', firstname: 'F' }
const leadOf = async ({ dump }: Pick<SandboxPeople, 'dump'>, email: string) => {
  const row = ((await dump()).salesforce['Lead'] ?? []).find((each) => each['Email'] === email)
  return Object.fromEntries(['Street', 'City', 'Title', 'Website', 'Fax', 'Phone', 'FirstName'].map((name) => [name, row?.[name] ?? null]))
}

test('a rule that names no field costs the field it is about, found by halving in as many calls as halvings', async () => {
  const { later, contacts, writes, cards, control, ...people } = await start(['ada', 'bob', 'cy'], watching)
  await control('/rules', { rules: [{ object: 'Lead', refuse: "Title = 'Boss'", message: 'Nobody is the boss here.' }] })
  for (const name of ['ada', 'bob']) await people.edit('hubspot', 'contacts', values, contacts[name])
  await people.edit('hubspot', 'contacts', { fax: '3' }, contacts['cy'])
  const report = await later('5m')
  const written = { Street: 'Main 1', City: 'Paris', Title: null, Website: 'https://x.example', Fax: '1', Phone: '2', FirstName: 'F' }
  expect([await leadOf(people, 'ada@example.com'), await leadOf(people, 'bob@example.com'), report.updated.salesforce]).toEqual([
    written,
    written,
    { Lead: 3 },
  ])
  // Seven fields: the first call and three halvings of both records together.
  expect(writes()).toBe(4)
  expect((await cards()).map(({ code, field, value, label }) => ({ code, field, value, label }))).toEqual(
    ['ada', 'bob'].map((name) => ({
      code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      field: 'Title',
      value: 'Boss',
      label: `${name}@example.com`,
    })),
  )
})

test('a new record without a field that the other side refuses is made, and the field has a card', async () => {
  const { later, control, cards, ...people } = await start([], watching)
  await control('/rules', { rules: [{ object: 'Lead', refuse: "Title = 'Boss'", message: 'Nobody is the boss here.' }] })
  await people.edit('hubspot', 'contacts', { ...values, email: 'ada@example.com', lastname: 'ada' })
  const report = await later('5m')
  expect([await leadOf(people, 'ada@example.com'), report.created.salesforce, report.updated.salesforce]).toEqual([
    { Street: 'Main 1', City: 'Paris', Title: null, Website: 'https://x.example', Fax: '1', Phone: '2', FirstName: 'F' },
    { Lead: 1 },
    // What followed as an update is a part of the create.
    {},
  ])
  expect((await cards()).map(({ field, value }) => ({ field, value }))).toEqual([{ field: 'Title', value: 'Boss' }])
  expect(await people.rows('Lead')).toEqual(['ada@example.com ada'])
})

test('a new record that the other side refuses for what it must have is not made, and has one card', async () => {
  const { later, control, cards, ...people } = await start([], watching)
  await control('/rules', { rules: [{ object: 'Lead', refuse: "LastName = 'Boss'", message: 'Nobody is the boss here.' }] })
  await people.edit('hubspot', 'contacts', { ...values, email: 'ada@example.com', lastname: 'Boss' })
  await later('5m')
  expect(await people.rows('Lead')).toEqual([])
  expect((await cards()).map(({ code, field }) => ({ code, field }))).toEqual([
    { code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', field: undefined },
  ])
})

test('a duplicate rule stops the field that makes the duplicate, and a new record as a whole', async () => {
  const { later, control, cards, contacts, ...people } = await start(['ada', 'bob'], watching)
  await control('/rules', {
    duplicateRules: [
      { object: 'Lead', name: 'Phones_Once', onCreate: 'block', onEdit: 'block', match: [{ name: 'Phone_Match', fields: ['Phone'] }] },
    ],
  })
  await people.edit('hubspot', 'contacts', { phone: '123456' }, contacts['ada'])
  await later('5m')
  await people.edit('hubspot', 'contacts', { phone: '123456', city: 'Paris', fax: '1', firstname: 'F' }, contacts['bob'])
  await people.edit('hubspot', 'contacts', { email: 'cy@example.com', lastname: 'cy', phone: '123456', city: 'Rome' })
  await later('5m')
  expect(await leadOf(people, 'bob@example.com')).toEqual({
    Street: null,
    City: 'Paris',
    Title: null,
    Website: null,
    Fax: '1',
    Phone: null,
    FirstName: 'F',
  })
  expect(await people.rows('Lead')).toEqual(['ada@example.com ada', 'bob@example.com bob'])
  expect((await cards()).map(({ code, field, label }) => ({ code, field, label }))).toEqual(
    expect.arrayContaining([
      { code: 'DUPLICATES_DETECTED', field: 'Phone', label: 'bob@example.com' },
      { code: 'DUPLICATES_DETECTED', field: undefined, label: 'cy@example.com' },
    ]),
  )
})

test('a mapping that the policy calls required stops the whole record', async () => {
  const strict: typeof watching = {
    ...watching,
    hash: 'strict',
    syncs: watching.syncs.map((sync) => ({
      ...sync,
      mappings: sync.mappings.map((mapping) => (mapping.id === 'jobtitle-Title' ? { ...mapping, required: true } : mapping)),
    })),
  }
  const { later, control, cards, contacts, ...people } = await start(['ada'], strict)
  await control('/rules', { rules: [{ object: 'Lead', refuse: "Title = 'Boss'", message: 'Nobody is the boss here.' }] })
  await people.edit('hubspot', 'contacts', values, contacts['ada'])
  await later('5m')
  expect(await leadOf(people, 'ada@example.com')).toEqual({
    Street: null,
    City: null,
    Title: null,
    Website: null,
    Fax: null,
    Phone: null,
    FirstName: null,
  })
  expect((await cards()).length).toBe(1)
})
