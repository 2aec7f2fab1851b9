import { describe, expect, test } from 'vitest'
import { runs } from '../testing/seed'
import { explore } from './testing/explore'
import { LAWS, type Step } from './testing/laws'

/** `npm run edits -- --count N` sets how many random edits are made. */
const COUNT = Number(process.env['LOCKSTEP_EDITS'] ?? 100)
const { seed } = runs(1)

const obeys = (laws: typeof LAWS) => (step: Step) => {
  for (const law of laws) {
    const problem = law.check(step)
    if (problem !== undefined)
      throw new Error(
        `${law.name}: ${problem}\n${JSON.stringify(step.command)}\n${step.before.source.text}\n>>>\n${step.after.source.text}`,
      )
  }
}

describe('random edits of random policies', () => {
  test.each(LAWS)('$name', (law) => {
    const { made } = explore(48, seed, obeys([law]))
    expect(made).toBeGreaterThan(15)
  })

  test('all laws at once', { timeout: 24 * 3_600_000 }, () => {
    const { made, unchanged, refused } = explore(COUNT, seed + 1, obeys(LAWS))
    if (COUNT > 1_000) process.stdout.write(`${made} edits made, ${unchanged} that asked for nothing, ${refused} refused\n`)
    expect(made).toBeGreaterThan(COUNT / 3)
  })
})
