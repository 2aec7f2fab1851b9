/** What Salesforce promises its clients, through jsforce: the same against a real org and against the sandbox. */
import { Connection } from 'jsforce'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MARK, type SalesforceTarget, salesforceTarget } from './targets'

const VERSION = '62.0'
let target: SalesforceTarget
let client: Connection
const made: string[] = []

beforeAll(async () => {
  target = await salesforceTarget(process.env)
  client = new Connection({ instanceUrl: target.url, accessToken: target.accessToken, version: VERSION })
})
afterAll(async () => {
  for (const id of made) {
    const left = await client.query(`SELECT Id FROM Lead WHERE Id = '${id}'`)
    if (left.totalSize > 0) await client.sobject('Lead').destroy(id)
  }
  await target.close()
})

/** No assignment rule and no message to anybody. */
const QUIET = { headers: { 'Sforce-Auto-Assign': 'FALSE' } }

async function lead(values: Record<string, unknown> = {}): Promise<string> {
  const saved = await client.sobject('Lead').create({ LastName: MARK, Company: MARK, ...values }, QUIET)
  if (!saved.success) throw new Error('the lead was not made')
  made.push(saved.id)
  return saved.id
}

async function codeOf(call: PromiseLike<unknown>): Promise<unknown> {
  try {
    await call
  } catch (error) {
    return (error as { readonly errorCode?: unknown }).errorCode
  }
  throw new Error('the call was not refused')
}

test('a lead lives: made, read, changed, deleted, gone', async () => {
  const id = await lead({ FirstName: 'Ada' })
  expect(id).toMatch(/^00Q[0-9A-Za-z]{15}$/)
  await client.sobject('Lead').update({ Id: id, Title: 'Countess' })
  const read = await client.sobject('Lead').retrieve(id)
  expect([read['Name'], read['Title'], read['IsConverted'], read['IsDeleted']]).toEqual([`Ada ${MARK}`, 'Countess', false, false])
  expect(read['SystemModstamp']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000\+0000$/)
  await client.sobject('Lead').destroy(id)
  expect(await codeOf(client.sobject('Lead').retrieve(id))).toBe('NOT_FOUND')
})

test('what is wrong is refused by name', async () => {
  const id = await lead()
  expect(await codeOf(client.sobject('Lead').create({ Company: MARK }))).toBe('REQUIRED_FIELD_MISSING')
  expect(await codeOf(client.sobject('Lead').update({ Id: id, Email: 'no address' }))).toBe('INVALID_EMAIL_ADDRESS')
  expect(await codeOf(client.sobject('Lead').update({ Id: id, LockstepNoSuchField__c: 1 }))).toBe('INVALID_FIELD')
  expect(await codeOf(client.sobject('Lead').update({ Id: id, Title: 'x'.repeat(129) }))).toBe('STRING_TOO_LONG')
  expect(await codeOf(client.query('SELECT LockstepNoSuchField__c FROM Lead LIMIT 1'))).toBe('INVALID_FIELD')
  expect(await codeOf(client.query('SELECT Id FROM LockstepNoSuchObject__c LIMIT 1'))).toBe('INVALID_TYPE')
  expect(await codeOf(client.query('SELECT Id FROM Lead WHERE'))).toBe('MALFORMED_QUERY')
  expect(await codeOf(client.sobject('Lead').update({ Id: '00Q000000000000AAA', Title: 'x' }))).toMatch(
    /^(NOT_FOUND|INVALID_CROSS_REFERENCE_KEY|ENTITY_IS_DELETED)$/,
  )
})

test('queries compare, sort, count and follow relationships', async () => {
  const company = `${MARK}-query`
  const ids = [await lead({ Company: company, Title: 'a' }), await lead({ Company: company, Title: 'B' }), await lead({ Company: company })]
  const where = `WHERE Company = '${company}'`
  const ask = async (soql: string) => (await client.query<{ Id: string }>(soql)).records.map(({ Id }) => ids.indexOf(Id))
  expect(await ask(`SELECT Id FROM Lead ${where} ORDER BY Title DESC NULLS LAST`)).toEqual([1, 0, 2])
  expect(await ask(`SELECT Id FROM Lead ${where} AND Title = 'A'`)).toEqual([0])
  expect(await ask(`SELECT Id FROM Lead ${where} AND Title = null`)).toEqual([2])
  expect(await ask(`SELECT Id FROM Lead ${where} AND Title LIKE '%b' AND CreatedDate >= TODAY`)).toEqual([1])
  expect((await client.query(`SELECT COUNT() FROM Lead ${where}`)).totalSize).toBe(3)
  const owned = await client.query<{ Owner: { Name: string | null } }>(`SELECT Owner.Name FROM Lead ${where} LIMIT 1`)
  expect(owned.records[0]?.Owner.Name).toEqual(expect.any(String))
})

test('a deleted lead shows to queryAll alone', async () => {
  const id = await lead()
  await client.sobject('Lead').destroy(id)
  const soql = `SELECT Id, IsDeleted FROM Lead WHERE Id = '${id}'`
  expect((await client.query(soql)).totalSize).toBe(0)
  expect((await client.query<{ IsDeleted: boolean }>(soql, { scanAll: true })).records.map(({ IsDeleted }) => IsDeleted)).toEqual([true])
})

test('of a collection each row stands for itself, or none does', async () => {
  const rows = [{ LastName: `${MARK}-rows`, Company: MARK }, { Company: MARK }]
  const some = await client.sobject('Lead').create(rows, { ...QUIET, allOrNone: false })
  for (const each of some) if (each.success) made.push(each.id)
  expect(some.map(({ success }) => success)).toEqual([true, false])
  const all = await client.sobject('Lead').create(rows, { ...QUIET, allOrNone: true })
  expect(all).toMatchObject([
    { success: false, errors: [{ statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK' }] },
    { success: false, errors: [{ statusCode: 'REQUIRED_FIELD_MISSING' }] },
  ])
  expect((await client.query(`SELECT COUNT() FROM Lead WHERE LastName = '${MARK}-rows'`)).totalSize).toBe(1)
})

test('the description of leads says what a field holds', async () => {
  const { fields, keyPrefix } = await client.sobject('Lead').describe()
  const field = fields.find(({ name }) => name === 'LastName')
  expect([keyPrefix, field?.type, field?.nillable, field?.length]).toEqual(['00Q', 'string', false, 80])
})

test('a task is with a lead by name, closes by its status, and goes with the lead', async () => {
  const id = await lead({ FirstName: 'Ada' })
  const task = await client.sobject('Task').create({ Subject: MARK, WhoId: id }, QUIET)
  const [open] = (await client.query(`SELECT IsClosed, Who.Type, Who.Name FROM Task WHERE Id = '${task.id}'`)).records
  expect([open?.['IsClosed'], open?.['Who']]).toMatchObject([false, { Type: 'Lead', Name: `Ada ${MARK}` }])
  await client.sobject('Task').update({ Id: task.id ?? '', Status: 'Completed' })
  expect((await client.sobject('Task').retrieve(task.id ?? ''))['IsClosed']).toBe(true)
  expect(await codeOf(client.query(`SELECT Who.Company FROM Task WHERE Id = '${task.id}'`))).toBe('INVALID_FIELD')
  await client.sobject('Lead').destroy(id)
  expect((await client.query(`SELECT Id FROM Task WHERE Id = '${task.id}'`)).totalSize).toBe(0)
})

test('a session that nobody knows is refused', async () => {
  const stranger = new Connection({ instanceUrl: target.url, accessToken: '00D000000000000!unknown', version: VERSION })
  expect(await codeOf(stranger.query('SELECT Id FROM Lead LIMIT 1'))).toBe('INVALID_SESSION_ID')
})
