/** Campaigns and their members through jsforce. */
import { Connection } from 'jsforce'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startOrg, type TestOrg } from '../testing/start-org'

let org: TestOrg
let client: Connection
let campaign: string

async function make(object: string, values: Record<string, unknown>): Promise<string> {
  const { id } = await client.sobject(object).create(values)
  return id ?? ''
}

async function rows(soql: string): Promise<Record<string, unknown>[]> {
  const { records } = await client.query(soql)
  return records.map(({ attributes: _, ...record }) => record)
}

beforeEach(async () => {
  org = await startOrg()
  org.world.clock.freeze(true)
  org.world.clock.set(Date.parse('2026-05-20T10:00:00Z'))
  client = new Connection(org.settings)
  campaign = await make('Campaign', { Name: 'Spring', IsActive: true })
})
afterEach(() => org.close())

test('a campaign begins with two statuses, of which one is the default', async () => {
  expect(await rows('SELECT Label, IsDefault, HasResponded FROM CampaignMemberStatus ORDER BY SortOrder')).toEqual([
    { Label: 'Sent', IsDefault: true, HasResponded: false },
    { Label: 'Responded', IsDefault: false, HasResponded: true },
  ])
  await make('CampaignMemberStatus', { CampaignId: campaign, Label: 'Came', HasResponded: true, IsDefault: true, SortOrder: 5 })
  expect(await rows('SELECT Label FROM CampaignMemberStatus WHERE IsDefault = true')).toEqual([{ Label: 'Came' }])
  await expect(make('CampaignMemberStatus', { CampaignId: campaign, Label: 'sent' })).rejects.toMatchObject({
    errorCode: 'DUPLICATE_VALUE',
  })
  const lead = await make('Lead', { LastName: 'Roe', Company: 'Initech' })
  const member = await make('CampaignMember', { CampaignId: campaign, LeadId: lead })
  expect(await client.sobject('CampaignMember').retrieve(member)).toMatchObject({ Status: 'Came', HasResponded: true })
})

test('a member shows its person, and answers by its status', async () => {
  const lead = await make('Lead', { LastName: 'Roe', FirstName: 'Al', Company: 'Initech', Email: 'al@initech.example', City: 'Rome' })
  const member = await make('CampaignMember', { CampaignId: campaign, LeadId: lead })
  expect(await client.sobject('CampaignMember').retrieve(member)).toMatchObject({
    Status: 'Sent',
    HasResponded: false,
    FirstRespondedDate: null,
    Name: 'Al Roe',
    Email: 'al@initech.example',
    CompanyOrAccount: 'Initech',
    City: 'Rome',
    Type: 'Lead',
    LeadOrContactId: lead,
  })
  await client.sobject('CampaignMember').update({ Id: member, Status: 'responded' })
  expect(await client.sobject('CampaignMember').retrieve(member)).toMatchObject({
    Status: 'Responded',
    HasResponded: true,
    FirstRespondedDate: '2026-05-20',
  })
  await client.sobject('Lead').update({ Id: lead, FirstName: 'Alan' })
  expect(await rows('SELECT Name, Lead.Name, Campaign.Name FROM CampaignMember')).toMatchObject([
    { Name: 'Alan Roe', Lead: { Name: 'Alan Roe' }, Campaign: { Name: 'Spring' } },
  ])
  await client.sobject('CampaignMember').update({ Id: member, Status: 'No such status' })
  expect(await client.sobject('CampaignMember').retrieve(member)).toMatchObject({ Status: 'Sent', FirstRespondedDate: '2026-05-20' })
})

test('a member is a lead or a contact, and once in a campaign', async () => {
  const lead = await make('Lead', { LastName: 'Roe', Company: 'Initech' })
  const contact = await make('Contact', { LastName: 'Doe' })
  await make('CampaignMember', { CampaignId: campaign, LeadId: lead })
  const again = await org.call('POST', '/sobjects/CampaignMember', { CampaignId: campaign, LeadId: lead })
  expect(again).toMatchObject({ status: 400, body: [{ message: 'Already a campaign member.', errorCode: 'DUPLICATE_VALUE' }] })
  await expect(make('CampaignMember', { CampaignId: campaign })).rejects.toMatchObject({ errorCode: 'FIELD_INTEGRITY_EXCEPTION' })
  const both = await make('CampaignMember', { CampaignId: campaign, LeadId: lead, ContactId: contact })
  expect(await client.sobject('CampaignMember').retrieve(both)).toMatchObject({ LeadId: null, ContactId: contact, Type: 'Contact' })
  await expect(client.sobject('CampaignMember').update({ Id: both, ContactId: contact })).rejects.toMatchObject({
    errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
  })
})

const COUNTS = 'NumberOfLeads, NumberOfContacts, NumberOfConvertedLeads, NumberOfResponses'

test('a campaign counts its members and opportunities, at no change of its own', async () => {
  const [before] = await rows('SELECT SystemModstamp FROM Campaign')
  org.world.clock.advance(60_000)
  const lead = await make('Lead', { LastName: 'Roe', Company: 'Initech' })
  const contact = await make('Contact', { LastName: 'Doe' })
  await make('CampaignMember', { CampaignId: campaign, LeadId: lead, Status: 'Responded' })
  const member = await make('CampaignMember', { CampaignId: campaign, ContactId: contact })
  const counts = () => rows(`SELECT ${COUNTS}, SystemModstamp FROM Campaign`)
  const is = (leads: number, contacts: number, converted: number, responses: number) => [
    {
      NumberOfLeads: leads,
      NumberOfContacts: contacts,
      NumberOfConvertedLeads: converted,
      NumberOfResponses: responses,
      SystemModstamp: before?.['SystemModstamp'],
    },
  ]
  expect(await counts()).toEqual(is(1, 1, 0, 1))
  await client.sobject('CampaignMember').destroy(member)
  expect(await counts()).toEqual(is(1, 0, 0, 1))
  org.system.convert?.({ lead })
  expect(await counts()).toEqual(is(1, 1, 1, 1))
  const deal = { StageName: 'Prospecting', CloseDate: '2026-08-01', CampaignId: campaign, Amount: 100 }
  const opportunity = await make('Opportunity', { ...deal, Name: 'One' })
  await make('Opportunity', { ...deal, Name: 'Two', Amount: 50 })
  await client.sobject('Opportunity').update({ Id: opportunity, StageName: 'Closed Won', Amount: 110 })
  const sums = 'NumberOfOpportunities, NumberOfWonOpportunities, AmountAllOpportunities, AmountWonOpportunities'
  expect(await rows(`SELECT ${sums} FROM Campaign`)).toEqual([
    { NumberOfOpportunities: 2, NumberOfWonOpportunities: 1, AmountAllOpportunities: 160, AmountWonOpportunities: 110 },
  ])
})

test('a refused row of a collection counts for nothing', async () => {
  const lead = await make('Lead', { LastName: 'Roe', Company: 'Initech' })
  const member = { CampaignId: campaign, LeadId: lead }
  const saved = await client.sobject('CampaignMember').create([member, member], { allOrNone: true })
  expect(saved.map(({ success }) => success)).toEqual([false, false])
  expect(await rows('SELECT NumberOfLeads FROM Campaign')).toEqual([{ NumberOfLeads: 0 }])
})

test('a converted lead stays a member as the contact, and merged contacts are one member', async () => {
  const lead = await make('Lead', { LastName: 'Roe', Company: 'Initech' })
  await make('CampaignMember', { CampaignId: campaign, LeadId: lead, Status: 'Responded' })
  const contact = org.system.convert?.({ lead })?.['contact'] ?? ''
  expect(await rows('SELECT LeadId, ContactId, Type, Status FROM CampaignMember')).toEqual([
    { LeadId: lead, ContactId: contact, Type: 'Contact', Status: 'Responded' },
  ])
  const other = await make('Contact', { LastName: 'Roe' })
  await make('CampaignMember', { CampaignId: campaign, ContactId: other })
  org.system.merge?.({ object: 'Contact', winner: contact, losers: [other] })
  expect(await rows('SELECT ContactId FROM CampaignMember')).toEqual([{ ContactId: contact }])
  expect(await rows('SELECT NumberOfContacts FROM Campaign')).toEqual([{ NumberOfContacts: 1 }])
})

test('members go with their campaign and with their person', async () => {
  const lead = await make('Lead', { LastName: 'Roe', Company: 'Initech' })
  await make('CampaignMember', { CampaignId: campaign, LeadId: lead })
  expect(await rows('SELECT (SELECT Name FROM CampaignMembers) FROM Campaign')).toMatchObject([{ CampaignMembers: { totalSize: 1 } }])
  expect(await rows('SELECT (SELECT Status FROM CampaignMembers) FROM Lead')).toMatchObject([{ CampaignMembers: { totalSize: 1 } }])
  await client.sobject('Lead').destroy(lead)
  expect(await rows('SELECT NumberOfLeads FROM Campaign')).toEqual([{ NumberOfLeads: 0 }])
  org.system.restore?.({ object: 'Lead', id: lead })
  expect(await rows('SELECT NumberOfLeads FROM Campaign')).toEqual([{ NumberOfLeads: 1 }])
  await client.sobject('Campaign').destroy(campaign)
  expect(await rows('SELECT Id FROM CampaignMember')).toEqual([])
  expect(await rows('SELECT Id FROM CampaignMemberStatus')).toEqual([])
})

test('describe tells members as a real org does', async () => {
  const { fields } = await client.describe('CampaignMember')
  const shape = (name: string) => {
    const field = fields.find((each) => each.name === name)
    return [field?.type, field?.length, field?.createable, field?.updateable, field?.nillable]
  }
  expect(shape('CampaignId')).toEqual(['reference', 18, true, false, false])
  expect(shape('LeadId')).toEqual(['reference', 18, true, false, true])
  expect(shape('Status')).toEqual(['picklist', 40, true, true, true])
  expect(shape('HasResponded')).toEqual(['boolean', 0, false, false, false])
  const { sobjects } = await client.describeGlobal()
  const prefixes = Object.fromEntries(sobjects.map(({ name, keyPrefix }) => [name, keyPrefix]))
  expect(prefixes).toMatchObject({
    Campaign: '701',
    CampaignMember: '00v',
    CampaignMemberStatus: '01Y',
    Task: '00T',
    Event: '00U',
    Case: '500',
  })
})

test('members are made in bulk, each by itself, and read in bulk', async () => {
  const lead = await make('Lead', { LastName: 'Roe', Company: 'Initech' })
  const member = { CampaignId: campaign, LeadId: lead }
  const { successfulResults, failedResults } = await client.bulk2.loadAndWaitForResults({
    object: 'CampaignMember',
    operation: 'insert',
    input: [member, member],
    pollInterval: 10,
  })
  expect(successfulResults).toMatchObject([{ LeadId: lead, sf__Created: 'true' }])
  expect(failedResults.map(({ sf__Error }) => sf__Error)).toEqual(['DUPLICATE_VALUE:Already a campaign member.:--'])
  await make('Task', { WhoId: lead, Subject: 'Call' })
  const read = await client.bulk2.query('SELECT Subject, Who.Type, Who.Name FROM Task')
  const tasks: unknown[] = []
  for await (const row of read) tasks.push(row)
  expect(tasks).toEqual([{ Subject: 'Call', 'Who.Type': 'Lead', 'Who.Name': 'Roe' }])
})
