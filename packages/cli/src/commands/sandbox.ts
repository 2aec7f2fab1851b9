/** lockstep sandbox: the two sandbox servers alone. */
import { resolve } from 'node:path'
import { LockstepError } from '@lockstep/runtime'
import { type Sandbox, type SandboxOptions, SeedError, SnapshotError, startSandbox } from '@lockstep/sandbox'
import type { Command } from '../command'
import { exitCodes } from '../exit-code'

const portOf = (flag: string, text: string | undefined): number => {
  const port = Number(text ?? '0')
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new LockstepError('setting', `\`--${flag}\` must be a port number, not \`${text}\``)
  return port
}

/** Resolves when the signal comes. */
export const untilStopped = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

/** Resolves when the process that started this one with a channel is gone; never without one. */
const untilAbandoned = (): Promise<void> =>
  new Promise((resolve) => {
    if (process.send === undefined) return
    if (process.connected) process.once('disconnect', () => resolve())
    else resolve()
  })

/** Starts the sandbox; what a person can mend becomes one sentence. */
const start = async (options: SandboxOptions): Promise<Sandbox> => {
  try {
    return await startSandbox(options)
  } catch (error) {
    if (error instanceof SeedError)
      throw new LockstepError('setting', error.message, { help: 'mend the seed data, or start with `--empty`', cause: error })
    if (error instanceof SnapshotError)
      throw new LockstepError('setting', error.message, { help: 'take it anew by `GET /snapshots/file` of the control API', cause: error })
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      const port = 'port' in error ? ` ${String(error.port)}` : ''
      throw new LockstepError('setting', `port${port} is already in use`, {
        help: 'stop the other program, or choose another port',
        cause: error,
      })
    }
    throw error
  }
}

export const sandbox: Command = {
  name: 'sandbox',
  arguments: '',
  about: 'run the sandbox alone: a HubSpot and a Salesforce on this machine',
  details: [
    'Prints one JSON line with addresses and access tokens when ready, and runs until it is stopped. Nothing is kept: each start begins from the seed data, or from a snapshot.',
    'The third address is the control API: clock, faults, calls, snapshots, reset, dump.',
  ],
  flags: [
    { name: 'data', value: 'DIR', about: 'seed data (world.json, hubspot/, salesforce/)' },
    { name: 'empty', about: 'full schemas and no records (the default without --data)' },
    { name: 'snapshot', value: 'FILE', about: 'a snapshot to go on from, in place of seed data' },
    { name: 'hubspot-port', value: 'PORT', about: 'default: any free port' },
    { name: 'salesforce-port', value: 'PORT', about: 'default: any free port' },
    { name: 'control-port', value: 'PORT', about: 'default: any free port' },
    { name: 'seed', value: 'N', about: 'seed of everything random' },
  ],
  positionals: { least: 0, most: 0 },
  runsOn: true,
  run: async (given, { terminal, directory, signal }) => {
    const data = given.get('data')
    const seed = given.get('seed')
    const snapshot = given.get('snapshot')
    if (snapshot !== undefined && (data !== undefined || given.has('empty') || seed !== undefined))
      throw new LockstepError('setting', '`--snapshot` stands in place of `--data`, `--empty` and `--seed`')
    if (seed !== undefined && !Number.isInteger(Number(seed)))
      throw new LockstepError('setting', `\`--seed\` must be a whole number, not \`${seed}\``)
    const running = await start({
      ...(snapshot === undefined ? {} : { snapshot: resolve(directory, snapshot) }),
      ...(data === undefined || given.has('empty') ? { empty: true } : { data: resolve(directory, data) }),
      ...(seed === undefined ? {} : { seed: Number(seed) }),
      hubspotPort: portOf('hubspot-port', given.get('hubspot-port')),
      salesforcePort: portOf('salesforce-port', given.get('salesforce-port')),
      controlPort: portOf('control-port', given.get('control-port')),
    })
    const { hubspot, salesforce, control } = running
    terminal.out(
      JSON.stringify({
        hubspot: { url: hubspot.url, accessToken: hubspot.accessToken },
        salesforce: { url: salesforce.url, accessToken: salesforce.accessToken },
        control: { url: control.url },
      }),
    )
    await Promise.race([untilStopped(signal), untilAbandoned()])
    await running.close()
    return exitCodes.done
  },
}
