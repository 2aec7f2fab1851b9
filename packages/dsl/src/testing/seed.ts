/** Seed: the one that property tests start from, so that a failure anywhere can be run again everywhere. */

/** Another seed is another sample: `LOCKSTEP_TEST_SEED=7 npx vitest run packages/dsl` looks elsewhere. */
export const SEED = Number(process.env['LOCKSTEP_TEST_SEED'] ?? 20_260_101)
