/** A whole Lockstep for one test file: the sandbox with a few people, a policy folder, and the server with the built pages. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox } from '@lockstep/sandbox'
import { createConnections, createLogger, type RunningServer, readSettings, startServer } from '@lockstep/server'
import { build } from 'vite'
import { policyFiles, seedFiles } from './people'

export type World = {
  readonly url: string
  readonly folder: string
  /** The policy file as it stands in the folder. */
  readonly read: (path: string) => string
  readonly write: (path: string, text: string) => void
  /** A new contact in HubSpot. */
  readonly invite: (values: Readonly<Record<string, string>>) => Promise<void>
  /** Salesforce answers its next queries late, so that a run takes a while. */
  readonly slowDown: () => Promise<void>
  readonly stopServer: () => Promise<void>
  /** Starts the server again, at the same address and on the same data. */
  readonly startServer: () => Promise<void>
  readonly close: () => Promise<void>
}

const writeAll = (folder: string, files: Readonly<Record<string, string>>): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** Builds the pages from the present source into a folder of its own, so that no old build is tested. */
const buildPages = async (outDir: string): Promise<void> => {
  await build({ configFile: join(import.meta.dirname, '..', 'vite.config.ts'), logLevel: 'error', build: { outDir, emptyOutDir: true } })
}

/** Starts everything on free ports of this machine; `close` stops it and removes its folders. */
export const startWorld = async (): Promise<World> => {
  const base = mkdtempSync(join(tmpdir(), 'lockstep-e2e-'))
  const folder = join(base, 'policy')
  const editor = join(base, 'pages')
  writeAll(join(base, 'seed'), seedFiles)
  writeAll(folder, policyFiles)
  await buildPages(editor)
  const sandbox = await startSandbox({ data: join(base, 'seed') })
  const settings = readSettings(folder, {
    PORT: '0',
    HOST: '127.0.0.1',
    LOCKSTEP_DATA: join(base, 'store'),
    LOCKSTEP_HUBSPOT_OVERLAP_SECONDS: '0',
    HUBSPOT_API_URL: sandbox.hubspot.url,
    HUBSPOT_ACCESS_TOKEN: sandbox.hubspot.accessToken,
    SALESFORCE_INSTANCE_URL: sandbox.salesforce.url,
    SALESFORCE_ACCESS_TOKEN: sandbox.salesforce.accessToken,
  })
  const { connectors } = createConnections(settings, true)
  const [hubspot, salesforce] = await Promise.all([
    connectors.hubspot.catalog(['contact', 'company']),
    connectors.salesforce.catalog(['Lead', 'Contact', 'Account', 'User']),
  ])
  writeAll(folder, { 'catalog/hubspot.json': JSON.stringify(hubspot), 'catalog/salesforce.json': JSON.stringify(salesforce) })
  const start = async (port: number): Promise<RunningServer> => {
    const server = await startServer({
      folder,
      settings: { ...settings, port },
      version: '0.0.0',
      logger: createLogger('silent'),
      editor,
      schedule: false,
      isSandbox: true,
    })
    // Opening the embedded database keeps this process busy; the pages come after it.
    await server.firstRun
    return server
  }
  let server = await start(0)
  const { url } = server
  return {
    url,
    folder,
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    write: (path, text) => writeFileSync(join(folder, path), text),
    invite: async (values) => {
      const body = JSON.stringify({ system: 'hubspot', object: 'contact', values })
      const response = await fetch(`${sandbox.control.url}/edit`, { method: 'POST', body })
      if (!response.ok) throw new Error(`the sandbox refused an edit: ${await response.text()}`)
    },
    slowDown: async () => {
      const fault = { system: 'salesforce', match: '/services/data', kind: 'slow', times: 2, delay: 3_000 }
      await fetch(`${sandbox.control.url}/faults`, { method: 'POST', body: JSON.stringify(fault) })
    },
    stopServer: () => server.close(),
    startServer: async () => {
      server = await start(Number(new URL(url).port))
    },
    close: async () => {
      await server.close()
      await sandbox.close()
      rmSync(base, { recursive: true, force: true })
    },
  }
}
