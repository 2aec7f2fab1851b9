/** lockstep demo: sandbox, server and editor on an example, synced before one's eyes. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { LockstepError } from '@lockstep/runtime'
import { findServer } from '@lockstep/server'
import type { Command, Surroundings } from '../command'
import { exitCodes } from '../exit-code'
import { editorFolder, folderOf, programFile } from '../places'
import { untilStopped } from './sandbox'

type Ready = {
  readonly hubspot: { readonly url: string; readonly accessToken: string }
  readonly salesforce: { readonly url: string; readonly accessToken: string }
  readonly control: { readonly url: string }
}

/**
 * The sandbox runs in a process of its own, as the real systems would, so that it takes no time from the engine. The channel tells it
 * when this process is gone, however it went.
 */
const startChild = (world: string): Promise<{ child: ChildProcess; ready: Ready }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [programFile(), 'sandbox', '--data', world], {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      // A group of its own: Ctrl-C reaches this process alone, which lets the run end before its systems do.
      detached: process.platform !== 'win32',
    })
    let text = ''
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      text += part
      const end = text.indexOf('\n')
      if (end >= 0) resolve({ child, ready: JSON.parse(text.slice(0, end)) as Ready })
    })
    child.once('error', (error) =>
      reject(
        new LockstepError('unreachable', 'the sandbox could not be started: this machine lets no further process begin', { cause: error }),
      ),
    )
    child.once('exit', (code) =>
      reject(new LockstepError('unreachable', `the sandbox stopped before it was ready (exit code ${code ?? 'none'})`)),
    )
  })

const sandboxEnvironment = (
  { hubspot, salesforce }: Ready,
  environment: Surroundings['environment'],
  data: string,
): Record<string, string | undefined> => ({
  PORT: environment['PORT'],
  HOST: environment['HOST'],
  LOCKSTEP_DATA: data,
  LOCKSTEP_HUBSPOT_OVERLAP_SECONDS: '0',
  HUBSPOT_API_URL: hubspot.url,
  HUBSPOT_ACCESS_TOKEN: hubspot.accessToken,
  SALESFORCE_INSTANCE_URL: salesforce.url,
  SALESFORCE_ACCESS_TOKEN: salesforce.accessToken,
})

export const demo: Command = {
  name: 'demo',
  arguments: '[DIR]',
  about: 'try it: sandbox, server and editor on an example policy',
  details: [
    'Starts the sandbox with the seed data in DIR/world, the server and the editor, and runs the first sync at once.',
    'The sandbox forgets when it stops, so each start begins from the same two worlds and an empty store; what you change in the policy stays.',
    'Real accounts and `DATABASE_URL` are not touched: their settings are not read.',
  ],
  flags: [{ name: 'no-sync', about: 'wait for Sync now instead of running the first sync at once' }],
  positionals: { least: 0, most: 1 },
  runsOn: true,
  run: async (given, surroundings) => {
    const { terminal, environment, signal, version } = surroundings
    const folder = folderOf(given, surroundings)
    const world = join(folder, 'world')
    if (!existsSync(join(world, 'world.json')))
      throw new LockstepError('setting', `\`${folder}\` has no \`world\` folder with seed data`, {
        help: 'name an example, such as examples/acme',
      })
    const data = join(folder, '.lockstep', 'demo')
    const running = await findServer(data)
    if (running !== undefined)
      throw new LockstepError('locked-store', `the demo runs already, at ${running}`, { help: 'open it, or stop it first' })
    rmSync(data, { recursive: true, force: true })
    // The sandbox reads its world while this process loads the server.
    const starting = startChild(world)
    const loading = import('@lockstep/server')
    const { child, ready } = await starting
    const { createLogger, readSettings, startServer } = await loading
    const gone = new Promise<'gone'>((resolve) => child.once('exit', () => resolve('gone')))
    try {
      const editor = editorFolder()
      const server = await startServer({
        folder,
        settings: readSettings(folder, sandboxEnvironment(ready, environment, data)),
        version,
        logger: createLogger(environment['LOCKSTEP_LOG']),
        schedule: true,
        firstRun: !given.has('no-sync'),
        isSandbox: true,
        ...(editor === undefined ? {} : { editor }),
      })
      terminal.out(
        [
          `Lockstep is at ${server.url}`,
          `The sandbox plays HubSpot at ${ready.hubspot.url} and Salesforce at ${ready.salesforce.url}; its controls are at ${ready.control.url}`,
          'Ctrl-C stops everything.',
        ].join('\n'),
      )
      const ended = await Promise.race([untilStopped(signal), gone])
      await server.close()
      if (ended === 'gone') throw new LockstepError('unreachable', 'the sandbox stopped', { help: 'start the demo again' })
      return exitCodes.done
    } finally {
      if (child.connected) child.disconnect()
    }
  },
}
