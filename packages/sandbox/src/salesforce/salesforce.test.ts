/** The org through real jsforce: rows, collections, queries, describe. */
import { Connection } from 'jsforce'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startOrg, type TestOrg } from './testing/start-org'

let org: TestOrg

beforeAll(async () => {
  org = await startOrg()
})
afterAll(() => org.close())

test('a client creates a lead, reads it back, changes it and deletes it', async () => {
  const connection = new Connection(org.settings)
  const made = await connection.sobject('Lead').create({ LastName: 'Meyer', FirstName: 'Ada', Company: 'Acme', Email: ' Ada@Example.COM ' })
  expect(made).toEqual({ id: made.id, success: true, errors: [] })
  const read = await connection.sobject('Lead').retrieve(made.id!)
  expect([read['Name'], read['Email'], read['Status'], read['IsDeleted']]).toEqual([
    'Ada Meyer',
    'ada@example.com',
    'Open - Not Contacted',
    false,
  ])
  expect(await connection.sobject('Lead').update({ Id: made.id!, Title: 'CTO' })).toEqual({ id: made.id, success: true, errors: [] })
  expect(await connection.query(`SELECT Id, Title, Owner.Name FROM Lead WHERE Email = 'ADA@example.com'`)).toMatchObject({ totalSize: 1 })
  expect(await connection.sobject('Lead').destroy(made.id!)).toEqual({ id: made.id, success: true, errors: [] })
  await expect(connection.sobject('Lead').retrieve(made.id!)).rejects.toMatchObject({ errorCode: 'NOT_FOUND' })
})
