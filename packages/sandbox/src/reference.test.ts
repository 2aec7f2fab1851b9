/** The sandbox's reference page says of every endpoint what the code does with it. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CONTROL_ENDPOINTS } from './control/routes'
import { ENDPOINTS, findRoute } from './hubspot/routes/router'
import { STANDING_TOKEN } from './salesforce/auth/sessions'
import { salesforceId } from './salesforce/ids'
import { createSalesforce } from './salesforce/salesforce'
import { CONNECTED_USER } from './salesforce/store/org'
import { FAULT_KINDS } from './world/faults'
import { EMPTY_SEED, type SeedRow } from './world/seed'
import type { SandboxRequest, System } from './world/system'
import { World } from './world/world'

const page = readFileSync(new URL('../../../docs/reference/sandbox.md', import.meta.url), 'utf8')

/** First and second cells of the tables below a heading; the first is code. */
function rowsBelow(heading: string): [string, string][] {
  const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? ''
  return [...section.matchAll(/^\| `([^`]+)` \| (.*?) \|/gm)].map(([, first, second]) => [first ?? '', second ?? ''])
}

const isAbsent = ([, state]: readonly [string, string]) => state === 'absent'
const names = (rows: readonly (readonly [string, string])[]) => rows.map(([name]) => name)

test('every row of an endpoint says faithful, simplified or absent', () => {
  const states = [...rowsBelow('HubSpot'), ...rowsBelow('Salesforce')].map(([, state]) => state)
  expect([...new Set(states)].sort()).toEqual(['absent', 'faithful', 'simplified'])
})

test('the HubSpot table is the route table', () => {
  const rows = rowsBelow('HubSpot')
  expect(names(rows.filter((row) => !isAbsent(row))).sort()).toEqual([...ENDPOINTS].sort())
  const served = names(rows.filter(isAbsent)).filter((endpoint) => {
    const [method = '', path = ''] = endpoint.split(' ')
    return typeof findRoute(method, path.replace(/\{\w+\}/g, '1')) === 'object'
  })
  expect(served).toEqual([])
})

test('the control table is the control API, faults included', () => {
  const rows = names(rowsBelow('Control API'))
  expect(rows.filter((name) => name.includes(' ')).sort()).toEqual([...CONTROL_ENDPOINTS].sort())
  expect(rows.filter((name) => !name.includes(' ')).sort()).toEqual([...FAULT_KINDS].sort())
})

const LEAD = salesforceId('00Q', 1)
const row: SeedRow = { id: LEAD, values: { LastName: 'Doe', Company: 'Acme', Email: 'doe@acme.example' }, links: {}, line: 1 }
const SOAP = `<e:Envelope xmlns:e="e"><e:Header><SessionHeader><sessionId>${STANDING_TOKEN}</sessionId></SessionHeader></e:Header><e:Body><getUserInfo/></e:Body></e:Envelope>`
const FIELD = { FullName: 'Lead.Extra__c', Metadata: { type: 'Checkbox', label: 'Extra', defaultValue: false } }

function send(system: System, method: string, url: string, body: unknown) {
  const [path = '', query = ''] = url.split('?')
  const request: SandboxRequest = {
    method,
    path,
    query: new URLSearchParams(query),
    headers: { authorization: `Bearer ${system.accessToken}`, host: '127.0.0.1' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    size: { url: url.length, head: url.length },
    call: 1,
  }
  return Promise.resolve(system.handle(request))
}

/** An org with one lead and one custom field; answers with the status of the endpoint on them. */
async function statusOf(endpoint: string): Promise<number> {
  const world = new World()
  world.load({})
  const system = createSalesforce(world)
  system.load({ ...EMPTY_SEED.salesforce, objects: [{ name: 'Lead', file: 'Lead.jsonl', rows: [row] }] })
  const made = await send(system, 'POST', '/services/data/v62.0/tooling/sobjects/CustomField', FIELD)
  const jobs = await send(system, 'POST', '/services/data/v62.0/jobs/ingest', { object: 'Lead', operation: 'insert' })
  const queries = await send(system, 'POST', '/services/data/v62.0/jobs/query', { operation: 'query', query: 'SELECT Id FROM Lead' })
  const idOf = ({ body }: { body?: unknown }) => (body as { id: string }).id
  const [method = '', path = ''] = endpoint.split(' ')
  const values: Record<string, string> = {
    org: world.org,
    user: CONNECTED_USER,
    v: 'v62.0',
    version: '62.0',
    type: 'Lead',
    id: LEAD,
    field: 'Email',
    value: 'doe@acme.example',
    fieldId: idOf(made),
    recordType: '012000000000000AAA',
    ingestId: idOf(jobs),
    queryId: idOf(queries),
  }
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? name)
  return (await send(system, method, filled, path.includes('/Soap/') ? SOAP : {})).status
}

test('what the Salesforce table calls absent answers 404, all else is there', async () => {
  const answers = await Promise.all(
    rowsBelow('Salesforce').map(async ([endpoint, state]) => ({ endpoint, state, status: await statusOf(endpoint) })),
  )
  expect(answers.filter(({ state, status }) => state === 'absent' && status !== 404)).toEqual([])
  expect(answers.filter(({ state, status }) => state !== 'absent' && [404, 405, 500].includes(status))).toEqual([])
  expect(answers.length).toBeGreaterThan(40)
})
