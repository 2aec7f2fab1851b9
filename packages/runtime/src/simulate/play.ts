/** Plays a compiled test: what is given, what people do, what time does, and what is expected. */
import type { CompiledTest, TestRecordId, TestStep } from '@lockstep/dsl'
import type { Engine } from '../engine-contract'
import type { SideName } from '../model'
import type { Plan } from '../planner/contract'
import type { SyncReport } from '../reports'
import { judge, type TestFailure } from './judge'
import { convertedValues } from './schema'
import { linkPair, seedProgress } from './seed'
import { openWorld, type Setting, type World } from './world'

const minute = 60_000
const day = 24 * 60 * minute
/** A test whose world still moves after so many runs would never come to rest. */
const mostRounds = 10

/** Where each record of a test is. */
export type Cast = Map<TestRecordId, { readonly side: SideName; readonly id: string }>

/** How much the last runs did: those of the last `then sync`, of the time that passed, or of an expectation. */
export type Spent = { readonly writes: number; readonly calls: number }

/** A test on its stage. */
export type Stage = {
  readonly world: World
  readonly engine: Engine
  readonly cast: Cast
  spent: Spent
  /** The last run set something aside, or an earlier one did that nobody approved. */
  isHeld: boolean
  /** Something was given or done that no run has seen. */
  isPending: boolean
}

const member = (cast: Cast, record: TestRecordId): { readonly side: SideName; readonly id: string } => {
  const found = cast.get(record)
  if (found === undefined) throw new Error(`no record ${record} in this test; please report this`)
  return found
}

type Given = Extract<TestStep, { kind: 'given' }>

/** Puts a given record into its system, a minute after the one before it. */
const give = (world: World, cast: Cast, step: Given): void => {
  const crm = world.crms[step.side]
  const { tie } = step
  const lookup = tie?.kind === 'lookup' ? { [tie.field]: member(cast, tie.to).id } : {}
  const { id, object } = crm.create(step.object, { ...step.fields, ...lookup })
  cast.set(step.record, { side: step.side, id })
  for (const list of step.memberOf ?? []) crm.join(list, id)
  if (tie?.kind === 'association') crm.relate(`${object}>${crm.get(member(cast, tie.to).id).object}`, id, member(cast, tie.to).id)
  if (tie?.kind === 'contact-role') crm.relate('role', id, member(cast, tie.to).id)
  world.clock.pass(minute)
}

/** What a person does, each a minute after what went before, so that it is plain which came last. */
const act = (world: World, cast: Cast, step: TestStep): boolean => {
  world.clock.pass(minute)
  switch (step.kind) {
    case 'create':
      cast.set(step.record, { side: step.side, id: world.crms[step.side].create(step.object, step.fields).id })
      return true
    case 'change': {
      const { side, id } = member(cast, step.record)
      world.crms[side].update(id, step.fields)
      return true
    }
    case 'delete':
    case 'restore': {
      const { side, id } = member(cast, step.record)
      world.crms[side][step.kind](id)
      return true
    }
    case 'join':
    case 'leave': {
      const { side, id } = member(cast, step.record)
      world.crms[side][step.kind](step.list, id)
      return true
    }
    case 'merge': {
      const { side, id } = member(cast, step.record)
      world.crms[side].merge(id, member(cast, step.into).id)
      return true
    }
    case 'convert': {
      const { side, id } = member(cast, step.record)
      const crm = world.crms[side]
      const values = { ...convertedValues(world.setting.catalog, crm.get(id).values), ...step.fields }
      crm.convert(id, 'Contact', values, step.into === undefined ? undefined : member(cast, step.into).id)
      return true
    }
    default:
      return false
  }
}

const spentOf = ({ created, updated, deleted, calls }: SyncReport): Spent => {
  const sum = (counts: SyncReport['created']): number =>
    [...Object.values(counts.hubspot), ...Object.values(counts.salesforce)].reduce((total, count) => total + count, 0)
  return {
    writes: sum(created) + sum(updated) + sum(deleted),
    calls: calls.hubspot.read + calls.hubspot.write + calls.salesforce.read + calls.salesforce.write,
  }
}

const add = (a: Spent, b: Spent): Spent => ({ writes: a.writes + b.writes, calls: a.calls + b.calls })
const nothing: Spent = { writes: 0, calls: 0 }

const runOnce = async (stage: Stage): Promise<Spent> => {
  stage.isPending = false
  const report = await stage.engine.sync()
  stage.isHeld = report.held.length > 0
  return spentOf(report)
}

/** Runs until a run writes nothing; that last one is not counted where another went before it. */
const settle = async (stage: Stage): Promise<void> => {
  stage.spent = await runOnce(stage)
  if (stage.spent.writes === 0) return
  for (let round = 1; round < mostRounds; round += 1) {
    stage.world.clock.pass(1_000)
    const more = await runOnce(stage)
    if (more.writes === 0) return
    stage.spent = add(stage.spent, more)
  }
  throw new Error(`after ${mostRounds} runs the two systems still change each other`)
}

/** Runs fall due as the policy says. Where one wrote nothing, the next ones are passed over for longer and longer, up to a day. */
const pass = async (stage: Stage, milliseconds: number): Promise<void> => {
  const { clock, setting } = stage.world
  const every = setting.policy.everyMinutes * minute
  const end = clock.now() + milliseconds
  stage.spent = nothing
  for (let stride = every; clock.now() + stride <= end; ) {
    clock.pass(stride)
    const spent = await runOnce(stage)
    stage.spent = add(stage.spent, spent)
    stride = spent.writes > 0 ? every : Math.min(stride * 2, day, Math.max(every, end - clock.now()))
  }
  clock.time = Math.max(clock.time, end)
}

const playSteps = async (stage: Stage, steps: readonly TestStep[]): Promise<readonly TestFailure[]> => {
  const failures: TestFailure[] = []
  for (const step of steps) {
    if (step.kind === 'sync') await settle(stage)
    else if (step.kind === 'pass') await pass(stage, step.milliseconds)
    else if (act(stage.world, stage.cast, step)) stage.isPending = true
    else {
      if (stage.isPending) await settle(stage)
      const failure = await judge(stage, step)
      if (failure !== undefined) failures.push(failure)
    }
  }
  return failures
}

/**
 * Plays one test in a world of its own and tells every expectation that was not met. Throws what the engine throws, and an error where the
 * systems do not come to rest.
 */
export const playTest = async (setting: Setting, test: CompiledTest, plan: Plan): Promise<readonly TestFailure[]> => {
  const world = openWorld(setting, plan)
  const cast: Cast = new Map()
  const givens = test.steps.flatMap((step) => (step.kind === 'given' ? [step] : []))
  for (const step of givens) give(world, cast, step)
  const engine = await world.openEngine()
  await seedProgress(world)
  for (const step of givens) {
    if (step.linkedTo === undefined) continue
    const [own, other] = [member(cast, step.record), member(cast, step.linkedTo)]
    await (own.side === 'hubspot' ? linkPair(world, own.id, other.id) : linkPair(world, other.id, own.id))
  }
  world.clock.pass(minute)
  const stage: Stage = { world, engine, cast, spent: nothing, isHeld: false, isPending: true }
  try {
    return await playSteps(
      stage,
      test.steps.filter((step) => step.kind !== 'given'),
    )
  } finally {
    await engine.close()
  }
}
