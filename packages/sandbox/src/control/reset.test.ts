/** A reset of the whole sandbox happens as a whole or not at all. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../index'

let sandbox: Sandbox

beforeEach(async () => {
  sandbox = await startSandbox({ empty: true })
})
afterEach(() => sandbox.close())

async function control(method: string, path: string, body?: unknown) {
  const reply = await fetch(`${sandbox.control.url}${path}`, { method, body: body === undefined ? undefined : JSON.stringify(body) })
  return { status: reply.status, body: await reply.json() }
}

test('a reset that fails leaves the whole world as it was', async () => {
  await control('POST', '/clock', { freeze: true })
  await control('POST', '/clock', { set: '2026-11-01T12:00:00Z' })
  await control('POST', '/world', { indexLag: '7s', limits: { hubspot: { daily: 9 } } })
  await control('POST', '/edit', { system: 'hubspot', object: 'contacts', values: { email: 'a@b.example' } })
  await control('POST', '/edit', { system: 'salesforce', object: 'Lead', values: { LastName: 'Doe', Company: 'Acme' } })
  await fetch(sandbox.salesforce.url)
  await control('POST', '/faults', { match: '/limits', kind: '500' })
  const look = async () => {
    const paths = ['/world', '/faults', '/calls', '/commits', '/dump']
    const [clock, ...rest] = await Promise.all(['/clock', ...paths].map(async (path) => (await control('GET', path)).body))
    return [clock.now, clock.frozen, ...rest]
  }
  const before = await look()
  const folder = mkdtempSync(join(tmpdir(), 'reset-'))
  mkdirSync(join(folder, 'salesforce'))
  mkdirSync(join(folder, 'hubspot'))
  writeFileSync(join(folder, 'world.json'), '{"clock":"2020-01-01T00:00:00Z","portal":5,"seed":9}')
  writeFileSync(join(folder, 'hubspot', 'contacts.jsonl'), '{"id":7,"values":{"email":"other@b.example"}}')
  writeFileSync(join(folder, 'salesforce', 'Lead.jsonl'), '{"id":"00Q5g00000000001AA","values":{"NoSuchField":1}}')
  try {
    const refused = await control('POST', '/reset', { data: folder })
    expect(refused.status).toBe(400)
    expect(String(refused.body.error)).toContain('Lead.jsonl:1:')
    expect(await look()).toEqual(before)
    writeFileSync(join(folder, 'salesforce', 'Lead.jsonl'), '')
    writeFileSync(join(folder, 'salesforce', 'schema.json'), '{"rules":[{"object":"Nothing"}]}')
    expect((await control('POST', '/reset', { data: folder })).status).toBe(400)
    expect(await look()).toEqual(before)
    writeFileSync(join(folder, 'salesforce', 'schema.json'), '{}')
    expect((await control('POST', '/reset', { data: folder })).status).toBe(200)
    expect((await control('GET', '/world')).body.portal).toBe(5)
    await control('POST', '/reset', {})
    expect((await control('GET', '/world')).body.portal).toBe(24_680_135)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
