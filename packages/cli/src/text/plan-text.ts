/** Plan text: what a run would do, record by record and field by field, for people. */
import type { ErrorItem, PlannedChange, PlannedConflict, PlanReport } from '@lockstep/runtime'
import { columns, plain, table } from '../table'
import { counted, heldKind, shownValue, systemNames } from './words'

const verbs = { create: '+ create', update: '~ update', delete: '- delete' } as const
const sides = ['hubspot', 'salesforce'] as const

const indented = (text: string, by = '    '): string => text.replace(/^/gm, by)

const changeText = ({ side, object, id, action, fields, rule, reason, label }: PlannedChange): string => {
  const rows = Object.entries(fields).map(([field, { from, to, rule: line }]) => [
    field,
    action === 'create' ? shownValue(to) : `${shownValue(from)} → ${shownValue(to)}`,
    line,
  ])
  const head = plain(`${verbs[action]} ${systemNames[side]} ${object}${id === null ? '' : ` ${id}`}  ${label}`)
  // The reason of an update only repeats the fields below it.
  const why = action === 'update' && rows.length > 0 ? [] : [indented(plain(`${reason}  ${rule}`))]
  return [head, ...why, ...(rows.length === 0 ? [] : [indented(columns(rows))])].join('\n')
}

const conflictText = ({ link, hubspot, salesforce, winner, rule, reason }: PlannedConflict): string =>
  [
    `! conflict  HubSpot ${link.hubspot ?? '(none)'} · Salesforce ${link.salesforce ?? '(none)'}`,
    `    HubSpot ${shownValue(hubspot)}, Salesforce ${shownValue(salesforce)}: ${systemNames[winner]} wins  ${rule}`,
    `    ${reason}`,
  ]
    .map(plain)
    .join('\n')

const errorText = ({ label, message, field, value, cure, lines, source }: ErrorItem): string =>
  [
    `x error  ${label}`,
    `    ${message}${lines.length === 0 ? '' : `  ${lines.join(' ')}`}`,
    ...(field === undefined || source !== undefined ? [] : [`    ${field}  ${shownValue(value)}`]),
    `    ${cure}`,
  ]
    .map(plain)
    .join('\n')

const totals = (changes: readonly PlannedChange[]): string => {
  const rows = new Map<string, { create: number; update: number; delete: number }>()
  for (const { side, object, action } of changes) {
    const name = `${systemNames[side]} ${object}`
    const row = rows.get(name) ?? { create: 0, update: 0, delete: 0 }
    row[action] += 1
    rows.set(name, row)
  }
  return table(
    ['A run would', 'create', 'update', 'delete'],
    [...rows].map(([name, row]) => [name, String(row.create), String(row.update), String(row.delete)]),
  )
}

const callsText = ({ calls, minimum }: PlanReport): string =>
  table(
    ['API calls', 'read', 'write', 'fewest possible'],
    sides.map((side) => [
      systemNames[side],
      String(calls[side].read),
      String(calls[side].write),
      `${minimum[side].read} read, ${minimum[side].write} write`,
    ]),
  )

const remarks = ({ conflicts, waiting, errors, setup, held, notes = [] }: PlanReport): string[] => [
  ...setup.map(({ side, object, field }) => `The run would first make the key field ${field} on ${systemNames[side]} ${object}.`),
  ...notes.map((note) => `Note: ${note}.`),
  ...(conflicts.length === 0 ? [] : [`${counted(conflicts.length, 'conflict')} decided by the policy.`]),
  ...(waiting.length === 0 ? [] : [`${counted(waiting.length, 'record')} waiting for another one.`]),
  ...(errors.length === 0 ? [] : [`${counted(errors.length, 'error')}: these records or fields stay as they are.`]),
  ...held.map(({ what, count, limit, rule, run }) => {
    const approval = run === undefined ? '' : `  (\`lockstep sync --approve ${run}\`)`
    return `Held for approval: ${count} ${heldKind(what)} exceed the limit of ${limit}  ${rule}${approval}`
  }),
]

/** The report as text: at most `most` changes, conflicts and errors each, then the totals and what they cost. */
export const planText = (report: PlanReport, most: number): string => {
  const left = (total: number, noun: string): string[] =>
    total > most ? [`… and ${counted(total - most, `more ${noun}`)} (--all shows them, --json has them)`] : []
  const details = [
    ...report.changes.slice(0, most).map(changeText),
    ...left(report.changes.length, 'change'),
    ...report.conflicts.slice(0, most).map(conflictText),
    ...left(report.conflicts.length, 'conflict'),
    ...report.errors.slice(0, most).map(errorText),
    ...left(report.errors.length, 'error'),
  ].join('\n')
  const notes = remarks(report).join('\n')
  return [details, report.changes.length === 0 ? 'Nothing would change.' : totals(report.changes), notes, callsText(report)]
    .filter((part) => part !== '')
    .join('\n\n')
}
