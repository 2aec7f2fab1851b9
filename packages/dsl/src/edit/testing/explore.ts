/** Explore: random edits, one after another, of random policies. */
import fc from 'fast-check'
import { parse } from '../../syntax/parse'
import { targetsOf } from '../targets'
import { FILE, type Step, stepOn } from './laws'
import { diceFrom, randomCommand } from './random-command'
import { untidyPolicy } from './untidy-policy'

const EDITS_A_POLICY = 12

/** What one exploration did. */
export type Explored = { readonly made: number; readonly unchanged: number; readonly refused: number }

/** Makes about `count` commands and hands each step to `check`, which throws when a law is broken; the seed fixes them all. */
export const explore = (count: number, seed: number, check: (step: Step) => void): Explored => {
  let made = 0
  let unchanged = 0
  let refused = 0
  const rolls = fc.array(fc.array(fc.nat(1_000_000), { minLength: 12, maxLength: 24 }), {
    minLength: EDITS_A_POLICY,
    maxLength: EDITS_A_POLICY,
  })
  fc.assert(
    fc.property(untidyPolicy, rolls, (start, rows) => {
      let text = start
      for (const row of rows) {
        const targets = targetsOf([parse({ file: FILE, text })])
        const command = targets.length === 0 ? undefined : randomCommand(diceFrom(row), targets, FILE)
        if (!command) continue
        const step = stepOn(text, command)
        check(step)
        if (!step.outcome.ok) refused++
        else if (step.outcome.files.length === 0) unchanged++
        else made++
        text = step.after.source.text
      }
    }),
    // A failing case is shown as it is: each step says all there is to know, and making it smaller takes minutes.
    { seed, numRuns: Math.max(1, Math.ceil(count / (EDITS_A_POLICY * 0.8))), endOnFailure: true },
  )
  return { made, unchanged, refused }
}
