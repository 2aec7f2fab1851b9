/** lockstep plan: what a run would do, record by record and field by field. */
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { LockstepError, type PlanReport } from '@lockstep/runtime'
import type { Command } from '../command'
import { exitCodes } from '../exit-code'
import { withEngine } from '../open-engine'
import { folderOf } from '../places'
import { jsonFlag } from './flags'

const shown = (value: string | null): string =>
  value === null ? '(blank)' : JSON.stringify(value.length > 60 ? `${value.slice(0, 59)}…` : value)
const signs = { create: '+', update: '~', delete: '-' } as const
const names = { hubspot: 'HubSpot', salesforce: 'Salesforce' } as const

const summary = (report: PlanReport): string => {
  const counts = new Map<string, number>()
  for (const { side, object, action } of report.changes) {
    const key = `${names[side]} ${object}: ${action}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const calls = (side: 'hubspot' | 'salesforce'): string =>
    `${names[side]} ${report.calls[side].read} read, ${report.calls[side].write} write (fewest possible ${report.minimum[side].read} and ${report.minimum[side].write})`
  return [
    report.changes.length === 0 ? 'Nothing would change.' : [...counts].map(([key, number]) => `${key} ${number}`).join('\n'),
    ...(report.conflicts.length === 0 ? [] : [`${report.conflicts.length} conflicts decided`]),
    ...(report.waiting.length === 0 ? [] : [`${report.waiting.length} waiting`]),
    ...(report.errors.length === 0 ? [] : [`${report.errors.length} errors`]),
    ...report.held.map((hold) => `held: ${hold.count} ${hold.what} are more than ${hold.limit} [${hold.rule}]`),
    ...report.setup.map((item) => `set-up would make the key field ${item.field} on ${names[item.side]} ${item.object}`),
    `API calls: ${calls('hubspot')}; ${calls('salesforce')}`,
  ].join('\n')
}

/** The report as text for people: each change with its fields, then a summary. */
export const planText = (report: PlanReport, most: number): string => {
  const lines: string[] = []
  for (const change of report.changes.slice(0, most)) {
    lines.push(
      `${signs[change.action]} ${names[change.side]} ${change.object} ${change.id ?? '(new)'}  ${change.label}`,
      `    ${change.reason} [${change.rule}]`,
    )
    for (const [field, { from, to }] of Object.entries(change.fields))
      lines.push(`    ${field}: ${change.action === 'create' ? shown(to) : `${shown(from)} → ${shown(to)}`}`)
  }
  if (report.changes.length > most) lines.push(`… and ${report.changes.length - most} more changes (--all shows them, --json has them)`)
  return [...lines, ...(lines.length > 0 ? [''] : []), summary(report)].join('\n')
}

/** How many changes the text shows unless `--all` is given. */
const SHOWN = 50

export const plan: Command = {
  name: 'plan',
  arguments: '[DIR]',
  about: 'show what a run would do, and what it would cost',
  details: [
    'Reads both systems and writes to neither; only Lockstep’s own store learns what was read. Exits 2 when there is something to do, 0 when there is not.',
    'With --out the plan is saved, and `lockstep sync --plan FILE` later does exactly that or refuses.',
  ],
  flags: [
    { name: 'out', value: 'FILE', about: 'save the plan' },
    { name: 'all', about: `show every change, not only the first ${SHOWN}` },
    jsonFlag,
  ],
  positionals: { least: 0, most: 1 },
  run: async (given, surroundings) => {
    const { terminal, signal, directory } = surroundings
    const out = given.get('out')
    const { report, saved } = await withEngine(folderOf(given, surroundings), surroundings, async (engine, isRemote) => {
      if (out !== undefined && isRemote) {
        throw new LockstepError('locked-store', 'a plan cannot be saved while a server holds the database', {
          help: 'stop the server first, or apply the plan on its page',
        })
      }
      return engine.plan({ signal, onProgress: terminal.progress })
    })
    terminal.endProgress()
    if (out !== undefined) {
      await writeFile(resolve(directory, out), `${JSON.stringify(saved)}\n`, { mode: 0o600 })
      terminal.say(`Saved to ${out}. It holds values of records: keep it out of git.`)
    }
    if (given.has('json')) terminal.json(report)
    else terminal.out(planText(report, given.has('all') ? Number.POSITIVE_INFINITY : SHOWN))
    if (report.held.length > 0) return exitCodes.held
    return report.changes.length > 0 ? exitCodes.differences : exitCodes.done
  },
}
