/** Open engine: the engine of a policy folder for one command, in this process or, while a server holds the database, through its API. */
import { LockstepError } from '@lockstep/runtime'
import { createConnections, findServer, readPolicy, readSettings, requirePolicy, type Settings } from '@lockstep/server'
import type { Surroundings } from './command'
import type { CommandEngine } from './command-engine'
import { remoteEngine } from './remote'

const isLocked = (error: unknown): boolean => error instanceof LockstepError && error.code === 'locked-store'

/** Refuses a policy with errors; the caller closes the engine. */
export const openFor = async (
  folder: string,
  { environment, terminal }: Surroundings,
): Promise<{ engine: CommandEngine; settings: Settings; everyMinutes: number; isRemote: boolean }> => {
  const settings = readSettings(folder, environment)
  const policy = requirePolicy(readPolicy(folder), folder)
  try {
    return { engine: await createConnections(settings, false).open(policy), settings, everyMinutes: policy.everyMinutes, isRemote: false }
  } catch (error) {
    if (!isLocked(error)) throw error
    const url = await findServer(settings.data)
    if (url === undefined) throw error
    terminal.say(`Asking the server at ${url}, which holds the database.`)
    return { engine: remoteEngine(url), settings, everyMinutes: policy.everyMinutes, isRemote: true }
  }
}

/** Opens, uses and always closes. */
export const withEngine = async <Result>(
  folder: string,
  surroundings: Surroundings,
  use: (engine: CommandEngine, isRemote: boolean) => Promise<Result>,
): Promise<Result> => {
  const { engine, isRemote } = await openFor(folder, surroundings)
  try {
    return await use(engine, isRemote)
  } finally {
    await engine.close()
  }
}
