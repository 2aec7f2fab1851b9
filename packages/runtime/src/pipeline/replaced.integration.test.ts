/** Records that are deleted and made anew under the same match key, through the real connectors and the sandbox's servers. */
import { afterEach, expect, test, vi } from 'vitest'
import { openSandboxPeople, type SandboxPeople, sandboxPolicy } from './testing/sandbox-people'

vi.setConfig({ testTimeout: 90_000 })

let open: SandboxPeople | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

type Action = 'delete' | 'unlink' | 'ignore'
const under = (action: Action) =>
  sandboxPolicy({
    hubspot: { onNew: [{ object: 'Lead' }], onDelete: action },
    lead: { onDelete: action },
    contact: { onDelete: action },
  })

const person = (name: string) => ({ email: `${name}@example.com`, lastname: name, company: 'Acme', phone: '1' })

const start = async (action: Action, ...names: readonly string[]) => {
  const steps: { captured?: () => Promise<void> } = {}
  const probe = (step: string) => (step === 'captured' ? steps.captured?.() : undefined)
  const people = await openSandboxPeople(under(action), { probe })
  open = people
  const ids: string[] = []
  for (const name of names) ids.push(await people.edit('hubspot', 'contacts', person(name)))
  await people.later('5m')
  const links = await Promise.all(ids.map((id) => people.engine.why(`hubspot:contact:${id}`)))
  const pairs = ids.map((contact, at) => ({ contact, lead: links[at]?.record.salesforce?.id ?? '' }))
  return { people, pairs, steps }
}

const state = async ({ engine }: SandboxPeople, id: string) => {
  const { record, cause } = await engine.why(id)
  return [record.state, cause, record.hubspot?.id ?? null, record.salesforce?.id ?? null]
}
const codes = async ({ engine }: SandboxPeople) => (await engine.errors()).items.map((item) => item.code)

test.each(['delete', 'unlink', 'ignore'] as const)(
  'under `on delete %s` the link of a deleted lead moves to the lead that was made with its email, and nothing is deleted or made',
  async (action) => {
    const { people, pairs } = await start(action, 'ada', 'bob')
    const [ada] = pairs
    await people.control('/delete', { system: 'salesforce', object: 'Lead', id: ada?.lead })
    const again = await people.edit('salesforce', 'Lead', {
      Email: 'Ada@Example.com',
      LastName: 'Lovelace',
      Company: 'Acme',
      Phone: '1',
    })
    const report = await people.later('5m')
    expect([report.created, report.deleted, await codes(people)]).toEqual([
      { hubspot: {}, salesforce: {} },
      { hubspot: {}, salesforce: {} },
      [],
    ])
    expect(await state(people, `hubspot:contact:${ada?.contact}`)).toEqual(['linked', null, ada?.contact, again])
    const settled = await people.later('5m')
    expect([settled.created, settled.updated, settled.deleted]).toEqual([
      { hubspot: {}, salesforce: {} },
      { hubspot: {}, salesforce: {} },
      { hubspot: {}, salesforce: {} },
    ])
    expect([await people.contacts(), await people.rows('Lead')]).toEqual([
      ['ada@example.com Lovelace', 'bob@example.com bob'],
      ['ada@example.com Lovelace', 'bob@example.com bob'],
    ])
  },
)

test('a contact that is made by hand in the place of a deleted lead takes over the link, with the base of what both share', async () => {
  const { people, pairs } = await start('delete', 'ada')
  const [ada] = pairs
  await people.control('/delete', { system: 'salesforce', object: 'Lead', id: ada?.lead })
  const again = await people.edit('salesforce', 'Contact', { Email: 'ada@example.com', LastName: 'ada', Phone: '1' })
  // The base says that HubSpot alone changed the phone, so no conflict is decided.
  await people.edit('hubspot', 'contacts', { phone: '2' }, ada?.contact)
  const report = await people.later('5m')
  expect([report.conflicts, await state(people, `hubspot:contact:${ada?.contact}`)]).toEqual([0, ['linked', null, ada?.contact, again]])
  const rows = (await people.dump()).salesforce['Contact'] ?? []
  expect([rows.map((row) => [row['Id'], row['Phone']]), await people.contacts()]).toEqual([[[again, '2']], ['ada@example.com ada']])
})

test('a contact that is imported again in HubSpot after its delete takes over the link', async () => {
  const { people, pairs } = await start('delete', 'ada', 'bob')
  const [ada, bob] = pairs
  await people.control('/delete', { system: 'hubspot', object: 'contacts', id: ada?.contact })
  await people.control('/delete', { system: 'hubspot', object: 'contacts', id: bob?.contact })
  const again = await people.edit('hubspot', 'contacts', person('ada'))
  const soon = await people.later('5m')
  const late = await people.later('2h')
  expect([soon.created.salesforce, late.created.salesforce, late.deleted.salesforce]).toEqual([{}, {}, { Lead: 1 }])
  expect(await state(people, `salesforce:Lead:${ada?.lead}`)).toEqual(['linked', null, again, ada?.lead])
  expect([await people.rows('Lead'), await people.contacts(), await codes(people)]).toEqual([
    ['ada@example.com ada'],
    ['ada@example.com ada'],
    [],
  ])
})

test('a lead that is made after the run has captured Salesforce stops the delete all the same', async () => {
  const { people, pairs, steps } = await start('delete', 'ada')
  const [ada] = pairs
  await people.control('/delete', { system: 'salesforce', object: 'Lead', id: ada?.lead })
  let again = ''
  steps.captured = async () => {
    again = await people.edit('salesforce', 'Lead', { Email: 'ada@example.com', LastName: 'ada', Company: 'Acme', Phone: '1' })
    delete steps.captured
  }
  const report = await people.later('5m')
  expect([report.deleted.hubspot, report.created.hubspot]).toEqual([{}, {}])
  expect(await state(people, `hubspot:contact:${ada?.contact}`)).toEqual(['linked', null, ada?.contact, again])
})

test('two leads that share the key of a deleted one stop the delete with a card where nothing prefers one', async () => {
  const people = await openSandboxPeople({ ...under('delete'), syncs: under('delete').syncs.map((sync) => ({ ...sync, prefer: [] })) })
  open = people
  const contact = await people.edit('hubspot', 'contacts', person('ada'))
  await people.later('5m')
  const lead = (await people.engine.why(`hubspot:contact:${contact}`)).record.salesforce?.id
  await people.control('/delete', { system: 'salesforce', object: 'Lead', id: lead })
  for (const name of ['one', 'two']) await people.edit('salesforce', 'Lead', { Email: 'ada@example.com', LastName: name, Company: 'Acme' })
  const report = await people.later('5m')
  expect([report.deleted.hubspot, report.created.hubspot, await people.contacts()]).toEqual([{}, {}, ['ada@example.com ada']])
  expect((await state(people, `hubspot:contact:${contact}`)).slice(0, 2)).toEqual(['dead', 'deleted'])
  expect((await codes(people)).sort()).toEqual(['several-sources', 'several-sources', 'several-successors'])
})

test('deletes that the last look before a write finds are held where they are more than the limit', async () => {
  const holding = under('delete')
  const steps: { captured?: () => Promise<void> } = {}
  const people = await openSandboxPeople(
    { ...holding, syncs: holding.syncs.map((sync) => ({ ...sync, holds: [{ what: 'deletes' as const, count: 2 }] })) },
    { probe: (step) => (step === 'captured' ? steps.captured?.() : undefined) },
  )
  open = people
  const names = ['ada', 'bob', 'cyd', 'dan', 'eve'] as const
  const contacts: string[] = []
  for (const name of names) contacts.push(await people.edit('hubspot', 'contacts', person(name)))
  await people.later('5m')
  for (const contact of contacts) {
    const lead = (await people.engine.why(`hubspot:contact:${contact}`)).record.salesforce?.id
    await people.edit('salesforce', 'Lead', { Phone: '2' }, lead)
  }
  steps.captured = async () => {
    delete steps.captured
    for (const id of contacts.slice(0, 3)) await people.control('/delete', { system: 'hubspot', object: 'contacts', id })
  }
  const report = await people.later('5m')
  expect([report.outcome, report.held.map(({ what, count, limit }) => [what, count, limit]), report.deleted, report.updated]).toEqual([
    'held',
    [['deletes of contact', 3, '2']],
    { hubspot: {}, salesforce: {} },
    { hubspot: {}, salesforce: {} },
  ])
  expect((await people.rows('Lead')).length).toBe(5)
  const { held } = await people.engine.why(`hubspot:contact:${contacts[0]}`)
  expect(held).toEqual({ what: 'deletes of contact', run: report.run })
})
