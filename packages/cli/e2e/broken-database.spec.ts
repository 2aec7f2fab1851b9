/** A damaged embedded database, a full disk, files open to others: one sentence and exit code 1, and a server answers meanwhile. */
import { execFileSync } from 'node:child_process'
import { lstatSync, mkdtempSync, readdirSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { freePort, startWorld, type World } from './world'

vi.setConfig({ testTimeout: 240_000 })

let world: World
let data = ''
beforeAll(async () => {
  world = await startWorld()
  data = world.environment['LOCKSTEP_DATA'] ?? ''
  await world.edit('hubspot', 'contact', { email: 'ada@example.com', firstname: 'Ada', lastname: 'Lovelace' })
})
afterAll(() => world.close())

const database = (): string => join(data, 'database')
const damaged = () => ({
  message: `the database in \`${database()}\` is damaged`,
  help: `there is no copy to go back to; to begin anew, where records find each other again by key and match: \`mv ${database()}/database ${database()}/broken\``,
})

/** Paths that others may read, in a folder and the folder itself. */
const open = (folder: string): readonly string[] =>
  [folder, ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))]
    .filter((path) => (lstatSync(path).mode & 0o077) !== 0)
    .map((path) => `${relative(folder, path)} ${(lstatSync(path).mode & 0o777).toString(8)}`)

test.runIf(process.platform !== 'win32')(
  'what a run leaves is its owner’s alone, whatever the umask; a data folder that was open is closed',
  async () => {
    const before = process.umask(0)
    try {
      expect((await world.lockstep(['sync'])).code).toBe(0)
      const first = open(data)
      for (const name of ['', 'database', 'database/lockstep.json']) {
        if (name !== 'database/lockstep.json') execFileSync('chmod', ['755', join(data, name)])
      }
      const opened = open(data)
      expect((await world.lockstep(['sync'])).code).toBe(0)
      expect({ first, opened, after: open(data) }).toEqual({ first: [], opened: [' 755', 'database 755'], after: [] })
      expect((await world.lockstep(['plan', '--out', 'plan.json'])).code).toBe(0)
      expect((lstatSync(join(world.folder, 'plan.json')).mode & 0o777).toString(8)).toBe('600')
    } finally {
      process.umask(before)
    }
  },
)

test('a damaged database: commands say it and end with 1; a server says it, and works on once it is mended', async () => {
  // Whether a run of the tests before was old enough for a copy is no matter here.
  rmSync(join(database(), 'copies'), { recursive: true, force: true })
  const control = join(database(), 'database', 'global', 'pg_control')
  renameSync(control, join(data, 'kept'))
  const told = damaged()
  const sync = await world.lockstep(['sync'])
  const plan = await world.lockstep(['plan', '--json'])
  const server = world.start(['serve', '--no-schedule'], { PORT: String(await freePort()) })
  const url = (await server.firstLine).replace('Lockstep is at ', '').replace('localhost', '127.0.0.1')
  const ask = async (method: string, path: string): Promise<unknown> => {
    const response = await fetch(`${url}${path}`, { method })
    return { status: response.status, body: await response.json() }
  }
  const answers = [await ask('GET', '/api/runs'), await ask('POST', '/api/runs')]
  renameSync(join(data, 'kept'), control)
  const mended = (await ask('GET', '/api/runs')) as { status: number }
  server.child.kill('SIGTERM')
  const { code, said } = await server.ended
  const error = { error: { code: 'store', message: told.message, details: { help: told.help, system: null } } }
  expect({
    sync,
    plan: [plan.code, JSON.parse(plan.out)],
    answers,
    mended: mended.status,
    code,
    isAbort: /abort|stack|report/i.test(said),
  }).toEqual({
    sync: { code: 1, out: '', said: `${told.message}\n${told.help}\n` },
    plan: [1, { error: { code: 'store', message: told.message, help: told.help, system: null } }],
    answers: [
      { status: 503, body: error },
      { status: 503, body: error },
    ],
    mended: 200,
    code: 0,
    isAbort: false,
  })
})

/** Only root can make a small disk, on Linux. */
test.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
  'a full disk: told with its folder, and the next run does the work once there is room',
  async () => {
    const disk = mkdtempSync(join(tmpdir(), 'lockstep-disk-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=96m', 'tmpfs', disk])
    try {
      const where = { LOCKSTEP_DATA: join(disk, 'data') }
      expect((await world.lockstep(['sync'], where)).code).toBe(0)
      let fills = 0
      const fill = (): void => {
        const { bavail, bsize } = statfsSync(disk)
        fills += 1
        writeFileSync(join(disk, `filler-${fills}`), Buffer.alloc(bavail * bsize))
      }
      await world.edit('hubspot', 'contact', { email: 'grace@example.com', firstname: 'Grace', lastname: 'Hopper' })
      fill()
      const full = await world.lockstep(['sync'], where)
      // What the attempt gave up again is filled as well.
      fill()
      const serve = await world.lockstep(['serve', '--no-schedule'], { ...where, PORT: String(await freePort()) })
      for (let fill = 1; fill <= fills; fill += 1) rmSync(join(disk, `filler-${fill}`))
      const later = await world.lockstep(['sync'], where)
      const told = (folder: string): string =>
        `the disk that holds \`${folder}\` is full\nmake room on it: the next run goes on where this one stopped\n`
      expect({ full, serve, later: later.code, people: (await world.people()).salesforce }).toEqual({
        full: { code: 1, out: '', said: told(join(disk, 'data', 'database')) },
        serve: { code: 1, out: '', said: told(join(disk, 'data')) },
        later: 0,
        people: ['ada@example.com, Ada, Lovelace', 'grace@example.com, Grace, Hopper'],
      })
    } finally {
      execFileSync('umount', ['-l', disk])
      rmSync(disk, { recursive: true, force: true })
    }
  },
)
