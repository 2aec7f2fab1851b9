/** lockstep runs: the last plans and runs. */
import type { Command } from '../command'
import { exitCodes } from '../exit-code'
import { withEngine } from '../open-engine'
import { folderOf } from '../places'
import { table } from '../table'
import { shownTime } from '../text/words'
import { jsonFlag } from './flags'

export const runs: Command = {
  name: 'runs',
  arguments: '[DIR]',
  about: 'the last runs',
  details: ['Newest first, with state, records written, errors, and eta (the fewest possible calls over the calls made).'],
  flags: [jsonFlag],
  positionals: { least: 0, most: 1 },
  run: async (given, surroundings) => {
    const list = await withEngine(folderOf(given, surroundings), surroundings, (engine) => engine.runs(50))
    if (given.has('json')) surroundings.terminal.json({ version: 1, runs: list })
    else if (list.length === 0) surroundings.terminal.out('There has been no run yet.')
    else {
      const sum = (
        counts: { hubspot: Readonly<Record<string, number>>; salesforce: Readonly<Record<string, number>> } | undefined,
      ): string =>
        counts === undefined
          ? ''
          : String([...Object.values(counts.hubspot), ...Object.values(counts.salesforce)].reduce((total, number) => total + number, 0))
      surroundings.terminal.out(
        table(
          ['run', 'kind', 'state', 'started (UTC)', 'created', 'updated', 'errors', 'eta', 'message'],
          list.map((run) => [
            run.id,
            run.kind,
            run.state,
            shownTime(run.startedAt, true),
            sum(run.report?.created),
            sum(run.report?.updated),
            String(run.report?.errors ?? ''),
            run.report?.eta.toFixed(3) ?? '',
            run.message ?? '',
          ]),
        ),
      )
    }
    return exitCodes.done
  },
}
