/** Sync text: what a run did, for people. */
import type { SyncReport } from '@lockstep/runtime'
import { table } from '../table'
import { counted, heldKind, systemNames } from './words'

const sides = ['hubspot', 'salesforce'] as const
const kinds = ['created', 'updated', 'cleared', 'deleted'] as const

const endings: Readonly<Record<SyncReport['outcome'], string>> = {
  done: 'Done',
  held: 'Held for approval: nothing was written',
  stale: 'The plan is stale, since something it read has changed: nothing was written. Plan again',
  paused: 'Paused, because the calls of the last 24 hours reached the budget or the limit: nothing is lost, and the next run goes on',
  interrupted: 'Stopped: nothing is lost, and the next run goes on',
}

const totals = (report: SyncReport): string => {
  const rows = sides.flatMap((side) => {
    const objects = new Set(kinds.flatMap((kind) => Object.keys(report[kind][side])))
    return [...objects].map(
      (object) => [`${systemNames[side]} ${object}`, ...kinds.map((kind) => report[kind][side][object] ?? 0)] as const,
    )
  })
  const written = rows.filter(([, ...numbers]) => numbers.some((number) => number > 0))
  if (written.length === 0) return report.outcome === 'done' ? 'Nothing to write: both sides agree.' : ''
  return table(
    ['Records', ...kinds],
    written.map((row) => row.map(String)),
  )
}

const also = (report: SyncReport): string => {
  const parts = [
    ...(report.linked === 0 ? [] : [`${report.linked} linked to an existing record`]),
    ...(report.conflicts === 0 ? [] : [`${counted(report.conflicts, 'conflict')} decided by the policy`]),
    ...(report.waiting === 0 ? [] : [`${report.waiting} waiting for another record`]),
    ...(report.errors === 0 ? [] : [`${counted(report.errors, 'error')}, listed by \`lockstep errors\``]),
  ]
  return parts.join('; ')
}

const callsText = (report: SyncReport): string => {
  const extra = (['guard', 'setup', 'audit', 'recovery'] as const).filter((kind) => sides.some((side) => report.calls[side][kind] > 0))
  const names = { guard: 'guard', setup: 'set-up', audit: 'audit', recovery: 'recovery' } as const
  return table(
    ['API calls', 'read', 'write', ...extra.map((kind) => names[kind]), 'fewest possible'],
    sides.map((side) => [
      systemNames[side],
      ...(['read', 'write', ...extra] as const).map((kind) => String(report.calls[side][kind])),
      `${report.minimum[side].read} read, ${report.minimum[side].write} write`,
    ]),
  )
}

const heldText = (report: SyncReport): string => {
  if (report.held.length === 0) return ''
  const runs = new Set(report.held.map(({ run }) => run ?? report.run))
  const heading = report.outcome === 'held' ? [] : ['Left out, since it waits for approval:']
  return [
    ...heading,
    ...report.held.map(({ what, count, limit, rule }) => `${count} ${heldKind(what)} exceed the limit of ${limit}  ${rule}`),
    ...[...runs].map((run) => `Let them go with \`lockstep sync --approve ${run}\`; until then these records stay as they are.`),
  ].join('\n')
}

const hasWritten = (report: SyncReport): boolean => kinds.some((kind) => sides.some((side) => Object.keys(report[kind][side]).length > 0))

const ending = (report: SyncReport): string =>
  report.outcome === 'held' && hasWritten(report)
    ? 'Held for approval in the middle of the run: what was written before is listed, and nothing was written from there on'
    : endings[report.outcome]

/** The report as text: the outcome, records written, what else happened, and what it cost. */
export const syncText = (report: SyncReport): string =>
  [
    [`${ending(report)} (${(report.milliseconds / 1000).toFixed(1)} s).`, heldText(report)].filter((part) => part !== '').join('\n'),
    [totals(report), also(report)].filter((part) => part !== '').join('\n'),
    (report.notes ?? []).map((note) => `Note: ${note}.`).join('\n'),
    callsText(report),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
