/** Policy folders: reading, saving with versions, and what may not be touched. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readPolicyFiles, savePolicyFile, versionOf } from './folder'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-folder-'))
  writeFileSync(join(folder, 'b.sync'), 'policy "B" {\n}\n')
  mkdirSync(join(folder, 'people'))
  writeFileSync(join(folder, 'people', 'a.sync'), '# A\n')
  mkdirSync(join(folder, '.lockstep'))
  writeFileSync(join(folder, '.lockstep', 'x.sync'), '# not policy\n')
  writeFileSync(join(folder, 'README.md'), '# not policy\n')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('every .sync file counts, in a settled order, and nothing else', () => {
  expect(readPolicyFiles(folder)).toEqual([
    { path: 'b.sync', text: 'policy "B" {\n}\n', version: versionOf('policy "B" {\n}\n') },
    { path: 'people/a.sync', text: '# A\n', version: versionOf('# A\n') },
  ])
})

test('a save on the version that was read replaces the file and leaves no draft behind', async () => {
  const saved = await savePolicyFile(folder, 'people/a.sync', '# changed\n', versionOf('# A\n'))
  expect([saved, readFileSync(join(folder, 'people', 'a.sync'), 'utf8'), readdirSync(join(folder, 'people'))]).toEqual([
    { kind: 'saved', file: { path: 'people/a.sync', text: '# changed\n', version: versionOf('# changed\n') } },
    '# changed\n',
    ['a.sync'],
  ])
})

test('a save on an older version is refused with the text of the other, which stays', async () => {
  const saved = await savePolicyFile(folder, 'b.sync', 'mine', versionOf('older'))
  expect([saved, readFileSync(join(folder, 'b.sync'), 'utf8')]).toEqual([
    { kind: 'conflict', theirs: { path: 'b.sync', text: 'policy "B" {\n}\n', version: versionOf('policy "B" {\n}\n') } },
    'policy "B" {\n}\n',
  ])
})

test('a new file must not exist yet', async () => {
  expect((await savePolicyFile(folder, 'b.sync', 'mine', null)).kind).toBe('conflict')
  expect((await savePolicyFile(folder, 'new/c.sync', '# new\n', null)).kind).toBe('saved')
})

test('a save of a file that was deleted meanwhile is a conflict, not a resurrection', async () => {
  rmSync(join(folder, 'b.sync'))
  expect(await savePolicyFile(folder, 'b.sync', 'mine', versionOf('policy "B" {\n}\n'))).toEqual({ kind: 'conflict', theirs: null })
})

test.each(['../out.sync', '/etc/passwd', 'a/../../out.sync', '.lockstep/x.sync', 'README.md', 'catalog/x.sync', '.hidden.sync'])(
  '%s may not be written',
  async (path) => {
    await expect(savePolicyFile(folder, path, 'x', null)).rejects.toMatchObject({ code: 'policy' })
  },
)
