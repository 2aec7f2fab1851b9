/** Snapshots over the control port: taken, restored, kept as files, started from. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Sandbox, SnapshotError, startSandbox } from '../index'

let sandbox: Sandbox
let folder: string

beforeEach(async () => {
  sandbox = await startSandbox({ empty: true })
  folder = mkdtempSync(join(tmpdir(), 'snapshots-'))
})
afterEach(async () => {
  await sandbox.close()
  rmSync(folder, { recursive: true })
})

async function control(method: string, path: string, body?: unknown, at = sandbox) {
  const reply = await fetch(`${at.control.url}${path}`, { method, body: body === undefined ? undefined : JSON.stringify(body) })
  return { status: reply.status, body: await reply.json() }
}
const contact = (email: string) => control('POST', '/edit', { system: 'hubspot', object: 'contacts', values: { email } })
const emails = async (at = sandbox) =>
  (await control('GET', '/dump', undefined, at)).body.hubspot.contacts.map(({ values }: { values: { email: string } }) => values.email)

test('a snapshot is taken, listed, restored and deleted', async () => {
  await control('POST', '/clock', { freeze: true })
  await control('POST', '/clock', { set: '2026-11-01T12:00:00Z' })
  await contact('one@a.example')
  const { body: taken } = await control('POST', '/snapshots', { name: 'one contact' })
  expect(taken).toEqual({ name: 'one contact', at: '2026-11-01T12:00:00.000Z', bytes: expect.any(Number) })
  expect((await control('GET', '/snapshots')).body).toEqual([taken])
  await contact('two@a.example')
  await control('POST', '/clock', { advance: '1h' })
  expect(await emails()).toEqual(['one@a.example', 'two@a.example'])
  expect((await control('POST', '/snapshots/restore', { name: 'one contact' })).body).toEqual(taken)
  expect(await emails()).toEqual(['one@a.example'])
  expect((await control('GET', '/clock')).body.now).toBe('2026-11-01T12:00:00.000Z')
  expect((await control('DELETE', '/snapshots?name=one+contact')).body).toEqual({ ok: true })
  expect(await control('POST', '/snapshots/restore', { name: 'one contact' })).toEqual({
    status: 400,
    body: { error: 'there is no snapshot `one contact`; there are none' },
  })
})

test('a snapshot is a file for another sandbox, which begins with it and goes back to it', async () => {
  await contact('one@a.example')
  await control('POST', '/snapshots', { name: 'a' })
  const reply = await fetch(`${sandbox.control.url}/snapshots/file?name=a`)
  expect([reply.status, reply.headers.get('content-type'), reply.headers.get('content-disposition')]).toEqual([
    200,
    'application/octet-stream',
    'attachment; filename="a.snapshot"',
  ])
  const file = Buffer.from(await reply.arrayBuffer())
  await contact('two@a.example')
  const put = await fetch(`${sandbox.control.url}/snapshots/file?name=again`, { method: 'PUT', body: file })
  expect([put.status, await put.json()]).toEqual([200, { name: 'again', at: expect.any(String), bytes: expect.any(Number) }])
  expect(await emails()).toEqual(['one@a.example', 'two@a.example'])
  await control('POST', '/snapshots/restore', { name: 'again' })
  expect(await emails()).toEqual(['one@a.example'])

  const path = join(folder, 'a.snapshot')
  writeFileSync(path, file)
  const other = await startSandbox({ snapshot: path })
  try {
    expect(await emails(other)).toEqual(['one@a.example'])
    await control('POST', '/edit', { system: 'hubspot', object: 'contacts', values: { email: 'three@a.example' } }, other)
    await control('POST', '/reset', {}, other)
    expect(await emails(other)).toEqual(['one@a.example'])
    await control('POST', '/reset', { empty: true }, other)
    expect(await emails(other)).toEqual([])
  } finally {
    await other.close()
  }
})

test('a file that is no snapshot is refused, over the control port and at the start', async () => {
  const put = await fetch(`${sandbox.control.url}/snapshots/file?name=x`, { method: 'PUT', body: 'text' })
  expect([put.status, await put.json()]).toEqual([400, { error: 'this is no snapshot of a sandbox' }])
  expect((await fetch(`${sandbox.control.url}/snapshots/file?name=x`)).status).toBe(400)
  await expect(startSandbox({ snapshot: join(folder, 'none') })).rejects.toThrow(SnapshotError)
})
