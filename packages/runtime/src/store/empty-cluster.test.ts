/** A database that was left half made is begun anew; a finished one is never touched. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { prepareDatabase } from './empty-cluster'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-cluster-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** What a process leaves that is killed while it unpacks, or after it. */
const fill = (): void => {
  mkdirSync(join(folder, 'database'))
  writeFileSync(join(folder, 'database', 'PG_VERSION'), '18')
}

test('a database that was not opened before its process ended is begun anew', () => {
  const first = prepareDatabase(folder)
  fill()
  const second = prepareDatabase(folder)
  expect([first.isNew, second.isNew, existsSync(join(folder, 'database'))]).toEqual([true, true, false])
})

test('a database that was opened once is kept', () => {
  const first = prepareDatabase(folder)
  fill()
  first.opened()
  const second = prepareDatabase(folder)
  expect([first.isNew, second.isNew, existsSync(join(folder, 'database', 'PG_VERSION'))]).toEqual([true, false, true])
})

test('a database of an earlier version of the program, which left no mark, is kept', () => {
  fill()
  expect(prepareDatabase(folder).isNew).toBe(false)
  expect(existsSync(join(folder, 'database', 'PG_VERSION'))).toBe(true)
})
