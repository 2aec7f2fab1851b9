/** A small world for one test file: the sandbox as a process, a policy folder, and the built program run as its users run it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The built program. */
export const program = join(import.meta.dirname, '../dist/lockstep.js')

export type Outcome = { readonly code: number | null; readonly out: string; readonly said: string }

/** A program that goes on running. */
export type Background = {
  readonly child: ChildProcess
  /** Resolves with the first line of standard output. */
  readonly firstLine: Promise<string>
  /** Resolves when the process has ended. */
  readonly ended: Promise<Outcome>
}

type Environment = Readonly<Record<string, string | undefined>>
export type SystemName = 'hubspot' | 'salesforce'
type Values = Readonly<Record<string, string | number | boolean | null>>

/** One write that the sandbox saw; `by` is `person` for edits through the control API. */
export type Commit = {
  readonly system: SystemName
  readonly object: string
  readonly id: string
  readonly field: string | null
  readonly from: unknown
  readonly to: unknown
  readonly by: string
}

/** Starts the program; its standard input is closed, and colours are off. */
export const launch = (words: readonly string[], environment: Environment, cwd: string): Background => {
  const child = spawn(process.execPath, [program, ...words], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: cwd, NO_COLOR: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    said += part
  })
  const ended = new Promise<Outcome>((resolve) => child.once('close', (code) => resolve({ code, out, said })))
  const firstLine = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      out += part
      const end = out.indexOf('\n')
      if (end >= 0) resolve(out.slice(0, end))
    })
    child.once('close', (code) => reject(new Error(`\`lockstep ${words.join(' ')}\` ended with ${code}: ${said}`)))
  })
  // Many callers never look at the first line.
  firstLine.catch(() => undefined)
  return { child, firstLine, ended }
}

/** A port of this machine that was free a moment ago. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port'))))
    })
  })

/** The policy of these tests: people, both ways, created on both sides. `settings` are more lines of its `policy` block. */
export const policyText = (settings = ''): string => `policy "Tests" {
  every 5 minutes
  conflicts newest, then salesforce
${settings === '' ? '' : `  ${settings}\n`}}

sync contact with Lead {
  match email = Email
  prefer newest

  from hubspot {
    on new     create Lead
    on change  update
    on delete  delete
  }

  from Lead {
    on new     create
    on change  update
    on delete  delete
  }

  map {
    email      <->  Email
    firstname  <->  FirstName
    lastname   <->  LastName default "[unknown]"
    phone      <->  Phone    prefer salesforce unless blank
    company     ->  Company  default "[not provided]"
  }
}
`

type Ready = {
  readonly hubspot: { readonly url: string; readonly accessToken: string }
  readonly salesforce: { readonly url: string; readonly accessToken: string }
  readonly control: { readonly url: string }
}

type Dump = {
  readonly hubspot: { readonly contacts: readonly { readonly archived?: boolean; readonly values: Readonly<Record<string, unknown>> }[] }
  readonly salesforce: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
}

export type World = {
  readonly folder: string
  readonly environment: Environment
  /** Runs the program in the policy folder to its end. */
  lockstep(words: readonly string[], more?: Environment): Promise<Outcome>
  /** Starts the program in the policy folder; whatever still runs is stopped by `close`. */
  start(words: readonly string[], more?: Environment): Background
  write(path: string, text: string): void
  /** One call of the sandbox's control API. */
  control<Body>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<Body>
  edit(system: SystemName, object: string, values: Values, id?: string): Promise<string>
  /** The next run begins with a new store, as on another machine. */
  forget(): void
  /** The people on each side, deleted ones left out, as `email, first name, last name`, sorted. */
  people(): Promise<{ readonly hubspot: readonly string[]; readonly salesforce: readonly string[] }>
  /** What the engine wrote so far; people's edits are left out. */
  written(): Promise<readonly Commit[]>
  close(): Promise<void>
}

/** Starts an empty sandbox and pulls its catalog into a policy folder. */
export const startWorld = async (): Promise<World> => {
  const base = mkdtempSync(join(tmpdir(), 'lockstep-cli-'))
  const folder = join(base, 'policy')
  mkdirSync(folder)
  const started: Background[] = []
  const sandbox = launch(['sandbox', '--empty'], {}, base)
  const { hubspot, salesforce, control } = JSON.parse(await sandbox.firstLine) as Ready
  const environment: Environment = {
    HUBSPOT_API_URL: hubspot.url,
    HUBSPOT_ACCESS_TOKEN: hubspot.accessToken,
    SALESFORCE_INSTANCE_URL: salesforce.url,
    SALESFORCE_ACCESS_TOKEN: salesforce.accessToken,
    LOCKSTEP_HUBSPOT_OVERLAP_SECONDS: '0',
    LOCKSTEP_DATA: join(base, 'data'),
  }
  const call = async <Body>(method: string, path: string, body?: unknown): Promise<Body> => {
    const response = await fetch(`${control.url}${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    const answer = (await response.json()) as Body
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`)
    return answer
  }
  const start = (words: readonly string[], more: Environment = {}): Background => {
    const background = launch(words, { ...environment, ...more }, folder)
    started.push(background)
    return background
  }
  const world: World = {
    folder,
    environment,
    start,
    lockstep: (words, more) => start(words, more).ended,
    write: (path, text) => writeFileSync(join(folder, path), text),
    control: call,
    edit: async (system, object, values, id) =>
      (await call<{ id: string }>('POST', '/edit', { system, object, values, ...(id === undefined ? {} : { id }) })).id,
    forget: () => rmSync(join(base, 'data'), { recursive: true, force: true }),
    people: async () => {
      const dump = await call<Dump>('GET', '/dump')
      const line = (...cells: readonly unknown[]): string =>
        cells.map((cell) => (cell === undefined || cell === null ? '-' : String(cell))).join(', ')
      return {
        hubspot: dump.hubspot.contacts
          .filter((contact) => contact.archived !== true)
          .map(({ values }) => line(values['email'], values['firstname'], values['lastname']))
          .sort(),
        salesforce: (dump.salesforce['Lead'] ?? [])
          .filter((lead) => lead['IsDeleted'] !== true)
          .map((lead) => line(lead['Email'], lead['FirstName'], lead['LastName']))
          .sort(),
      }
    },
    written: async () => (await call<Commit[]>('GET', '/commits')).filter((commit) => commit.by !== 'person'),
    close: async () => {
      for (const { child } of [...started, sandbox]) if (child.exitCode === null) child.kill('SIGKILL')
      await Promise.all([...started, sandbox].map(({ ended }) => ended))
      rmSync(base, { recursive: true, force: true })
    },
  }
  world.write('policy.sync', policyText())
  const pulled = await world.lockstep(['catalog', 'pull'])
  if (pulled.code !== 0) throw new Error(`catalog pull: ${pulled.said}`)
  return world
}
