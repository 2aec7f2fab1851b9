import { expect, test } from 'vitest'
import type { Value } from '../plan/plan'
import { type FunctionDefinition, signaturesOf } from './function-definition'
import { functions } from './index'

const MILLION = 1_000_000
const hostile: readonly (readonly [string, string])[] = [
  ['letters', 'a'.repeat(MILLION)],
  ['spaces before a letter', `${' '.repeat(MILLION)}a`],
  ['zeros before a one', `0.${'0'.repeat(MILLION)}1`],
  ['dots after an at sign', `a@${'.'.repeat(MILLION)} `],
  ['words and dots', 'a.'.repeat(MILLION / 2)],
  ['opened tags', '<'.repeat(MILLION)],
  ['entities', '&#1'.repeat(MILLION / 3)],
  ['options', 'a;'.repeat(MILLION / 2)],
  ['lines', '\r\n'.repeat(MILLION / 2)],
  ['accents', 'e\u0301'.repeat(MILLION / 2)],
  ['digits and hyphens', '1-'.repeat(MILLION / 2)],
]

/** The text in the first place, and beside it what makes most functions do their work. */
const calls = (text: string): readonly (readonly Value[])[] => [
  [text],
  [text, 'a', 'b'],
  [text, 3, text],
  ['a', text],
  [text, `b${text.slice(0, MILLION / 4)}`],
]

/** Those that look at texts; dates and numbers are short by their own form. */
const readers = functions.filter((one) =>
  signaturesOf(one).some(({ parameters }) => parameters.some(({ type }) => type === 'text' || type === 'list' || type === 'any')),
)

/** No more arguments than the function takes: the others would only say the same again. */
const room = (definition: FunctionDefinition): number =>
  Math.max(...signaturesOf(definition).map(({ parameters }) => (parameters.some((one) => one.rest === true) ? 9 : parameters.length)))

// A function that is not linear takes hours over these; the time given here is many times what all of them need.
test.each(readers.map((definition) => ({ name: definition.name, call: definition.call, most: room(definition) })))(
  '$name ends soon on a million characters of any kind',
  ({ call, most }) => {
    for (const [, text] of hostile)
      for (const args of most === 1
        ? [[text]]
        : calls(text)
            .map((one) => one.slice(0, most))
            .slice(1)) {
        expect(['string', 'number', 'boolean', 'object'].includes(typeof call(args))).toBe(true)
      }
  },
  60_000,
)
