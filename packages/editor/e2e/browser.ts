/** Finds a Chromium: the system's, else the one from npm; each start has an empty profile of its own. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sparticuz from '@sparticuz/chromium'
import { type BrowserContext, chromium } from 'playwright-core'

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome']

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The path of a browser that can be started; unpacks the one from npm when the system has none. */
export const findBrowser = async (): Promise<string> => installed.find((path) => existsSync(path)) ?? (await sparticuz.executablePath())

export type Started = { readonly context: BrowserContext; readonly close: () => Promise<void> }

/** Starts a browser window of that size; `close` ends it and removes its profile. */
export const startBrowser = async (size: { readonly width: number; readonly height: number }, dark = false): Promise<Started> => {
  const profile = mkdtempSync(join(tmpdir(), 'lockstep-browser-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findBrowser(),
    args: flags,
    headless: true,
    viewport: { width: size.width, height: size.height },
    colorScheme: dark ? 'dark' : 'light',
    locale: 'en-US',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  })
  return {
    context,
    close: async () => {
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}
