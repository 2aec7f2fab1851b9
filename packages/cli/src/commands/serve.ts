/** lockstep serve: the server with its pages. */
import { createRedactor } from '@lockstep/runtime'
import { createLogger, readPolicyFiles, readSettings, startServer } from '@lockstep/server'
import type { Command } from '../command'
import { exitCodes } from '../exit-code'
import { editorFolder, folderOf } from '../places'
import { untilStopped } from './sandbox'

export const serve: Command = {
  name: 'serve',
  arguments: '[DIR]',
  about: 'run the server and the editor on a policy folder',
  details: [
    'Answers on http://localhost:4600 (`PORT`), this machine alone. Runs as often as the policy says, starting from now: existing records move only when you press Sync now or run `lockstep sync`.',
    'The embedded database lies in .lockstep/ beside the policy, or on PostgreSQL with `DATABASE_URL`.',
  ],
  flags: [{ name: 'no-schedule', about: 'run only when asked' }],
  positionals: { least: 0, most: 1 },
  runsOn: true,
  run: async (given, surroundings) => {
    const { terminal, environment, signal, version } = surroundings
    const folder = folderOf(given, surroundings)
    // A folder without a policy may be filled on the page; a slip in its name must not make a new one.
    readPolicyFiles(folder)
    const settings = readSettings(folder, environment)
    const redactor = createRedactor(settings.secrets)
    const editor = editorFolder()
    const server = await startServer({
      folder,
      settings,
      version,
      logger: createLogger(environment['LOCKSTEP_LOG'], 2, redactor),
      redactor,
      schedule: !given.has('no-schedule'),
      ...(editor === undefined ? {} : { editor }),
    })
    terminal.out(`Lockstep is at ${server.url}`)
    if (editor === undefined) terminal.say('The editor is not built, so only the API answers.')
    await untilStopped(signal)
    await server.close()
    return exitCodes.done
  },
}
