/** A PostgreSQL server of the benchmark's own: a free port, a temporary folder, an unprivileged user. */
import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const binaries = (): string | undefined => {
  const base = '/usr/lib/postgresql'
  const versions = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a)) : []
  return versions.map((version) => join(base, version, 'bin')).find((folder) => existsSync(join(folder, 'initdb')))
}

const freePort = (): number => {
  const server = createServer().listen(0, '127.0.0.1')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address !== null ? address.port : 54_329
}

const idOf = (user: string, flag: '-u' | '-g'): number => Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout)

/** Durable settings are the server's defaults. `undefined` where no PostgreSQL is installed. */
export const startPostgres = (): { readonly url: string; stop(): void } | undefined => {
  const bin = binaries()
  if (bin === undefined) return undefined
  const isRoot = process.getuid?.() === 0
  const owner = isRoot ? { uid: idOf('postgres', '-u'), gid: idOf('postgres', '-g') } : {}
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-pg-'))
  if (isRoot) chownSync(folder, idOf('postgres', '-u'), idOf('postgres', '-g'))
  const port = freePort()
  const run = (program: string, args: string[]): void => {
    const done = spawnSync(join(bin, program), args, { ...owner, encoding: 'utf8', cwd: folder })
    if (done.status !== 0) throw new Error(`${program} failed: ${done.stderr}`)
  }
  const data = join(folder, 'data')
  run('initdb', ['-D', data, '-U', 'lockstep', '--auth=trust', '-E', 'UTF8'])
  run('pg_ctl', ['-D', data, '-w', '-l', join(folder, 'log'), '-o', `-p ${port} -c listen_addresses=127.0.0.1 -k ${folder}`, 'start'])
  return {
    url: `postgres://lockstep@127.0.0.1:${port}/postgres`,
    stop: () => {
      run('pg_ctl', ['-D', data, '-m', 'fast', 'stop'])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
