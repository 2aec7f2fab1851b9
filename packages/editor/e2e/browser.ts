/** Starts the browser that was found; each start has an empty profile of its own. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright-core'
import { inject } from 'vitest'

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

export type Started = { readonly context: BrowserContext; readonly close: () => Promise<void> }

/** Starts a browser window of that size; `close` ends it and removes its profile. Throws one sentence where there is no browser. */
export const startBrowser = async (size: { readonly width: number; readonly height: number }, dark = false): Promise<Started> => {
  const found = inject('browser')
  if ('problem' in found) throw new Error(found.problem)
  const profile = mkdtempSync(join(tmpdir(), 'lockstep-browser-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: found.program,
    env: { ...process.env, ...found.environment },
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
