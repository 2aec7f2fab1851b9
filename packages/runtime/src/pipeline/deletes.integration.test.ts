/** Deletes, merges and conversions by people in both systems, through the real connectors and the sandbox's servers. */
import { afterEach, expect, test, vi } from 'vitest'
import { openSandboxPeople, type SandboxPeople, sandboxPolicy } from './testing/sandbox-people'

vi.setConfig({ testTimeout: 90_000 })

let open: SandboxPeople | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

type Action = 'delete' | 'unlink' | 'ignore'
const under = (action: Action, hash = 'test') =>
  sandboxPolicy({ hubspot: { onNew: [{ object: 'Lead' }], onDelete: action }, lead: { onDelete: action } }, hash)

const person = (name: string) => ({ email: `${name}@example.com`, lastname: name, company: 'Acme' })

const start = async (action: Action, ...names: readonly string[]) => {
  const people = await openSandboxPeople(under(action))
  open = people
  const ids: string[] = []
  for (const name of names) ids.push(await people.edit('hubspot', 'contacts', person(name)))
  await people.later('5m')
  const links = await Promise.all(ids.map((id) => people.engine.why(`hubspot:contact:${id}`)))
  const pairs = ids.map((contact, at) => ({ contact, lead: links[at]?.record.salesforce?.id ?? '' }))
  return { people, pairs }
}

const state = async ({ engine }: SandboxPeople, id: string) => {
  const { record, cause } = await engine.why(id)
  return [record.state, cause, record.hubspot?.id ?? null, record.salesforce?.id ?? null]
}

test.each([
  ['delete', 'deleted', []],
  ['unlink', 'unlinked', ['ada@example.com ada']],
  ['ignore', 'deleted', ['ada@example.com ada']],
] as const)('a contact deleted in HubSpot under `on delete %s` is found by the sweep', async (action, cause, leads) => {
  const { people, pairs } = await start(action, 'ada', 'bob')
  const [ada] = pairs
  await people.control('/delete', { system: 'hubspot', object: 'contacts', id: ada?.contact })
  await people.later('15m')
  const early = people.meter.count('audit')
  await people.later('25h')
  // Two calls of the sweep; two stretches of stamps of contacts and of companies.
  expect([early, people.meter.count('audit')]).toEqual([0, 6])
  expect(await state(people, `hubspot:contact:${ada?.contact}`)).toEqual(['dead', cause, ada?.contact, ada?.lead])
  expect([await people.rows('Lead'), await people.contacts()]).toEqual([[...leads, 'bob@example.com bob'], ['bob@example.com bob']])
})

test.each([
  ['delete', 'deleted', []],
  ['unlink', 'unlinked', ['ada@example.com ada']],
  ['ignore', 'deleted', ['ada@example.com ada']],
] as const)('a lead deleted in Salesforce under `on delete %s` is seen in the next run', async (action, cause, contacts) => {
  const { people, pairs } = await start(action, 'ada')
  const [ada] = pairs
  await people.control('/delete', { system: 'salesforce', object: 'Lead', id: ada?.lead })
  await people.later('5m')
  expect(await state(people, `salesforce:Lead:${ada?.lead}`)).toEqual(['dead', cause, ada?.contact, ada?.lead])
  expect([await people.rows('Lead'), await people.contacts()]).toEqual([[], contacts])
})

test('a contact erased in HubSpot is found although no listing shows it, and is not made again', async () => {
  const { people, pairs } = await start('unlink', 'ada', 'bob')
  const [ada] = pairs
  const response = await fetch(`${people.sandbox.hubspot.url}/crm/v3/objects/contacts/gdpr-delete`, {
    method: 'POST',
    headers: { authorization: `Bearer ${people.sandbox.hubspot.accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ objectId: ada?.contact }),
  })
  expect(response.status).toBe(204)
  await people.later('2h')
  await people.edit('salesforce', 'Lead', { Phone: '7' }, ada?.lead)
  await people.later('2h')
  expect(await state(people, `salesforce:Lead:${ada?.lead}`)).toEqual(['dead', 'unlinked', ada?.contact, ada?.lead])
  expect(await people.contacts()).toEqual(['bob@example.com bob'])
})

test('a write to a contact that was deleted meanwhile finds the delete', async () => {
  const { people, pairs } = await start('unlink', 'ada', 'bob')
  const [ada, bob] = pairs
  await people.control('/delete', { system: 'hubspot', object: 'contacts', id: ada?.contact })
  for (const pair of pairs) await people.edit('salesforce', 'Lead', { Phone: '7' }, pair.lead)
  const report = await people.later('5m')
  expect([people.meter.count('audit'), report.updated.hubspot, report.errors]).toEqual([0, { contact: 1 }, 0])
  expect(await state(people, `salesforce:Lead:${ada?.lead}`)).toEqual(['dead', 'unlinked', ada?.contact, ada?.lead])
  expect((await state(people, `salesforce:Lead:${bob?.lead}`))[0]).toBe('linked')
})

test('a merge in HubSpot makes a new record, and the link follows it', async () => {
  const { people, pairs } = await start('delete', 'ada')
  const [ada] = pairs
  const twin = await people.edit('hubspot', 'contacts', { lastname: 'twin', firstname: 'Ada' })
  await people.later('5m')
  const merged = await people.control('/merge', { system: 'hubspot', object: 'contacts', winner: ada?.contact, losers: [twin] })
  const id = (merged as { id: string }).id
  await people.later('5m')
  await people.later('2h')
  expect(await state(people, `salesforce:Lead:${ada?.lead}`)).toEqual(['linked', null, id, ada?.lead])
  expect([await people.rows('Lead'), await people.contacts()]).toEqual([['ada@example.com ada'], ['ada@example.com ada']])
})

test('a merge in HubSpot of two linked contacts leaves the loser’s lead, unlinked, with a card', async () => {
  const { people, pairs } = await start('delete', 'ada', 'bob')
  const [ada, bob] = pairs
  const merged = await people.control('/merge', { system: 'hubspot', object: 'contacts', winner: ada?.contact, losers: [bob?.contact] })
  const id = (merged as { id: string }).id
  await people.later('5m')
  await people.later('2h')
  expect((await state(people, `hubspot:contact:${id}`)).slice(0, 2)).toEqual(['linked', null])
  const errors = await people.engine.errors()
  expect(errors.items.map((item) => [item.kind, item.code])).toEqual([['converted or merged', 'merged']])
  expect([await people.rows('Lead'), await people.contacts()]).toEqual([
    ['ada@example.com ada', 'bob@example.com bob'],
    ['ada@example.com ada'],
  ])
})

test('a merge in Salesforce moves the link of the loser where the winner has none', async () => {
  const { people, pairs } = await start('delete', 'ada')
  const [ada] = pairs
  const twin = await people.edit('salesforce', 'Lead', { LastName: 'twin', Company: 'Acme' })
  await people.later('5m')
  await people.control('/merge', { system: 'salesforce', object: 'Lead', winner: twin, losers: [ada?.lead] })
  await people.later('5m')
  await people.later('5m')
  expect(await state(people, `hubspot:contact:${ada?.contact}`)).toEqual(['linked', null, ada?.contact, twin])
  expect(await people.contacts()).toHaveLength(1)
})

test('a converted lead keeps its link, which moves to the contact and carries edits there', async () => {
  const { people, pairs } = await start('delete', 'ada')
  const [ada] = pairs
  await people.control('/convert', { lead: ada?.lead })
  await people.later('5m')
  await people.edit('hubspot', 'contacts', { phone: '7', lastname: 'lovelace' }, ada?.contact)
  await people.later('5m')
  expect((await state(people, `hubspot:contact:${ada?.contact}`)).slice(0, 2)).toEqual(['linked', null])
  expect([await people.rows('Contact'), await people.rows('Lead'), await people.contacts()]).toEqual([
    ['ada@example.com lovelace'],
    ['ada@example.com ada (converted)'],
    ['ada@example.com lovelace'],
  ])
})
