/** Opens the pages in a browser and watches for anything the browser complains about. */
import type { Page } from 'playwright-core'
import { type Started, startBrowser } from './browser'
import type { World } from './world'

export type Visit = {
  readonly page: Page
  /** Errors of scripts, of the content security policy and of requests, but for those a test expects. */
  readonly complaints: string[]
  readonly close: Started['close']
}

/** A browser window on the policy page. */
export const visit = async (world: World, size = { width: 1440, height: 900 }): Promise<Visit> => {
  const { context, close } = await startBrowser(size)
  const page = context.pages()[0] ?? (await context.newPage())
  page.setDefaultTimeout(20_000)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(world.url)
  return { page, complaints, close }
}

/** The text editor's whole text, as the page holds it. */
export const typeAtEndOfLine = async (page: Page, line: string, typed: string): Promise<void> => {
  await page.locator('.view-line', { hasText: line }).first().click()
  await page.keyboard.press('End')
  await page.keyboard.type(typed)
}
