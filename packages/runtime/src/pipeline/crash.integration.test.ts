/** Kill -9 at every step of a run, on the embedded database and on a server: nothing is lost, nothing is made twice. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EngineOptions } from '../engine-contract'
import { MemoryCrm } from '../simulate/memory-crm'
import { VirtualClock } from '../simulate/virtual-clock'
import { openStore } from '../store/open-store'
import { hasPostgres, type PostgresServer, startPostgres } from '../store/testing/postgres'
import { bundleChild, runChild } from './testing/crash'
import { logIn, openPeople, type People } from './testing/people'

const steps: readonly (readonly [string, number])[] = [
  ['claimed', 1],
  ['inventory:page', 1],
  ['inventory:page', 3],
  ['captured', 1],
  ['committed', 1],
  ['planned', 1],
  ['sending', 1],
  ['sent', 1],
  ['sent', 2],
  ['sent', 3],
  ['recorded', 1],
  ['recorded', 2],
  ['recorded', 3],
  ['filled', 1],
  ['slice', 1],
  ['ended', 1],
]

const start = Date.UTC(2026, 0, 5, 9)
/** Salesforce gives every new lead without a phone this one. */
const fills = { Lead: { Phone: '+1' } }
let root = ''
let child: Awaited<ReturnType<typeof bundleChild>>
let server: PostgresServer | null = null

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'lockstep-crash-'))
  child = await bundleChild()
  await (await openStore({ kind: 'embedded', folder: join(root, 'template') })).close()
  if (hasPostgres()) server = await startPostgres()
}, 120_000)

afterAll(async () => {
  child.remove()
  await server?.stop()
  rmSync(root, { recursive: true, force: true })
}, 60_000)

type Files = { readonly hubspot: string; readonly salesforce: string }

/** 260 contacts and 120 leads, 60 of them the same people with something missing on either side. */
const fill = (files: Files): void => {
  const now = (): number => start - 3_600_000
  const hubspot = new MemoryCrm({ side: 'hubspot', now, unique: {}, log: logIn(files.hubspot) })
  const salesforce = new MemoryCrm({ side: 'salesforce', now, unique: {}, prefix: { Lead: '00Q' }, log: logIn(files.salesforce) })
  for (let at = 0; at < 260; at += 1)
    hubspot.create('contact', { email: `p${at}@example.com`, firstname: `F${at}`, lastname: 'L', phone: null })
  for (let at = 200; at < 320; at += 1)
    salesforce.create('Lead', { Email: `P${at}@example.com`, FirstName: null, LastName: 'L', Phone: `${at}` })
}

const stateOf = (people: People) => ({
  hubspot: people.hubspot.state('contact', 'email', 'firstname', 'lastname', 'phone'),
  salesforce: people.salesforce.state('Lead', 'Email', 'FirstName', 'LastName', 'Phone'),
})

/** Finishes what the killed process left, then shows both sides, and what a further run still writes. */
const finish = async (database: EngineOptions['database'], files: Files) => {
  const clock = new VirtualClock(start + 30 * 60_000)
  const people = await openPeople({ database, files, fills, clock })
  await people.engine.sync()
  clock.pass(300_000)
  await people.engine.sync()
  clock.pass(300_000)
  const last = await people.engine.sync()
  const { links } = await people.engine.usage()
  const state = stateOf(people)
  await people.engine.close()
  return { state, links, writes: last.calls.hubspot.write + last.calls.salesforce.write }
}

let number = 0
const place = (): { readonly folder: string; readonly files: Files } => {
  number += 1
  const folder = join(root, `case-${number}`)
  const files = { hubspot: `${folder}-hubspot.jsonl`, salesforce: `${folder}-salesforce.jsonl` }
  fill(files)
  return { folder, files }
}

const embedded = (folder: string): EngineOptions['database'] => {
  cpSync(join(root, 'template'), folder, { recursive: true })
  return { kind: 'embedded', folder }
}

const email = (at: number): string => `p${at}@example.com`
const expectedState = {
  hubspot: Array.from({ length: 320 }, (_, at) => ({
    email: at < 260 ? email(at) : `P${at}@example.com`,
    firstname: at < 260 ? `F${at}` : null,
    lastname: 'L',
    phone: at < 200 ? '+1' : `${at}`,
  })),
  salesforce: Array.from({ length: 320 }, (_, at) => ({
    Email: at < 200 ? email(at) : `P${at}@example.com`,
    FirstName: at < 260 ? `F${at}` : null,
    LastName: 'L',
    Phone: at < 200 ? '+1' : `${at}`,
  })),
}

/** Emails that differ only in case are one person; both spellings may stand. */
const folded = (state: ReturnType<typeof stateOf>) => {
  const fold = (row: Readonly<Record<string, string | null>>) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, name.toLowerCase() === 'email' ? (value?.toLowerCase() ?? null) : value]),
    )
  const sorted = (rows: readonly Readonly<Record<string, string | null>>[]) =>
    rows.map(fold).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  return { hubspot: sorted(state.hubspot), salesforce: sorted(state.salesforce) }
}

const done = { state: folded(expectedState), links: { alone: 0, linked: 320, paused: 0, waiting: 0, dead: 0 }, writes: 0 }

const cases = (open: (folder: string) => Promise<EngineOptions['database']>): void => {
  test('an uninterrupted run gives the state that the others are held against', { timeout: 120_000 }, async () => {
    const { folder, files } = place()
    const result = await finish(await open(folder), files)
    expect({ ...result, state: folded(result.state) }).toEqual(done)
  })
  test.each(steps)('killed at `%s`, time %i, the next process finishes the work', { timeout: 120_000 }, async (step, occurrence) => {
    const { folder, files } = place()
    const database = await open(folder)
    expect(await runChild(child.file, { database, files, fills, time: start, step, occurrence })).toBe('killed')
    const result = await finish(database, files)
    expect({ ...result, state: folded(result.state) }).toEqual(done)
  })
}

describe('on the embedded database', () => {
  cases(async (folder) => embedded(folder))
})

if (hasPostgres())
  describe('on a PostgreSQL server', () => {
    cases(async () => {
      if (server === null) throw new Error('the server did not start')
      return { kind: 'postgres', url: await server.create(`case_${number}`) }
    })
  })
