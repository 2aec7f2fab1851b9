/** Change events of activities, campaigns and cases through jsforce's streaming client. */
import { Connection } from 'jsforce'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startOrg, type TestOrg } from '../testing/start-org'

type Payload = { ChangeEventHeader: { entityName: string; changeType: string; recordIds: string[]; changedFields: string[] } } & Record<
  string,
  unknown
>

let org: TestOrg
let client: Connection

beforeAll(async () => {
  org = await startOrg({ stateCountryPicklists: true })
  client = new Connection(org.settings)
})
afterAll(() => org.close())

/** What a channel tells while something is done, up to so many events. */
async function told(channel: string, count: number, act: () => Promise<unknown>): Promise<Payload[]> {
  // The client can disconnect, its published types leave that out.
  const faye = client.streaming.createClient([]) as ReturnType<Connection['streaming']['createClient']> & { disconnect(): void }
  const payloads: Payload[] = []
  let wake = () => {}
  await faye.subscribe(channel, ({ payload }: { payload: Payload }) => {
    payloads.push(payload)
    wake()
  })
  await act()
  while (payloads.length < count) await new Promise<void>((resolve) => (wake = resolve))
  faye.disconnect()
  return payloads
}

test('tasks, members and cases are told on channels of their own', async () => {
  const lead = await client.sobject('Lead').create({ LastName: 'Roe', Company: 'Initech' })
  const [made, closed] = await told('/data/TaskChangeEvent', 2, async () => {
    const { id } = await client.sobject('Task').create({ Subject: 'Call', WhoId: lead.id })
    await client.sobject('Task').update({ Id: id ?? '', Status: 'Completed' })
  })
  expect(made).toMatchObject({ ChangeEventHeader: { entityName: 'Task', changeType: 'CREATE' }, Subject: 'Call', WhoId: lead.id })
  expect(closed?.ChangeEventHeader.changedFields.sort()).toEqual(['CompletedDateTime', 'IsClosed', 'LastModifiedDate', 'Status'])
  const campaign = await client.sobject('Campaign').create({ Name: 'Spring' })
  const [member] = await told('/data/CampaignMemberChangeEvent', 1, () =>
    client.sobject('CampaignMember').create({ CampaignId: campaign.id, LeadId: lead.id }),
  )
  expect(member).toMatchObject({ ChangeEventHeader: { entityName: 'CampaignMember' }, LeadId: lead.id, Status: 'Sent' })
  const [opened] = await told('/data/CaseChangeEvent', 1, () => client.sobject('Case').create({ Subject: 'Broken' }))
  expect(opened).toMatchObject({ Subject: 'Broken', CaseNumber: '00001000' })
})

test('what is counted or shown of others is no change', async () => {
  const lead = await client.sobject('Lead').create({ LastName: 'Roe', Company: 'Initech' })
  const campaign = await client.sobject('Campaign').create({ Name: 'Autumn' })
  const payloads = await told('/data/ChangeEvents', 3, async () => {
    await client.sobject('CampaignMember').create({ CampaignId: campaign.id, LeadId: lead.id })
    await client.sobject('Lead').update({ Id: lead.id ?? '', FirstName: 'Al' })
    await client.sobject('Event').create({ WhoId: lead.id, StartDateTime: '2026-05-01T09:00:00Z', DurationInMinutes: 30 })
  })
  expect(payloads.map(({ ChangeEventHeader: { entityName, changeType } }) => `${changeType} ${entityName}`)).toEqual([
    'CREATE CampaignMember',
    'UPDATE Lead',
    'CREATE Event',
  ])
})

test('addresses carry their codes, fiscal periods their parts', async () => {
  const [account] = await told('/data/AccountChangeEvent', 1, () =>
    client.sobject('Account').create({ Name: 'Acme', BillingCountryCode: 'IT', BillingStateCode: 'RM' }),
  )
  expect(account?.['BillingAddress']).toMatchObject({ Country: 'Italy', CountryCode: 'IT', State: 'Rome', StateCode: 'RM' })
  const [deal] = await told('/data/OpportunityChangeEvent', 1, () =>
    client.sobject('Opportunity').create({ Name: 'Deal', StageName: 'Prospecting', CloseDate: '2026-05-01' }),
  )
  expect([deal?.['FiscalYear'], deal?.['FiscalQuarter'], deal?.['Fiscal']]).toEqual([2026, 2, '2026 2'])
})
