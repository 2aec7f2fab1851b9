/** An embedded database that cannot be used: damaged files, a full or read-only disk; one sentence, and the command that brings it back. */
import { execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { LockstepError } from '../errors'
import { listCopies } from './copies'
import type { Database } from './database'
import { openEmbedded } from './embedded'
import { openStore } from './open-store'
import { isOutage } from './store-error'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

let base = ''
let template = ''
let folder = ''
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'lockstep-trouble-'))
  template = join(base, 'template')
  const database = await openEmbedded(template)
  await database.script("create table note (text text); insert into note values ('first')")
  await database.copyWhereDue(Date.UTC(2030, 0, 5, 9))
  await database.query('insert into note values ($1)', ['second'])
  await database.script('checkpoint')
  await database.close()
})
afterAll(() => rmSync(base, { recursive: true, force: true }))
beforeEach(() => {
  folder = join(base, 'store')
  cpSync(template, folder, { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) =>
      error instanceof LockstepError ? { code: error.code, message: error.message, help: error.help, isOutage: isOutage(error) } : error,
  )
const notes = async (database: Database): Promise<readonly string[]> =>
  (await database.query<{ text: string }>('select text from note order by text')).map(({ text }) => text)
const openedNotes = async (): Promise<readonly string[]> => {
  const database = await openEmbedded(folder)
  try {
    return await notes(database)
  } finally {
    await database.close()
  }
}

const inDatabase = (...path: readonly string[]): string => join(folder, 'database', ...path)
const tables = (): readonly string[] =>
  readdirSync(inDatabase('base')).flatMap((name) =>
    readdirSync(inDatabase('base', name))
      .filter((file) => /^\d+$/.test(file))
      .map((file) => inDatabase('base', name, file)),
  )

const damages: readonly (readonly [string, () => void])[] = [
  ['its control file is cut', () => truncateSync(inDatabase('global', 'pg_control'), 10)],
  ['its control file is gone', () => rmSync(inDatabase('global', 'pg_control'))],
  ['its control file holds nothing', () => writeFileSync(inDatabase('global', 'pg_control'), Buffer.alloc(8192))],
  ['its version is gone', () => rmSync(inDatabase('PG_VERSION'))],
  ['its version is no number', () => writeFileSync(inDatabase('PG_VERSION'), '\0\0')],
  ['its log is gone', () => rmSync(inDatabase('pg_wal'), { recursive: true })],
  [
    'its log holds nothing',
    () => {
      for (const name of readdirSync(inDatabase('pg_wal')))
        if (name.startsWith('0')) writeFileSync(inDatabase('pg_wal', name), Buffer.alloc(statSync(inDatabase('pg_wal', name)).size))
    },
  ],
  ['its commits are gone', () => rmSync(inDatabase('pg_xact'), { recursive: true })],
  ['its tables are gone', () => rmSync(inDatabase('base'), { recursive: true })],
  [
    'its tables are overwritten',
    () => {
      for (const path of tables()) writeFileSync(path, Buffer.alloc(statSync(path).size, 0xab))
    },
  ],
]

const commandOf = (failure: unknown): string => /`([^`]*)`$/.exec((failure as { help: string }).help)?.[1] ?? ''

const isDamaged = () => {
  const [copy = ''] = listCopies(folder)
  return {
    code: 'store',
    message: `the database in \`${folder}\` is damaged`,
    help: `stop Lockstep and go back to the copy of 2030-01-05 09:00:00 UTC: \`mv ${folder}/database ${folder}/broken && cp -Rp ${folder}/copies/${copy} ${folder}/database\``,
    isOutage: false,
  }
}

test.each(damages)('%s: told as damaged, with the copy to go back to', async (_name, damage) => {
  damage()
  expect(await failureOf(openEmbedded(folder))).toEqual(isDamaged())
})

test('the command that is told brings the last copy back', async () => {
  rmSync(inDatabase('global', 'pg_control'))
  const failure = await failureOf(openEmbedded(folder))
  expect(failure).toEqual(isDamaged())
  execFileSync('sh', ['-c', commandOf(failure)])
  expect(await openedNotes()).toEqual(['first'])
})

test('a table whose pages are damaged while it runs: told as damaged', async () => {
  const database = await openEmbedded(folder)
  const [{ path } = { path: '' }] = await database.query<{ path: string }>("select pg_relation_filepath('note') as path")
  await database.close()
  writeFileSync(inDatabase(path), Buffer.alloc(statSync(inDatabase(path)).size, 0xab))
  const again = await openEmbedded(folder)
  const failures = [await failureOf(notes(again)), await failureOf(again.transaction(notes as never))]
  await again.close()
  expect(failures).toEqual([isDamaged(), isDamaged()])
})

test('a database that is gone is never taken for a new one while there are copies', async () => {
  renameSync(inDatabase(), join(folder, 'broken'))
  const [copy = ''] = listCopies(folder)
  const failure = await failureOf(openEmbedded(folder))
  expect(failure).toEqual({
    code: 'store',
    message: `the database in \`${folder}\` is gone, though there are copies of it`,
    help: `stop Lockstep and go back to the copy of 2030-01-05 09:00:00 UTC: \`cp -Rp ${folder}/copies/${copy} ${folder}/database\``,
    isOutage: false,
  })
  execFileSync('sh', ['-c', commandOf(failure)])
  expect(await openedNotes()).toEqual(['first'])
})

test('without a copy, the command begins anew; an earlier broken one stays, whatever the name of the folder', async () => {
  const odd = join(base, "it's a store")
  renameSync(folder, odd)
  folder = odd
  rmSync(join(folder, 'copies'), { recursive: true })
  mkdirSync(join(folder, 'broken'))
  rmSync(inDatabase('global', 'pg_control'))
  const failure = await failureOf(openEmbedded(folder))
  const shell = (name: string): string => `'${join(folder, name).replaceAll("'", "'\\''")}'`
  expect(failure).toEqual({
    code: 'store',
    message: `the database in \`${folder}\` is damaged`,
    help: `there is no copy to go back to; to begin anew, where records find each other again by key and match: \`mv ${shell('database')} ${shell('broken-2')}\``,
    isOutage: false,
  })
  execFileSync('sh', ['-c', commandOf(failure)])
  const database = await openEmbedded(folder)
  expect(await database.query('select 1 as one')).toEqual([{ one: 1 }])
  await database.close()
})

test('a database of another format', async () => {
  writeFileSync(inDatabase('PG_VERSION'), '19\n')
  expect(await failureOf(openEmbedded(folder))).toEqual({
    code: 'store',
    message: `the database in \`${folder}\` has the format of another version of Lockstep (19)`,
    help: 'use the version of Lockstep that made it',
    isOutage: false,
  })
})

test('a database with tables of a newer program', async () => {
  const database = await openStore({ kind: 'embedded', folder })
  await database.query('insert into lockstep_migration (name) values ($1)', ['9999_future'])
  await database.close()
  expect(await failureOf(openStore({ kind: 'embedded', folder }))).toEqual({
    code: 'store',
    message: `the database in \`${folder}\` was made by a newer version of Lockstep`,
    help: 'use that version or a newer one: this one would not know what its tables mean',
    isOutage: false,
  })
  expect(await openedNotes()).toEqual(['first', 'second'])
})

test('a folder whose place is taken by a file', async () => {
  const place = join(base, 'file')
  writeFileSync(place, '')
  expect(await failureOf(openEmbedded(place))).toEqual({
    code: 'store',
    message: `\`${place}\` cannot be used: a file stands where a folder should be, or a folder where a file should be`,
    help: 'move it away: the next run goes on where this one stopped',
    isOutage: true,
  })
})

/** A small disk of its own, which only root can make, on Linux. */
const canMount = ((): boolean => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const place = mkdtempSync(join(tmpdir(), 'lockstep-mount-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place], { stdio: 'ignore' })
    execFileSync('umount', [place])
    return true
  } catch {
    return false
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
})()

describe.runIf(canMount)('on a small disk', () => {
  let disk = ''
  beforeEach(() => {
    disk = mkdtempSync(join(tmpdir(), 'lockstep-disk-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=96m', 'tmpfs', disk])
    folder = join(disk, 'store')
    cpSync(join(template, 'database'), join(folder, 'database'), { recursive: true })
  })
  afterEach(() => {
    execFileSync('umount', ['-l', disk])
    rmSync(disk, { recursive: true, force: true })
  })
  const filler = (): string => join(disk, 'filler')
  /** Fills the disk but for so many bytes. */
  const fill = (left: number): void => {
    const free = Number(execFileSync('df', ['--output=avail', '-B1', disk], { encoding: 'utf8' }).trim().split('\n')[1])
    writeFileSync(filler(), Buffer.alloc(Math.max(0, free - left)))
  }
  const full = (place: string) => ({
    code: 'store',
    message: `the disk that holds \`${place}\` is full`,
    help: 'make room on it: the next run goes on where this one stopped',
    isOutage: true,
  })

  test('full while it works: told, and once there is room all that was kept is there', async () => {
    let time = 0
    const database = await openEmbedded(folder, () => time)
    fill(2_000_000)
    let failure: unknown = null
    let kept = 0
    for (; failure === null; kept += 1)
      failure = await failureOf(
        database.query("insert into note select $1 || repeat('x', 1000) from generate_series(1, 1000)", [`${kept} `]),
      )
    const meanwhile = await failureOf(notes(database))
    rmSync(filler())
    time += 60_000
    const [row] = await database.query<{ count: number }>('select count(*)::int as count from note')
    await database.query('insert into note values ($1)', ['after'])
    await database.close()
    expect({ failure, meanwhile, count: row?.count }).toEqual({
      failure: full(folder),
      meanwhile: expect.toBeOneOf([full(folder), null]),
      count: 2 + (kept - 1) * 1000,
    })
  })

  test('full when it is opened: told, and opened once there is room', async () => {
    fill(0)
    expect(await failureOf(openEmbedded(folder))).toEqual(full(folder))
    rmSync(filler())
    expect(await openedNotes()).toEqual(['first', 'second'])
  })

  test('full when it is made: told, and made once there is room', async () => {
    rmSync(folder, { recursive: true })
    fill(8_000_000)
    const failure = await failureOf(openEmbedded(folder))
    rmSync(filler())
    const database = await openEmbedded(folder)
    expect([failure, await database.query('select 1 as one')]).toEqual([full(folder), [{ one: 1 }]])
    await database.close()
  })

  test('full when the hourly copy is made: the half of it is gone, the database works on', async () => {
    const database = await openEmbedded(folder)
    fill(20_000_000)
    const failure = await failureOf(database.copyWhereDue(Date.UTC(2030, 0, 5, 9)))
    await database.query('insert into note values ($1)', ['third'])
    const left = readdirSync(join(folder, 'copies'))
    rmSync(filler())
    expect({ failure, left, notes: await notes(database) }).toEqual({
      failure: {
        code: 'store',
        message: `the run is done, but the hourly copy of the database could not be made: the disk that holds \`${join(folder, 'copies')}\` is full`,
        help: 'make room on it: the next run goes on where this one stopped',
        isOutage: false,
      },
      left: [],
      notes: ['first', 'second', 'third'],
    })
    await database.close()
  })

  test('a disk that can only be read', async () => {
    execFileSync('mount', ['-o', 'remount,ro', disk])
    const failure = await failureOf(openEmbedded(folder))
    execFileSync('mount', ['-o', 'remount,rw', disk])
    expect([failure, await openedNotes()]).toEqual([
      {
        code: 'store',
        message: `the disk that holds \`${folder}\` can only be read`,
        help: 'let it be written, or name another folder with `LOCKSTEP_DATA`: the next run goes on where this one stopped',
        isOutage: true,
      },
      ['first', 'second'],
    ])
  })
})

test('what this program writes is of the format that it takes', async () => {
  expect([readFileSync(inDatabase('PG_VERSION'), 'utf8').trim(), await openedNotes()]).toEqual(['18', ['first', 'second']])
})
