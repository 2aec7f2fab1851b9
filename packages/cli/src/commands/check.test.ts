/** lockstep check: names and links that stand in the way of a policy's files are told, never a crash. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { allowedNames } from '@lockstep/server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runCommand } from '../testing/run-command'
import { check } from './check'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-check-'))
  writeFileSync(join(folder, 'policy.sync'), 'policy "Names" {\n  every 5 minutes\n}\n')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('files that cannot be policy are told with what names may be, and the exit code is 1', async () => {
  writeFileSync(join(folder, 'nul.sync'), '')
  writeFileSync(join(folder, 'gnp.\u202Esync.sync'), '')
  writeFileSync(join(folder, 'Policy.sync'), '')
  mkdirSync(join(folder, 'x.sync'))
  symlinkSync('/etc', join(folder, 'etc.sync'))
  const problems = [
    '`Policy.sync` and `policy.sync` are one name on file systems that do not tell case or accents apart',
    '`etc.sync` is a link that leads out of the policy folder, so it is not read',
    '`gnp.U+202Esync.sync` has `U+202E` in it',
    '`nul.sync` is the name of a device on Windows (`nul`)',
    '`x.sync` is a folder: only policy files end in .sync',
  ]
  const { code, printed } = await runCommand(check, folder, [])
  // Which twin is listed first is the file system's choice.
  const lines = printed.replace('`policy.sync` and `Policy.sync` are', '`Policy.sync` and `policy.sync` are').trimEnd().split('\n')
  expect([code, lines.slice(0, 5).sort(), lines.slice(5, 6), lines.at(-2)]).toEqual([1, problems, [allowedNames], '2 files checked'])
  const json = JSON.parse((await runCommand(check, folder, ['--json'])).printed) as Record<string, unknown>
  expect([json['files'], (json['folderProblems'] as unknown[]).length]).toEqual([['Policy.sync', 'policy.sync'], 5])
})
