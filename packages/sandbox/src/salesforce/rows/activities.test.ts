/** Tasks and events through jsforce: what they are about, how they close and when they take place. */
import { Connection } from 'jsforce'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { salesforceId } from '../ids'
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

async function people(): Promise<{ account: string; contact: string; lead: string; opportunity: string }> {
  const account = await make('Account', { Name: 'Acme' })
  const contact = await make('Contact', { LastName: 'Doe', FirstName: 'Ada', AccountId: account })
  const lead = await make('Lead', { LastName: 'Roe', Company: 'Initech' })
  const opportunity = await make('Opportunity', {
    Name: 'Deal',
    StageName: 'Prospecting',
    CloseDate: '2026-08-01',
    AccountId: account,
  })
  return { account, contact, lead, opportunity }
}

async function rows(soql: string): Promise<Record<string, unknown>[]> {
  const { records } = await client.query(soql)
  return records.map(({ attributes: _, ...record }) => record)
}

/** Code and fields of a refusal. */
async function refusal(call: PromiseLike<unknown>): Promise<unknown> {
  try {
    await call
  } catch (error) {
    const { errorCode, data } = error as { errorCode?: string; data?: { fields?: string[] } }
    return [errorCode, data?.fields ?? []]
  }
  throw new Error('the call was not refused')
}

test('a task begins open, takes its account from what it is about, and notes when it was closed', async () => {
  const { account, contact, opportunity } = await people()
  const id = await make('Task', { Subject: 'Call back', WhoId: contact, WhatId: opportunity, ActivityDate: '2026-05-18' })
  const read = async () => {
    const row = await client.sobject('Task').retrieve(id)
    return [row['Status'], row['Priority'], row['TaskSubtype'], row['IsClosed'], row['CompletedDateTime'], row['AccountId']]
  }
  expect(await read()).toEqual(['Not Started', 'Normal', 'Task', false, null, account])
  await client.sobject('Task').update({ Id: id, Status: 'Completed', Priority: 'High' })
  expect(await read()).toEqual(['Completed', 'High', 'Task', true, '2026-05-20T10:00:00.000+0000', account])
  await client.sobject('Task').update({ Id: id, Status: 'In Progress' })
  expect(await read()).toEqual(['In Progress', 'High', 'Task', false, null, account])
  const other = await make('Task', { WhoId: contact })
  expect((await client.sobject('Task').retrieve(other))['AccountId']).toBe(account)
})

test('an activity is with a contact or a lead, and a lead has nothing else beside it', async () => {
  const { account, lead } = await people()
  expect(await refusal(make('Task', { WhoId: lead, WhatId: account }))).toEqual(['FIELD_INTEGRITY_EXCEPTION', ['WhoId', 'WhatId']])
  expect(await refusal(make('Task', { WhoId: account }))).toEqual(['MALFORMED_ID', ['WhoId']])
  expect(await refusal(make('Task', { WhatId: lead }))).toEqual(['MALFORMED_ID', ['WhatId']])
  expect(await refusal(make('Task', { IsRecurrence: true }))).toEqual(['INVALID_OPERATION', ['IsRecurrence']])
  expect(await refusal(make('Task', { CallType: 'Shouted' }))).toEqual(['INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', ['CallType']])
  expect(await make('Task', { WhoId: lead, Subject: 'Anything at all', IsRecurrence: false })).toMatch(/^00T/)
})

test('who and what are shown by name, whatever they are', async () => {
  const { account, contact, lead, opportunity } = await people()
  await make('Task', { Subject: 'A', WhoId: contact, WhatId: opportunity })
  await make('Task', { Subject: 'B', WhoId: lead })
  await make('Task', { Subject: 'C', WhatId: account })
  expect(await rows('SELECT Subject, Who.Name, Who.Type, What.Type, What.Name, Owner.Type FROM Task ORDER BY Subject')).toMatchObject([
    { Subject: 'A', Who: { Name: 'Ada Doe', Type: 'Contact' }, What: { Name: 'Deal', Type: 'Opportunity' }, Owner: { Type: 'User' } },
    { Subject: 'B', Who: { Name: 'Roe', Type: 'Lead' }, What: null },
    { Subject: 'C', Who: null, What: { Name: 'Acme', Type: 'Account' } },
  ])
  expect(await rows("SELECT Who.FirstName FROM Task WHERE Who.Type = 'Contact'")).toEqual([
    { Who: { attributes: { type: 'Name', url: `/services/data/v62.0/sobjects/Contact/${contact}` }, FirstName: 'Ada' } },
  ])
  expect(await rows("SELECT Subject FROM Task WHERE What.Type IN ('Account', 'Case')")).toEqual([{ Subject: 'C' }])
  expect(
    await rows("SELECT TYPEOF Who WHEN Contact THEN Account.Name WHEN Lead THEN Company END FROM Task WHERE Subject = 'A'"),
  ).toMatchObject([{ Who: { attributes: { type: 'Contact' }, Account: { Name: 'Acme' } } }])
  expect(await refusal(client.query('SELECT Who.Company FROM Task'))).toEqual(['INVALID_FIELD', []])
  expect(await rows('SELECT Name, (SELECT Subject FROM Tasks) FROM Contact')).toMatchObject([
    { Name: 'Ada Doe', Tasks: { totalSize: 1, records: [{ Subject: 'A' }] } },
  ])
  expect(await rows('SELECT (SELECT Subject FROM Tasks) FROM Account')).toMatchObject([{ Tasks: { records: [{ Subject: 'C' }] } }])
})

test('an event needs a start and a length, said in whichever way', async () => {
  const start = '2026-05-21T09:00:00.000+0000'
  const end = '2026-05-21T10:30:00.000+0000'
  const read = async (values: Record<string, unknown>) => {
    const row = await client.sobject('Event').retrieve(await make('Event', values))
    return [row['StartDateTime'], row['EndDateTime'], row['DurationInMinutes'], row['ActivityDate'], row['ActivityDateTime']]
  }
  const whole = [start, end, 90, '2026-05-21', start]
  expect(await read({ StartDateTime: start, EndDateTime: end })).toEqual(whole)
  expect(await read({ ActivityDateTime: start, DurationInMinutes: 90 })).toEqual(whole)
  expect(await read({ StartDateTime: start, ActivityDateTime: start, DurationInMinutes: 90, EndDateTime: end })).toEqual(whole)
  const day = '2026-05-21T00:00:00.000+0000'
  expect(await read({ IsAllDayEvent: true, ActivityDate: '2026-05-21' })).toEqual([day, day, 1440, '2026-05-21', null])
  const missing = (fields: string[]) => ['REQUIRED_FIELD_MISSING', fields]
  expect(await refusal(make('Event', { Subject: 'x' }))).toEqual(missing(['DurationInMinutes', 'ActivityDateTime']))
  expect(await refusal(make('Event', { StartDateTime: start }))).toEqual(missing(['DurationInMinutes']))
  const broken = (fields: string[]) => ['FIELD_INTEGRITY_EXCEPTION', fields]
  expect(await refusal(make('Event', { StartDateTime: end, EndDateTime: start }))).toEqual(broken(['DurationInMinutes']))
  expect(await refusal(make('Event', { StartDateTime: start, EndDateTime: end, DurationInMinutes: 60 }))).toEqual(
    broken(['DurationInMinutes', 'EndDateTime']),
  )
  expect(await refusal(make('Event', { StartDateTime: start, ActivityDateTime: end, DurationInMinutes: 1 }))).toEqual(
    broken(['StartDateTime', 'ActivityDateTime']),
  )
})

test('an event that moves keeps its length', async () => {
  const id = await make('Event', { StartDateTime: '2026-05-21T09:00:00Z', DurationInMinutes: 30 })
  await client.sobject('Event').update({ Id: id, StartDateTime: '2026-05-22T12:00:00Z' })
  const row = await client.sobject('Event').retrieve(id)
  expect([row['EndDateTime'], row['ActivityDate'], row['DurationInMinutes']]).toEqual(['2026-05-22T12:30:00.000+0000', '2026-05-22', 30])
})

test('the last activity of a record is its latest closed task or event', async () => {
  const { contact, account } = await people()
  const last = async () => {
    const [person, company] = await Promise.all([client.sobject('Contact').retrieve(contact), client.sobject('Account').retrieve(account)])
    return [person['LastActivityDate'], company['LastActivityDate'], person['LastModifiedDate']]
  }
  const stamp = '2026-05-20T10:00:00.000+0000'
  org.world.clock.advance(60_000)
  const task = await make('Task', { WhoId: contact, ActivityDate: '2026-05-18' })
  expect(await last()).toEqual([null, null, stamp])
  await client.sobject('Task').update({ Id: task, Status: 'Completed' })
  expect(await last()).toEqual(['2026-05-18', '2026-05-18', stamp])
  const event = await make('Event', { WhoId: contact, StartDateTime: '2026-05-21T09:00:00Z', DurationInMinutes: 30 })
  expect(await last()).toEqual(['2026-05-21', '2026-05-21', stamp])
  await client.sobject('Event').destroy(event)
  expect(await last()).toEqual(['2026-05-18', '2026-05-18', stamp])
})

test('activities go to the recycle bin with their contact, and come back with it', async () => {
  const { contact } = await people()
  const task = await make('Task', { WhoId: contact, Subject: 'Call' })
  await client.sobject('Contact').destroy(contact)
  expect(await rows('SELECT Id FROM Task')).toEqual([])
  const binned = await client.query('SELECT Id, IsDeleted FROM Task', { scanAll: true })
  expect(binned.records.map((record) => [record['Id'], record['IsDeleted']])).toEqual([[task, true]])
  org.system.restore?.({ object: 'Contact', id: contact })
  expect(await rows('SELECT Subject FROM Task')).toEqual([{ Subject: 'Call' }])
})

test('a converted lead leaves its activities to the contact and what became of it', async () => {
  const { lead } = await people()
  await make('Task', { WhoId: lead, Subject: 'Call' })
  await make('Event', { WhoId: lead, StartDateTime: '2026-05-21T09:00:00Z', DurationInMinutes: 30 })
  const made = org.system.convert?.({ lead, opportunityName: 'New' })
  const moved = { WhoId: made?.['contact'], WhatId: made?.['opportunity'], AccountId: made?.['account'] }
  expect(await rows('SELECT WhoId, WhatId, AccountId FROM Task')).toEqual([moved])
  expect(await rows('SELECT WhoId, WhatId, AccountId FROM Event')).toEqual([moved])
})

test('merged contacts share their activities', async () => {
  const { contact } = await people()
  const account = await make('Account', { Name: 'Other' })
  const loser = await make('Contact', { LastName: 'Doe', AccountId: account })
  await make('Task', { WhoId: loser, Subject: 'Call' })
  org.system.merge?.({ object: 'Contact', winner: contact, losers: [loser] })
  expect(await rows('SELECT WhoId, Account.Name FROM Task')).toMatchObject([{ WhoId: contact, Account: { Name: 'Acme' } }])
})

test('activities are written in collections and trees, and loaded from seeds', async () => {
  const saved = await client.sobject('Task').create([{ Subject: 'A' }, { Subject: 'B', WhoId: 'nobody' }], { allOrNone: false })
  expect(saved.map(({ success }) => success)).toEqual([true, false])
  const tree = await org.call('POST', '/composite/tree/Account', {
    records: [
      {
        attributes: { type: 'Account', referenceId: 'a' },
        Name: 'Tree',
        Tasks: { records: [{ attributes: { type: 'Task', referenceId: 't' }, Subject: 'Leaf' }] },
      },
    ],
  })
  expect(tree.status).toBe(201)
  expect(await rows("SELECT Subject, What.Name FROM Task WHERE What.Name = 'Tree'")).toMatchObject([{ Subject: 'Leaf' }])
  const contact = salesforceId('003', 1)
  const task = { Subject: 'Seeded', Status: 'Completed', ActivityDate: '2026-01-02', WhoId: contact }
  const seeded = await startOrg({}, [
    {
      name: 'Contact',
      file: 'Contact.jsonl',
      rows: [{ id: contact, values: { LastName: 'Doe' }, links: {}, line: 1 }],
    },
    {
      name: 'Task',
      file: 'Task.jsonl',
      rows: [{ id: salesforceId('00T', 1), at: '2026-01-03T00:00:00Z', values: task, links: {}, line: 1 }],
    },
  ])
  try {
    const reader = new Connection(seeded.settings)
    const row = await reader.sobject('Task').retrieve(salesforceId('00T', 1))
    expect([row['IsClosed'], row['CompletedDateTime']]).toEqual([true, '2026-01-03T00:00:00.000+0000'])
    expect((await reader.sobject('Contact').retrieve(contact))['LastActivityDate']).toBe('2026-01-02')
  } finally {
    await seeded.close()
  }
})

test('describe tells activities as a real org does', async () => {
  const { fields, childRelationships } = await client.describe('Task')
  const field = (name: string) => fields.find((each) => each.name === name)
  expect(field('WhoId')).toMatchObject({
    type: 'reference',
    referenceTo: ['Contact', 'Lead'],
    relationshipName: 'Who',
    namePointing: true,
    polymorphicForeignKey: true,
    nillable: true,
  })
  expect(field('Subject')).toMatchObject({ type: 'combobox', length: 255, nillable: true })
  expect(field('Status')?.picklistValues?.map(({ value, defaultValue }) => [value, defaultValue])).toEqual([
    ['Not Started', true],
    ['In Progress', false],
    ['Completed', false],
    ['Waiting on someone else', false],
    ['Deferred', false],
  ])
  expect([field('IsClosed')?.createable, field('TaskSubtype')?.updateable, field('Id')?.label]).toEqual([false, false, 'Activity ID'])
  expect(fields.filter((each) => each.createable && !each.nillable && !each.defaultedOnCreate)).toEqual([])
  expect(childRelationships).toEqual([expect.objectContaining({ childSObject: 'Task', field: 'RecurrenceActivityId' })])
  const contact = await client.describe('Contact')
  expect(contact.childRelationships).toContainEqual(
    expect.objectContaining({ childSObject: 'Task', field: 'WhoId', relationshipName: 'Tasks', cascadeDelete: true }),
  )
  expect(await rows('SELECT MasterLabel, IsClosed, IsDefault FROM TaskStatus WHERE IsClosed = true')).toEqual([
    { MasterLabel: 'Completed', IsClosed: true, IsDefault: false },
  ])
})

test('a custom object has activities where its seed says so', async () => {
  const other = await startOrg({
    objects: { Visit__c: { label: 'Visit', prefix: 'a0A', activities: true, fields: [] }, Thing__c: { prefix: 'a0B', fields: [] } },
  })
  try {
    const visitor = new Connection(other.settings)
    const visit = await visitor.sobject('Visit__c').create({ Name: 'Rome' })
    await visitor.sobject('Task').create({ WhatId: visit.id, Subject: 'Pack' })
    const { records } = await visitor.query('SELECT Name, (SELECT Subject FROM Tasks) FROM Visit__c')
    expect(records).toMatchObject([{ Name: 'Rome', Tasks: { records: [{ Subject: 'Pack' }] } }])
    const thing = await visitor.sobject('Thing__c').create({ Name: 'x' })
    expect(await refusal(visitor.sobject('Task').create({ WhatId: thing.id }))).toEqual(['MALFORMED_ID', ['WhatId']])
  } finally {
    await other.close()
  }
})

test('who a task is with may be named by an external id, with the kind of record that is meant', async () => {
  const key = { name: 'Key__c', type: 'string', length: 20, externalId: true, unique: true }
  const other = await startOrg({ objects: { Lead: { fields: [key] }, Contact: { fields: [key] } } })
  try {
    const keyed = new Connection(other.settings)
    const contact = await keyed.sobject('Contact').create({ LastName: 'Doe', Key__c: 'k' })
    const lead = await keyed.sobject('Lead').create({ LastName: 'Roe', Company: 'x', Key__c: 'k' })
    for (const type of ['Contact', 'Lead']) {
      const { status } = await other.call('POST', '/sobjects/Task', { Subject: type, Who: { attributes: { type }, Key__c: 'k' } })
      expect(status).toBe(201)
    }
    const { records } = await keyed.query('SELECT Subject, WhoId FROM Task ORDER BY Subject')
    expect(records.map((task) => [task['Subject'], task['WhoId']])).toEqual([
      ['Contact', contact.id],
      ['Lead', lead.id],
    ])
  } finally {
    await other.close()
  }
})

test('an event is owned by a user or a calendar', async () => {
  await make('Event', { Subject: 'x', StartDateTime: '2026-05-21T09:00:00Z', DurationInMinutes: 30 })
  expect(await rows("SELECT Subject, Owner.Name FROM Event WHERE Owner.Type = 'User'")).toMatchObject([
    { Subject: 'x', Owner: { Name: 'Integration User' } },
  ])
  expect((await client.describe('Event')).fields.find(({ name }) => name === 'OwnerId')?.referenceTo).toEqual(['Calendar', 'User'])
})
