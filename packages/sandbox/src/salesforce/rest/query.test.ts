/** SOQL as clients send it: conditions, order, relationships, pages, refusals. */
import { Connection } from 'jsforce'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startOrg, type TestOrg } from '../testing/start-org'

let org: TestOrg
let client: Connection

beforeAll(async () => {
  org = await startOrg({
    objects: {
      Contact: {
        fields: [
          { name: 'Tags__c', type: 'multipicklist', values: ['a', 'b', 'c'] },
          { name: 'Score__c', type: 'double', precision: 6, scale: 2 },
        ],
      },
    },
  })
  client = new Connection(org.settings)
  org.world.clock.freeze(true)
  org.world.clock.set(Date.parse('2026-05-20T10:00:00Z'))
  const [acme, beta] = await client.sobject('Account').create([{ Name: 'Acme' }, { Name: 'beta' }])
  await client.sobject('Contact').create([
    {
      LastName: 'Ärger',
      FirstName: 'Zoë',
      Email: 'zoe@acme.example',
      AccountId: acme!.id,
      Score__c: 1.5,
      Tags__c: 'a;b',
      Birthdate: '1990-01-31',
    },
    { LastName: "O'Brien\\", FirstName: 'Tim', Email: 'tim@beta.example', AccountId: beta!.id, Score__c: 20, Tags__c: 'c' },
    { LastName: '100%_sure', Email: null, Score__c: null },
  ])
  org.world.clock.advance(86_400_000)
  await client.sobject('Contact').create([{ LastName: 'Later', FirstName: 'Lea', Score__c: -3, AccountId: acme!.id }])
})
afterAll(() => org.close())

async function names(where: string): Promise<string[]> {
  const { records } = await client.query(`SELECT LastName FROM Contact ${where}`)
  return records.map((row) => String(row['LastName']))
}

async function refused(soql: string): Promise<unknown> {
  const { body } = await org.call('GET', `/query?q=${encodeURIComponent(soql)}`)
  return (body as { errorCode: string }[])[0]?.errorCode
}

test('texts compare without case, and escapes are understood', async () => {
  expect(await names("WHERE Email = 'ZOE@ACME.EXAMPLE'")).toEqual(['Ärger'])
  expect(await names("WHERE LastName = 'o\\'brien\\\\'")).toEqual(["O'Brien\\"])
  expect(await names("WHERE LastName LIKE '100\\%\\_%'")).toEqual(['100%_sure'])
  expect(await names("WHERE LastName LIKE '%R'")).toEqual(['Ärger', 'Later'])
  expect(await names("WHERE FirstName LIKE 'L_a'")).toEqual(['Later'])
})

test('null is a value of its own: unequal to texts, below and above nothing', async () => {
  expect(await names("WHERE Email != 'zoe@acme.example' ORDER BY LastName")).toEqual(['100%_sure', 'Later', "O'Brien\\"])
  expect(await names('WHERE Score__c = null')).toEqual(['100%_sure'])
  expect(await names('WHERE Score__c < 5 ORDER BY Score__c')).toEqual(['Later', 'Ärger'])
  expect(await names("WHERE NOT (Email LIKE '%@%') ORDER BY Id")).toEqual(['100%_sure', 'Later'])
})

test('lists, groups of conditions and multi-select picklists select what they say', async () => {
  expect(await names("WHERE LastName IN ('later', 'nobody')")).toEqual(['Later'])
  expect(await names("WHERE LastName NOT IN ('later', 'Ärger') ORDER BY LastName DESC")).toEqual(["O'Brien\\", '100%_sure'])
  expect(await names("WHERE (FirstName = 'Tim' OR FirstName = 'Lea') AND Score__c > 0")).toEqual(["O'Brien\\"])
  expect(await names("WHERE Tags__c INCLUDES ('a;b', 'c') ORDER BY Score__c")).toEqual(['Ärger', "O'Brien\\"])
  expect(await names("WHERE Account.Name = 'ACME' ORDER BY Score__c DESC NULLS LAST")).toEqual(['Ärger', 'Later'])
  expect(await names("WHERE AccountId IN (SELECT Id FROM Account WHERE Name = 'Beta')")).toEqual(["O'Brien\\"])
})

test('dates compare as times, as days and by their words', async () => {
  expect(await names('WHERE SystemModstamp >= 2026-05-21T10:00:00Z')).toEqual(['Later'])
  expect(await names('WHERE SystemModstamp >= 2026-05-21T12:00:00+02:00 AND SystemModstamp < 2026-05-22T00:00:00.000Z')).toEqual(['Later'])
  expect(await names('WHERE CreatedDate = TODAY')).toEqual(['Later'])
  expect(await names('WHERE CreatedDate = YESTERDAY AND Birthdate = 1990-01-31')).toEqual(['Ärger'])
  expect(await names('WHERE CreatedDate = LAST_N_DAYS:1')).toHaveLength(4)
  expect(await names('WHERE CreatedDate < LAST_N_DAYS:1')).toEqual([])
})

test('order takes several keys, nulls first unless told otherwise', async () => {
  expect(await names('ORDER BY Score__c, LastName LIMIT 2')).toEqual(['100%_sure', 'Later'])
  expect(await names('ORDER BY Score__c DESC NULLS LAST, Id LIMIT 2 OFFSET 1')).toEqual(['Ärger', 'Later'])
})

test('parents come inside, children as queries, and a missing parent is null', async () => {
  const { records } = await client.query(
    "SELECT LastName, Account.Name, Account.Owner.Name FROM Contact WHERE Score__c = null OR LastName = 'later' ORDER BY LastName",
  )
  expect(
    records.map(({ LastName, Account }) => [LastName, (Account as { Name: string; Owner: { Name: string } } | null)?.Owner.Name ?? null]),
  ).toEqual([
    ['100%_sure', null],
    ['Later', 'Integration User'],
  ])
  const accounts = await client.query(
    'SELECT Name, (SELECT LastName FROM Contacts ORDER BY LastName LIMIT 1), (SELECT Id FROM Opportunities) FROM Account ORDER BY Name',
  )
  expect(
    accounts.records.map(({ Name, Contacts, Opportunities }) => [
      Name,
      (Contacts as { totalSize: number; records: { LastName: string }[] }).records[0]?.LastName,
      Opportunities,
    ]),
  ).toEqual([
    ['Acme', 'Later', null],
    ['beta', "O'Brien\\", null],
  ])
})

test('counts and groups', async () => {
  expect(await client.query('SELECT COUNT() FROM Contact WHERE Score__c != null')).toEqual({ totalSize: 3, done: true, records: [] })
  const { records } = await client.query(
    'SELECT AccountId, COUNT(Id) n, MAX(Score__c) FROM Contact WHERE AccountId != null GROUP BY AccountId',
  )
  expect(records.map((row) => [row['n'], row['expr0'], row.attributes?.type])).toEqual([
    [2, 1.5, 'AggregateResult'],
    [1, 20, 'AggregateResult'],
  ])
})

test('deleted rows come through queryAll alone, until fifteen days are over', async () => {
  const { id } = await client.sobject('Contact').create({ LastName: 'Gone' })
  await client.sobject('Contact').destroy(id!)
  const soql = "SELECT Id, IsDeleted FROM Contact WHERE LastName = 'Gone'"
  const all = async () => (await client.query(soql, { scanAll: true })).records.map((row) => row['IsDeleted'])
  expect((await client.query(soql)).totalSize).toBe(0)
  expect(await all()).toEqual([true])
  org.world.clock.advance(15 * 86_400_000)
  expect(await all()).toEqual([])
  org.world.clock.advance(-15 * 86_400_000)
})

test('rows beyond a page wait behind a locator for two days', async () => {
  org.world.configure({ limits: { salesforce: { pageSize: 2 } } })
  const soql = 'SELECT LastName FROM Contact ORDER BY LastName'
  const first = await client.query(soql)
  expect([first.totalSize, first.done, first.records.length, first.nextRecordsUrl]).toEqual([
    4,
    false,
    2,
    expect.stringMatching(/\/services\/data\/v62\.0\/query\/01g\w{15}-2$/),
  ])
  const second = await client.queryMore(first.nextRecordsUrl!)
  expect([second.totalSize, second.done, second.records.map((row) => row['LastName'])]).toEqual([4, true, ["O'Brien\\", 'Ärger']])
  const whole = await client.query(soql, { autoFetch: true, maxFetch: 10 })
  expect(whole.records).toHaveLength(4)
  org.world.clock.advance(3 * 86_400_000)
  await expect(client.queryMore(first.nextRecordsUrl!)).rejects.toMatchObject({ errorCode: 'INVALID_QUERY_LOCATOR' })
  org.world.clock.advance(-3 * 86_400_000)
  org.world.configure({ limits: { salesforce: { pageSize: 2_000 } } })
})

test('a page holds two thousand rows, and a hint makes it smaller', async () => {
  const records = Array.from({ length: 200 }, (_, index) => ({ attributes: { type: 'Lead' }, LastName: `L${index}`, Company: 'x' }))
  for (let call = 0; call < 11; call += 1) await org.call('POST', '/composite/sobjects', { records })
  expect((await client.query('SELECT Id FROM Lead')).records).toHaveLength(2_000)
  const hinted = await org.call('GET', '/query?q=SELECT+Id+FROM+Lead', undefined, { 'Sforce-Query-Options': 'batchSize=250' })
  expect((hinted.body as { records: unknown[] }).records).toHaveLength(250)
})

test('what a query gets wrong is refused by its kind', async () => {
  expect(await refused('SELECT Id FROM Nothing')).toBe('INVALID_TYPE')
  expect(await refused('SELECT Nope FROM Contact')).toBe('INVALID_FIELD')
  expect(await refused('SELECT Nope.Name FROM Contact')).toBe('INVALID_FIELD')
  expect(await refused('SELECT FROM Contact')).toBe('MALFORMED_QUERY')
  expect(await refused("SELECT Id FROM Contact WHERE LastName = 'open")).toBe('MALFORMED_QUERY')
  expect(await refused('SELECT Id FROM Contact WHERE Id = 1 AND Id = 2 OR Id = 3')).toBe('MALFORMED_QUERY')
  expect(await refused("SELECT Id FROM Contact WHERE SystemModstamp > '2026-01-01T00:00:00Z'")).toBe('INVALID_FIELD')
  expect(await refused('SELECT Id FROM Contact WHERE LastName = 5')).toBe('INVALID_FIELD')
  expect(await refused("SELECT Id FROM Contact WHERE Description = 'x'")).toBe('INVALID_FIELD')
  expect(await refused("SELECT Id FROM Contact WHERE Id = 'x'")).toBe('INVALID_QUERY_FILTER_OPERATOR')
  expect(await refused('SELECT Id FROM Contact LIMIT 5 OFFSET 2001')).toBe('NUMBER_OUTSIDE_VALID_RANGE')
  expect(await refused('SELECT Id, (SELECT Id FROM Nothing) FROM Contact')).toBe('INVALID_TYPE')
})

test('a message shows where in the query it went wrong', async () => {
  const { body } = await org.call('GET', `/query?q=${encodeURIComponent('SELECT Id, Nope FROM Contact')}`)
  expect(body).toEqual([
    {
      errorCode: 'INVALID_FIELD',
      message: [
        '',
        'SELECT Id, Nope FROM Contact',
        '           ^',
        'ERROR at Row:1:Column:12',
        "No such column 'Nope' on entity 'Contact'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.",
      ].join('\n'),
    },
  ])
})

test("jsforce's own builder is understood", async () => {
  const rows = await client
    .sobject('Contact')
    .find({ LastName: { $like: 'L%' }, Score__c: { $lt: 0 } }, ['Id', 'LastName', 'Account.Name'])
    .sort({ LastName: 1 })
    .limit(5)
  expect(rows.map((row) => [row['LastName'], (row['Account'] as { Name: string }).Name])).toEqual([['Later', 'Acme']])
  expect(await client.sobject('Contact').count({ LastName: 'Later' })).toBe(1)
})
