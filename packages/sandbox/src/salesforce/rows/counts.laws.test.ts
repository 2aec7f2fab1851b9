/** Whatever people do, what campaigns count and what records call their last activity is what a look at all rows finds. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EMPTY_SEED } from '../../world/seed'
import { EditRefused, type System } from '../../world/system'
import { World } from '../../world/world'
import { createSalesforce } from '../salesforce'

type Rows = readonly Record<string, unknown>[]

function start(): System {
  const world = new World()
  world.load({})
  world.clock.freeze(true)
  const system = createSalesforce(world)
  system.load(EMPTY_SEED.salesforce)
  return system
}

/** One thing that somebody does to a record picked by numbers; what is refused changes nothing. */
const OBJECTS = ['Lead', 'Contact', 'Account', 'Campaign', 'CampaignMember', 'Task', 'Event', 'Opportunity'] as const
const act = fc.record({
  kind: fc.constantFrom('make', 'make', 'make', 'change', 'delete', 'restore', 'merge', 'convert'),
  object: fc.constantFrom(...OBJECTS),
  pick: fc.nat(7),
  other: fc.nat(7),
  flag: fc.boolean(),
  day: fc.integer({ min: 1, max: 28 }),
})
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never

const rowsOf = (system: System, object: string): Rows => (system.dump()[object] ?? []) as Rows

function pickId(system: System, object: string, number: number): string {
  const rows = rowsOf(system, object)
  return String(rows[number % Math.max(1, rows.length)]?.['Id'] ?? '')
}

function valuesFor(system: System, { object, pick, other, flag, day }: Act): Record<string, unknown> {
  const date = `2026-05-${String(day).padStart(2, '0')}`
  const id = (of: string, number: number) => pickId(system, of, number) || null
  switch (object) {
    case 'Lead':
      return { LastName: 'L', Company: 'C' }
    case 'Contact':
      return { LastName: 'C', AccountId: flag ? id('Account', other) : null }
    case 'Account':
    case 'Campaign':
      return { Name: 'N' }
    case 'CampaignMember':
      return {
        CampaignId: id('Campaign', pick),
        Status: flag ? 'Responded' : 'Sent',
        [day % 2 === 0 ? 'LeadId' : 'ContactId']: id(day % 2 === 0 ? 'Lead' : 'Contact', other),
      }
    case 'Task':
      return { WhoId: id(day % 2 === 0 ? 'Lead' : 'Contact', other), Status: flag ? 'Completed' : 'Not Started', ActivityDate: date }
    case 'Event':
      return {
        [flag ? 'WhoId' : 'WhatId']: id(flag ? 'Contact' : 'Opportunity', other),
        StartDateTime: `${date}T09:00:00Z`,
        DurationInMinutes: 30,
      }
    case 'Opportunity':
      return { Name: 'O', StageName: flag ? 'Closed Won' : 'Prospecting', CloseDate: date, Amount: day, CampaignId: id('Campaign', pick) }
  }
}

function play(system: System, each: Act): void {
  const { kind, object, pick, other, flag } = each
  const id = pickId(system, object, pick)
  try {
    if (kind === 'make') system.edit({ object, values: valuesFor(system, each) })
    else if (kind === 'change') {
      const { LeadId: _, ContactId: __, ...values } = valuesFor(system, each)
      if (object === 'CampaignMember') delete values['CampaignId']
      system.edit({ object, id, values })
    } else if (kind === 'delete') system.remove({ object, id })
    else if (kind === 'restore') system.restore?.({ object, id })
    else if (kind === 'merge') system.merge?.({ object, winner: id, losers: [pickId(system, object, other)] })
    else system.convert?.({ lead: pickId(system, 'Lead', pick), ...(flag ? { opportunityName: 'Deal' } : {}) })
  } catch (error) {
    if (!(error instanceof EditRefused)) throw error
  }
}

const isLive = (row: Record<string, unknown>) => row['IsDeleted'] !== true

function counted(system: System): unknown[] {
  return rowsOf(system, 'Campaign').map((row) => [
    row['Id'],
    row['NumberOfLeads'],
    row['NumberOfContacts'],
    row['NumberOfConvertedLeads'],
    row['NumberOfResponses'],
    row['NumberOfOpportunities'],
    row['AmountWonOpportunities'],
  ])
}

function recounted(system: System): unknown[] {
  const [members, deals] = [rowsOf(system, 'CampaignMember').filter(isLive), rowsOf(system, 'Opportunity').filter(isLive)]
  return rowsOf(system, 'Campaign').map(({ Id }) => {
    const own = members.filter((row) => row['CampaignId'] === Id)
    const has = (row: Record<string, unknown>, name: string) => typeof row[name] === 'string'
    const mine = deals.filter((row) => row['CampaignId'] === Id)
    return [
      Id,
      own.filter((row) => has(row, 'LeadId')).length,
      own.filter((row) => has(row, 'ContactId')).length,
      own.filter((row) => has(row, 'LeadId') && has(row, 'ContactId')).length,
      own.filter((row) => row['HasResponded'] === true).length,
      mine.length,
      mine.filter((row) => row['IsWon'] === true).reduce((sum, row) => sum + Number(row['Amount'] ?? 0), 0),
    ]
  })
}

const LASTING = ['Lead', 'Contact', 'Account', 'Opportunity']

const lasts = (system: System): unknown[] =>
  LASTING.flatMap((object) =>
    rowsOf(system, object)
      .filter(isLive)
      .map((row) => [row['Id'], row['LastActivityDate'] ?? null]),
  )

function latest(system: System): unknown[] {
  const tasks = rowsOf(system, 'Task').filter((row) => isLive(row) && row['IsClosed'] === true)
  const activities = [...tasks, ...rowsOf(system, 'Event').filter(isLive)]
  const of = (id: unknown) =>
    activities
      .filter((row) => [row['WhoId'], row['WhatId'], row['AccountId']].includes(id))
      .map((row) => String(row['ActivityDate'] ?? ''))
      .filter((date) => date !== '')
      .sort()
      .at(-1) ?? null
  return LASTING.flatMap((object) =>
    rowsOf(system, object)
      .filter(isLive)
      .map((row) => [row['Id'], of(row['Id'])]),
  )
}

test('campaigns count what is there, and the last activity is the latest that is there', () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 10, maxLength: 60, size: 'max' }), (acts) => {
      const system = start()
      for (const each of acts) play(system, each)
      expect(counted(system)).toEqual(recounted(system))
      expect(lasts(system)).toEqual(latest(system))
    }),
    { numRuns: 150 },
  )
})
