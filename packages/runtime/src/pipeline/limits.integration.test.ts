/** Limits of the services over days: a run pauses while the day's calls are used up, and goes on as soon as they are free, without a restart. */
import { afterEach, expect, test, vi } from 'vitest'
import { type LivingWorld, openLivingWorld } from '../connectors/testing/living-world'

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
    email      <->  Email
    lastname   <->  LastName  default "[unknown]"
    company     ->  Company   default "[none]"
  }
}
`

const start = async (): Promise<{ readonly world: LivingWorld; readonly contact: string; readonly lead: string }> => {
  const world = await openLivingWorld({ policy })
  open = world
  const contact = await world.edit('hubspot', 'contacts', { email: 'ada@example.com', lastname: 'Ada' })
  await world.engine.sync()
  const lead = (await world.engine.why(`hubspot:contact:${contact}`)).record.salesforce?.id ?? ''
  return { world, contact, lead }
}

/** Runs every six hours; at each, how it ended and the lead's name. */
const fourDays = async (world: LivingWorld, lead: string, at: (hour: number) => Promise<void>) => {
  const seen: (readonly [number, string, unknown])[] = []
  for (let hour = 6; hour <= 96; hour += 6) {
    await world.pass(360)
    await at(hour)
    const outcome = (await world.engine.sync()).outcome
    seen.push([hour, outcome, (await world.valuesOf('salesforce', 'Lead', lead))['LastName']])
  }
  return seen
}

test('an org that is full for two days pauses the runs of two days, and the run after them goes on', async () => {
  const { world, contact, lead } = await start()
  await world.control('/world', { limits: { salesforce: { daily: 15_000 } }, foreign: { system: 'salesforce', share: 14_900 / 15_000 } })
  await world.edit('hubspot', 'contacts', { lastname: 'Lovelace' }, contact)
  const seen = await fourDays(world, lead, async (hour) => {
    if (hour === 54) await world.control('/world', { foreign: { system: 'salesforce', share: 0.1 } })
  })
  // The first run reads before it learns that the org is full.
  expect(seen).toEqual([
    ...[6, 12, 18, 24, 30, 36, 42, 48].map((hour) => [hour, 'paused', 'Ada']),
    ...[54, 60, 66, 72, 78, 84, 90, 96].map((hour) => [hour, 'done', 'Lovelace']),
  ])
})

test('while paused, runs of every minute ask about the limit once in fifteen minutes and call nothing else of that service', async () => {
  const { world } = await start()
  await world.control('/world', { limits: { salesforce: { daily: 15_000 } }, foreign: { system: 'salesforce', share: 14_900 / 15_000 } })
  await world.pass(5)
  await world.engine.sync()
  const minutes: (readonly [string, readonly string[]])[] = []
  for (let minute = 1; minute <= 32; minute += 1) {
    await world.pass(1)
    let outcome = ''
    const calls = await world.callsOf(async () => {
      outcome = (await world.engine.sync()).outcome
    })
    minutes.push([outcome, calls.filter(({ system }) => system === 'salesforce').map(({ path, purpose }) => `${purpose} ${path}`)])
  }
  const asked = minutes.flatMap(([, calls], at) => (calls.length === 0 ? [] : [[at + 1, ...calls]]))
  expect([new Set(minutes.map(([outcome]) => outcome)), asked]).toEqual([
    new Set(['paused']),
    [
      [15, 'setup /limits'],
      [30, 'setup /limits'],
    ],
  ])
})

test.each([
  ['nearly used up by others', 0.99],
  ['used up, so that everything is refused', 1],
])("HubSpot's day is %s until midnight of the account, and the run after it goes on", async (_, share) => {
  const { world, contact, lead } = await start()
  await world.control('/clock', { set: '2027-03-02T20:00:00Z' })
  await world.pass(0)
  await world.engine.sync()
  await world.control('/world', { foreign: { system: 'hubspot', share } })
  await world.edit('salesforce', 'Lead', { LastName: 'Lovelace' }, lead)
  const seen: (readonly [string, string, unknown])[] = []
  for (const hour of ['21', '22', '23', '24']) {
    await world.pass(60)
    if (hour === '24') await world.control('/world', { foreign: { system: 'hubspot', share: 0 } })
    seen.push([hour, (await world.engine.sync()).outcome, (await world.valuesOf('hubspot', 'contacts', contact))['lastname']])
  }
  expect(seen).toEqual([
    ['21', 'paused', 'Ada'],
    ['22', 'paused', 'Ada'],
    ['23', 'paused', 'Ada'],
    ['24', 'done', 'Lovelace'],
  ])
})

test('a run that meets a full org before it is set up is paused, not failed, and goes on later', async () => {
  const { world, contact, lead } = await start()
  // Runs are listed by when they began, and this clock stands still in between.
  await world.pass(1)
  await world.edit('hubspot', 'contacts', { lastname: 'Lovelace' }, contact)
  await world.control('/world', { foreign: { system: 'salesforce', share: 1 } })
  await world.restart()
  const paused = (await world.engine.sync()).outcome
  await world.pass(60)
  await world.control('/world', { foreign: { system: 'salesforce', share: 0 } })
  const { outcome } = await world.engine.sync()
  const runs = (await world.engine.runs()).map(({ state }) => state)
  expect([paused, outcome, runs, (await world.valuesOf('salesforce', 'Lead', lead))['LastName']]).toEqual([
    'paused',
    'done',
    ['done', 'paused', 'done'],
    'Lovelace',
  ])
})
