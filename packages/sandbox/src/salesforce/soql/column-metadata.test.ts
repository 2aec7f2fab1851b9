/** What `columns=true` answers, as Salesforce's command-line client and Jetstream read it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startOrg, type TestOrg } from '../testing/start-org'

let org: TestOrg

beforeAll(async () => {
  org = await startOrg()
})
afterAll(() => org.close())

const TEXT = { apexType: 'String', textType: true, insertable: true, updatable: true }

function column(columnName: string, said: Record<string, unknown>) {
  return {
    aggregate: false,
    apexType: null,
    booleanType: false,
    columnName,
    custom: false,
    displayName: columnName,
    foreignKeyName: null,
    insertable: false,
    joinColumns: [],
    numberType: false,
    textType: false,
    updatable: false,
    ...said,
  }
}

async function columnsOf(soql: string): Promise<{ status: number; body: unknown }> {
  const { status, body } = await org.call('GET', `/query?q=${encodeURIComponent(soql)}&columns=true`)
  return { status, body }
}

test('columns are told without rows: relationships share one column, children are an aggregate', async () => {
  const soql = 'SELECT Id, Owner.Name, Owner.Email, Name, (SELECT LastName FROM contacts) FROM Account'
  expect(await columnsOf(soql)).toEqual({
    status: 200,
    body: {
      columnMetadata: [
        column('Id', { apexType: 'Id' }),
        column('Owner', {
          foreignKeyName: 'OwnerId',
          joinColumns: [column('Name', { ...TEXT, insertable: false, updatable: false }), column('Email', TEXT)],
        }),
        column('Name', TEXT),
        column('Contacts', { aggregate: true, joinColumns: [column('LastName', TEXT)] }),
      ],
      entityName: 'Account',
      groupBy: false,
      idSelected: true,
      keyPrefix: '001',
    },
  })
})

test('aggregates are called by alias or by number, and shown as they are written', async () => {
  const { body } = await columnsOf('SELECT StageName, AVG(Amount), MAX(Amount) most, COUNT(Id) FROM Opportunity GROUP BY StageName')
  expect(body).toEqual({
    columnMetadata: [
      column('StageName', TEXT),
      column('expr0', { aggregate: true, displayName: 'avg(Amount)', numberType: true }),
      column('most', { aggregate: true, displayName: 'max(Amount)', numberType: true }),
      column('expr1', { aggregate: true, displayName: 'count(Id)', numberType: true }),
    ],
    entityName: 'Opportunity',
    groupBy: true,
    idSelected: false,
    keyPrefix: '006',
  })
})

test('a column or a relationship that is not there is refused as in the query itself', async () => {
  const codeOf = ({ status, body }: { status: number; body: unknown }) => [status, (body as { errorCode: string }[])[0]?.errorCode]
  expect(codeOf(await columnsOf('SELECT Foo FROM Account'))).toEqual([400, 'INVALID_FIELD'])
  expect(codeOf(await columnsOf('SELECT (SELECT Id FROM Foos) FROM Account'))).toEqual([400, 'INVALID_TYPE'])
})

test('the Tooling API tells the columns of its own objects', async () => {
  const { status, body } = await org.call('GET', `/tooling/query?q=${encodeURIComponent('SELECT Id FROM CustomField')}&columns=true`)
  expect([status, body]).toMatchObject([200, { columnMetadata: [column('Id', { apexType: 'Id' })], entityName: 'CustomField' }])
})
