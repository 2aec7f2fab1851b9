/** Cases through jsforce. */
import { Connection } from 'jsforce'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startOrg, type TestOrg } from '../testing/start-org'

let org: TestOrg
let client: Connection

beforeEach(async () => {
  org = await startOrg()
  org.world.clock.freeze(true)
  org.world.clock.set(Date.parse('2026-05-20T10:00:00Z'))
  client = new Connection(org.settings)
})
afterEach(() => org.close())

async function make(object: string, values: Record<string, unknown>): Promise<string> {
  const { id } = await client.sobject(object).create(values)
  return id ?? ''
}

test('cases are numbered, begin new, and note when they were closed', async () => {
  const id = await make('Case', { Subject: 'Broken', SuppliedEmail: 'Ada@Acme.example' })
  const second = await make('Case', { Status: 'Closed' })
  const read = async (of: string) => {
    const row = await client.sobject('Case').retrieve(of)
    return [row['CaseNumber'], row['Status'], row['Priority'], row['IsClosed'], row['ClosedDate'], row['IsClosedOnCreate']]
  }
  const stamp = '2026-05-20T10:00:00.000+0000'
  expect(await read(id)).toEqual(['00001000', 'New', 'Medium', false, null, false])
  expect(await read(second)).toEqual(['00001001', 'Closed', 'Medium', true, stamp, true])
  await client.sobject('Case').update({ Id: id, Status: 'Closed' })
  expect(await read(id)).toEqual(['00001000', 'Closed', 'Medium', true, stamp, false])
  await client.sobject('Case').update({ Id: id, Status: 'Working' })
  expect((await read(id))[4]).toBe(null)
  expect((await client.sobject('Case').retrieve(id))['SuppliedEmail']).toBe('ada@acme.example')
  await expect(client.sobject('Case').update({ Id: id, CaseNumber: '1' })).rejects.toMatchObject({
    errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
  })
})

test('a case shows its contact, whose account it takes', async () => {
  const account = await make('Account', { Name: 'Acme' })
  const contact = await make('Contact', { LastName: 'Doe', Email: 'doe@acme.example', Phone: '1', AccountId: account })
  const id = await make('Case', { ContactId: contact })
  const read = async () => {
    const row = await client.sobject('Case').retrieve(id)
    return [row['AccountId'], row['ContactEmail'], row['ContactPhone']]
  }
  expect(await read()).toEqual([account, 'doe@acme.example', '1'])
  await client.sobject('Contact').update({ Id: contact, Phone: '2' })
  expect(await read()).toEqual([account, 'doe@acme.example', '2'])
  const { records } = await client.query('SELECT What.Name, What.Type FROM Task')
  expect(records).toEqual([])
  await make('Task', { WhatId: id, WhoId: contact })
  expect((await client.query('SELECT What.Name, What.Type FROM Task')).records).toMatchObject([
    { What: { Name: '00001000', Type: 'Case' } },
  ])
})

test('what has cases cannot be deleted', async () => {
  const account = await make('Account', { Name: 'Acme' })
  const contact = await make('Contact', { LastName: 'Doe', AccountId: account })
  const id = await make('Case', { ContactId: contact })
  const message = (name: string) =>
    `Your attempt to delete ${name} could not be completed because it is associated with the following cases.: 00001000`
  expect((await org.call('DELETE', `/sobjects/Account/${account}`)).body).toEqual([
    { message: message('Acme'), errorCode: 'DELETE_FAILED', fields: [] },
  ])
  expect((await org.call('DELETE', `/sobjects/Contact/${contact}`)).body).toMatchObject([{ message: message('Doe') }])
  await client.sobject('Case').destroy(id)
  await client.sobject('Account').destroy(account)
  expect((await client.query('SELECT Id FROM Contact')).totalSize).toBe(0)
})

test('merged contacts bring their cases, merged cases say where they went', async () => {
  const winner = await make('Contact', { LastName: 'Doe', Email: 'doe@acme.example' })
  const loser = await make('Contact', { LastName: 'Dough' })
  const id = await make('Case', { ContactId: loser })
  org.system.merge?.({ object: 'Contact', winner, losers: [loser] })
  expect(await client.sobject('Case').retrieve(id)).toMatchObject({ ContactId: winner, ContactEmail: 'doe@acme.example' })
  const other = await make('Case', {})
  org.system.merge?.({ object: 'Case', winner: id, losers: [other] })
  const gone = await client.query(`SELECT MasterRecordId FROM Case WHERE Id = '${other}'`, { scanAll: true })
  expect(gone.records.map((record) => record['MasterRecordId'])).toEqual([id])
})

test('describe tells cases as a real org does', async () => {
  const { fields } = await client.describe('Case')
  const field = (name: string) => fields.find((each) => each.name === name)
  expect(field('CaseNumber')).toMatchObject({ autoNumber: true, nameField: true, length: 30, createable: false })
  expect(field('OwnerId')).toMatchObject({ referenceTo: ['Group', 'User'], nillable: false, defaultedOnCreate: true })
  const { childRelationships } = await client.describe('Account')
  expect(childRelationships).toContainEqual(
    expect.objectContaining({ childSObject: 'Case', field: 'AccountId', relationshipName: 'Cases', restrictedDelete: true }),
  )
  expect((await client.query('SELECT ApiName FROM CaseStatus WHERE IsClosed = true')).records).toMatchObject([{ ApiName: 'Closed' }])
})

test('internal comments become comments of their own', async () => {
  const id = await make('Case', { Comments: 'First' })
  await client.sobject('Case').update({ Id: id, Comments: 'Second', Subject: 'x' })
  expect((await client.sobject('Case').retrieve(id))['Comments']).toBe(null)
  const { records } = await client.query('SELECT (SELECT CommentBody, IsPublished FROM CaseComments ORDER BY Id) FROM Case')
  expect(records).toMatchObject([
    {
      CaseComments: {
        records: [
          { CommentBody: 'First', IsPublished: false },
          { CommentBody: 'Second', IsPublished: false },
        ],
      },
    },
  ])
})
