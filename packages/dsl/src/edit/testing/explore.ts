/** Explore: random edits, one after another, of random policies. */
import fc from 'fast-check'
import { parse } from '../../syntax/parse'
import { targetsOf } from '../targets'
import { diceFrom, randomCommand } from './random-command'
import { FILE, type Step, stepOn } from './step'
import { untidyPolicy } from './untidy-policy'

const EDITS_A_POLICY = 12

/** Policies are made so many at a time. */
const POLICIES = 40

/** What one exploration did; a command that asks for what the policy says already, or that is refused, is no edit. */
export type Explored = { readonly made: number; readonly unchanged: number; readonly refused: number }

const cases = fc.tuple(
  untidyPolicy,
  fc.array(fc.array(fc.nat(1_000_000), { minLength: 12, maxLength: 24 }), { minLength: EDITS_A_POLICY, maxLength: EDITS_A_POLICY }),
)

/**
 * Makes commands until `count` of them were edits, and hands every step to `check`, which throws when a law is broken; the seed fixes them all.
 * A failing case is not made smaller: each step says all there is to know.
 */
export const explore = (count: number, seed: number, check: (step: Step) => void): Explored => {
  const done = { made: 0, unchanged: 0, refused: 0 }
  for (let batch = 0; done.made < count; batch++)
    for (const [start, rows] of fc.sample(cases, { seed: seed + batch, numRuns: POLICIES })) {
      let text = start
      for (const row of rows) {
        if (done.made >= count) break
        const targets = targetsOf([parse({ file: FILE, text })])
        const command = targets.length === 0 ? undefined : randomCommand(diceFrom(row), targets, FILE)
        if (!command) continue
        const step = stepOn(text, command)
        check(step)
        done[!step.outcome.ok ? 'refused' : step.outcome.files.length === 0 ? 'unchanged' : 'made']++
        text = step.after.source.text
      }
    }
  return done
}
