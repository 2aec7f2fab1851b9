/** Which browser the tests take, and in which words they say that there is none. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findBrowser } from './find-browser'

const folder = mkdtempSync(join(tmpdir(), 'lockstep-find-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const program = join(folder, 'chromium')
writeFileSync(program, '#!/bin/sh\nexit 0\n')
chmodSync(program, 0o755)

const find = (environment: Readonly<Record<string, string>>, architecture = 'x64') =>
  findBrowser({ environment, platform: 'linux', architecture, cache: join(folder, 'cache') })

test('a browser in the path is taken, and a named one before it', async () => {
  expect(await find({ PATH: `/nowhere:${folder}` })).toEqual({ program, environment: {} })
  expect(await find({ PATH: '', LOCKSTEP_BROWSER: program })).toEqual({ program, environment: {} })
})

test('a name that leads to no program is said', async () => {
  expect(await find({ PATH: folder, LOCKSTEP_BROWSER: join(folder, 'none') })).toEqual({
    problem: `\`LOCKSTEP_BROWSER\` names no program: \`${join(folder, 'none')}\``,
  })
})

test('where neither can run, one sentence says what to do', async () => {
  expect(await find({ PATH: '' }, 'arm64')).toEqual({
    problem:
      'there is no Chromium here, and the one from npm runs on 64-bit Intel Linux alone: install Chromium or Chrome, or name one with `LOCKSTEP_BROWSER`',
  })
})
