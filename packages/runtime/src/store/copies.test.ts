/** Copies of the embedded database, and going back to one. */
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openPeople } from '../pipeline/testing/people'
import { VirtualClock } from '../simulate/virtual-clock'
import { listCopies } from './copies'
import { openEmbedded } from './embedded'

vi.setConfig({ testTimeout: 90_000 })

let base = ''
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'lockstep-copies-'))
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

const hour = 3_600_000
const goBack = (folder: string, copy: string): void => {
  rmSync(join(folder, 'database'), { recursive: true })
  renameSync(join(folder, 'copies', copy), join(folder, 'database'))
}

test('a copy is made every hour, three are kept, and one that was not finished never counts', async () => {
  const folder = join(base, 'store')
  const database = await openEmbedded(folder)
  await database.script('create table note (text text)')
  const start = Date.now()
  const copies: string[][] = []
  for (const minutes of [30, 61, 90, 122, 183]) {
    await database.query('insert into note values ($1)', [`at ${minutes}`])
    await database.copyWhereDue(start + minutes * 60_000)
    copies.push([...listCopies(folder)])
  }
  mkdirSync(join(folder, 'copies', 'unfinished'))
  writeFileSync(join(folder, 'copies', 'unfinished', 'PG_VERSION'), '')
  await database.copyWhereDue(start + 244 * 60_000)
  await database.close()
  expect(copies.map((each) => each.length)).toEqual([0, 1, 1, 2, 3])
  expect([readdirSync(join(folder, 'copies')).length, listCopies(folder)[0] === copies.at(-1)?.[1]]).toEqual([3, true])
  const [oldest] = listCopies(folder)
  goBack(folder, oldest ?? '')
  const again = await openEmbedded(folder)
  await again.query('insert into note values ($1)', ['after'])
  expect((await again.query<{ text: string }>('select text from note')).map(({ text }) => text)).toEqual([
    'at 30',
    'at 61',
    'at 90',
    'at 122',
    'after',
  ])
  await again.close()
})

test('a store that was set back makes nothing twice and brings both sides together again', async () => {
  const clock = new VirtualClock(Date.now())
  const files = { hubspot: join(base, 'hubspot.jsonl'), salesforce: join(base, 'salesforce.jsonl') }
  const folder = join(base, 'store')
  const database = { kind: 'embedded', folder } as const
  const person = (email: string) => ({ email, firstname: 'A', lastname: 'B', phone: null })
  const before = await openPeople({ database, files, clock })
  before.hubspot.create('contact', person('ada@example.com'))
  await before.engine.sync()
  clock.pass(2 * hour)
  await before.engine.sync()
  before.hubspot.create('contact', person('bob@example.com'))
  const [ada] = before.hubspot.live('contact')
  before.hubspot.update(ada?.id ?? '', { phone: '1' })
  clock.pass(300_000)
  await before.engine.sync()
  await before.engine.close()
  const copies = listCopies(folder)
  goBack(folder, copies[0] ?? '')
  const after = await openPeople({ database, files, clock })
  for (const _ of [1, 2, 3]) {
    clock.pass(300_000)
    await after.engine.sync()
  }
  clock.pass(300_000)
  const last = await after.engine.sync()
  const state = after.salesforce.state('Lead', 'Email', 'LastName', 'Phone')
  await after.engine.close()
  expect([copies.length, state, last.calls.hubspot.write + last.calls.salesforce.write]).toEqual([
    1,
    [
      { Email: 'ada@example.com', LastName: 'B', Phone: '1' },
      { Email: 'bob@example.com', LastName: 'B', Phone: null },
    ],
    0,
  ])
})
