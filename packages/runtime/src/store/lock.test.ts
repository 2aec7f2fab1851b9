/** The lock of a database folder. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LockstepError } from '../errors'
import { lockFolder } from './lock'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'taken'
  } catch (error) {
    if (error instanceof LockstepError) return error.code
    throw error
  }
}

test('a second lock on one folder is refused until the first is given back', () => {
  const unlock = lockFolder(folder)
  const second = codeOf(() => lockFolder(folder))
  unlock()
  expect([second, existsSync(join(folder, 'lockstep.lock'))]).toEqual(['locked-store', false])
  lockFolder(folder)()
})

test('the lock of a live process is respected, that of a dead one taken over', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  const file = join(folder, 'lockstep.lock')
  writeFileSync(file, JSON.stringify({ pid: child.pid, started: '' }))
  const whileAlive = codeOf(() => lockFolder(folder))
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
  const unlock = lockFolder(folder)
  const holder: unknown = JSON.parse(readFileSync(file, 'utf8'))
  expect([whileAlive, holder]).toMatchObject(['locked-store', { pid: process.pid }])
  unlock()
})

test('a process id that another process got since does not keep the folder locked', () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  writeFileSync(join(folder, 'lockstep.lock'), JSON.stringify({ pid: child.pid, started: 'another start' }))
  const unlock = lockFolder(folder)
  child.kill('SIGKILL')
  unlock()
})

test('a lock that was never finished, or holds no JSON, is taken over', () => {
  writeFileSync(join(folder, 'lockstep.lock'), '{"pid":')
  lockFolder(folder)()
  expect(existsSync(join(folder, 'lockstep.lock'))).toBe(false)
})
