/** The data folder is its owner's alone, whatever the umask, and one that was open is closed. */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openEmbedded } from './embedded'
import { closeDataFolder, closeFolder, writePrivateFile } from './private-files'

vi.setConfig({ testTimeout: 120_000 })

let base = ''
let umask = 0
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'lockstep-private-'))
  umask = process.umask(0)
})
afterEach(() => {
  process.umask(umask)
  rmSync(base, { recursive: true, force: true })
})

/** What others may read in a folder, itself included, with its mode. */
const open = (folder: string): readonly string[] =>
  [folder, ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))]
    .filter((path) => !lstatSync(path).isSymbolicLink() && (lstatSync(path).mode & 0o077) !== 0)
    .map((path) => `${relative(base, path)} ${(lstatSync(path).mode & 0o777).toString(8)}`)

if (process.platform !== 'win32')
  describe('with an umask that takes nothing away', () => {
    test('an embedded database, its lock and its copies are their owner’s alone, from the first moment on', async () => {
      const folder = join(base, 'data', 'database')
      const database = await openEmbedded(folder)
      const made = [open(join(base, 'data')), existsSync(join(folder, 'lockstep.lock'))]
      await database.script('create table note (text text)')
      for (const at of [Date.UTC(2030, 0, 5, 9), Date.UTC(2030, 0, 5, 11)]) await database.copyWhereDue(at)
      await database.script("insert into note select repeat('x', 100) from generate_series(1, 20000); checkpoint")
      const later = open(join(base, 'data'))
      await database.close()
      expect([made, later, readdirSync(join(folder, 'copies')).length]).toEqual([[[], true], [], 2])
    })

    test('one that was open to others is closed when it is opened', async () => {
      const folder = join(base, 'database')
      await (await openEmbedded(folder)).close()
      for (const name of ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]) {
        const path = join(folder, name)
        chmodSync(path, statSync(path).isDirectory() ? 0o755 : 0o644)
      }
      const before = open(folder).length
      await (await openEmbedded(folder)).close()
      expect([before > 100, open(folder)]).toEqual([true, []])
    })

    test('a data folder with other things in it keeps them as they are, and links are not followed', () => {
      const outside = join(base, 'outside')
      writeFileSync(outside, '', { mode: 0o644 })
      const data = join(base, 'shared')
      mkdirSync(join(data, 'database'), { recursive: true, mode: 0o755 })
      writeFileSync(join(data, 'policy.sync'), '', { mode: 0o644 })
      writeFileSync(join(data, 'server.json'), '', { mode: 0o644 })
      symlinkSync(outside, join(data, 'database', 'link'))
      closeDataFolder(data, ['server.json', 'database'])
      expect([open(data), (statSync(outside).mode & 0o777).toString(8), readlinkSync(join(data, 'database', 'link'))]).toEqual([
        ['shared 755', 'shared/policy.sync 644'],
        '644',
        outside,
      ])
      rmSync(join(data, 'policy.sync'))
      closeDataFolder(data, ['server.json', 'database'])
      expect(open(data)).toEqual([])
    })

    test('a file that was there and open is closed when it is written', () => {
      const path = join(base, 'server.json')
      writeFileSync(path, 'old', { mode: 0o666 })
      writePrivateFile(path, 'new')
      closeFolder(base)
      expect(open(base)).toEqual([])
    })
  })
