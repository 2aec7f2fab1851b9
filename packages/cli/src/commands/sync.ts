/** lockstep sync: one run, or runs at the policy's pace. */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { LockstepError, type SavedPlan, type SyncReport } from '@lockstep/runtime'
import type { Command, Surroundings } from '../command'
import type { CommandEngine } from '../command-engine'
import { exitCodes } from '../exit-code'
import { openFor } from '../open-engine'
import { folderOf } from '../places'
import { syncText } from '../text/sync-text'
import { jsonFlag } from './flags'

const codes: Readonly<Record<SyncReport['outcome'], number>> = {
  done: exitCodes.done,
  held: exitCodes.held,
  stale: exitCodes.stalePlan,
  paused: exitCodes.quota,
  interrupted: exitCodes.error,
}

const readPlan = async (path: string): Promise<SavedPlan> => {
  let parsed: unknown
  try {
    parsed = JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw new LockstepError('setting', `cannot read the plan \`${path}\``, {
      help: 'save one with `lockstep plan --out FILE`',
      cause: error,
    })
  }
  const plan = parsed as SavedPlan
  if (typeof plan !== 'object' || plan === null || plan.version !== 1 || typeof plan.fingerprints !== 'object') {
    throw new LockstepError('setting', `\`${path}\` is not a saved plan`, { help: 'save one with `lockstep plan --out FILE`' })
  }
  return plan
}

const once = async (
  engine: CommandEngine,
  surroundings: Surroundings,
  options: { start?: 'all' | 'now'; setup: boolean; plan?: SavedPlan; approve?: string },
): Promise<SyncReport> => {
  const report = await engine.sync({ ...options, signal: surroundings.signal, onProgress: surroundings.terminal.progress })
  surroundings.terminal.endProgress()
  return report
}

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    signal.addEventListener('abort', done)
  })

export const sync: Command = {
  name: 'sync',
  arguments: '[DIR]',
  about: 'run once, or keep running',
  details: [
    'On a new store every existing record counts as changed; with --start now only later changes do.',
    'With --plan exactly that saved plan is applied, or nothing is written and the exit code is 6. A run whose plan goes beyond a hold writes nothing and exits 5.',
    'Ctrl-C stops cleanly within a second; the next run goes on where this one stopped.',
  ],
  flags: [
    { name: 'plan', value: 'FILE', about: 'apply exactly this saved plan' },
    { name: 'start', value: 'now|all', about: 'what counts as changed on a new store (default: all)' },
    { name: 'no-setup', about: 'make no key fields' },
    { name: 'approve', value: 'RUN', about: 'go on with a run that was held' },
    { name: 'watch', about: 'keep running, as often as the policy says' },
    jsonFlag,
  ],
  positionals: { least: 0, most: 1 },
  run: async (given, surroundings) => {
    const { terminal, signal, directory } = surroundings
    const start = given.get('start')
    if (start !== undefined && start !== 'now' && start !== 'all')
      throw new LockstepError('setting', `\`--start\` takes now or all, not \`${start}\``)
    const planFile = given.get('plan')
    const approve = given.get('approve')
    const options = {
      setup: !given.has('no-setup'),
      ...(start === undefined ? {} : { start: start as 'all' | 'now' }),
      ...(planFile === undefined ? {} : { plan: await readPlan(resolve(directory, planFile)) }),
      ...(approve === undefined ? {} : { approve }),
    }
    const { engine, everyMinutes } = await openFor(folderOf(given, surroundings), surroundings)
    const show = (report: SyncReport): void => (given.has('json') ? terminal.json(report) : terminal.out(syncText(report)))
    try {
      let report = await once(engine, surroundings, options)
      show(report)
      while (given.has('watch') && !signal.aborted) {
        terminal.say(`The next run is in ${everyMinutes} ${everyMinutes === 1 ? 'minute' : 'minutes'}; Ctrl-C stops.`)
        await pause(everyMinutes * 60_000, signal)
        if (signal.aborted) return exitCodes.done
        report = await once(engine, surroundings, { setup: options.setup })
        show(report)
      }
      return codes[report.outcome]
    } finally {
      await engine.close()
    }
  },
}
