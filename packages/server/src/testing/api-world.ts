/** A server's parts for one test file: the sandbox, a policy folder, a real engine in memory, jobs and the app. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Engine, openEngine } from '@lockstep/runtime'
import { type Sandbox, startSandbox } from '@lockstep/sandbox'
import { createApp } from '../app'
import { createConnections } from '../connections'
import { createEvents, type Events } from '../events'
import { createJobs, type Jobs } from '../jobs/jobs'
import { createLogger } from '../log'
import { readSettings } from '../settings/settings'
import { systemClock } from '../system-clock'
import { createWorkspace, type Workspace } from '../workspace'

/** People by email; made in Salesforce, changed on both sides. */
export const policy = `policy "Api" {
  every 5 minutes
}

sync contact with Lead {
  match email = Email
  prefer newest

  from hubspot {
    on new     create Lead
    on change  update
  }

  from Lead {
    on change  update
  }

  map {
    email      <->  Email
    firstname  <->  FirstName
    lastname   <->  LastName default "[unknown]"
    company     ->  Company  default "[not provided]"
  }
}
`

export type ApiWorld = {
  readonly folder: string
  readonly sandbox: Sandbox
  readonly events: Events
  readonly workspace: Workspace
  readonly jobs: Jobs
  readonly app: ReturnType<typeof createApp>
  /** A person's edit in HubSpot: a new contact. */
  edit(values: Readonly<Record<string, string>>): Promise<void>
  close(): Promise<void>
}

type ExecuteSql = Engine['queue']['executeSql']

/** Starts everything; the engine opens at its first use. `queue` stands between the job queue and the database. */
export const startApiWorld = async ({
  queue = (executeSql) => executeSql,
}: {
  queue?: (executeSql: ExecuteSql) => ExecuteSql
} = {}): Promise<ApiWorld> => {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-api-'))
  const events = createEvents()
  const logger = createLogger('silent')
  const sandbox = await startSandbox({ empty: true })
  const settings = readSettings(folder, {
    LOCKSTEP_HUBSPOT_OVERLAP_SECONDS: '0',
    HUBSPOT_API_URL: sandbox.hubspot.url,
    HUBSPOT_ACCESS_TOKEN: sandbox.hubspot.accessToken,
    SALESFORCE_INSTANCE_URL: sandbox.salesforce.url,
    SALESFORCE_ACCESS_TOKEN: sandbox.salesforce.accessToken,
  })
  const connections = createConnections(settings, true)
  const { connectors } = connections
  mkdirSync(join(folder, 'catalog'))
  writeFileSync(join(folder, 'catalog/hubspot.json'), JSON.stringify(await connectors.hubspot.catalog(['contact', 'company'])))
  writeFileSync(join(folder, 'catalog/salesforce.json'), JSON.stringify(await connectors.salesforce.catalog(['Lead', 'Contact', 'User'])))
  writeFileSync(join(folder, 'policy.sync'), policy)
  const workspace = createWorkspace(folder, (compiled) =>
    openEngine({ policy: compiled, connectors, database: { kind: 'memory' }, clock: systemClock, random: Math.random }),
  )
  const current = async (): Promise<Engine> => {
    const engine = await workspace.current()
    return { ...engine, queue: { executeSql: queue((text, values) => engine.queue.executeSql(text, values)) } }
  }
  const jobs = createJobs({ current, events, logger, isEmbedded: true })
  const app = createApp({
    workspace,
    jobs,
    events,
    logger,
    connections: connections.states,
    database: 'embedded',
    version: '0.0.0',
    schedule: 'off',
  })
  return {
    folder,
    sandbox,
    events,
    workspace,
    jobs,
    app,
    edit: async (values) => {
      const response = await fetch(`${sandbox.control.url}/edit`, {
        method: 'POST',
        body: JSON.stringify({ system: 'hubspot', object: 'contact', values }),
      })
      if (!response.ok) throw new Error(`the sandbox refused an edit: ${await response.text()}`)
    },
    close: async () => {
      await jobs.stop()
      await workspace.close()
      await sandbox.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
