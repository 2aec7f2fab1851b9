/** What set-up knows has an age: people, schemas and key fields that change while a process lives are seen without a restart, over HTTP. */
import { afterEach, expect, test, vi } from 'vitest'
import { type LivingOptions, type LivingWorld, openLivingWorld } from '../connectors/testing/living-world'
import { LockstepError } from '../errors'

vi.setConfig({ testTimeout: 120_000 })

let open: LivingWorld | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

const policy = `sync contact with Lead {
  match email = Email
  from hubspot {
    on new     create Lead
    on change  update
  }
  from Lead {
    on new     create
    on change  update
  }
  map {
    email             <->  Email
    lastname          <->  LastName  default "[unknown]"
    company            ->  Company   default "[none]"
    hubspot_owner_id  <->  OwnerId   using owners by email
  }
}
`

/** One pair of people, and one linked pair of records that belongs to them. */
const start = async (between?: LivingOptions['between']) => {
  let owner = ''
  let user = ''
  const world = await openLivingWorld({
    policy,
    ...(between === undefined ? {} : { between }),
    prepare: async (hands) => {
      owner = await hands.addOwner('ada@example.com')
      user = await hands.addUser('ada@example.com')
    },
  })
  open = world
  const contact = await world.edit('hubspot', 'contacts', { email: 'lead@example.com', lastname: 'Lead', hubspot_owner_id: owner })
  await world.engine.sync()
  const lead = (await world.engine.why(`hubspot:contact:${contact}`)).record.salesforce?.id ?? ''
  const owners = async () => [
    (await world.valuesOf('hubspot', 'contacts', contact))['hubspot_owner_id'],
    (await world.valuesOf('salesforce', 'Lead', lead))['OwnerId'],
  ]
  return { world, owner, user, contact, lead, owners }
}

const setupCalls = async (world: LivingWorld, work: () => Promise<unknown>): Promise<number> =>
  (await world.callsOf(work)).filter(({ purpose }) => purpose === 'setup').length

test('runs set up once in fifteen minutes', async () => {
  const { world } = await start()
  const first = await setupCalls(world, () => world.restart().then(() => world.engine.sync()))
  const later: number[] = []
  for (let at = 0; at < 7; at += 1) {
    await world.pass(5)
    later.push(await setupCalls(world, () => world.engine.sync()))
  }
  // The login of a new process is not repeated.
  expect([first > 3, later.map((calls) => calls > 0 && first - calls)]).toEqual([true, [false, false, 1, false, false, 1, false]])
})

test('a person added on both sides gets the contacts that are assigned to them, in a process that goes on', async () => {
  const { world, contact, owners, owner, user } = await start()
  const before = await owners()
  await world.pass(5)
  const newOwner = await world.addOwner('bob@example.com')
  const newUser = await world.addUser('bob@example.com')
  await world.edit('hubspot', 'contacts', { hubspot_owner_id: newOwner }, contact)
  await world.pass(1)
  const calls = await setupCalls(world, () => world.engine.sync())
  const after = await owners()
  await world.pass(60)
  await world.engine.sync()
  expect([before, after, await owners(), calls > 0, (await world.engine.errors()).items]).toEqual([
    [owner, user],
    [newOwner, newUser],
    [newOwner, newUser],
    true,
    [],
  ])
})

test('an owner who stays without a counterpart costs one look at the people, not one a run, and goes on once there is one', async () => {
  const { world, owners, lead, owner, contact } = await start()
  await world.pass(5)
  const newUser = await world.addUser('bob@example.com')
  await world.edit('salesforce', 'Lead', { OwnerId: newUser }, lead)
  await world.pass(1)
  const calls: boolean[] = []
  for (let at = 0; at < 4; at += 1) {
    calls.push((await setupCalls(world, () => world.engine.sync())) > 0)
    await world.edit('hubspot', 'contacts', { lastname: `Lead ${at}` }, contact)
    await world.pass(1)
  }
  const cards = (await world.engine.errors()).items.map(({ code }) => code)
  const newOwner = await world.addOwner('bob@example.com')
  await world.pass(20)
  await world.engine.sync()
  expect([calls, cards, await owners(), (await world.engine.errors()).items]).toEqual([
    [true, false, false, false],
    ['no-owner'],
    [newOwner, newUser],
    [],
  ])
  expect(owner).not.toBe(newOwner)
})

test('a lead that goes to a queue stays there, HubSpot keeps its owner, and the card closes when a person takes the lead', async () => {
  const { world, owners, lead, owner, user, contact } = await start()
  const queue = await world.edit('salesforce', 'Group', { Name: 'Web leads', DeveloperName: 'Web_leads', Type: 'Queue' })
  await world.edit('salesforce', 'QueueSobject', { QueueId: queue, SobjectType: 'Lead' })
  await world.pass(5)
  await world.edit('salesforce', 'Lead', { OwnerId: queue }, lead)
  await world.engine.sync()
  const queued = [await owners(), (await world.engine.errors()).items.map(({ code, message }) => [code, message])]
  await world.pass(5)
  await world.edit('hubspot', 'contacts', { lastname: 'Lovelace' }, contact)
  await world.engine.sync()
  const later = [await owners(), (await world.valuesOf('salesforce', 'Lead', lead))['LastName']]
  await world.edit('salesforce', 'Lead', { OwnerId: user }, lead)
  await world.pass(5)
  await world.engine.sync()
  expect([queued, later, await owners(), (await world.engine.errors()).items]).toEqual([
    [[owner, queue], [['no-owner', `the Salesforce owner \`${queue}\` is a queue, or a user who is not active`]]],
    [[owner, queue], 'Lovelace'],
    [owner, user],
    [],
  ])
})

test('a service that is silent at the refresh leaves what is known for that run, with a card that tells its age and closes by itself', async () => {
  const { world, contact, owners, lead } = await start()
  await world.pass(20)
  await world.edit('hubspot', 'contacts', { lastname: 'Lovelace' }, contact)
  await world.control('/faults', { system: 'hubspot', match: '/crm/v3/owners', kind: '503', times: 5 })
  const { outcome } = await world.engine.sync()
  const cards = (await world.engine.errors()).items.map(({ source, code, message }) => ({ source, code, message }))
  const name = (await world.valuesOf('salesforce', 'Lead', lead))['LastName']
  await world.pass(6)
  await world.engine.sync()
  expect([outcome, name, cards, (await world.engine.errors()).items, (await owners()).length]).toEqual([
    'done',
    'Lovelace',
    [
      {
        source: 'setup',
        code: 'stale-setup',
        message: 'people, schemas and key fields are known as they were 20 minutes ago: HubSpot has trouble (503)',
      },
    ],
    [],
    2,
  ])
})

test('a login that is refused at the refresh suspends, and the runs go on once it is accepted again', async () => {
  let isRefused = false
  const { world, contact, lead } = await start((connectors) => ({
    ...connectors,
    hubspot: {
      ...connectors.hubspot,
      setup: (watches, options) =>
        isRefused
          ? Promise.reject(new LockstepError('authentication', 'HubSpot refuses the access token'))
          : connectors.hubspot.setup(watches, options),
    },
  }))
  await world.edit('hubspot', 'contacts', { lastname: 'Lovelace' }, contact)
  await world.pass(20)
  isRefused = true
  const refusal = await world.engine.sync().catch((error: unknown) => error)
  const { suspended } = await world.engine.usage()
  isRefused = false
  await world.pass(1)
  const { outcome } = await world.engine.sync()
  const name = (await world.valuesOf('salesforce', 'Lead', lead))['LastName']
  expect([refusal instanceof LockstepError && refusal.code, suspended, outcome, name, (await world.engine.usage()).suspended]).toEqual([
    'authentication',
    { cause: 'HubSpot refuses the access token', cure: 'mend the connection, then run again' },
    'done',
    'Lovelace',
    null,
  ])
})
