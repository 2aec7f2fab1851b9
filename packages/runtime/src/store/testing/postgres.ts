/** A PostgreSQL server of the tests' own, on a free port in a temporary folder, from an installed `postgres`. */
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'

export type PostgresServer = {
  /** Makes an empty database and returns its URL. */
  create(name: string): Promise<string>
  /** Ends the server as a power cut would: every connection breaks, and the next start recovers from the log. */
  crash(): Promise<void>
  /** Starts it again on the same port and data. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** The folder that holds `initdb` and `postgres`, newest version first, or null where none is installed. */
export const findPostgres = (): string | null => {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [...versions.map((version) => join(debian, version, 'bin')), ...(process.env['PATH'] ?? '').split(':')]
  return folders.find((folder) => existsSync(join(folder, 'postgres')) && existsSync(join(folder, 'initdb'))) ?? null
}

let isTold = false

/** True where a server can be started; else says once, plainly, that these tests are left out. */
export const hasPostgres = (): boolean => {
  if (findPostgres() !== null) return true
  if (!isTold) console.warn('no PostgreSQL server is installed (`postgres`, `initdb`): the tests on a real server are left out')
  isTold = true
  return false
}

const nobody = 65_534

/** The server refuses to run as root: then it runs as `postgres`, or as nobody. */
const unprivileged = (): { readonly uid?: number; readonly gid?: number } => {
  if (process.getuid?.() !== 0) return {}
  try {
    const id = (flag: string): number =>
      Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
    return { uid: id('-u'), gid: id('-g') }
  } catch (error) {
    if (error instanceof Error) return { uid: nobody, gid: nobody }
    throw error
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port'))))
    })
  })

const run = (
  file: string,
  args: readonly string[],
  options: { readonly uid?: number; readonly gid?: number; readonly cwd: string },
): Promise<void> =>
  new Promise((resolve, reject) => {
    execFile(file, [...args], options, (error, _out, err) => (error === null ? resolve() : reject(new Error(`${file} failed: ${err}`))))
  })

const connect = async (url: string): Promise<Client> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  return client
}

const untilUp = async (url: string): Promise<void> => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await (await connect(url)).end()
      return
    } catch (error) {
      if (attempt > 150) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

/**
 * Starts a server that does not wait for the disk (what it holds dies with the tests), but loses no commit when it is ended at once. Call
 * only where `hasPostgres` is true.
 */
export const startPostgres = async (): Promise<PostgresServer> => {
  const bin = findPostgres()
  if (bin === null) throw new Error('no PostgreSQL server is installed')
  const user = unprivileged()
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-postgres-'))
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  await run(join(bin, 'initdb'), ['-D', data, '-U', 'lockstep', '--auth', 'trust', '-E', 'UTF8', '--locale', 'C', '--no-sync'], {
    ...user,
    cwd: folder,
  })
  const port = await freePort()
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'full_page_writes=off']
  const urlOf = (name: string): string => `postgres://lockstep@127.0.0.1:${port}/${name}`
  const spawnServer = (): ChildProcess =>
    spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])], {
      ...user,
      cwd: folder,
      stdio: 'ignore',
    })
  let server = spawnServer()
  const end = async (signal: 'SIGINT' | 'SIGQUIT'): Promise<void> => {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    if (server.exitCode === null && server.kill(signal)) await ended
  }
  const stop = async (): Promise<void> => {
    // Fast shutdown: open connections are cut.
    await end('SIGINT')
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await untilUp(urlOf('postgres'))
  } catch (error) {
    await stop()
    throw error
  }
  return {
    stop,
    crash: () => end('SIGQUIT'),
    async restart() {
      server = spawnServer()
      await untilUp(urlOf('postgres'))
    },
    async create(name) {
      const client = await connect(urlOf('postgres'))
      await client.query(`create database "${name}"`)
      await client.end()
      return urlOf(name)
    },
  }
}
