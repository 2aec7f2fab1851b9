/** The two stores agree, question by question: whatever is asked of them, in whatever order, they answer alike. */
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { openStore } from '../open-store'
import { openSqlStore } from '../sql-store'
import type { OpenStore } from '../store'
import { workspaceId } from '../workspace'
import { openMemoryStore } from './memory-store'
import { nextAsks } from './testing/random-asks'
import type { Ask, Dice, Past } from './testing/random-rows'

vi.setConfig({ testTimeout: 180_000 })

const ROUNDS = Number(process.env['LOCKSTEP_PROPERTY_RUNS'] ?? 1) * 500

const answer = async (store: OpenStore, ask: Ask): Promise<unknown> => {
  try {
    return await store.transaction((inside) => ask.of(inside))
  } catch (error) {
    // Both refuse what would break the store; each says so in its own words.
    return error instanceof Error ? 'refused' : error
  }
}

test('whatever is asked of both stores, they answer alike', async () => {
  const sql = openSqlStore(await openStore({ kind: 'memory' }), workspaceId)
  const memory = openMemoryStore()
  await sql.readWorkspace('one')
  await memory.readWorkspace('one')
  const numbers = fc.sample(fc.nat(1_000_000), { seed: Number(process.env['LOCKSTEP_TEST_SEED'] ?? 11), numRuns: ROUNDS * 60 })
  let at = 0
  const dice: Dice = (count) => (count <= 1 ? 0 : numbers[at++ % numbers.length]! % count)
  const past: Past = { now: 1_700_000_000_000, runs: 0, calls: 0, absorbed: new Set() }
  const asked: string[] = []
  try {
    for (let round = 0; round < ROUNDS; round++)
      for (const ask of nextAsks(dice, past)) {
        asked.push(ask.words)
        const [one, other] = [await answer(memory, ask), await answer(sql, ask)]
        expect(one, `round ${round}: ${asked.slice(-12).join(', ')}`).toEqual(other)
      }
  } finally {
    await sql.close()
  }
})
