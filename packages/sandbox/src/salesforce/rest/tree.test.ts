/** sObject Tree: parents and children at once, or nothing. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startOrg, type TestOrg } from '../testing/start-org'

let org: TestOrg

beforeEach(async () => {
  org = await startOrg()
})
afterEach(() => org.close())

type Results = { readonly hasErrors: boolean; readonly results: { referenceId: string; id?: string }[] }

const row = (type: string, referenceId: string, values: Record<string, unknown>) => ({ attributes: { type, referenceId }, ...values })
const plant = (records: unknown) => org.call('POST', '/composite/tree/Account', { records })
const contact = (referenceId: string, values: Record<string, unknown> = {}) =>
  row('Contact', referenceId, { LastName: referenceId, ...values })
const count = async (object: string) => (await org.call('GET', `/query?q=SELECT+COUNT()+FROM+${object}`)).body

test('accounts come with their contacts, and the answer lists level by level', async () => {
  const { status, body } = await plant([
    row('Account', 'a1', { Name: 'Acme', Contacts: { records: [contact('c1'), contact('c2')] } }),
    row('Account', 'a2', { Name: 'Beta' }),
  ])
  const { hasErrors, results } = body as Results
  expect([status, hasErrors, results.map(({ referenceId }) => referenceId)]).toEqual([201, false, ['a1', 'a2', 'c1', 'c2']])
  const query = await org.call('GET', '/query?q=SELECT+LastName,AccountId+FROM+Contact+ORDER+BY+LastName')
  expect(query.body).toMatchObject({
    records: [
      { LastName: 'c1', AccountId: results[0]?.id },
      { LastName: 'c2', AccountId: results[0]?.id },
    ],
  })
})

test('one refused child refuses the whole tree', async () => {
  const bad = contact('c1', { Email: '123' })
  const { status, body } = await plant([row('Account', 'a1', { Name: 'Acme', Contacts: { records: [bad, contact('c2')] } })])
  expect([status, body]).toEqual([
    400,
    {
      hasErrors: true,
      results: [
        {
          referenceId: 'c1',
          errors: [{ statusCode: 'INVALID_EMAIL_ADDRESS', message: 'Email: invalid email address: 123', fields: ['Email'] }],
        },
      ],
    },
  ])
  expect([await count('Account'), await count('Contact')]).toMatchObject([{ totalSize: 0 }, { totalSize: 0 }])
})

test('references are given once, types fit, and there are at most 200 rows', async () => {
  const messages = async (records: unknown) => {
    const { status, body } = await plant(records)
    return [status, (body as { results: { errors: { message: string }[] }[] }).results[0]?.errors[0]?.message]
  }
  const account = (referenceId: string) => row('Account', referenceId, { Name: 'x' })
  expect(await messages([account('a'), account('a')])).toEqual([400, 'Duplicate ReferenceId provided in the request: a'])
  expect(await messages([{ Name: 'x' }])).toEqual([400, 'Include a reference ID for each record in the request.'])
  expect(await messages([row('Lead', 'a', {})])).toEqual([400, 'The type of the record is not Account.'])
  expect(await messages([row('Account', 'a', { Name: 'x', Nothing: { records: [account('b')] } })])).toEqual([
    400,
    "No such column 'Nothing' on sobject of type Account",
  ])
  const many = Array.from({ length: 201 }, (_, index) => account(`a${index}`))
  expect(await messages(many)).toEqual([400, 'The request has more than 200 records.'])
  expect((await plant(many.slice(1))).status).toBe(201)
})
