/** The less common parts of SOQL: TYPEOF, HAVING, functions, nested subqueries, scopes, plans, what users saw. */
import { Connection } from 'jsforce'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { salesforceId } from '../ids'
import { startOrg, type TestOrg } from '../testing/start-org'

const QUEUE = salesforceId('00G', 1)
let org: TestOrg
let client: Connection

beforeAll(async () => {
  const group = { id: QUEUE, values: { Name: 'Queue', Type: 'Queue', DeveloperName: 'Queue' }, links: {}, line: 1 }
  org = await startOrg({}, [{ name: 'Group', file: 'Group.jsonl', rows: [group] }])
  client = new Connection(org.settings)
  org.world.clock.freeze(true)
  org.world.clock.set(Date.parse('2026-05-20T10:00:00Z'))
  const lead = (LastName: string, Company: string, more = {}) => ({ LastName, Company, ...more })
  await client
    .sobject('Lead')
    .create([lead('A', 'One', { NumberOfEmployees: 5 }), lead('B', 'One', { NumberOfEmployees: 7 }), lead('C', 'Two', { OwnerId: QUEUE })])
  org.world.clock.advance(40 * 86_400_000)
  await client.sobject('Lead').create([lead('D', 'Three')])
  const account = await client.sobject('Account').create({ Name: 'Acme' })
  const opportunity = await client
    .sobject('Opportunity')
    .create({ Name: 'Deal', StageName: 'Prospecting', CloseDate: '2026-08-01', AccountId: account.id! })
  const contact = await client.sobject('Contact').create({ LastName: 'Doe', AccountId: account.id! })
  await client.sobject('OpportunityContactRole').create({ OpportunityId: opportunity.id!, ContactId: contact.id!, Role: 'Decision Maker' })
})
afterAll(() => org.close())

async function rows(soql: string): Promise<Record<string, unknown>[]> {
  const { records } = await client.query(soql)
  return records.map(({ attributes: _, ...record }) => record)
}
async function refused(soql: string): Promise<unknown> {
  const { body } = await org.call('GET', `/query?q=${encodeURIComponent(soql)}`)
  return (body as { errorCode: string }[])[0]?.errorCode
}

test('groups are filtered and ordered by their aggregates', async () => {
  expect(await rows('SELECT Company, COUNT(Id) n FROM Lead GROUP BY Company HAVING COUNT(Id) > 1')).toEqual([{ Company: 'One', n: 2 }])
  expect(await rows("SELECT Company FROM Lead GROUP BY Company HAVING Company LIKE 'x' ").catch((error) => error.errorCode)).toBe(
    'MALFORMED_QUERY',
  )
  expect(
    await rows(
      "SELECT Company, COUNT(Id) FROM Lead GROUP BY Company HAVING Company IN ('One', 'Two') AND NOT (MAX(NumberOfEmployees) = null) ORDER BY COUNT(Id) DESC",
    ),
  ).toEqual([{ Company: 'One', expr0: 2 }])
  expect(
    (await rows('SELECT Company, COUNT(Id) FROM Lead GROUP BY Company ORDER BY COUNT(Id) DESC, Company DESC')).map((row) => row['Company']),
  ).toEqual(['One', 'Two', 'Three'])
  expect(await refused('SELECT Id FROM Lead HAVING COUNT(Id) > 1')).toBe('MALFORMED_QUERY')
})

test('parts of dates are selected, grouped by and compared', async () => {
  expect(
    await rows(
      'SELECT CALENDAR_MONTH(CreatedDate), COUNT(Id) FROM Lead GROUP BY CALENDAR_MONTH(CreatedDate) ORDER BY CALENDAR_MONTH(CreatedDate)',
    ),
  ).toEqual([
    { expr0: 5, expr1: 3 },
    { expr0: 6, expr1: 1 },
  ])
  expect(await rows('SELECT LastName FROM Lead WHERE CALENDAR_MONTH(CreatedDate) = 6')).toEqual([{ LastName: 'D' }])
  expect(await rows('SELECT LastName FROM Lead WHERE DAY_ONLY(CreatedDate) = 2026-06-29')).toEqual([{ LastName: 'D' }])
  expect(await rows('SELECT LastName FROM Lead WHERE CreatedDate = THIS_FISCAL_QUARTER ORDER BY LastName LIMIT 1')).toEqual([
    { LastName: 'A' },
  ])
  expect(await refused('SELECT CALENDAR_MONTH(Company) FROM Lead')).toBe('MALFORMED_QUERY')
  expect(await rows('SELECT toLabel(Status) s, FORMAT(NumberOfEmployees) f FROM Lead ORDER BY LastName LIMIT 1')).toEqual([
    { s: 'Open - Not Contacted', f: '5' },
  ])
})

test('TYPEOF shows of a related record what its kind has', async () => {
  const soql =
    'SELECT LastName, TYPEOF Owner WHEN User THEN Username, Profile.Name WHEN Group THEN Name, Type END FROM Lead ORDER BY LastName'
  const [first, , third] = await rows(soql)
  expect(first).toMatchObject({
    LastName: 'A',
    Owner: { attributes: { type: 'User' }, Username: 'integration@sandbox.example', Profile: { Name: 'System Administrator' } },
  })
  expect(first?.['Owner']).not.toHaveProperty('Name')
  expect(third).toMatchObject({ Owner: { attributes: { type: 'Group' }, Name: 'Queue', Type: 'Queue' } })
  expect(third?.['Owner']).not.toHaveProperty('Username')
  const other = await rows("SELECT TYPEOF Owner WHEN User THEN Username ELSE Name END FROM Lead WHERE LastName = 'C'")
  expect(other).toMatchObject([{ Owner: { Name: 'Queue' } }])
  expect(await refused('SELECT TYPEOF Owner END FROM Lead')).toBe('MALFORMED_QUERY')
  expect(await refused('SELECT TYPEOF Account WHEN Account THEN Name END FROM Contact')).toBe('INVALID_FIELD')
})

test('an owner is told by name: what kind it is, what it is called', async () => {
  expect(await rows('SELECT LastName, Owner.Type, Owner.Name FROM Lead ORDER BY LastName')).toMatchObject([
    { LastName: 'A', Owner: { Type: 'User', Name: 'Integration User' } },
    { LastName: 'B', Owner: { Type: 'User' } },
    { LastName: 'C', Owner: { Type: 'Queue', Name: 'Queue' } },
    { LastName: 'D', Owner: { Type: 'User' } },
  ])
  expect(await rows("SELECT LastName FROM Lead WHERE Owner.Type = 'Queue'")).toEqual([{ LastName: 'C' }])
  expect(await rows('SELECT Owner.Type t, COUNT(Id) n FROM Lead GROUP BY Owner.Type ORDER BY COUNT(Id)')).toEqual([
    { t: 'Queue', n: 1 },
    { t: 'User', n: 3 },
  ])
  expect(await refused('SELECT Owner.DeveloperName FROM Lead')).toBe('INVALID_FIELD')
})

test('children have children of their own', async () => {
  const [account] = await rows(
    'SELECT Name, (SELECT Name, (SELECT Role, Contact.LastName FROM OpportunityContactRoles) FROM Opportunities) FROM Account',
  )
  expect(account).toMatchObject({
    Opportunities: {
      records: [
        { Name: 'Deal', OpportunityContactRoles: { totalSize: 1, records: [{ Role: 'Decision Maker', Contact: { LastName: 'Doe' } }] } },
      ],
    },
  })
})

test('aliases, scopes and modes are understood', async () => {
  expect(await rows("SELECT l.LastName FROM Lead l WHERE l.Company = 'Two' WITH SECURITY_ENFORCED")).toEqual([{ LastName: 'C' }])
  expect((await rows('SELECT LastName FROM Lead USING SCOPE mine')).length).toBe(3)
  expect(await refused('SELECT Id FROM Lead USING SCOPE nothing')).toBe('MALFORMED_QUERY')
})

test('a plan tells whether an index is used', async () => {
  const plan = async (soql: string) => (await client.query(soql).explain()).plans[0]
  expect(await plan(`SELECT Id FROM Lead WHERE Id = '${salesforceId('00Q', 1)}'`)).toMatchObject({
    leadingOperationType: 'Index',
    fields: ['Id'],
    cardinality: 0,
  })
  expect(await plan("SELECT Id FROM Lead WHERE LastName = 'A'")).toMatchObject({ leadingOperationType: 'TableScan', sobjectCardinality: 4 })
})

test('what is queried FOR VIEW was seen last', async () => {
  expect(await client.recent()).toEqual([])
  await client.query("SELECT Id FROM Lead WHERE LastName IN ('A', 'D') ORDER BY LastName FOR VIEW")
  await client.query('SELECT Id FROM Account FOR REFERENCE')
  expect((await client.recent()).map((record) => record['Name'])).toEqual(['Acme', 'D', 'A'])
  expect((await client.sobject('Lead').recent()).map((record) => record['Name'])).toEqual(['D', 'A'])
  expect(await client.recent(1)).toHaveLength(1)
})

test('screens are drawn: tabs, themes, layouts, actions', async () => {
  expect((await client.tabs()).some(({ sobjectName }) => sobjectName === 'Lead')).toBe(true)
  expect((await client.theme()).themeItems[0]).toMatchObject({ colors: [{ theme: 'theme4' }], icons: [{ width: 32 }] })
  const layouts = await client.sobject('Contact').layouts()
  expect(layouts.recordTypeMappings).toMatchObject([{ name: 'Master', recordTypeId: '012000000000000AAA' }])
  expect(/"value":"LastName"/.test(JSON.stringify(layouts.layouts[0]))).toBe(true)
  const layout = await org.call('GET', '/sobjects/Contact/describe/layouts/012000000000000AAA')
  expect(layout.body).toHaveProperty('detailLayoutSections')
  expect((await client.sobject('User').layouts('UserAlt')).layouts).toHaveLength(1)
  const { listviews } = (await client.sobject('Lead').listviews()) as { listviews: { id: string }[] }
  const view = client.sobject('Lead').listview(listviews[0]!.id)
  expect(await view.describe()).toMatchObject({ sobjectType: 'Lead', scope: 'everything' })
  expect(((await view.results()) as { records: unknown[] }).records[0]).toMatchObject({
    columns: [{ fieldNameOrPath: 'Name', value: 'A' }, { fieldNameOrPath: 'Company', value: 'One' }, {}, {}, {}, {}, {}],
  })
  expect((await view.explain()).plans).toMatchObject([{ sobjectType: 'Lead', leadingOperationType: 'TableScan' }])
  expect(await client.quickActions()).toEqual([])
  expect((await org.call('GET', '/sobjects/Contact/describe/layouts/012000000000001AAA')).status).toBe(404)
})
