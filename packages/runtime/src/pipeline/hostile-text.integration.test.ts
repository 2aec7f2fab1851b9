/** Texts that a database or a service cannot take, over HTTP: each costs its own record at most, on every store. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import type { EngineOptions } from '../engine-contract'
import { EMAIL, map } from '../planner/testing/policy'
import { hasPostgres, startPostgres } from '../store/testing/postgres'
import { openSandboxPeople, sandboxPolicy } from './testing/sandbox-people'

vi.setConfig({ testTimeout: 180_000 })

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const databases: Readonly<Record<string, () => Promise<EngineOptions['database']>>> = {
  memory: async () => ({ kind: 'memory' }),
  embedded: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lockstep-hostile-'))
    closing.push(() => rmSync(folder, { recursive: true, force: true }))
    return { kind: 'embedded', folder: join(folder, 'database') }
  },
  ...(hasPostgres()
    ? {
        PostgreSQL: async () => {
          const server = await startPostgres()
          closing.push(() => server.stop())
          return { kind: 'postgres' as const, url: await server.create('hostile') }
        },
      }
    : {}),
}

/** Records find each other by their first names, which may be as long as the service lets them. */
const byName = () => {
  const made = sandboxPolicy({
    mappings: [
      map('email <-> Email', { h: EMAIL, s: EMAIL }),
      map('firstname <-> FirstName'),
      map('lastname <-> LastName', { s: { required: true } }),
      map('company -> Company', { objects: ['Lead'], default: 'Unknown', s: { required: true } }),
    ],
  })
  const [sync] = made.syncs
  if (sync === undefined) throw new Error('the policy has one sync')
  const [email] = sync.match
  if (email === undefined) throw new Error('the sync matches by email')
  const named = {
    rule: 'match name',
    hubspot: { ...email.hubspot, name: 'firstname', type: 'text' as const, vendorType: 'string' },
    salesforce: Object.fromEntries(
      Object.entries(email.salesforce).map(([object, end]) => [
        object,
        { ...end, name: 'FirstName', type: 'text' as const, vendorType: 'string' },
      ]),
    ),
    normalise: 'text' as const,
  }
  return { ...made, syncs: [{ ...sync, match: [email, named] }] }
}

/** Half a pair exactly where a key of 500 signs would be cut. */
const long = `${'x'.repeat(499)}😀${'y'.repeat(100)}`

test.each(Object.keys(databases))('%s: signs that cannot be kept cost no other record', async (name) => {
  const database = await databases[name]?.()
  if (database === undefined) throw new Error('no such database')
  const people = await openSandboxPeople(byName(), { database })
  closing.push(() => people.close())
  const hostile = ['A\0da', 'A\uD800da', '\uFEFFAda', 'A\uFDD00000', '\\u0000', '\u202Eada\u0301😀', long, '\0', "Robert'); --"]
  for (const [at, firstname] of hostile.entries())
    await people.edit('hubspot', 'contacts', {
      firstname,
      lastname: `Hostile ${at}`,
      ...(at % 2 === 0 ? {} : { email: `h${at}@example.com` }),
    })
  await people.edit('hubspot', 'contacts', { email: 'plain@example.com', firstname: 'Plain', lastname: 'Plain' })
  const report = await people.engine.sync()
  const leads = (await people.dump()).salesforce['Lead'] ?? []
  const cards = (await people.engine.errors({})).items.map(({ label, code }) => `${label}: ${code}`)
  const arrived = hostile.map((text, at) => leads.some((lead) => lead['LastName'] === `Hostile ${at}` && lead['FirstName'] === text.trim()))
  expect({
    outcome: report.outcome,
    plain: leads.filter((lead) => lead['LastName'] === 'Plain').map((lead) => lead['FirstName']),
    arrived,
    cards,
  }).toEqual({ outcome: 'done', plain: ['Plain'], arrived: hostile.map((text) => text !== long), cards: [`${long} Hostile 6: too-long`] })
  const records = await people.engine.records({ text: '\0\uD800' })
  expect({ records: records.rows, why: (await people.engine.why('plain@example.com')).version }).toEqual({ records: [], why: 1 })
  const again = await people.later('5m')
  expect([again.outcome, again.created, again.updated]).toEqual(['done', { hubspot: {}, salesforce: {} }, { hubspot: {}, salesforce: {} }])
})
