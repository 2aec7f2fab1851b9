/** After a restore the world goes on as it did after the snapshot, answer by answer. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createHubspot } from '../hubspot/hubspot'
import { createSalesforce } from '../salesforce/salesforce'
import { EMPTY_SEED, type Seed } from './seed'
import { SnapshotError, Snapshots } from './snapshots'
import type { System } from './system'
import { FORM_ID } from './testing/hubspot-acts'
import type { Stage } from './testing/stage'
import { ACT_COUNT, play, type Step, TOUR } from './testing/traffic'
import { World } from './world'

const NOON = Date.parse('2026-11-01T12:00:00Z')

const SEED: Seed = {
  ...EMPTY_SEED,
  hubspot: {
    ...EMPTY_SEED.hubspot,
    schema: {
      owners: [{ id: '7', email: 'sam@acme.example', firstName: 'Sam', lastName: 'Spade' }],
      forms: [{ id: FORM_ID, name: 'Contact us', fields: [{ name: 'email', required: true, label: 'Email' }] }],
      validation: { companies: { required: ['name'] } },
    },
  },
  salesforce: {
    ...EMPTY_SEED.salesforce,
    schema: {
      rules: [{ object: 'Lead', refuse: "LastName = 'L3'", message: 'not three' }],
      stages: [{ value: 'Open' }, { value: 'Won', won: true, closed: true }],
    },
  },
}

function newStage(change: (system: System) => System = (system) => system): Stage & { readonly snapshots: Snapshots } {
  const world = new World()
  world.load({ limits: { salesforce: { pageSize: 2 } } })
  world.clock.freeze(true)
  world.clock.set(NOON)
  const systems = { hubspot: change(createHubspot(world)), salesforce: change(createSalesforce(world)) }
  systems.hubspot.load(SEED.hubspot)
  systems.salesforce.load(SEED.salesforce)
  return { world, systems, met: {}, snapshots: new Snapshots(world, systems) }
}

/** What a forgotten field comes back as. */
const BLANKS: Readonly<Record<string, () => unknown>> = { pending: () => [], deferred: () => [], due: () => [], sessions: () => new Map() }

const step: fc.Arbitrary<Step> = fc.tuple(fc.nat(ACT_COUNT - 1), fc.nat(7), fc.nat(7))
const steps = (minLength: number, maxLength: number) => fc.array(step, { minLength, maxLength, size: 'max' })

async function replays(
  stage: ReturnType<typeof newStage>,
  before: readonly Step[],
  after: readonly Step[],
  between: readonly Step[],
): Promise<void> {
  await play(stage, [...TOUR, ...before])
  const { met } = stage
  stage.snapshots.take('here')
  const first = await play(stage, [...after, ...TOUR])
  await play(stage, between)
  stage.met = met
  stage.snapshots.restore('here')
  expect(await play(stage, [...after, ...TOUR])).toEqual(first)
}

describe('a restored world', () => {
  test('answers byte for byte what it answered after the snapshot', async () => {
    await fc.assert(
      fc.asyncProperty(steps(0, 100), steps(0, 100), steps(0, 20), (before, after, between) => replays(newStage(), before, after, between)),
      { numRuns: 20 },
    )
  })

  test('is the same from a file, in another sandbox', async () => {
    await fc.assert(
      fc.asyncProperty(steps(0, 100), steps(0, 60), async (before, after) => {
        const [one, other] = [newStage(), newStage()]
        await play(one, [...TOUR, ...before])
        one.snapshots.take('here')
        const { met } = one
        const first = await play(one, after)
        other.snapshots.add('copy', Buffer.concat(one.snapshots.file('here')))
        other.snapshots.restore('copy')
        other.met = met
        expect(await play(other, after)).toEqual(first)
      }),
      { numRuns: 8 },
    )
  })

  // What this file looks at is worth nothing unless it sees what is missing.
  test.each([
    'ObjectStore.lastId',
    'ListStore.pending',
    'Access.issued',
    'Org.deferred',
    'Jobs.due',
    'Sessions.sessions',
    'ChangeLog.next',
  ])('is seen to differ where a snapshot forgets %s', async (forgotten) => {
    const [type, field = ''] = forgotten.split('.')
    const forgetful = (system: System): System => {
      const kept = system.kept.map((each) =>
        each.type.name === type ? { ...each, without: { ...each.without, [field]: () => BLANKS[field]?.() ?? 0 } } : each,
      )
      return Object.assign(system, { kept })
    }
    const property = fc.asyncProperty(steps(60, 120), steps(60, 120), (before, after) => replays(newStage(forgetful), before, after, []))
    expect((await fc.check(property, { numRuns: 30, seed: 1, endOnFailure: true })).failed).toBe(true)
  })

  test('is refused under a name that is not there, from what is no snapshot, and from another version, and stays as it was', async () => {
    const stage = newStage()
    await play(stage, TOUR)
    stage.snapshots.take('here')
    const file = Buffer.concat(stage.snapshots.file('here'))
    const before = JSON.stringify([stage.systems.hubspot.dump(), stage.systems.salesforce.dump(), stage.world.state()])
    const damaged = Buffer.from(file)
    damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1
    const refusals = [
      () => stage.snapshots.restore('there'),
      () => stage.snapshots.add('cut', file.subarray(0, -1)),
      () => stage.snapshots.add('damaged', damaged),
      () => stage.snapshots.add('text', Buffer.from('{}\n')),
      () => stage.snapshots.add('other', Buffer.from(file.toString('latin1').replace(/"code":"\w+"/, '"code":"0"'), 'latin1')),
      () => stage.snapshots.take('a/b'),
    ].map((act) => {
      try {
        act()
        return 'taken'
      } catch (error) {
        return error instanceof SnapshotError ? error.message : error
      }
    })
    expect(refusals).toEqual([
      'there is no snapshot `there`; there are `here`',
      'the snapshot is damaged: it is not what was written',
      'the snapshot is damaged: it is not what was written',
      'this is no snapshot of a sandbox',
      'the snapshot was taken by another version of the sandbox, and only that one can restore it',
      'a name has up to 80 letters, digits, blanks, or any of `_ . : + -`, and begins with a letter or digit',
    ])
    expect(JSON.stringify([stage.systems.hubspot.dump(), stage.systems.salesforce.dump(), stage.world.state()])).toBe(before)
  })

  test('says why it cannot be taken or restored, and stays as it was', () => {
    const stage = newStage()
    const { hubspot } = stage.systems
    const refusal = (act: () => void) => {
      try {
        act()
        return 'taken'
      } catch (error) {
        return error instanceof SnapshotError ? error.message : error
      }
    }
    const { keep } = hubspot
    hubspot.keep = () => ({ ask: () => 1 })
    expect(refusal(() => stage.snapshots.take('here'))).toBe('this world cannot be kept: a function cannot be part of an image: () => 1')
    hubspot.keep = keep
    stage.snapshots.take('here')
    stage.world.clock.advance(5_000)
    hubspot.resume = () => {
      throw new TypeError('a rule names a field that is gone')
    }
    const before = JSON.stringify([stage.world.state(), stage.world.clock.state().now])
    expect(refusal(() => stage.snapshots.restore('here'))).toBe('the snapshot cannot be restored: a rule names a field that is gone')
    expect(JSON.stringify([stage.world.state(), stage.world.clock.state().now])).toBe(before)
  })
})
