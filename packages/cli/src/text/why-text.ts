/** Why text: a record's link, values and every decision about it, for people. */
import type { TimelineEntry, WhyReport } from '@lockstep/runtime'
import { columns, plain, table } from '../table'
import { heldKind, shownTime, shownValue } from './words'

const states: Readonly<Record<WhyReport['record']['state'], string>> = {
  alone: 'has no counterpart',
  linked: 'linked',
  paused: 'paused, no values cross',
  waiting: 'waiting',
  dead: 'no longer linked',
}

const end = (side: WhyReport['record']['hubspot'], name: string): string =>
  side === null ? `no ${name} record` : `${name} ${side.object} ${side.id}`

const shownHere = (value: string | null): string => shownValue(value, 40)

const decision = (entry: TimelineEntry): string => {
  if (entry.kind === 'conflict') return `HubSpot ${shownHere(entry.hubspot)}, Salesforce ${shownHere(entry.salesforce)}: ${entry.reason}`
  if (entry.field === null || entry.from === entry.to) return entry.reason
  const change = `${entry.field} ${shownHere(entry.from)} → ${shownHere(entry.to)}`
  return entry.kind === 'wrote update' ? change : `${change}: ${entry.reason}`
}

/** Newest run first; within a run in the order in which it was decided. */
const timelineText = (timeline: readonly TimelineEntry[]): string => {
  const runs = new Map<string, TimelineEntry[]>()
  for (const entry of timeline) runs.set(entry.run, [...(runs.get(entry.run) ?? []), entry])
  return [...runs]
    .map(([run, entries]) => ({ run, entries, at: Math.max(...entries.map((entry) => entry.at)) }))
    .sort((one, other) => other.at - one.at)
    .map(({ run, entries, at }) =>
      [`${shownTime(at, true)} UTC, run ${run}`, columns(entries.map((entry) => [`  ${entry.kind}`, decision(entry), entry.rule]))].join(
        '\n',
      ),
    )
    .join('\n\n')
}

const outside = (name: string): string => `  ${name}’s include condition does not hold for it`

/** The report as text. */
export const whyText = ({ record, cause, included, held: hold, values, timeline, errors }: WhyReport): string => {
  const head = [
    plain(`${record.label}: ${states[record.state]}${cause === null ? '' : ` (${cause})`}`),
    `  ${end(record.hubspot, 'HubSpot')} · ${end(record.salesforce, 'Salesforce')}`,
    ...(included.hubspot === false ? [outside('HubSpot')] : []),
    ...(included.salesforce === false ? [outside('Salesforce')] : []),
    ...(hold === undefined
      ? []
      : [`  held for approval as one of the ${heldKind(hold.what)}; let it go with \`lockstep sync --approve ${hold.run}\``]),
  ].join('\n')
  const held = table(
    ['HubSpot', 'value', 'Salesforce', 'value', 'agreed last', 'rule'],
    values.map((value) => [
      value.property ?? '(expression)',
      `${shownHere(value.hubspot)}${value.unread.includes('hubspot') ? ' (not read any more)' : ''}`,
      value.field ?? '(expression)',
      `${shownHere(value.salesforce)}${value.unread.includes('salesforce') ? ' (not read any more)' : ''}`,
      shownHere(value.baseHubspot),
      value.rule,
    ]),
  )
  return [
    head,
    ...(values.length === 0 ? [] : [held]),
    timeline.length === 0
      ? 'Nothing has been decided about it yet.'
      : `What was decided, the newest run first:\n\n${timelineText(timeline)}`,
    ...errors.map((error) => `${plain(`Error (${error.kind}): ${error.message} [${error.code}]`)}\n  ${plain(error.cure)}`),
  ].join('\n\n')
}
