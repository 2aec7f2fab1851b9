/** Whole files: the old text or the new one, and no draft left behind. */
import { execFileSync } from 'node:child_process'
import { chmodSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeFilesWhole, writeFileWhole } from './write-whole'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-whole-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const modeOf = (name: string): number => statSync(join(folder, name)).mode & 0o777

test('a file that is replaced keeps its permissions, and a new one gets those that are asked for', async () => {
  writeFileSync(join(folder, 'old'), 'old')
  chmodSync(join(folder, 'old'), 0o640)
  await writeFileWhole(join(folder, 'old'), 'new')
  await writeFileWhole(join(folder, 'secret'), 'new', { mode: 0o600 })
  expect([modeOf('old'), modeOf('secret'), readFileSync(join(folder, 'old'), 'utf8'), readdirSync(folder).sort()]).toEqual([
    0o640,
    0o600,
    'new',
    ['old', 'secret'],
  ])
})

test('of many writes at once each is whole, and the file is one of them at every look', async () => {
  const path = join(folder, 'file')
  const texts = Array.from({ length: 40 }, (_, index) => `${index}`.repeat(50_000))
  await writeFileWhole(path, texts[0] ?? '')
  const seen = new Set<string>()
  let isDone = false
  const looking = (async () => {
    while (!isDone) seen.add(await readFile(path, 'utf8'))
  })()
  await Promise.all(texts.map((text) => writeFileWhole(path, text)))
  isDone = true
  await looking
  expect([[...seen].filter((text) => !texts.includes(text)), readdirSync(folder)]).toEqual([[], ['file']])
})

test('where one of several cannot be written none is changed, and no draft stays', async () => {
  writeFileSync(join(folder, 'a'), 'old')
  const writing = writeFilesWhole([
    { path: join(folder, 'a'), text: 'new' },
    { path: join(folder, 'missing', 'b'), text: 'new' },
  ])
  await expect(writing).rejects.toMatchObject({ code: 'ENOENT' })
  expect([readFileSync(join(folder, 'a'), 'utf8'), readdirSync(folder)]).toEqual(['old', ['a']])
})

test('a link is replaced, and what it names stays', async () => {
  writeFileSync(join(folder, 'target'), 'old')
  symlinkSync('target', join(folder, 'link'))
  await writeFileWhole(join(folder, 'link'), 'new')
  expect([
    readFileSync(join(folder, 'target'), 'utf8'),
    readFileSync(join(folder, 'link'), 'utf8'),
    lstatSync(join(folder, 'link')).isFile(),
  ]).toEqual(['old', 'new', true])
})

test('a pipe is written to, not replaced', async () => {
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  const [text] = await Promise.all([readFile(pipe, 'utf8'), writeFileWhole(pipe, 'through')])
  expect([text, lstatSync(pipe).isFIFO()]).toEqual(['through', true])
})

test.runIf(process.platform === 'linux')('what the disk refuses is told with the path that was asked for', async () => {
  const refusals = await Promise.all(
    ['/dev/full', '/no/such/folder/file'].map((path) =>
      writeFileWhole(path, 'text').then(
        () => null,
        (error: NodeJS.ErrnoException) => ({ code: error.code, path: error.path }),
      ),
    ),
  )
  expect(refusals).toEqual([
    { code: 'ENOSPC', path: '/dev/full' },
    { code: 'ENOENT', path: '/no/such/folder/file' },
  ])
})
