/** lockstep errors: error cards, retry, ignore, export. */
import { resolve } from 'node:path'
import { LockstepError } from '@lockstep/runtime'
import { errorsCsv } from '@lockstep/server'
import type { Command } from '../command'
import { exitCodes } from '../exit-code'
import { withEngine } from '../open-engine'
import { errorsText } from '../text/errors-text'
import { counted } from '../text/words'
import { jsonFlag } from './flags'

/** How many errors the text shows in full unless `--all` is given. */
const SHOWN = 50

export const errors: Command = {
  name: 'errors',
  arguments: '[retry|ignore|export] [ID ...]',
  about: 'what went wrong, grouped; retry, ignore, export',
  details: [
    'Alone it lists the open errors by kind. `errors retry ID ...` tries them again at the next run (`--all`: every one), `errors ignore ID ... --reason TEXT` puts them aside,',
    '`errors export` writes all of them as CSV to standard output.',
  ],
  flags: [
    { name: 'dir', value: 'DIR', about: 'the policy folder (default: the current folder)' },
    { name: 'kind', value: 'KIND', about: 'only errors of this kind' },
    { name: 'all', about: 'every listed error: with retry or ignore, all of them; alone, show all of them' },
    { name: 'ignored', about: 'list the ignored ones' },
    { name: 'reason', value: 'TEXT', about: 'why these errors are ignored' },
    jsonFlag,
  ],
  positionals: { least: 0, most: 1_000 },
  run: async (given, surroundings) => {
    const { terminal } = surroundings
    const [action, ...ids] = given.positionals
    if (action !== undefined && action !== 'retry' && action !== 'ignore' && action !== 'export') {
      throw new LockstepError('setting', `\`lockstep errors\` does not know \`${action}\``, { help: 'use retry, ignore or export' })
    }
    const kind = given.get('kind')
    const reason = given.get('reason')
    if (action === 'ignore' && (reason === undefined || reason.trim() === ''))
      throw new LockstepError('setting', 'say why these errors are ignored', { help: 'add `--reason TEXT`' })
    return withEngine(resolve(surroundings.directory, given.get('dir') ?? '.'), surroundings, async (engine) => {
      const report = await engine.errors({ ...(kind === undefined ? {} : { kind }), state: given.has('ignored') ? 'ignored' : 'open' })
      if (action === 'export') {
        terminal.out(errorsCsv(report.items))
        return exitCodes.done
      }
      if (action === undefined) {
        if (given.has('json')) terminal.json(report)
        else terminal.out(errorsText(report, given.has('all') ? Number.POSITIVE_INFINITY : SHOWN))
        return exitCodes.done
      }
      const chosen = given.has('all') ? report.items.map((item) => item.id) : ids
      if (chosen.length === 0)
        throw new LockstepError('setting', 'name the errors, or give `--all`', { help: 'their ids are listed by `lockstep errors`' })
      const changed = action === 'retry' ? await engine.retryErrors(chosen) : await engine.ignoreErrors(chosen, reason ?? '')
      if (given.has('json')) terminal.json({ version: 1, changed })
      else
        terminal.out(
          action === 'retry' ? `${counted(changed, 'error')} will be tried again by the next run` : `${counted(changed, 'error')} ignored`,
        )
      return exitCodes.done
    })
  },
}
