/** Arguments: what fits, and in which words the rest is refused. */
import { expect, test } from 'vitest'
import { parseArguments } from './arguments'
import type { Command } from './command'

const command: Command = {
  name: 'plan',
  arguments: '[DIR]',
  about: '',
  details: [],
  flags: [
    { name: 'json', about: '' },
    { name: 'out', value: 'FILE', about: '' },
  ],
  positionals: { least: 0, most: 1 },
  run: () => Promise.resolve(0),
}

test('switches, values and positionals are told apart', () => {
  const given = parseArguments(command, ['acme', '--json', '--out', 'a.json'])
  expect([given.positionals, given.has('json'), given.get('out'), given.has('help'), given.wantsHelp]).toEqual([
    ['acme'],
    true,
    'a.json',
    false,
    false,
  ])
})

test.each([
  [['--jsn'], 'there is no option `--jsn`'],
  [['--out'], '`--out` needs a value'],
  [['--json=x'], '`--json` takes no value'],
  [['a', 'b'], '`lockstep plan` does not take `b`'],
])('%j is refused', (words, message) => {
  expect(() => parseArguments(command, words as string[])).toThrow(message as string)
})

test('a missing argument is named', () => {
  expect(() => parseArguments({ ...command, name: 'why', arguments: 'RECORD', positionals: { least: 1, most: 1 } }, [])).toThrow(
    '`lockstep why` needs RECORD',
  )
})
