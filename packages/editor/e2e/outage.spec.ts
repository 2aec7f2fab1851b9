/** A server that goes away while a page is open: the page says so, and is right again when the server is back. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Visit, visit } from './visit'
import { startWorld, type World } from './world'

let world: World
let browser: Visit

beforeAll(async () => {
  world = await startWorld()
  browser = await visit(world, { width: 390, height: 844 })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

test('a narrow window reaches every page, and none is wider than the window', async () => {
  const { page } = browser
  for (const name of ['Plan and run', 'Health', 'Records', 'Policy']) {
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click()
    await page.getByRole('heading', { level: 1, name }).waitFor()
    expect({ name, tooWide: await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth) }).toEqual({
      name,
      tooWide: 0,
    })
  }
  expect(await page.locator('.segmented button').allTextContents()).toEqual([' Text', ' Graph'])
})

test('a run that the server did not survive is no longer shown as running, and changes made meanwhile arrive', async () => {
  const { page } = browser
  await page.locator('.view-line').first().waitFor()
  await page.getByRole('tab', { name: 'tables.sync' }).click()
  await world.slowDown()
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Plan and run' }).click()
  await page.locator('.page-actions').getByRole('button', { name: 'Sync now' }).click()
  await page.locator('.running-now').waitFor()
  await world.stopServer()
  await page.getByText('Not connected to the server. Trying again…').waitFor()
  world.write('tables.sync', `# Changed meanwhile.\n${world.read('tables.sync')}`)
  await world.startServer()
  await page.getByText('Not connected to the server. Trying again…').waitFor({ state: 'detached' })
  await page.locator('.running-now').waitFor({ state: 'detached' })
  await page.locator('.page-actions').getByRole('button', { name: 'Sync now' }).click()
  await page.getByRole('heading', { name: /Result of the last sync/ }).waitFor({ timeout: 60_000 })
  await page.locator('.badge-good', { hasText: 'done' }).first().waitFor()
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Policy' }).click()
  await page.locator('.view-line', { hasText: 'Changed meanwhile.' }).waitFor()
})
