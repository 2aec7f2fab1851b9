import { describe, expect, test } from 'vitest'
import { runs } from '../testing/seed'
import { explore } from './testing/explore'
import { LAWS } from './testing/laws'
import type { Step } from './testing/step'

/** `npm run edits -- --count N` sets how many random edits are made. */
const COUNT = Number(process.env['LOCKSTEP_EDITS'] ?? 60)
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
    expect(explore(30, seed, obeys([law])).made).toBe(30)
  })

  test('all laws at once', { timeout: 24 * 3_600_000 }, () => {
    const all = obeys(LAWS)
    let steps = 0
    const { made, unchanged, refused } = explore(COUNT, seed + 1, (step) => {
      all(step)
      if (++steps % 10_000 === 0) process.stdout.write(`${steps} commands\n`)
    })
    expect(made).toBe(COUNT)
    if (COUNT > 1_000) process.stdout.write(`${made} edits made, ${unchanged} that asked for nothing, ${refused} refused\n`)
  })
})
