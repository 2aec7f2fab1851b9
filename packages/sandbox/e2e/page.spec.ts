/** A person plays the salesperson and the marketer on the sandbox's page, in a real browser. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Started, startBrowser } from '../../editor/e2e/browser'
import { type Sandbox, startSandbox } from '../src/index'

let browser: Started
let sandbox: Sandbox
let page: Page
const problems: string[] = []

beforeAll(async () => {
  browser = await startBrowser({ width: 1280, height: 1000 })
})
afterAll(() => browser.close())
beforeEach(async () => {
  sandbox = await startSandbox({ empty: true })
  problems.length = 0
  page = await browser.context.newPage()
  page.setDefaultTimeout(8_000)
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  page.on('dialog', (dialog) => {
    problems.push(`a dialog opened: ${dialog.message()}`)
    dialog.dismiss().catch(() => problems.push('a dialog stayed'))
  })
  await page.goto(sandbox.control.url)
})
afterEach(async () => {
  await page.close()
  await sandbox.close()
})

const side = (name: 'HubSpot' | 'Salesforce') => page.getByRole('region', { name, exact: true })
const told = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor()

async function control<Answer>(path: string, body?: unknown): Promise<Answer> {
  const reply = await fetch(`${sandbox.control.url}${path}`, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) })
  expect(reply.status).toBe(200)
  return (await reply.json()) as Answer
}

test('an administrator sets up rules, and takes them away', async () => {
  const rules = page.getByRole('region', { name: 'Rules of Salesforce' })
  const text = rules.getByLabel('As in schema.json')
  const setUp = rules.getByRole('button', { name: 'Set up' })
  await text.fill('{"rules":[{"object":"Lead","refuse":"Title = null","message":"A title, please."}]}')
  await setUp.click()
  await told('The rules are set up.')
  const lead = { system: 'salesforce', object: 'Lead', values: { LastName: 'Doe', Company: 'Acme' } }
  const refused = await fetch(`${sandbox.control.url}/edit`, { method: 'POST', body: JSON.stringify(lead) })
  expect(await refused.json()).toEqual({ error: 'FIELD_CUSTOM_VALIDATION_EXCEPTION: A title, please.' })
  await text.fill('{"rules":[{"object":"Unicorn"}]}')
  await setUp.click()
  await told('a rule names no object of the schema: `Unicorn`')
  await text.fill('')
  await setUp.click()
  await told('The rules are set up.')
  expect(await control('/rules')).toEqual({ rules: [] })
  await control('/edit', lead)
  // The refusal of what could not be read is the one thing that the browser notes.
  expect(problems.filter((problem) => !problem.includes('400'))).toEqual([])
})

test('a rehearsal goes back to a snapshot', async () => {
  const snapshots = page.getByRole('region', { name: 'Snapshots' })
  await control('/edit', { system: 'hubspot', object: 'contacts', values: { email: 'one@acme.example' } })
  await snapshots.getByLabel('Name').fill('clean')
  await snapshots.getByRole('button', { name: 'Take a snapshot' }).click()
  await told('Snapshot “clean” is taken.')
  await control('/edit', { system: 'hubspot', object: 'contacts', values: { email: 'two@acme.example' } })
  await snapshots.getByRole('button', { name: 'Go back to clean' }).click()
  await told('The world is as it was in “clean”.')
  const { hubspot } = await control<{ hubspot: { contacts: { values: { email: string } }[] } }>('/dump')
  expect(hubspot.contacts.map(({ values }) => values.email)).toEqual(['one@acme.example'])
  await snapshots.getByRole('button', { name: 'Delete clean' }).click()
  await told('Snapshot “clean” is deleted.')
  expect([await control('/snapshots'), problems]).toEqual([[], []])
})

test('a marketer creates, edits, deletes and restores a contact, and the log says who', async () => {
  await page.getByLabel('You are').fill('Mia')
  const hubspot = side('HubSpot')
  await hubspot.getByRole('button', { name: 'New', exact: true }).click()
  await hubspot.getByLabel('Email', { exact: true }).fill('ada@acme.example')
  await hubspot.getByRole('button', { name: 'Create' }).click()
  await told('Created.')
  await hubspot.getByLabel('Last Name', { exact: true }).fill('<img src=x onerror=alert(1)>')
  await hubspot.getByRole('button', { name: 'Save' }).click()
  await told('Saved.')
  await hubspot.getByRole('button', { name: 'Delete' }).click()
  await told('Deleted.')
  await hubspot.getByRole('button', { name: 'Restore' }).click()
  await told('Restored.')
  const commits = await control<{ field: string; from: unknown; to: unknown; by: string }[]>('/commits')
  const mine = commits.filter(({ field }) => field === 'email' || field === 'lastname')
  expect(mine.map(({ field, from, to, by }) => [field, from, to, by])).toEqual([
    ['email', null, 'ada@acme.example', 'Mia'],
    ['lastname', null, '<img src=x onerror=alert(1)>', 'Mia'],
  ])
  const written = page
    .getByRole('region', { name: 'Who wrote what' })
    .getByRole('cell', { name: 'lastname: — → <img src=x onerror=alert(1)>' })
  expect(await written.count()).toBe(1)
  expect(problems).toEqual([])
})

test('a salesperson merges leads and converts one, by keyboard alone', async () => {
  const lead = (LastName: string) =>
    control<{ id: string }>('/edit', { system: 'salesforce', object: 'Lead', values: { LastName, Company: 'Acme' } })
  const [first, second] = [await lead('Byron'), await lead('Lovelace')]
  const salesforce = side('Salesforce')
  await salesforce.getByLabel('Object').selectOption('Lead')
  await salesforce.getByLabel('Search').fill('byron')
  await page.keyboard.press('Enter')
  await told('Searched.')
  expect(await salesforce.locator('.records button').allTextContents()).toEqual(['Byron · Acme'])
  await salesforce.locator('.records button').focus()
  await page.keyboard.press('Enter')
  await salesforce.locator('.record h3:focus').waitFor()
  await salesforce.getByLabel('Merge in the record with id').fill(second.id)
  await page.keyboard.press('Enter')
  await told('Merged.')
  await salesforce.getByLabel('Do Not Call').selectOption('true')
  await salesforce.getByRole('button', { name: 'Save' }).focus()
  await page.keyboard.press('Enter')
  await told('Saved.')
  await salesforce.getByRole('button', { name: 'Convert lead' }).focus()
  await page.keyboard.press('Enter')
  await told('Converted.')
  const dump = await control<{ salesforce: { Lead: { Id: string; IsDeleted: boolean; IsConverted: boolean; DoNotCall: boolean }[] } }>(
    '/dump',
  )
  expect(dump.salesforce.Lead.map(({ Id, IsDeleted, IsConverted, DoNotCall }) => [Id, IsDeleted, IsConverted, DoNotCall])).toEqual([
    [first.id, false, true, true],
    [second.id, true, false, false],
  ])
  expect(problems).toEqual([])
})

test('what a system refuses is said, and the clock and the faults are moved from the page', async () => {
  const salesforce = side('Salesforce')
  await salesforce.getByRole('button', { name: 'New', exact: true }).click()
  await salesforce.getByRole('button', { name: 'Create' }).click()
  await told('REQUIRED_FIELD_MISSING: Required fields are missing: [LastName]')
  await page.getByRole('button', { name: 'Stop the clock' }).click()
  await told('Done.')
  const before = await control<{ now: string; frozen: boolean }>('/clock')
  await page.getByRole('button', { name: '+15m' }).click()
  await told('The clock moved by 15m.')
  const after = await control<{ now: string; frozen: boolean }>('/clock')
  expect([after.frozen, Date.parse(after.now) - Date.parse(before.now)]).toEqual([true, 900_000])
  await page.getByLabel('Kind').selectOption('duplicate')
  await page.getByLabel('Requests with').fill('POST /crm')
  await page.getByRole('button', { name: 'Arm', exact: true }).click()
  await told('The fault is armed.')
  expect(await control('/faults')).toEqual([{ kind: 'duplicate', match: 'POST /crm', times: 1 }])
  expect(await page.getByRole('list', { name: 'Armed faults' }).getByRole('listitem').allTextContents()).toEqual([
    'duplicate × 1 on both: POST /crm',
  ])
  // The refused create is all that a browser complains of.
  expect(problems).toEqual(['Failed to load resource: the server responded with a status of 400 (Bad Request)'])
})

test('a contact joins and leaves a list', async () => {
  const { id } = await control<{ id: string }>('/edit', { system: 'hubspot', object: 'contacts', values: { email: 'ada@acme.example' } })
  const reply = await fetch(`${sandbox.hubspot.url}/crm/v3/lists`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandbox.hubspot.accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Friends', objectTypeId: '0-1', processingType: 'MANUAL' }),
  })
  expect(reply.status).toBe(200)
  const members = async () =>
    (await control<{ hubspot: { lists: { name: string; members: string[] }[] } }>('/dump')).hubspot.lists.map((list) => list.members)
  await side('HubSpot').locator('.records button').click()
  await side('HubSpot').getByRole('button', { name: 'Put into list Friends' }).click()
  await told('Put in.')
  expect(await members()).toEqual([[id]])
  await side('HubSpot').getByRole('button', { name: 'Take out of list Friends' }).click()
  await told('Taken out.')
  expect(await members()).toEqual([[]])
  expect(problems).toEqual([])
})

test('what others write shows by itself', async () => {
  await control('/edit', { system: 'hubspot', object: 'contacts', values: { email: 'new@acme.example' }, by: 'Zoe' })
  await side('HubSpot').getByRole('button', { name: 'new@acme.example' }).waitFor()
  await page.getByRole('cell', { name: 'Zoe' }).first().waitFor()
  expect(problems).toEqual([])
})
