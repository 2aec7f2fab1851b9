/** Change Data Capture through jsforce's streaming client, and by raw Bayeux messages. */
import { Connection } from 'jsforce'
import { StreamingExtension } from 'jsforce/lib/api/streaming'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startOrg, type TestOrg } from '../testing/start-org'

type Event = {
  schema: string
  payload: { ChangeEventHeader: Record<string, unknown> } & Record<string, unknown>
  event: { replayId: number }
}
type Reply = Record<string, unknown>

let org: TestOrg
let client: Connection
const open: { disconnect(): void }[] = []

beforeAll(async () => {
  org = await startOrg({ objects: { Gadget__c: { label: 'Gadget', fields: [{ name: 'Size__c', type: 'double', precision: 4 }] } } })
  client = new Connection({ ...org.settings, callOptions: { client: 'mine' } })
})
afterAll(() => org.close())
afterEach(() => {
  for (const each of open.splice(0)) each.disconnect()
})

/** Subscribes and keeps what comes; `until` waits for so many events. */
async function listen<Told = Event>(channel: string, replay?: number) {
  const extensions = replay === undefined ? [] : [new StreamingExtension.Replay(channel, replay)]
  // The client can disconnect, its published types leave that out.
  const faye = client.streaming.createClient(extensions) as ReturnType<Connection['streaming']['createClient']> & { disconnect(): void }
  open.push(faye)
  const events: Told[] = []
  let wake = () => {}
  await faye.subscribe(channel, (event: Told) => {
    events.push(event)
    wake()
  })
  const until = async (count: number) => {
    while (events.length < count) await new Promise<void>((resolve) => (wake = resolve))
    return events.splice(0)
  }
  return { until, faye }
}

/** Raw messages. */
async function send(messages: unknown, token = org.settings.accessToken): Promise<Reply[]> {
  const headers = { authorization: `OAuth ${token}`, 'content-type': 'application/json' }
  const reply = await fetch(`${org.url}/cometd/62.0`, { method: 'POST', body: JSON.stringify(messages), headers })
  expect(reply.status).toBe(200)
  return (await reply.json()) as Reply[]
}
async function shake(): Promise<string> {
  const [reply] = await send({ channel: '/meta/handshake', version: '1.0', supportedConnectionTypes: ['long-polling'], id: '1' })
  const clientId = String(reply?.['clientId'])
  await send({ channel: '/meta/connect', clientId, connectionType: 'long-polling' })
  return clientId
}
const replays = (replies: readonly Reply[]) => replies.flatMap(({ data }) => (data === undefined ? [] : [(data as Event).event.replayId]))

test('a life of a contact is told as it happens, with who did what', async () => {
  const { until } = await listen('/data/ContactChangeEvent')
  const { id } = await client
    .sobject('Contact')
    .create({ FirstName: 'Ada', LastName: 'Doe', MailingCity: 'Berlin', Email: 'ada@acme.example' })
  const [created] = await until(1)
  const header = created!.payload.ChangeEventHeader
  expect(header).toEqual({
    entityName: 'Contact',
    recordIds: [id],
    changeType: 'CREATE',
    changeOrigin: 'com/salesforce/api/rest/62.0;client=mine',
    transactionKey: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    sequenceNumber: 1,
    commitTimestamp: expect.any(Number),
    commitUser: expect.stringMatching(/^005/),
    commitNumber: expect.any(Number),
    changedFields: [],
  })
  expect(created!.payload).toMatchObject({
    Name: { FirstName: 'Ada', LastName: 'Doe' },
    MailingAddress: { City: 'Berlin' },
    Email: 'ada@acme.example',
    CreatedDate: expect.stringMatching(/Z$/),
  })
  await client.sobject('Contact').update({ Id: id!, Email: null, LastName: 'Roe' })
  const [updated] = await until(1)
  expect(updated!.payload).toEqual({
    ChangeEventHeader: expect.objectContaining({
      changeType: 'UPDATE',
      changedFields: expect.arrayContaining(['Email', 'Name.LastName', 'LastModifiedDate']),
    }),
    Name: { LastName: 'Roe' },
    Email: null,
    LastModifiedDate: expect.stringMatching(/Z$/),
  })
  await client.sobject('Contact').destroy(id!)
  await client.soap.undelete([id!])
  const [gone, back] = await until(2)
  expect([gone!.payload.ChangeEventHeader['changeType'], Object.keys(gone!.payload)]).toEqual(['DELETE', ['ChangeEventHeader']])
  expect([back!.payload.ChangeEventHeader['changeType'], back!.payload.ChangeEventHeader['changeOrigin']]).toEqual([
    'UNDELETE',
    'com/salesforce/api/soap/62.0;client=mine',
  ])
})

test('one transaction has one key, and its events count up in it', async () => {
  const { until } = await listen('/data/ChangeEvents')
  const { id } = await client.sobject('Lead').create({ LastName: 'Conv', Company: 'C' })
  await until(1)
  await client.soap.convertLead({ leadId: id!, convertedStatus: 'Closed - Converted' })
  const events = (await until(4)).map(({ payload }) => payload.ChangeEventHeader)
  expect(events.slice(0, 2).map(({ entityName, changeType }) => [entityName, changeType])).toEqual([
    ['Account', 'CREATE'],
    ['Contact', 'CREATE'],
  ])
  expect(events.at(-1)).toMatchObject({ entityName: 'Lead', changeType: 'UPDATE' })
  expect(new Set(events.map(({ transactionKey }) => transactionKey)).size).toBe(1)
  expect(events.map(({ sequenceNumber }) => sequenceNumber)).toEqual(events.map((_, index) => index + 1))
})

test('replay begins with all, with what is new, or after an id; an id that is not kept is refused', async () => {
  const create = async (Name: string) => client.sobject('Gadget__c').create({ Name, Size__c: 3 })
  await create('one')
  await create('two')
  const { until } = await listen('/data/Gadget__ChangeEvent', -2)
  const [first, second] = await until(2)
  expect([first?.payload['Name'], second?.payload['Name']]).toEqual(['one', 'two'])
  const later = await listen('/data/Gadget__ChangeEvent', first!.event.replayId)
  expect((await later.until(1))[0]?.payload['Name']).toBe('two')
  const fresh = await listen('/data/Gadget__ChangeEvent', -1)
  await create('three')
  expect((await fresh.until(1))[0]?.payload['Name']).toBe('three')
  const clientId = await shake()
  const subscribe = (replay: unknown) =>
    send({
      channel: '/meta/subscribe',
      clientId,
      subscription: '/data/Gadget__ChangeEvent',
      ext: { replay: { '/data/Gadget__ChangeEvent': replay } },
    })
  expect(await subscribe(99_999_999)).toMatchObject([
    { successful: false, error: expect.stringMatching(/^400::The replayId \{99999999\}/) },
  ])
  org.world.clock.advance(4 * 86_400_000)
  const again = await shake()
  const old = {
    channel: '/meta/subscribe',
    clientId: again,
    subscription: '/data/Gadget__ChangeEvent',
    ext: { replay: { '/data/Gadget__ChangeEvent': first!.event.replayId } },
  }
  expect(await send(old)).toMatchObject([{ successful: false }])
  expect(await send({ ...old, ext: { replay: { '/data/Gadget__ChangeEvent': -2 } } })).toMatchObject([{ successful: true }])
  expect(replays(await send({ channel: '/meta/connect', clientId: again, advice: { timeout: 0 } }))).toEqual([])
})

test('a bad session is told so that the AuthFailure extension sees it', async () => {
  const stranger = new Connection({ ...org.settings, accessToken: 'nonsense' })
  const failure = await new Promise<Reply>((resolve) => {
    const faye = stranger.streaming.createClient([new StreamingExtension.AuthFailure(resolve as () => void)])
    faye.subscribe('/data/ChangeEvents', () => {})
  })
  expect(failure).toMatchObject({
    channel: '/meta/handshake',
    successful: false,
    advice: { reconnect: 'none' },
    ext: { sfdc: { failureReason: '401::Authentication invalid' } },
  })
  const clientId = await shake()
  expect(await send({ channel: '/meta/connect', clientId }, 'nonsense')).toMatchObject([
    { successful: false, error: '401::Authentication invalid', advice: { reconnect: 'none' } },
  ])
})

test('clients that are unknown or were away too long shake hands again', async () => {
  const unknown = [{ successful: false, error: '403::Unknown client', advice: { reconnect: 'handshake' } }]
  expect(await send({ channel: '/meta/connect', clientId: 'nobody' })).toMatchObject(unknown)
  const clientId = await shake()
  org.world.clock.advance(41_000)
  expect(await send({ channel: '/meta/connect', clientId })).toMatchObject(unknown)
  const other = await shake()
  expect(await send({ channel: '/meta/disconnect', clientId: other })).toMatchObject([{ successful: true }])
  expect(await send({ channel: '/meta/connect', clientId: other })).toMatchObject(unknown)
})

test('channels that are not there, publications and nonsense are refused', async () => {
  const clientId = await shake()
  expect(await send({ channel: '/meta/subscribe', clientId, subscription: '/data/NothingChangeEvent' })).toMatchObject([
    { successful: false },
  ])
  expect(await send({ channel: '/data/ContactChangeEvent', clientId, data: {} })).toMatchObject([
    { successful: false, error: expect.stringMatching(/^403/) },
  ])
  for (const body of ['nonsense', '[]', '[1]', '"x"']) {
    const reply = await fetch(`${org.url}/cometd/62.0`, {
      method: 'POST',
      body,
      headers: { authorization: `OAuth ${org.settings.accessToken}` },
    })
    expect(reply.status).toBe(400)
  }
})

test('gaps and overflows come without values', async () => {
  const { until } = await listen('/data/LeadChangeEvent')
  org.system.announce?.({ object: 'Lead', ids: ['00Q000000000001AAA'], change: 'UPDATE' })
  org.system.announce?.({ object: 'Lead', change: 'OVERFLOW' })
  org.system.announce?.({ object: 'Lead', next: 1 })
  const { id } = await client.sobject('Lead').create({ LastName: 'Hidden', Company: 'C' })
  await client.sobject('Lead').create({ LastName: 'Told', Company: 'C' })
  const events = await until(4)
  expect(
    events.map(({ payload: { ChangeEventHeader: header, ...fields } }) => [header['changeType'], header['recordIds'], 'Company' in fields]),
  ).toEqual([
    ['GAP_UPDATE', ['00Q000000000001AAA'], false],
    ['GAP_OVERFLOW', ['000000000000000AAA'], false],
    ['GAP_CREATE', [id], false],
    ['CREATE', [expect.any(String)], true],
  ])
})

test('what commits late is told when it commits, also to those who wait', async () => {
  const { until } = await listen('/data/AccountChangeEvent')
  const before = Date.now()
  const { id } = org.system.edit({ object: 'Account', values: { Name: 'Late' }, by: 'Mia', late: 300 })
  const [event] = await until(1)
  expect([event?.payload.ChangeEventHeader['recordIds'], event?.payload.ChangeEventHeader['changeOrigin']]).toEqual([[id], ''])
  expect(Date.now() - before).toBeGreaterThan(150)
})

test('a push topic tells what its query matches, by operation and by field', async () => {
  await client.sobject('PushTopic').create([
    {
      Name: 'Banks',
      Query: "SELECT Id, Name, Phone FROM Account WHERE Industry = 'Banking'",
      ApiVersion: '62.0',
      NotifyForOperationDelete: false,
    },
    { Name: 'Broken', Query: 'SELECT Id FROM', ApiVersion: '62.0' },
    { Name: 'Asleep', Query: 'SELECT Id FROM Account', ApiVersion: '62.0', IsActive: false },
  ])
  const { until } = await listen<{ event: Reply; sobject: Reply }>('/topic/Banks')
  const { id = '' } = await client.sobject('Account').create({ Name: 'A', Industry: 'Banking' })
  await client.sobject('Account').create({ Name: 'B', Industry: 'Energy' })
  await client.sobject('Account').update({ Id: id, Website: 'https://a.example' })
  await client.sobject('Account').update({ Id: id, Phone: '123' })
  await client.sobject('Account').destroy(id)
  await client.sobject('Account').create({ Name: 'C', Industry: 'Banking' })
  const events = await until(3)
  expect(events.map(({ event, sobject }) => [event['type'], sobject['Name'], sobject['Phone']])).toEqual([
    ['created', 'A', null],
    ['updated', 'A', '123'],
    ['created', 'C', null],
  ])
  expect(Object.keys(events[0]?.event ?? {})).toEqual(['createdDate', 'replayId', 'type'])
  expect(Object.keys(events[0]?.sobject ?? {}).sort()).toEqual(['Id', 'Name', 'Phone'])
  const clientId = await shake()
  const subscribed = await send(
    ['Broken', 'Asleep', 'Nothing'].map((name) => ({ channel: '/meta/subscribe', clientId, subscription: `/topic/${name}` })),
  )
  expect(subscribed.map(({ successful }) => successful)).toEqual([false, false, false])
})
