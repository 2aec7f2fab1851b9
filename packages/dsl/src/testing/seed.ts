/** Seed: the one that property tests start from, so that a failure anywhere can be run again everywhere. */

const SEED = Number(process.env['LOCKSTEP_TEST_SEED'] ?? 20_260_101)

/** Settings of a property: so many cases, the same in every run. `LOCKSTEP_TEST_SEED=7` takes another sample. */
export const runs = (numRuns: number): { readonly seed: number; readonly numRuns: number } => ({ seed: SEED, numRuns })
