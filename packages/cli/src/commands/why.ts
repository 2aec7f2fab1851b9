/** lockstep why: a record's link, values, and every decision about it. */

import { resolve } from 'node:path'
import type { WhyReport } from '@lockstep/runtime'
import type { Command } from '../command'
import { exitCodes } from '../exit-code'
import { withEngine } from '../open-engine'
import { table } from '../table'
import { jsonFlag } from './flags'

const shown = (value: string | null): string => (value === null ? '(blank)' : value.length > 40 ? `${value.slice(0, 39)}…` : value)

/** The report as text for people. */
export const whyText = ({ record, cause, included, values, timeline, errors }: WhyReport): string => {
  const side = (end: WhyReport['record']['hubspot'], name: string): string =>
    end === null ? `no ${name} record` : `${name} ${end.object} ${end.id}`
  const lines = [
    `${record.label}: ${record.state}${cause === null ? '' : ` (${cause})`}`,
    `  ${side(record.hubspot, 'HubSpot')} · ${side(record.salesforce, 'Salesforce')}`,
  ]
  if (included.hubspot === false) lines.push('  HubSpot’s include condition does not hold for it')
  if (included.salesforce === false) lines.push('  Salesforce’s include condition does not hold for it')
  if (values.length > 0) {
    lines.push(
      '',
      table(
        ['HubSpot', 'value', 'Salesforce', 'value', 'agreed last', 'rule'],
        values.map((value) => [
          value.property ?? '(expression)',
          shown(value.hubspot),
          value.field ?? '(expression)',
          shown(value.salesforce),
          shown(value.baseHubspot),
          value.rule,
        ]),
      ),
    )
  }
  lines.push('', timeline.length === 0 ? 'Nothing has been decided about it yet.' : 'What was decided, newest first:')
  for (const entry of timeline) {
    const change = entry.field === null || entry.from === entry.to ? '' : ` ${entry.field}: ${shown(entry.from)} → ${shown(entry.to)}`
    lines.push(`  ${new Date(entry.at).toISOString()}  ${entry.kind}${change}  ${entry.reason}  [${entry.rule}]`)
  }
  for (const error of errors) lines.push('', `Error (${error.kind}): ${error.message} [${error.code}]`, `  ${error.cure}`)
  return lines.join('\n')
}

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
