/** Random acts of people, and of the world itself. For tests. */
import { EditRefused } from '../system'
import { type Act, idOf } from './stage'

const person = (act: () => unknown): unknown => {
  try {
    return act() ?? null
  } catch (error) {
    if (error instanceof EditRefused) return { refused: error.message }
    throw error
  }
}

/** What people do, and how the world turns. */
export const WORLD_ACTS: readonly Act[] = [
  ({ world }, one) => world.clock.advance(500 * (1 + one)),
  ({ world }, one) => world.clock.advance(3_000 * (1 + one)),
  ({ world }, one) => world.configure({ indexLag: 1_000 * (one % 4), listLag: 1_500 * (one % 3), bulkLag: 2_000 * (one % 3) }),
  ({ world }, one) =>
    world.configure({
      skew: 1_000 * one,
      limits: { hubspot: { searchPerSecond: 1 + (one % 5) } },
      foreign: { system: 'salesforce', share: (one % 4) / 10 },
    }),
  ({ world }, one) => world.faults.add([{ match: `/x${one}`, kind: 'slow', times: one + 1 }]),
  ({ world }) => world.faults.take('hubspot', 'GET /x1') ?? null,
  ({ world }) => world.random(),
  (stage, one) =>
    person(() =>
      stage.systems.hubspot.edit({
        object: 'contacts',
        id: idOf(stage, 'hubspot', 'contacts', one),
        values: { lastname: `by hand ${one}` },
        by: 'Sam',
      }),
    ),
  (stage, one) =>
    person(() =>
      stage.systems.salesforce.edit({
        object: 'Lead',
        values: { LastName: `H${one}`, Company: 'C' },
        late: one % 2 === 0 ? 4_000 : undefined,
      }),
    ),
  (stage, one, other) =>
    person(() =>
      stage.systems.salesforce.merge({
        object: 'Lead',
        winner: idOf(stage, 'salesforce', 'Lead', one),
        losers: [idOf(stage, 'salesforce', 'Lead', other)],
      }),
    ),
  (stage, one) => person(() => stage.systems.salesforce.convert?.({ lead: idOf(stage, 'salesforce', 'Lead', one) })),
  (stage, one) => person(() => stage.systems.salesforce.restore?.({ object: 'Lead', id: idOf(stage, 'salesforce', 'Lead', one) })),
  (stage, one) => person(() => stage.systems.salesforce.announce?.({ object: 'Lead', next: 1 + (one % 2) })),
]
