/** Serve: puts the parts together, listens, and stops cleanly. */
import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { createRedactor, LockstepError, type Redactor } from '@lockstep/runtime'
import { findServer, removeAddress, writeAddress } from './address'
import { createApp } from './app'
import { createConnections } from './connections'
import { createEvents } from './events'
import { isLoopback } from './guard'
import { createJobs } from './jobs/jobs'
import type { Logger } from './log'
import type { Settings } from './settings/settings'
import { createWorkspace } from './workspace'

export type ServeOptions = {
  readonly folder: string
  readonly settings: Settings
  readonly version: string
  readonly logger: Logger
  /** Shared with the log, so that both learn of new tokens. */
  readonly redactor?: Redactor
  /** The built editor's folder. */
  readonly editor?: string
  /** Run by itself every so often, as the policy's `every` says. */
  readonly schedule: boolean
  /** Treat every existing record as changed in one first run at once. */
  readonly firstRun?: boolean
  /** Both systems are the sandbox; shown on the pages. */
  readonly isSandbox?: boolean
}

export type RunningServer = {
  readonly url: string /** resolves once the first run, if one was asked for, has ended */
  readonly firstRun: Promise<void>
  close(): Promise<void>
}

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const inUse = error.code === 'EADDRINUSE'
      reject(
        new LockstepError('setting', inUse ? `port ${port} is already in use` : `cannot listen on ${host}:${port}`, {
          help: inUse ? 'stop the other program, or set `PORT`' : 'set `HOST` and `PORT`',
        }),
      )
    })
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })

/** Starts answering at once; the engine opens behind it. Throws `setting` where it may not or cannot listen, `locked-store` where another server runs on the same data. */
export const startServer = async (options: ServeOptions): Promise<RunningServer> => {
  const { folder, settings, logger } = options
  if (!isLoopback(settings.host)) {
    throw new LockstepError(
      'setting',
      `\`HOST\` is \`${settings.host}\`, but people cannot sign in to this server yet, so it answers its own machine alone`,
      {
        help: 'set `HOST` to 127.0.0.1, and put a proxy with a login in front of it',
      },
    )
  }
  const other = await findServer(settings.data)
  if (other !== undefined) {
    throw new LockstepError('locked-store', `a server runs already on this policy, at ${other}`, {
      help: 'open it in the browser, or stop it first',
    })
  }
  const events = createEvents()
  const redactor = options.redactor ?? createRedactor(settings.secrets)
  const connections = createConnections(settings, options.isSandbox ?? false, redactor)
  const workspace = createWorkspace(folder, connections.open)
  const jobs = createJobs({
    current: () => workspace.current(),
    events,
    logger,
    redactor,
    isEmbedded: settings.database.kind === 'embedded',
  })
  const app = createApp({
    workspace,
    jobs,
    events,
    logger,
    redactor,
    connections: connections.states,
    database: settings.database.kind,
    version: options.version,
    schedule: options.schedule ? 'on' : 'off',
    ...(options.editor === undefined ? {} : { editor: options.editor }),
  })
  const server = createServer(getRequestListener(app.fetch))
  // What goes wrong with one connection, such as no file left to accept it, is no reason to end the others.
  server.on('error', (error: NodeJS.ErrnoException) => {
    if (server.listening) logger.warn({ code: error.code }, 'a connection could not be accepted')
  })
  const port = await listen(server, settings.port, settings.host)
  const url = `http://${settings.host === '127.0.0.1' ? 'localhost' : settings.host}:${port}`
  try {
    await writeAddress(settings.data, port)
  } catch (error) {
    // A server that still listened would keep the process alive after its failure was told.
    server.close()
    removeAddress(settings.data)
    throw error
  }

  const begin = async (): Promise<void> => {
    const read = await workspace.readPolicy()
    if (read.policy === undefined) return
    await workspace.current()
    if (options.firstRun) await jobs.ended(await jobs.ask('sync', { start: 'all' }))
  }
  const firstRun = begin().catch((error: unknown) => {
    logger.warn(
      error instanceof LockstepError ? { code: error.code, message: error.message } : { err: error },
      'the first look at both systems failed',
    )
  })

  // Whether or not the first look went well: a system that could not be reached then is tried again at the policy's pace.
  if (options.schedule) jobs.schedule(workspace.everyMinutes)

  return {
    url,
    firstRun,
    close: async () => {
      removeAddress(settings.data)
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await jobs.stop()
      await workspace.close()
      await closed
    },
  }
}
