/** The ledger: windows, budgets, headers, and what it tells the store. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LockstepError } from '../errors'
import { VirtualClock } from '../simulate/virtual-clock'
import { createMeter } from './meter'

const reply = { status: 200, milliseconds: 1, path: '/' } as const
const start = Date.UTC(2026, 0, 5, 9)

test('HubSpot calls wait for the ten-second window, Salesforce calls do not', async () => {
  const clock = new VirtualClock(start)
  const meter = createMeter({ clock, hubspotBurst: 3 })
  const times: number[] = []
  for (let call = 0; call < 7; call += 1) {
    await meter.before({ system: 'hubspot', purpose: 'read' })
    times.push(clock.now() - start)
  }
  for (let call = 0; call < 50; call += 1) await meter.before({ system: 'salesforce', purpose: 'read' })
  expect([times, clock.now() - start]).toEqual([[0, 0, 0, 10_000, 10_000, 10_000, 20_000], 20_000])
})

test('searches keep to five a second', async () => {
  const clock = new VirtualClock(start)
  const meter = createMeter({ clock })
  for (let call = 0; call < 11; call += 1) await meter.before({ system: 'hubspot', purpose: 'read', window: 'search' })
  expect(clock.now() - start).toBe(2_040)
})

test('however long searches are under way, no second of the service sees more than five arrive', async () => {
  const path = '/crm/v3/objects/contacts/search'
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ there: fc.nat(900), back: fc.nat(900) }), { minLength: 6, maxLength: 40 }), async (all) => {
      const clock = new VirtualClock(start)
      const meter = createMeter({ clock })
      const arrivals: number[] = []
      for (const { there, back } of all) {
        await meter.before({ system: 'hubspot', purpose: 'read', window: 'search' })
        clock.pass(there)
        arrivals.push(clock.now())
        clock.pass(back)
        meter.after({ ...reply, path, system: 'hubspot', purpose: 'read', headers: {} })
      }
      const most = Math.max(...arrivals.map((at) => arrivals.filter((other) => other > at - 1_000 && other <= at).length))
      expect(most).toBeLessThanOrEqual(5)
    }),
  )
})

test('at the budget of 24 hours calls are refused as quota, and free again a day later', async () => {
  const clock = new VirtualClock(start)
  const meter = createMeter({ clock, budgets: { salesforce: 4 } })
  const call = () => meter.before({ system: 'salesforce', purpose: 'read' })
  for (let made = 0; made < 3; made += 1) await call()
  expect(meter.mayRetry('salesforce')).toBe(false)
  await call()
  const refusal = await call().catch((error: unknown) => error)
  expect(refusal instanceof LockstepError && [refusal.code, refusal.system]).toEqual(['quota', 'salesforce'])
  await meter.before({ system: 'salesforce', purpose: 'setup' })
  clock.pass(24 * 3_600_000 + 60_000)
  await call()
  expect(meter.last24h('salesforce')).toBe(1)
})

test('limits are learnt from headers, and two per cent of the day are left for others', async () => {
  const clock = new VirtualClock(start)
  const meter = createMeter({ clock })
  meter.after({ ...reply, system: 'salesforce', purpose: 'read', headers: { 'Sforce-Limit-Info': 'api-usage=979/1000' } })
  await meter.before({ system: 'salesforce', purpose: 'read' })
  expect(meter.limits('salesforce')).toEqual({ limit: 1_000, used: 980 })
  await expect(meter.before({ system: 'salesforce', purpose: 'read' })).rejects.toThrow(
    'Salesforce allows 1000 calls a day and 980 are used',
  )
  meter.after({
    ...reply,
    system: 'hubspot',
    purpose: 'read',
    headers: {
      'X-HubSpot-RateLimit-Max': '100',
      'X-HubSpot-RateLimit-Remaining': '0',
      'X-HubSpot-RateLimit-Interval-Milliseconds': '10000',
    },
  })
  await meter.before({ system: 'hubspot', purpose: 'read' })
  expect(clock.now() - start).toBe(10_000)
})

test('calls are handed to the store once, by minute and purpose, and known ones count towards the day', async () => {
  const clock = new VirtualClock(start)
  const meter = createMeter({ clock })
  meter.restore([{ system: 'hubspot', minute: start - 3_600_000, purpose: 'write', calls: 7 }])
  await meter.before({ system: 'hubspot', purpose: 'read' })
  await meter.before({ system: 'hubspot', purpose: 'read' })
  clock.pass(60_000)
  await meter.before({ system: 'hubspot', purpose: 'write' })
  expect(meter.drain()).toEqual([
    { system: 'hubspot', minute: start, purpose: 'read', calls: 2 },
    { system: 'hubspot', minute: start + 60_000, purpose: 'write', calls: 1 },
  ])
  expect([meter.drain(), meter.last24h('hubspot'), meter.made('hubspot')]).toEqual([[], 10, 3])
})

test('a full day is asked about every fifteen minutes; an answer without figures lets the next calls try', async () => {
  const clock = new VirtualClock(start)
  const meter = createMeter({ clock })
  const tell = (used: number) =>
    meter.after({
      ...reply,
      system: 'salesforce',
      purpose: 'read',
      headers: { 'Sforce-Limit-Info': `per-app-api-usage=1/9(app), api-usage=${used}/1000` },
    })
  tell(990)
  const asked: boolean[] = []
  for (let at = 0; at < 7; at += 1) {
    asked.push(meter.takeQuestion('salesforce'))
    clock.pass(5 * 60_000)
  }
  const whileFull = meter.isFull('salesforce')
  meter.learn('salesforce', null)
  expect([asked, whileFull, meter.isFull('salesforce')]).toEqual([[false, false, false, true, false, false, true], true, false])
  tell(990)
  clock.pass(-3_600_000)
  expect([meter.takeQuestion('salesforce'), meter.takeQuestion('hubspot')]).toEqual([true, false])
})

test('calls of a clock that ran ahead do not keep older ones in the budget', async () => {
  const clock = new VirtualClock(start + 20 * 3_600_000)
  const meter = createMeter({ clock })
  await meter.before({ system: 'hubspot', purpose: 'read' })
  clock.pass(-20 * 3_600_000)
  await meter.before({ system: 'hubspot', purpose: 'read' })
  clock.pass(25 * 3_600_000)
  expect(meter.last24h('hubspot')).toBe(1)
})
