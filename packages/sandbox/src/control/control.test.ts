/** The whole sandbox, steered through its control port. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from '@hubspot/api-client'
import { Connection } from 'jsforce'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../index'

let sandbox: Sandbox
let client: Connection

beforeEach(async () => {
  sandbox = await startSandbox({ empty: true })
  client = new Connection({ instanceUrl: sandbox.salesforce.url, accessToken: sandbox.salesforce.accessToken, version: '62.0' })
})
afterEach(() => sandbox.close())

async function control(method: string, path: string, body?: unknown) {
  const reply = await fetch(`${sandbox.control.url}${path}`, { method, body: body === undefined ? undefined : JSON.stringify(body) })
  return { status: reply.status, body: await reply.json() }
}

function send(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${sandbox.salesforce.accessToken}`, 'content-type': 'application/json' }
  return fetch(`${sandbox.salesforce.url}/services/data/v62.0${path}`, { headers, ...init })
}

const LEAD = { LastName: 'Doe', Company: 'Acme' }
const create = (signal?: AbortSignal) => send('/sobjects/Lead', { method: 'POST', body: JSON.stringify(LEAD), signal })
const count = async () => (await client.query('SELECT COUNT() FROM Lead')).totalSize

test('both servers tell the virtual time in Date, with their skew', async () => {
  await control('POST', '/clock', { freeze: true })
  expect((await control('POST', '/clock', { set: '2026-11-01T12:00:00Z' })).body).toMatchObject({
    now: '2026-11-01T12:00:00.000Z',
    frozen: true,
  })
  await control('POST', '/clock', { advance: '15m' })
  expect((await control('GET', '/clock')).body.now).toBe('2026-11-01T12:15:00.000Z')
  await control('POST', '/world', { skew: '90s' })
  const dates = await Promise.all([fetch(sandbox.hubspot.url), fetch(sandbox.salesforce.url)])
  expect(dates.map((reply) => reply.headers.get('date'))).toEqual(['Sun, 01 Nov 2026 12:15:00 GMT', 'Sun, 01 Nov 2026 12:16:30 GMT'])
  const { body } = await control('POST', '/edit', { system: 'salesforce', object: 'Lead', values: LEAD })
  expect((await client.sobject('Lead').retrieve(String(body.id)))['SystemModstamp']).toBe('2026-11-01T12:16:30.000+0000')
})

test('people edit, delete, merge and convert on both sides, and the commit log knows who', async () => {
  const first = (await control('POST', '/edit', { system: 'salesforce', object: 'Lead', values: LEAD, by: 'Sam' })).body
  await control('POST', '/edit', { system: 'salesforce', object: 'Lead', id: first.id, values: { Title: 'CTO' }, by: 'Sam' })
  const second = (await control('POST', '/edit', { system: 'salesforce', object: 'Lead', values: LEAD })).body
  expect(
    (await control('POST', '/merge', { system: 'salesforce', object: 'Lead', winner: first.id, losers: [second.id], by: 'Sam' })).body,
  ).toEqual({ id: first.id })
  const made = (await control('POST', '/convert', { lead: first.id, by: 'Sam' })).body
  expect(made).toEqual({ account: expect.stringMatching(/^001/), contact: expect.stringMatching(/^003/), opportunity: null })
  const contact = (await control('POST', '/edit', { system: 'hubspot', object: 'contacts', values: { email: 'a@b.example' }, by: 'Mia' }))
    .body
  const hubspot = new Client({ accessToken: sandbox.hubspot.accessToken, basePath: sandbox.hubspot.url, numberOfApiCallRetries: 0 })
  expect((await hubspot.crm.contacts.basicApi.getById(contact.id, ['email'])).properties['email']).toBe('a@b.example')
  await control('POST', '/delete', { system: 'hubspot', object: 'contacts', id: contact.id, by: 'Mia' })
  const commits: { system: string; field: string; from: unknown; to: unknown; by: string; id: string; call?: number }[] = (
    await control('GET', '/commits')
  ).body
  expect(commits.filter((commit) => commit.field === 'Title' && commit.id === first.id)).toEqual([
    { time: expect.any(String), system: 'salesforce', object: 'Lead', id: first.id, field: 'Title', from: null, to: 'CTO', by: 'Sam' },
  ])
  expect(commits.filter((commit) => commit.field === 'email').map((commit) => [commit.id, commit.to, commit.by])).toEqual([
    [contact.id, 'a@b.example', 'Mia'],
  ])
  const dump = (await control('GET', '/dump')).body
  expect(dump.salesforce.Lead.map((lead: { Id: string; IsDeleted: boolean }) => [lead.Id, lead.IsDeleted])).toEqual([
    [first.id, false],
    [second.id, true],
  ])
})

test('what the control API cannot do is said plainly', async () => {
  expect(await control('POST', '/edit', { system: 'salesforce', object: 'Lead', values: {} })).toEqual({
    status: 400,
    body: { error: 'REQUIRED_FIELD_MISSING: Required fields are missing: [LastName, Company]' },
  })
  expect(await control('POST', '/edit', { system: 'mars', object: 'Lead', values: {} })).toEqual({
    status: 400,
    body: { error: '`system` is `hubspot` or `salesforce`' },
  })
  expect((await control('POST', '/faults', [{ kind: 'meteor' }])).body.error).toMatch(
    /^fault 0: unknown kind `meteor`; known: timeout-after-commit, /,
  )
  expect((await control('POST', '/world', { limits: { salesforce: { weekly: 1 } } })).body).toEqual({
    error: 'unknown limit `salesforce.weekly`; known: daily, pageSize',
  })
  expect((await control('POST', '/clock', { advance: 'soon' })).body.error).toMatch(/^not a duration: `soon`/)
  expect((await control('POST', '/reset', { data: '/no/such/folder' })).body).toEqual({ error: '/no/such/folder:1: no such folder' })
  expect((await control('GET', '/nothing')).status).toBe(404)
  expect((await fetch(`${sandbox.control.url}/clock`, { headers: { origin: 'https://elsewhere.example' } })).status).toBe(403)
})

test('every request is logged with status and records, and secrets are not', async () => {
  await create()
  await client.identity()
  const calls: { path: string; status: number; records: number; method: string; system: string }[] = (await control('GET', '/calls')).body
  expect(calls.map(({ system, method, path, status, records }) => [system, method, path.split('/id/')[0], status, records])).toEqual([
    ['salesforce', 'POST', '/services/data/v62.0/sobjects/Lead', 201, 1],
    ['salesforce', 'GET', '/services/data/v62.0', 200, 0],
    ['salesforce', 'GET', '', 200, 0],
  ])
  expect(calls.at(-1)?.path).toMatch(/\?format=json&oauth_token=\*\*\*$/)
  await control('DELETE', '/calls')
  expect((await control('GET', '/calls')).body).toEqual([])
})

test('a time-out after commit leaves the row and gives no answer; one before leaves nothing', async () => {
  await control('POST', '/faults', [
    { system: 'salesforce', match: 'POST /services/data/v62.0/sobjects/Lead', kind: 'timeout-after-commit', delay: 50 },
    { system: 'salesforce', match: '/sobjects\\/Lead/', kind: 'timeout-before', delay: 50 },
  ])
  await expect(create()).rejects.toThrow('fetch failed')
  expect(await count()).toBe(1)
  await expect(create()).rejects.toThrow('fetch failed')
  expect(await count()).toBe(1)
  expect((await create()).status).toBe(201)
})

test('a reset breaks the connection, a truncated answer stops half way', async () => {
  await control('POST', '/faults', [
    { system: 'salesforce', match: 'POST', kind: 'reset' },
    { system: 'salesforce', match: 'POST', kind: 'truncate' },
  ])
  await expect(create()).rejects.toThrow('fetch failed')
  expect(await count()).toBe(0)
  const cut = await create()
  expect(cut.status).toBe(201)
  await expect(cut.text()).rejects.toThrow()
  expect(await count()).toBe(1)
})

test('refusals wear the vendor’s words and do nothing', async () => {
  const kinds = ['500', '503', '429', 'limit', 'html']
  await control(
    'POST',
    '/faults',
    kinds.map((kind) => ({ system: 'salesforce', match: 'POST', kind })),
  )
  const answers: unknown[] = []
  for (const _ of kinds) {
    const reply = await create()
    const type = reply.headers.get('content-type') ?? ''
    answers.push([reply.status, type.startsWith('text/html') ? 'page' : (await reply.json())[0].errorCode])
  }
  expect(answers).toEqual([
    [500, 'UNKNOWN_EXCEPTION'],
    [503, 'SERVER_UNAVAILABLE'],
    [429, 'REQUEST_LIMIT_EXCEEDED'],
    [403, 'REQUEST_LIMIT_EXCEEDED'],
    [502, 'page'],
  ])
  expect(await count()).toBe(0)
})

test('a duplicate delivery is carried out twice, a slow one once and late', async () => {
  await control('POST', '/faults', [
    { system: 'salesforce', match: 'POST', kind: 'duplicate', times: 1 },
    { system: 'salesforce', match: 'POST', kind: 'slow', delay: 120 },
  ])
  expect((await create()).status).toBe(201)
  expect(await count()).toBe(2)
  const begun = performance.now()
  expect((await create()).status).toBe(201)
  expect(performance.now() - begun).toBeGreaterThan(100)
  expect(await count()).toBe(3)
})

test('a fault hits only its system and only so many times, and can be taken back', async () => {
  await control('POST', '/faults', { system: 'hubspot', match: '', kind: '500', times: 3 })
  expect((await create()).status).toBe(201)
  expect((await control('GET', '/faults')).body).toEqual([{ system: 'hubspot', match: '', kind: '500', times: 3 }])
  await control('DELETE', '/faults')
  expect((await control('GET', '/faults')).body).toEqual([])
})

test('a reset world is as it began', async () => {
  await create()
  await control('POST', '/world', { indexLag: '5s', foreign: { system: 'hubspot', share: 0.5 } })
  await control('POST', '/reset', {})
  expect(await count()).toBe(0)
  expect((await control('GET', '/world')).body).toMatchObject({ indexLag: 0, foreign: { hubspot: 0, salesforce: 0 } })
  expect((await control('GET', '/commits')).body).toEqual([])
})

test('the same seed makes the same ids and tokens', async () => {
  const other = await startSandbox({ empty: true })
  const ids = await Promise.all(
    [sandbox, other].map(async ({ salesforce }) => {
      const form = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: salesforce.clientId,
        client_secret: salesforce.clientSecret,
      })
      const { access_token: accessToken } = await (
        await fetch(`${salesforce.url}/services/oauth2/token`, { method: 'POST', body: form })
      ).json()
      const made = await new Connection({ instanceUrl: salesforce.url, accessToken, version: '62.0' }).sobject('Lead').create(LEAD)
      return [accessToken, made.id]
    }),
  )
  expect(ids[0]).toEqual(ids[1])
  await other.close()
})

test('a port that is taken is refused, and nothing is left open', async () => {
  const port = Number(new URL(sandbox.hubspot.url).port)
  await expect(startSandbox({ salesforcePort: port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

test('a world that says nonsense is refused with its file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'world-'))
  writeFileSync(join(folder, 'world.json'), '{"limits":{"salesforce":{"weekly":5}}}')
  await expect(startSandbox({ data: folder })).rejects.toThrow(
    `${join(folder, 'world.json')}:1: unknown limit \`salesforce.weekly\`; known: daily, pageSize`,
  )
  writeFileSync(join(folder, 'world.json'), '{"clock":"2026-11-01T12:00:00Z"}')
  const seeded = await startSandbox({ data: folder })
  expect((await fetch(seeded.salesforce.url)).headers.get('date')).toMatch(/^Sun, 01 Nov 2026 12:00:/)
  await seeded.close()
  rmSync(folder, { recursive: true })
})

test('administrators set up rules while the org runs, part by part', async () => {
  const duplicateRules = [{ object: 'Lead', onCreate: 'block', match: [{ fields: ['LastName'] }] }]
  const rules = [{ object: 'Lead', refuse: "LastName = 'Nobody'", message: 'No nobodies.' }]
  expect(await control('POST', '/rules', { duplicateRules })).toEqual({ status: 200, body: { duplicateRules } })
  expect((await create()).status).toBe(201)
  expect(await (await create()).json()).toMatchObject([{ errorCode: 'DUPLICATES_DETECTED' }])
  await control('POST', '/rules', { rules })
  expect((await control('GET', '/rules')).body).toEqual({ duplicateRules, rules })
  await expect(client.sobject('Lead').create({ ...LEAD, LastName: 'Nobody' })).rejects.toMatchObject({ message: 'No nobodies.' })
  await control('POST', '/rules', { duplicateRules: [] })
  expect((await create()).status).toBe(201)
})

test('a profile limits the connected user from one moment to the next, and lets go again', async () => {
  const limit = (profiles: unknown[]) => control('POST', '/rules', { profiles })
  await limit([{ name: 'System Administrator', objects: { Lead: ['read'] }, fields: { 'Contact.Phone': 'none' } }])
  expect((await create()).status).toBe(400)
  await expect(client.query('SELECT Phone FROM Contact')).rejects.toMatchObject({ errorCode: 'INVALID_FIELD' })
  await limit([{ name: 'System Administrator', objects: { Lead: ['read', 'create'] } }])
  expect((await create()).status).toBe(201)
  expect((await client.query('SELECT Phone FROM Contact')).totalSize).toBe(0)
  await limit([])
  expect((await client.describe('Lead')).updateable).toBe(true)
})

test('rules that cannot be read change nothing', async () => {
  expect(await control('POST', '/rules', { rules: [{ object: 'Lead', refuse: 'Nothing = 1', message: 'x' }] })).toMatchObject({
    status: 400,
    body: { error: expect.stringContaining("No such column 'Nothing'") },
  })
  expect(await control('POST', '/rules', { sharing: { models: { Lead: 'Secret' } } })).toEqual({
    status: 400,
    body: { error: '`sharing.models.Lead` is one of Private, Read, ReadWrite, ReadWriteTransfer, ControlledByParent' },
  })
  expect(await control('POST', '/rules', { profiles: [{ name: 'X', users: ['nobody'] }] })).toMatchObject({ status: 400 })
  expect((await control('POST', '/rules', { anything: [] })).body).toEqual({ error: 'the body has an unknown key `anything`' })
  expect((await control('GET', '/rules')).body).toEqual({})
})

test('a snapshot brings back the rules it was taken with, and what users may do', async () => {
  const profiles = [{ name: 'System Administrator', objects: { Lead: ['read'] } }]
  await control('POST', '/rules', { profiles })
  expect((await create()).status).toBe(400)
  await control('POST', '/snapshots', { name: 'limited' })
  await control('POST', '/rules', { profiles: [] })
  expect((await create()).status).toBe(201)
  await control('POST', '/snapshots/restore', { name: 'limited' })
  expect((await control('GET', '/rules')).body).toEqual({ profiles })
  expect((await create()).status).toBe(400)
  expect(await count()).toBe(0)
})
