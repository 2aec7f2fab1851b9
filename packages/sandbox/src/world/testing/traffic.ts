/** Random traffic on both systems of a world, in process: what clients ask, what people do, and how the world turns. For tests. */
import { HUBSPOT_ACTS } from './hubspot-acts'
import { SALESFORCE_ACTS } from './salesforce-acts'
import type { Stage } from './stage'
import { WORLD_ACTS } from './world-acts'

/** One step: which of the acts, and two numbers that say on what. */
export type Step = readonly [act: number, one: number, other: number]

const ACTS = [...HUBSPOT_ACTS, ...SALESFORCE_ACTS, ...WORLD_ACTS]

/** How many acts there are. */
export const ACT_COUNT = ACTS.length

/** Each act once. */
export const TOUR: readonly Step[] = ACTS.map((_, act) => [act, act % 5, (act + 1) % 5])

/** Plays steps in order and tells, as text, what each gave and what there is in the end. */
export async function play(stage: Stage, steps: readonly Step[]): Promise<string[]> {
  const told: string[] = []
  for (const [act, one, other] of steps) told.push(`${act}: ${JSON.stringify((await ACTS[act % ACT_COUNT]?.(stage, one, other)) ?? null)}`)
  const { world, systems } = stage
  const end = [
    world.state(),
    world.clock.state().now,
    world.faults.list(),
    world.calls.list(),
    world.commits.list(),
    systems.hubspot.dump(),
    systems.salesforce.dump(),
  ]
  return [...told, ...end.map((each) => JSON.stringify(each))]
}
