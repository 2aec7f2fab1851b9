/** What people do to records: merges, conversions, deletes with what hangs on them, hidden records. */
import { Connection } from 'jsforce'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SeedRow } from '../../world/seed'
import { salesforceId } from '../ids'
import { startOrg, type TestOrg } from '../testing/start-org'

let org: TestOrg
let client: Connection

beforeEach(async () => {
  org = await startOrg()
  client = new Connection(org.settings)
})
afterEach(() => org.close())

const LEAD = { LastName: 'Doe', FirstName: 'Ada', Company: 'Acme', Email: 'ada@acme.example', City: 'Rome', Title: 'CTO' }

test('a converted lead names what it became and is read-only from then on', async () => {
  const lead = await client.sobject('Lead').create(LEAD)
  const made = org.system.convert?.({ lead: lead.id!, opportunityName: 'First deal', by: 'Sam' })
  const soql = `SELECT IsConverted, Status, ConvertedContactId, ConvertedAccountId, ConvertedOpportunityId, ConvertedContact.MailingCity FROM Lead WHERE Id = '${lead.id}'`
  expect((await client.query(soql)).records[0]).toMatchObject({
    IsConverted: true,
    Status: 'Closed - Converted',
    ConvertedContactId: made?.['contact'],
    ConvertedAccountId: made?.['account'],
    ConvertedOpportunityId: made?.['opportunity'],
    ConvertedContact: { MailingCity: 'Rome' },
  })
  const { records } = await client.query('SELECT ContactId, IsPrimary, Opportunity.Name, Contact.Name FROM OpportunityContactRole')
  expect(records).toMatchObject([
    { ContactId: made?.['contact'], IsPrimary: true, Opportunity: { Name: 'First deal' }, Contact: { Name: 'Ada Doe' } },
  ])
  await expect(client.sobject('Lead').update({ Id: lead.id!, Title: 'x' })).rejects.toMatchObject({
    errorCode: 'CANNOT_UPDATE_CONVERTED_LEAD',
    message: 'cannot reference converted lead',
  })
})

test('a lead converts into records that exist, filling only what they lack', async () => {
  const account = await client.sobject('Account').create({ Name: 'Old Acme' })
  const contact = await client.sobject('Contact').create({ LastName: 'Kept', AccountId: account.id })
  const lead = await client.sobject('Lead').create(LEAD)
  expect(org.system.convert?.({ lead: lead.id!, account: account.id, contact: contact.id })).toEqual({
    account: account.id,
    contact: contact.id,
    opportunity: null,
  })
  const read = await client.sobject('Contact').retrieve(contact.id!)
  expect([read['LastName'], read['FirstName'], read['Email']]).toEqual(['Kept', 'Ada', 'ada@acme.example'])
})

test('a conversion into a contact alone uses the account that the contact has', async () => {
  const account = await client.sobject('Account').create({ Name: 'Old Acme' })
  const contact = await client.sobject('Contact').create({ LastName: 'Kept', AccountId: account.id })
  const lead = await client.sobject('Lead').create(LEAD)
  expect(org.system.convert?.({ lead: lead.id!, contact: contact.id })).toEqual({
    account: account.id,
    contact: contact.id,
    opportunity: null,
  })
})

test('a lead that a queue owns is converted only for a named owner, and only to a status that means it', async () => {
  const queue = salesforceId('00G', 1)
  const user = salesforceId('005', 1)
  const row = (number: number): SeedRow => ({
    id: salesforceId('00Q', number),
    values: { LastName: 'Doe', Company: 'Acme', OwnerId: queue },
    links: {},
    line: number,
  })
  org.system.load({ schemaFile: 'schema.json', schema: {}, objects: [{ name: 'Lead', file: 'Lead.jsonl', rows: [row(1)] }] })
  const lead = salesforceId('00Q', 1)
  expect(() => org.system.convert?.({ lead })).toThrow('Converted objects can only be owned by users.')
  expect(() => org.system.convert?.({ lead, owner: user, status: 'Open - Not Contacted' })).toThrow('invalid convertedStatus')
  expect((await client.query('SELECT Id FROM Account')).totalSize).toBe(0)
  const made = org.system.convert?.({ lead, owner: user, status: 'Closed - Converted' })
  const { records } = await client.query('SELECT OwnerId, Account.OwnerId FROM Contact')
  expect(records).toMatchObject([{ OwnerId: user, Account: { OwnerId: user } }])
  expect((await client.sobject('Lead').retrieve(lead))['ConvertedContactId']).toBe(made?.['contact'])
})

test('a merge leaves the loser deleted with its master, and moves its children', async () => {
  const [winner, loser] = await client.sobject('Account').create([{ Name: 'Acme' }, { Name: 'ACME Inc.', Website: 'acme.example' }])
  const contact = await client.sobject('Contact').create({ LastName: 'Doe', AccountId: loser!.id })
  org.system.merge({ object: 'Account', winner: winner!.id!, losers: [loser!.id!], by: 'Sam' })
  const { records } = await client.query('SELECT Id, IsDeleted, MasterRecordId, Website FROM Account ORDER BY IsDeleted', { scanAll: true })
  expect(records).toMatchObject([
    { Id: winner!.id, IsDeleted: false, MasterRecordId: null, Website: 'acme.example' },
    { Id: loser!.id, IsDeleted: true, MasterRecordId: winner!.id },
  ])
  expect((await client.sobject('Contact').retrieve(contact.id!))['AccountId']).toBe(winner!.id)
  expect(
    org.world.commits
      .list()
      .filter((commit) => commit.field === '*' && commit.by === 'Sam')
      .map((commit) => [commit.id, commit.to]),
  ).toEqual([[loser!.id, `merged into ${winner!.id}`]])
})

test('a deleted account takes its contacts, opportunities and their roles along', async () => {
  const account = await client.sobject('Account').create({ Name: 'Acme' })
  const contact = await client.sobject('Contact').create({ LastName: 'Doe', AccountId: account.id })
  const deal = { Name: 'Deal', StageName: 'Prospecting', CloseDate: '2026-12-31', AccountId: account.id, ContactId: contact.id }
  await client.sobject('Opportunity').create(deal)
  expect((await client.query('SELECT Id FROM OpportunityContactRole WHERE IsPrimary = true')).totalSize).toBe(1)
  org.system.remove({ object: 'Account', id: account.id!, by: 'Sam' })
  const left = await Promise.all(
    ['Account', 'Contact', 'Opportunity', 'OpportunityContactRole'].map((object) => client.query(`SELECT Id FROM ${object}`)),
  )
  expect(left.map((answer) => answer.totalSize)).toEqual([0, 0, 0, 0])
})

test('only one role of an opportunity is primary', async () => {
  const [one, two] = await client.sobject('Contact').create([{ LastName: 'One' }, { LastName: 'Two' }])
  const deal = await client.sobject('Opportunity').create({ Name: 'Deal', StageName: 'Prospecting', CloseDate: '2026-12-31' })
  await client.sobject('OpportunityContactRole').create({ OpportunityId: deal.id, ContactId: one!.id, IsPrimary: true })
  await client.sobject('OpportunityContactRole').create({ OpportunityId: deal.id, ContactId: two!.id, IsPrimary: true })
  const { records } = await client.query('SELECT ContactId, IsPrimary FROM OpportunityContactRole')
  expect(records.map((row) => [row['ContactId'], row['IsPrimary']])).toEqual([
    [one!.id, false],
    [two!.id, true],
  ])
})

test('a hidden record is not there for the connected user and stays in the dump', async () => {
  const id = salesforceId('003', 1)
  const row: SeedRow = { id, values: { LastName: 'Secret' }, links: {}, hiddenFrom: true, line: 1 }
  await org.close()
  org = await startOrg({}, [{ name: 'Contact', file: 'Contact.jsonl', rows: [row] }])
  client = new Connection(org.settings)
  expect((await client.query('SELECT Id FROM Contact', { scanAll: true })).totalSize).toBe(0)
  await expect(client.sobject('Contact').retrieve(id)).rejects.toMatchObject({ errorCode: 'NOT_FOUND' })
  await expect(client.sobject('Contact').update({ Id: id, Title: 'x' })).rejects.toMatchObject({ errorCode: 'NOT_FOUND' })
  expect(org.system.dump()['Contact']).toMatchObject([{ Id: id, LastName: 'Secret' }])
  expect(org.system.edit({ object: 'Contact', id, values: { Title: 'seen by people' } })).toEqual({ id })
})

test('a person is refused in the words of the vendor', () => {
  expect(() => org.system.edit({ object: 'Lead', values: { Company: 'x' } })).toThrow(
    'REQUIRED_FIELD_MISSING: Required fields are missing: [LastName]',
  )
  expect(() => org.system.edit({ object: 'Nothing', values: {} })).toThrow('no object `Nothing`')
})
