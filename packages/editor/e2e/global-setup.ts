/** Before all tests: finds the browser once and tells every worker; parallel workers that unpack it themselves would meet half a file. */
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { type FoundBrowser, findBrowser } from './find-browser'

declare module 'vitest' {
  export interface ProvidedContext {
    browser: FoundBrowser
  }
}

export default async ({ provide, config }: TestProject): Promise<void> => {
  const cache = join(config.root, 'node_modules', '.cache', 'lockstep')
  provide('browser', await findBrowser({ environment: process.env, platform: process.platform, architecture: process.arch, cache }))
}
