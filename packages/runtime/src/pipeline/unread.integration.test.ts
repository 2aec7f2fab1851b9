/** Rights and properties taken away while the systems are in sync: what cannot be read decides nothing, everything else goes on. */
import { afterEach, expect, test, vi } from 'vitest'
import { map } from '../planner/testing/policy'
import { openSandboxPeople, type SandboxPeople, sandboxPolicy } from './testing/sandbox-people'

vi.setConfig({ testTimeout: 60_000 })

const base = sandboxPolicy()
const policy = () => {
  const made = sandboxPolicy({ mappings: [...(base.syncs[0]?.mappings ?? []), map('nick <-> Nick__c')] }, 'nick')
  const [watch] = made.watches
  const { Lead, Contact } = watch!.salesforce
  return {
    ...made,
    watches: [
      {
        ...watch!,
        hubspot: { ...watch!.hubspot, properties: [...watch!.hubspot.properties, 'nick'] },
        salesforce: {
          Lead: { ...Lead!, fields: [...Lead!.fields, 'Nick__c'] },
          Contact: { ...Contact!, fields: [...Contact!.fields, 'Nick__c'] },
        },
      },
    ],
    rules: {
      ...made.rules,
      'rule nick-Nick__c': { file: 'people.sync', line: 12, start: 0, end: 1 },
    },
  }
}

type Row = { readonly id?: string; readonly Id?: string; readonly values?: Readonly<Record<string, unknown>> } & Readonly<
  Record<string, unknown>
>

let people: SandboxPeople
afterEach(() => people.close())

const hubspotCall = async (method: string, path: string, body?: unknown): Promise<void> => {
  const response = await fetch(`${people.sandbox.hubspot.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${people.sandbox.hubspot.accessToken}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(await response.text())
}

const salesforceCall = async (method: string, path: string, body?: unknown): Promise<Row> => {
  const response = await fetch(`${people.sandbox.salesforce.url}/services/data/v62.0${path}`, {
    method,
    headers: { authorization: `Bearer ${people.sandbox.salesforce.accessToken}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(await response.text())
  return response.status === 204 ? {} : ((await response.json()) as Row)
}

let grants: Record<string, string> = {}
let permissionSet = ''

/** Shows a custom field to the connected user. */
const grant = async (object: string, field: string, isEditable = true): Promise<void> => {
  const row = {
    ParentId: permissionSet,
    SobjectType: object,
    Field: `${object}.${field}`,
    PermissionsRead: true,
    PermissionsEdit: isEditable,
  }
  grants[`${object}.${field}`] = String((await salesforceCall('POST', '/sobjects/FieldPermissions', row))['id'])
}

/** Takes the right to see a custom field away again. */
const hide = async (object: string, field: string): Promise<void> => {
  await salesforceCall('DELETE', `/sobjects/FieldPermissions/${grants[`${object}.${field}`]}`)
}

const makePermissionSet = async (): Promise<void> => {
  const made = await salesforceCall('POST', '/sobjects/PermissionSet', { Name: 'Fields', Label: 'Fields' })
  permissionSet = String(made['id'])
  grants = {}
  const users = await salesforceCall(
    'GET',
    `/query?q=${encodeURIComponent("SELECT Id FROM User WHERE Username = 'integration@sandbox.example'")}`,
  )
  const [user] = users['records'] as readonly Row[]
  await salesforceCall('POST', '/sobjects/PermissionSetAssignment', { PermissionSetId: permissionSet, AssigneeId: user?.Id })
}

const nick = { name: 'nick', label: 'Nick', type: 'string', fieldType: 'text', groupName: 'contactinformation' }

/** A linked pair, both nicks `Ada`; `nick` is a property on both sides. */
const openPair = async (): Promise<{ readonly contact: string; readonly lead: string }> => {
  people = await openSandboxPeople(policy())
  await hubspotCall('POST', '/crm/v3/properties/contacts', nick)
  await makePermissionSet()
  for (const object of ['Lead', 'Contact']) {
    await salesforceCall('POST', '/tooling/sobjects/CustomField', {
      FullName: `${object}.Nick__c`,
      Metadata: { type: 'Text', label: 'Nick', length: 80 },
    })
    await grant(object, 'Nick__c')
  }
  const lead = await people.edit('salesforce', 'Lead', { Email: 'ada@example.com', LastName: 'L', Company: 'C', Nick__c: 'Ada' })
  const contact = await people.edit('hubspot', 'contacts', { email: 'ada@example.com', lastname: 'L', company: 'C', nick: 'Ada' })
  await people.later('1m')
  expect(await stand(contact, lead)).toEqual({ nick: 'Ada', phone: null, Nick__c: 'Ada', Phone: null })
  return { contact, lead }
}

/** Nick and phone of a pair on both sides. */
const stand = async (contact: string, lead: string): Promise<Readonly<Record<string, unknown>>> => {
  const { hubspot, salesforce } = await people.dump()
  const h = (hubspot['contacts'] as readonly Row[]).find((row) => row.id === contact)?.values
  const s = (salesforce['Lead'] as readonly Row[]).find((row) => row.Id === lead)
  return { nick: h?.['nick'] ?? null, phone: h?.['phone'] ?? null, Nick__c: s?.['Nick__c'] ?? null, Phone: s?.['Phone'] ?? null }
}

/** The open cards, in short. */
const cards = async () =>
  (await people.engine.errors({ state: 'open' })).items.map(({ side, object, field, kind, code, lines }) => ({
    side,
    object,
    field,
    kind,
    code,
    lines,
  }))

test('a HubSpot property that is archived is not a blank one: its counterpart stays, all else crosses, and it merges when it is back', async () => {
  const { contact, lead } = await openPair()
  await hubspotCall('DELETE', '/crm/v3/properties/contacts/nick')
  await people.edit('hubspot', 'contacts', { phone: '1' }, contact)
  await people.later('1m')
  expect(await stand(contact, lead)).toMatchObject({ phone: '1', Nick__c: 'Ada', Phone: '1' })
  expect(await cards()).toEqual([
    {
      side: 'hubspot',
      object: 'contact',
      field: 'nick',
      kind: 'property mapping',
      code: 'missing-property',
      lines: ['people.sync:12'],
    },
  ])

  await people.edit('salesforce', 'Lead', { Nick__c: 'Lady' }, lead)
  await people.later('1m')
  expect(await stand(contact, lead)).toMatchObject({ Nick__c: 'Lady' })

  await hubspotCall('POST', '/crm/v3/properties/contacts', nick)
  await people.muchLater(20)
  expect(await stand(contact, lead)).toEqual({ nick: 'Lady', phone: '1', Nick__c: 'Lady', Phone: '1' })
  expect(await cards()).toEqual([])
})

test('a Salesforce field that is hidden stays as it is; edits of its counterpart wait and merge once it is shown again', async () => {
  const { contact, lead } = await openPair()
  for (const object of ['Lead', 'Contact']) await hide(object, 'Nick__c')
  await people.edit('hubspot', 'contacts', { nick: 'Lady', phone: '1' }, contact)
  await people.edit('salesforce', 'Lead', { FirstName: 'Augusta' }, lead)
  await people.later('1m')
  expect(await stand(contact, lead)).toEqual({ nick: 'Lady', phone: '1', Nick__c: 'Ada', Phone: '1' })
  const card = { side: 'salesforce', field: 'Nick__c', kind: 'property mapping', code: 'missing-property', lines: ['people.sync:12'] }
  expect(await cards()).toEqual([
    { ...card, object: 'Lead' },
    { ...card, object: 'Contact' },
  ])
  for (const object of ['Lead', 'Contact']) await grant(object, 'Nick__c')
  await people.muchLater(20)
  expect(await stand(contact, lead)).toEqual({ nick: 'Lady', phone: '1', Nick__c: 'Lady', Phone: '1' })
  expect(await cards()).toEqual([])
})

test('a field that may be read and not written receives nothing and is not called for; one card says so until it may be written', async () => {
  const { contact, lead } = await openPair()
  for (const object of ['Lead', 'Contact']) {
    await hide(object, 'Nick__c')
    await grant(object, 'Nick__c', false)
  }
  await people.edit('hubspot', 'contacts', { nick: 'Lady', phone: '1' }, contact)
  await people.muchLater(20)
  expect(await stand(contact, lead)).toEqual({ nick: 'Lady', phone: '1', Nick__c: 'Ada', Phone: '1' })
  const card = { side: 'salesforce', field: 'Nick__c', kind: 'permission', code: 'not-writable', lines: ['people.sync:12'] }
  expect(await cards()).toEqual([
    { ...card, object: 'Lead' },
    { ...card, object: 'Contact' },
  ])
  for (const object of ['Lead', 'Contact']) {
    await hide(object, 'Nick__c')
    await grant(object, 'Nick__c')
  }
  await people.muchLater(20)
  expect(await stand(contact, lead)).toMatchObject({ nick: 'Lady', Nick__c: 'Lady' })
  expect(await cards()).toEqual([])
})

test('an object that is hidden stops its own records alone, and they go on once it is shown again', async () => {
  const { contact, lead } = await openPair()
  const other = await people.edit('salesforce', 'Contact', { Email: 'bob@example.com', LastName: 'B' })
  await people.later('1m')
  const users = ['integration@sandbox.example']
  await people.control('/rules', {
    profiles: [{ name: 'Sync', users, viewAllData: true, modifyAllData: true, objects: { Contact: [] } }],
  })
  await people.edit('hubspot', 'contacts', { phone: '1' }, contact)
  await people.edit('salesforce', 'Contact', { Phone: '2' }, other)
  await people.muchLater(20)
  expect(await stand(contact, lead)).toMatchObject({ phone: '1', Phone: '1' })
  expect((await cards()).map(({ object, code }) => ({ object, code }))).toContainEqual({ object: 'Contact', code: 'closed-object' })
  expect(await people.contacts()).toEqual(['ada@example.com L', 'bob@example.com B'])
  await people.control('/rules', { profiles: [] })
  await people.muchLater(20)
  await people.later('1m')
  expect(await cards()).toEqual([])
  const { hubspot } = await people.dump()
  const bob = (hubspot['contacts'] as readonly Row[]).find((row) => row.values?.['email'] === 'bob@example.com')
  expect(bob?.values?.['phone']).toBe('2')
})
