/** lockstep plan: what a run would do, record by record and field by field. */
import { access, constants } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { LockstepError, writeFileWhole } from '@lockstep/runtime'
import type { Command } from '../command'
import { exitCodes } from '../exit-code'
import { withEngine } from '../open-engine'
import { folderOf } from '../places'
import { planText } from '../text/plan-text'
import { jsonFlag } from './flags'

/** How many changes, conflicts and errors the text shows unless `--all` is given. */
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
    // Said before both systems are read, which may take minutes.
    if (out !== undefined) await access(dirname(resolve(directory, out)), constants.W_OK)
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
      await writeFileWhole(resolve(directory, out), `${JSON.stringify(saved)}\n`, { mode: 0o600 })
      terminal.say(`Saved to ${out}. It holds values of records: keep it out of git.`)
    }
    if (given.has('json')) terminal.json(report)
    else terminal.out(planText(report, given.has('all') ? Number.POSITIVE_INFINITY : SHOWN))
    if (report.held.length > 0) return exitCodes.held
    return report.changes.length > 0 ? exitCodes.differences : exitCodes.done
  },
}
