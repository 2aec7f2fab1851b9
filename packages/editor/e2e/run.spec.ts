/** Plan, run, health and records in a real browser, against the real engine and the sandbox. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Visit, visit } from './visit'
import { startWorld, type World } from './world'

let world: World
let browser: Visit

beforeAll(async () => {
  world = await startWorld()
  browser = await visit(world, { width: 1280, height: 800 })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

const open = async (name: string) => {
  await browser.page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click()
  await browser.page.getByRole('heading', { level: 1, name }).waitFor()
}

test('before the first plan the page says what to do', async () => {
  const { page } = browser
  await open('Plan and run')
  await page.getByText('Make a plan first').waitFor()
})

test('a plan shows each change with its values and the rule behind it', async () => {
  const { page } = browser
  await page.locator('.page-actions').getByRole('button', { name: 'Plan', exact: true }).click()
  await page.getByRole('heading', { name: 'What a run would do' }).waitFor()
  const change = page.locator('.change', { hasText: 'taro@yamada.example' })
  expect(await change.locator('.change-action').textContent()).toBe(' Create')
  await change.getByRole('button').click()
  const row = change.getByRole('row', { name: /FirstName/ })
  expect(await row.locator('th, td').allTextContents()).toEqual(['FirstName', 'blank', '太郎', 'people.sync:18'])
})

test('the rule of a change opens the policy text at its line', async () => {
  const { page } = browser
  await page.getByRole('link', { name: 'people.sync:18' }).first().click()
  await page.locator('.revealed-line').waitFor()
  expect(await page.locator('.line-numbers.active-line-number').textContent()).toBe('18')
  await open('Plan and run')
})

test('applying the plan writes it, shows progress, and ends with the result', async () => {
  const { page } = browser
  await page.getByRole('button', { name: 'Apply this plan' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Apply this plan' }).click()
  await page.getByRole('heading', { name: /Result of the last sync/ }).waitFor({ timeout: 60_000 })
  await page.locator('.badge-good', { hasText: 'done' }).first().waitFor()
})

test('a second sync finds nothing to write', async () => {
  const { page } = browser
  await page.locator('.page-actions').getByRole('button', { name: 'Sync now' }).click()
  await page.getByText('Both sides agreed already. Nothing had to be written.').waitFor({ timeout: 60_000 })
})

test('health shows the calls, and the person who could not cross as an error that can be ignored with a reason', async () => {
  const { page } = browser
  await open('Health')
  await page.getByRole('img', { name: 'HubSpot calls by hour' }).waitFor()
  await page.locator('.error-card').first().click()
  const panel = page.getByRole('dialog')
  await panel.locator('.error-item', { hasText: 'Maximiliana' }).waitFor()
  await panel.getByRole('checkbox', { name: 'Choose all shown' }).check()
  await panel.getByRole('button', { name: 'Ignore…' }).click()
  await panel.getByLabel('Why may these be ignored?').fill('the name is right as it is')
  await panel.getByRole('button', { name: 'Ignore', exact: true }).click()
  await page.getByText('1 error is ignored from now on.').waitFor()
  await panel.getByRole('button', { name: 'Ignored' }).click()
  await panel.getByText('Ignored because: the name is right as it is').waitFor()
  await panel.getByRole('button', { name: 'Close' }).click()
})

test('a record is found by its email and tells why it is as it is', async () => {
  const { page } = browser
  await open('Records')
  await page.getByRole('searchbox').fill('ada@')
  await page.locator('.record-list a', { hasText: 'ada@lovelace.example' }).click()
  await page.locator('.table-values').waitFor()
  const phone = page.locator('.table-values tr', { hasText: 'phone' })
  expect((await phone.locator('td').allTextContents()).slice(0, 2)).toEqual(['+44 20 5550 999', '+44 20 5550 999'])
  expect(await page.locator('.timeline-item').count()).toBeGreaterThan(0)
})

test('a run held for approval tells what it holds, and lets it go when asked', async () => {
  const { page } = browser
  world.write('policy.sync', world.read('policy.sync').replace('  every 5 minutes\n', '  every 5 minutes\n  hold when creates exceed 1\n'))
  for (const name of ['edsger', 'barbara']) await world.invite({ email: `${name}@example.com`, lastname: name, company: 'Proofs' })
  await open('Plan and run')
  await page.locator('.page-actions').getByRole('button', { name: 'Sync now' }).click()
  await page.getByText('This run held records back').waitFor({ timeout: 60_000 })
  expect((await page.locator('.held-list li').allTextContents()).map((text) => text.replace(/ policy\.sync.*/, ''))).toEqual([
    '2 creates of contact: more than the limit of 1.',
  ])
  await page.getByRole('button', { name: 'Let them go…' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Let them go…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Let them go' }).click()
  await page.locator('.held-list').waitFor({ state: 'detached', timeout: 60_000 })
  await page.locator('.badge-good', { hasText: 'done' }).first().waitFor()
})

test('the browser had nothing to complain about', () => {
  expect(browser.complaints).toEqual([])
})
