/** lockstep why: a record's link, values, and every decision about it. */
import { resolve } from 'node:path'
import type { Command } from '../command'
import { exitCodes } from '../exit-code'
import { withEngine } from '../open-engine'
import { whyText } from '../text/why-text'
import { jsonFlag } from './flags'

export const why: Command = {
  name: 'why',
  arguments: 'RECORD',
  about: 'why a record did or did not sync',
  details: [
    'RECORD is `hubspot:contact:101`, `salesforce:Lead:00Q...` or an email. Shows its link, both sides, what was agreed last, and every decision with the rule’s line.',
    'Reads only Lockstep’s own store.',
  ],
  flags: [{ name: 'dir', value: 'DIR', about: 'the policy folder (default: the current folder)' }, jsonFlag],
  positionals: { least: 1, most: 1 },
  run: async (given, surroundings) => {
    const folder = resolve(surroundings.directory, given.get('dir') ?? '.')
    const report = await withEngine(folder, surroundings, (engine) => engine.why(given.positionals[0] ?? ''))
    if (given.has('json')) surroundings.terminal.json(report)
    else surroundings.terminal.out(whyText(report))
    return exitCodes.done
  },
}
