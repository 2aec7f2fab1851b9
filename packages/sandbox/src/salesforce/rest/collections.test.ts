/** sObject Collections through jsforce and raw. */
import { Connection } from 'jsforce'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { salesforceId } from '../ids'
import { startOrg, type TestOrg } from '../testing/start-org'

let org: TestOrg
let client: Connection

beforeAll(async () => {
  org = await startOrg({ objects: { Lead: { fields: [{ name: 'Key__c', type: 'string', length: 80, externalId: true, unique: true }] } } })
  client = new Connection(org.settings)
})
afterAll(() => org.close())

const LEAD = { LastName: 'Doe', Company: 'Acme' }
const lead = (values: Record<string, unknown> = {}) => ({ attributes: { type: 'Lead' }, LastName: 'Doe', Company: 'Acme', ...values })
const contact = (values: Record<string, unknown> = {}) => ({ attributes: { type: 'Contact' }, LastName: 'Doe', ...values })

async function count(object: string): Promise<number> {
  return (await client.query(`SELECT COUNT() FROM ${object}`)).totalSize
}

test('jsforce creates, updates, retrieves and destroys many rows', async () => {
  const made = await client.sobject('Lead').create([
    { LastName: 'One', Company: 'A' },
    { LastName: 'Two', Company: 'B' },
  ])
  const ids = made.map((row) => row.id!)
  expect(made).toEqual(ids.map((id) => ({ id, success: true, errors: [] })))
  expect(await client.sobject('Lead').update(ids.map((Id) => ({ Id, Title: 'x' })))).toEqual(
    ids.map((id) => ({ id, success: true, errors: [] })),
  )
  const read = await client.sobject('Lead').retrieve([...ids, salesforceId('00Q', 3)])
  expect(read.map((row) => row?.['Title'] ?? null)).toEqual(['x', 'x', null])
  expect(await client.sobject('Lead').destroy(ids)).toEqual(ids.map((id) => ({ id, success: true, errors: [] })))
})

test('a bad row fails alone, with statusCode, in its place', async () => {
  const { status, body } = await org.call('POST', '/composite/sobjects', {
    allOrNone: false,
    records: [lead(), lead({ Email: 'x' }), contact()],
  })
  expect(status).toBe(200)
  expect(body).toMatchObject([
    { success: true, errors: [] },
    { success: false, errors: [{ statusCode: 'INVALID_EMAIL_ADDRESS', message: 'Email: invalid email address: x', fields: ['Email'] }] },
    { success: true, errors: [] },
  ])
  expect((body as object[]).map((row) => 'id' in row)).toEqual([true, false, true])
})

test('with allOrNone one bad row undoes the others', async () => {
  const before = await count('Lead')
  const { body } = await org.call('POST', '/composite/sobjects', { allOrNone: true, records: [lead(), lead({ Email: 'x' })] })
  expect((body as { success: boolean; errors: { statusCode: string }[] }[]).map((row) => [row.success, row.errors[0]?.statusCode])).toEqual(
    [
      [false, 'ALL_OR_NONE_OPERATION_ROLLED_BACK'],
      [false, 'INVALID_EMAIL_ADDRESS'],
    ],
  )
  expect(await count('Lead')).toBe(before)
})

test('rows that cannot be written say why', async () => {
  const [gone, converted] = (await client.sobject('Lead').create([LEAD, LEAD])).map((row) => row.id!)
  await client.sobject('Lead').destroy(gone!)
  org.system.convert?.({ lead: converted! })
  const records = [
    lead({ Id: gone }),
    lead({ Id: converted }),
    lead({ Id: salesforceId('00Q', 9) }),
    lead({ Id: 'nonsense' }),
    { attributes: { type: 'Lead' }, Title: 'x' },
  ]
  const { body } = await org.call('PATCH', '/composite/sobjects', { records })
  const codes = (body as { id?: string; errors: { statusCode: string; message: string }[] }[]).map((row) => [
    row.id,
    row.errors[0]?.statusCode,
    row.errors[0]?.message,
  ])
  expect(codes).toEqual([
    [gone, 'ENTITY_IS_DELETED', 'entity is deleted'],
    [converted, 'CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead'],
    [salesforceId('00Q', 9), 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id'],
    ['nonsense', 'MALFORMED_ID', 'Lead ID: id value of incorrect type: nonsense'],
    [undefined, 'MISSING_ARGUMENT', 'Id not specified in an update call'],
  ])
})

test('an upsert by key creates and updates, and refuses the same key twice', async () => {
  const upsert = (records: unknown[]) => org.call('PATCH', '/composite/sobjects/Lead/Key__c', { allOrNone: false, records })
  const first = await upsert([lead({ Key__c: 'k1' }), lead({ Key__c: 'K1' }), lead()])
  expect(first.body).toMatchObject([
    { success: true, created: true, errors: [] },
    { success: false, created: false, errors: [{ statusCode: 'DUPLICATE_VALUE', message: 'Duplicate external id specified: K1' }] },
    { success: false, created: false, errors: [{ statusCode: 'MISSING_ARGUMENT', message: 'Key__c not specified' }] },
  ])
  expect((await upsert([lead({ Key__c: 'k1', Title: 'again' })])).body).toMatchObject([{ success: true, created: false }])
})

test('an unknown column, an eleventh chunk and a row too many refuse the whole request', async () => {
  const before = await count('Lead')
  expect(await org.call('POST', '/composite/sobjects', { records: [lead(), lead({ Nope__c: 1 })] })).toMatchObject({
    status: 400,
    body: [{ message: "No such column 'Nope__c' on sobject of type Lead", errorCode: 'INVALID_FIELD' }],
  })
  const chunks = Array.from({ length: 11 }, (_, index) => (index % 2 === 0 ? lead() : contact()))
  expect((await org.call('POST', '/composite/sobjects', { records: chunks })).status).toBe(400)
  expect((await org.call('POST', '/composite/sobjects', { records: chunks.slice(1) })).status).toBe(200)
  const many = Array.from({ length: 201 }, () => lead())
  expect(await org.call('POST', '/composite/sobjects', { records: many })).toMatchObject({
    status: 400,
    body: [{ errorCode: 'EXCEEDED_ID_LIMIT' }],
  })
  expect(await count('Lead')).toBe(before + 5)
})

test('locked rows fail one by one, and the next try succeeds', async () => {
  const made = await client.sobject('Lead').create(LEAD)
  org.world.faults.add([{ match: '/composite/sobjects', kind: 'lock', times: 1 }])
  const update = () => org.call('PATCH', '/composite/sobjects', { records: [lead({ Id: made.id, Title: 'x' })] })
  expect((await update()).body).toEqual([
    {
      id: made.id,
      success: false,
      errors: [
        {
          statusCode: 'UNABLE_TO_LOCK_ROW',
          message: `unable to obtain exclusive access to this record or 1 records: ${made.id!}`,
          fields: [],
        },
      ],
    },
  ])
  expect((await update()).body).toEqual([{ id: made.id, success: true, errors: [] }])
})

test('an inactive owner is refused', async () => {
  const user = {
    Username: 'gone@x.example',
    LastName: 'Gone',
    Email: 'gone@x.example',
    Alias: 'gone',
    IsActive: false,
    ProfileId: salesforceId('00e', 1),
    TimeZoneSidKey: 'GMT',
    LocaleSidKey: 'en_US',
    LanguageLocaleKey: 'en_US',
    EmailEncodingKey: 'UTF-8',
  }
  const { id } = org.system.edit({ object: 'User', values: user })
  const { body } = await org.call('POST', '/composite/sobjects', { records: [lead({ OwnerId: id })] })
  expect(body).toEqual([
    {
      success: false,
      errors: [
        {
          statusCode: 'INACTIVE_OWNER_OR_USER',
          message: `operation performed with inactive user [${id.slice(0, 15)}] as owner of lead`,
          fields: [],
        },
      ],
    },
  ])
})
