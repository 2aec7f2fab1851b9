/** Lists are bound by id: renamed, deleted, restored, made again, doubled and unreadable ones, over HTTP. Nothing not found is taken for empty. */
import { afterEach, expect, test, vi } from 'vitest'
import { type LivingWorld, openLivingWorld } from '../connectors/testing/living-world'
import { hasPostgres, startPostgres } from '../store/testing/postgres'

vi.setConfig({ testTimeout: 120_000 })

let open: LivingWorld | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

const policyOf = (list: string): string => `sync contact with Lead {
  match email = Email
  from hubspot {
    include when member of "${list}"
    on new     create Lead
    on change  update
  }
  from Lead {
    on new     link
    on change  update
  }
  map {
    email      <->  Email
    lastname   <->  LastName  default "[unknown]"
    company     ->  Company   default "[none]"
  }
}
`

const stageIs = (stage: string) => ({
  filterBranchType: 'OR',
  filterBranches: [
    {
      filterBranchType: 'AND',
      filterBranches: [],
      filters: [
        {
          filterType: 'PROPERTY',
          property: 'lifecyclestage',
          operation: { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values: [stage], includeObjectsWithNoValueSet: false },
        },
      ],
    },
  ],
})

type Api = LivingWorld['hubspotApi']

/** Makes an active list of the contacts with a lifecycle stage; its id. */
const makeList = async (api: Api, name: string, stage: string, objectTypeId = '0-1'): Promise<string> => {
  const made = await api('POST', '/crm/v3/lists', { name, objectTypeId, processingType: 'DYNAMIC', filterBranch: stageIs(stage) })
  return String((made['list'] as { readonly listId: string }).listId)
}

/** One member of the list `Ready`, with its lead, and one contact who is no member. */
const start = async (database?: Parameters<typeof openLivingWorld>[0]['database']) => {
  let list = ''
  const world = await openLivingWorld({
    policy: policyOf('Ready'),
    ...(database === undefined ? {} : { database }),
    prepare: async ({ hubspotApi }) => {
      list = await makeList(hubspotApi, 'Ready', 'lead')
    },
  })
  open = world
  const member = await world.edit('hubspot', 'contacts', { email: 'ada@example.com', lastname: 'Ada', lifecyclestage: 'lead' })
  const other = await world.edit('hubspot', 'contacts', { email: 'bob@example.com', lastname: 'Bob', lifecyclestage: 'subscriber' })
  await world.pass(5)
  await world.engine.sync()
  const lead = (await world.engine.why(`hubspot:contact:${member}`)).record.salesforce?.id ?? ''
  const rename = (name: string, id = list) =>
    world.hubspotApi('PUT', `/crm/v3/lists/${id}/update-list-name?listName=${encodeURIComponent(name)}`)
  /** Edits the member's name, lets five minutes pass and syncs; what the lead is called then, the link's state, the cards and notes. */
  const round = async (lastname: string) => {
    await world.edit('hubspot', 'contacts', { lastname }, member)
    await world.pass(5)
    const { notes = [] } = await world.engine.sync()
    return {
      lead: (await world.valuesOf('salesforce', 'Lead', lead))['LastName'],
      state: (await world.engine.why(`hubspot:contact:${member}`)).record.state,
      cards: (await world.engine.errors()).items.map(({ code, message, lines }) => `${code}: ${message} (${lines.join(', ')})`),
      notes,
    }
  }
  return { world, list, member, other, lead, rename, round }
}

const missing = (list: string, name = 'Ready') =>
  `missing-list: HubSpot has no list \`Ready\`, last seen as \`${name}\` with the id ${list}: its rules decide nothing, and its members stay as they were (test.sync:4)`

const goesOnAfterRename = async (database?: Parameters<typeof start>[0]): Promise<void> => {
  const { world, list, rename, round } = await start(database)
  await rename('Ready for sales')
  const renamed = await round('Ada 1')
  await world.restart()
  const restarted = await round('Ada 2')
  await rename('ready')
  const notes = [`the list \`Ready\` is called \`Ready for sales\` in HubSpot now; the policy goes on with it, by its id ${list}`]
  expect([renamed, restarted, await round('Ada 3')]).toEqual([
    { lead: 'Ada 1', state: 'linked', cards: [], notes },
    { lead: 'Ada 2', state: 'linked', cards: [], notes },
    { lead: 'Ada 3', state: 'linked', cards: [], notes: [] },
  ])
}

test('a list that is renamed goes on by its id, with a note, after a restart too', () => goesOnAfterRename())

test.skipIf(!hasPostgres())('so it does on a PostgreSQL server', async () => {
  const server = await startPostgres()
  try {
    await goesOnAfterRename({ kind: 'postgres', url: await server.create('bindings') })
    await open?.close()
    open = undefined
  } finally {
    await server.stop()
  }
})

test('another list that takes the name over is not meant until the policy is deployed anew', async () => {
  const { world, rename, round, list } = await start()
  await rename('Old')
  const customers = await makeList(world.hubspotApi, 'Ready', 'customer')
  const before = await round('Ada 1')
  const deployed = policyOf('Ready').replace('"[none]"', '"[no company]"')
  await world.deploy(deployed)
  const after = await round('Ada 2')
  const rows = await world.store.readBindings()
  expect([before, after, rows.map(({ label, id, name }) => [label, id, name])]).toEqual([
    {
      lead: 'Ada 1',
      state: 'linked',
      cards: [],
      notes: [`the list \`Ready\` is called \`Old\` in HubSpot now; the policy goes on with it, by its id ${list}`],
    },
    { lead: 'Ada 1', state: 'paused', cards: [], notes: [] },
    [['Ready', customers, 'Ready']],
  ])
})

test('a new version keeps the id of the last one while the name is gone and the list lives', async () => {
  const { world, rename, round, list } = await start()
  await rename('Ready for sales')
  await world.deploy(policyOf('Ready').replace('"[none]"', '"[no company]"'))
  expect(await round('Ada 1')).toEqual({
    lead: 'Ada 1',
    state: 'linked',
    cards: [],
    notes: [`the list \`Ready\` is called \`Ready for sales\` in HubSpot now; the policy goes on with it, by its id ${list}`],
  })
})

test('a deleted list stops its rule with a card: nobody is paused, resumed or made; restored, what happened meanwhile crosses', async () => {
  const { world, list, round, other, member } = await start()
  await world.hubspotApi('DELETE', `/crm/v3/lists/${list}`)
  const deleted = await round('Ada 1')
  await world.edit('hubspot', 'contacts', { lifecyclestage: 'lead' }, other)
  await world.hubspotApi('PATCH', `/crm/v3/objects/contacts/${member}`, { properties: { lifecyclestage: '' } })
  const still = await round('Ada 2')
  const leads = async () => (((await world.read('/dump')) as { salesforce: { Lead?: readonly object[] } }).salesforce.Lead ?? []).length
  const before = await leads()
  await world.hubspotApi('PUT', `/crm/v3/lists/${list}/restore`)
  const restored = await round('Ada 3')
  expect([deleted, still, before, restored, await leads()]).toEqual([
    { lead: 'Ada', state: 'linked', cards: [missing(list)], notes: [] },
    { lead: 'Ada', state: 'linked', cards: [missing(list)], notes: [] },
    1,
    { lead: 'Ada', state: 'paused', cards: [], notes: [] },
    2,
  ])
})

test('a list that is deleted and made again under its name is taken, and the card closes', async () => {
  const { world, list, round } = await start()
  await world.hubspotApi('DELETE', `/crm/v3/lists/${list}`)
  const deleted = await round('Ada 1')
  const again = await makeList(world.hubspotApi, 'Ready', 'lead')
  expect([deleted.cards, await round('Ada 2'), (await world.store.readBindings()).map(({ id }) => id)]).toEqual([
    [missing(list)],
    { lead: 'Ada 2', state: 'linked', cards: [], notes: [] },
    [again],
  ])
})

test('of two lists with one name none is meant, and the card tells their ids; a list of companies does not count', async () => {
  const { world, list, round } = await start()
  await world.hubspotApi('DELETE', `/crm/v3/lists/${list}`)
  const one = await makeList(world.hubspotApi, 'READY', 'lead')
  const two = await makeList(world.hubspotApi, 'Ready ', 'customer')
  const doubled = await round('Ada 1')
  await world.hubspotApi('DELETE', `/crm/v3/lists/${two}`)
  await makeList(world.hubspotApi, 'Ready', 'lead', '0-2')
  expect([doubled, await round('Ada 2')]).toEqual([
    {
      lead: 'Ada',
      state: 'linked',
      cards: [`several-lists: several HubSpot lists are called \`Ready\` (${one}, ${two}): its rules decide nothing (test.sync:4)`],
      notes: [],
    },
    { lead: 'Ada 2', state: 'linked', cards: [], notes: [] },
  ])
})

test('a plan on first use binds as the sync after it, whatever the name means by then', async () => {
  let list = ''
  const world = await openLivingWorld({
    policy: policyOf('Ready'),
    prepare: async ({ hubspotApi }) => {
      list = await makeList(hubspotApi, 'Ready', 'lead')
    },
  })
  open = world
  await world.edit('hubspot', 'contacts', { email: 'ada@example.com', lastname: 'Ada', lifecyclestage: 'lead' })
  await world.pass(5)
  const { report } = await world.engine.plan()
  await world.hubspotApi('PUT', `/crm/v3/lists/${list}/update-list-name?listName=Old`)
  await makeList(world.hubspotApi, 'Ready', 'customer')
  await world.pass(5)
  const { created } = await world.engine.sync()
  expect([report.changes.length, created.salesforce, (await world.store.readBindings()).map(({ id, name }) => [id, name])]).toEqual([
    1,
    { Lead: 1 },
    [[list, 'Old']],
  ])
})
