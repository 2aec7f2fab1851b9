/** Static files: those of the editor's folder and no others, whatever the address says. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { serveEditor } from './static'

let base = ''
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'lockstep-static-'))
  mkdirSync(join(base, 'editor'))
  writeFileSync(join(base, 'editor', 'index.html'), 'the page')
  writeFileSync(join(base, 'secret.txt'), 'a secret')
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

test.each([
  ['/', 200, 'the page'],
  ['/records/hubspot:contact:1', 200, 'the page'],
  ['/%E0%A4%A', 200, 'the page'],
  ['/%00', 200, 'the page'],
  ['/%E0%A4%A.js', 404, undefined],
  ['/..%2Fsecret.txt', 404, undefined],
  ['/%2e%2e/secret.txt', 404, undefined],
  ['/missing.js', 404, undefined],
])('%s', async (path, status, text) => {
  const app = new Hono()
  app.get('*', serveEditor(join(base, 'editor')))
  const response = await app.request(`http://localhost${path}`)
  const body = await response.text()
  expect([response.status, status === 200 ? body : undefined, body.includes('a secret')]).toEqual([status, text, false])
})
