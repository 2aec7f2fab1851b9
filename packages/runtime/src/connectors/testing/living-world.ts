/** A world that goes on for days, over HTTP: a sandbox, both real connectors on one ledger, an engine of a policy text, and one clock. */
import { analyze, type CompiledPolicy, compile, type HubspotCatalog, type SalesforceCatalog } from '@lockstep/dsl'
import { startSandbox } from '@lockstep/sandbox'
import { openEngine } from '../../engine'
import type { Engine, EngineOptions } from '../../engine-contract'
import type { SideName } from '../../model'
import { createMeter } from '../../quota/meter'
import { openStore } from '../../store/open-store'
import { openSqlStore } from '../../store/sql-store'
import type { OpenStore } from '../../store/store'
import { workspaceId } from '../../store/workspace'
import type { Meter } from '../connector'
import { createHubspotConnector } from '../hubspot'
import { createSalesforceConnector } from '../salesforce'

/** One request as the ledger saw it. */
export type MadeCall = { readonly system: SideName; readonly purpose: string; readonly status: number; readonly path: string }

export type LivingOptions = {
  /** The policy's text, compiled against the schemas of the sandbox. */
  readonly policy: string
  /** Where the store lies; in memory unless told otherwise. */
  readonly database?: Exclude<EngineOptions['database'], { readonly kind: 'open' }>
  /** Stands between the engine and the connectors, for what the sandbox does not play. */
  readonly between?: (connectors: EngineOptions['connectors']) => EngineOptions['connectors']
  /** Called before the policy is compiled, with the hands of `LivingWorld`. */
  readonly prepare?: (hands: Pick<LivingWorld, 'control' | 'edit' | 'hubspotApi' | 'addOwner' | 'addUser'>) => Promise<void>
}

export type LivingWorld = Awaited<ReturnType<typeof openLivingWorld>>

type Dump = Readonly<Record<SideName, Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>>>

const minute = 60_000

/** Starts all of it. Time stands still between `pass` and `pass`, for the services and the engine alike. */
export const openLivingWorld = async (options: LivingOptions) => {
  const sandbox = await startSandbox({ empty: true })
  const control = async (path: string, body: unknown = {}): Promise<unknown> => {
    const response = await fetch(`${sandbox.control.url}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { connection: 'close' },
    })
    const answer: unknown = await response.json()
    if (!response.ok) throw new Error(JSON.stringify(answer))
    return answer
  }
  await control('/clock', { freeze: true })
  await control('/world', { limits: { hubspot: { searchPerSecond: 1_000, tenSecondly: 100_000 } } })
  const read = async (path: string): Promise<unknown> =>
    (await fetch(`${sandbox.control.url}${path}`, { headers: { connection: 'close' } })).json()
  let time = Date.parse(((await read('/clock')) as { now: string }).now)
  const clock = {
    now: () => time,
    sleep: async (milliseconds: number) => {
      time += milliseconds
      await control('/clock', { advance: `${Math.ceil(milliseconds)}ms` })
    },
  }
  const calls: MadeCall[] = []
  /** What a process has for itself: its ledger, and connectors that remember logins and schemas. */
  const connect = () => {
    const ledger = createMeter({ clock, hubspotBurst: 100_000, hubspotSearches: 1_000 })
    const meter: Meter = {
      before: (call) => ledger.before(call),
      after: (call) => {
        calls.push({ system: call.system, purpose: call.purpose, status: call.status, path: call.path })
        ledger.after(call)
      },
    }
    const shared = { meter, clock, timeoutMs: 20_000, random: () => 0 }
    const { url, accessToken } = sandbox.hubspot
    const { url: loginUrl, clientId, clientSecret } = sandbox.salesforce
    const connectors = {
      hubspot: createHubspotConnector({ ...shared, url, accessToken }),
      salesforce: createSalesforceConnector({ ...shared, loginUrl, clientId, clientSecret }),
    }
    return { ledger, connectors }
  }
  let process = connect()
  /** A person's edit, or a new record; its id. */
  const edit = async (system: SideName, object: string, values: object, id?: string): Promise<string> =>
    ((await control('/edit', { system, object, values, ...(id === undefined ? {} : { id }) })) as { id: string }).id

  /** Time goes by in both systems and for the engine. */
  const pass = async (minutes: number): Promise<void> => {
    time += minutes * minute
    await control('/clock', { advance: `${minutes}m` })
  }
  /** A record's values as its system holds them now. */
  const valuesOf = async (system: SideName, object: string, id: string): Promise<Readonly<Record<string, unknown>>> => {
    const dump = (await read('/dump')) as Dump
    const row = dump[system][object]?.find((each) => (each['id'] ?? each['Id']) === id)
    if (row === undefined) throw new Error(`${object} ${id} is not there`)
    return (system === 'hubspot' ? row['values'] : row) as Readonly<Record<string, unknown>>
  }
  /** A request to HubSpot's API as the connected app makes it, past the ledger: what a person does in the settings. */
  const hubspotApi = async (method: string, path: string, body?: unknown): Promise<Readonly<Record<string, unknown>>> => {
    const { url, accessToken } = sandbox.hubspot
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json', connection: 'close' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(text)
    return text === '' ? {} : (JSON.parse(text) as Readonly<Record<string, unknown>>)
  }
  /** A user of HubSpot; the owner's id. */
  const addOwner = async (email: string): Promise<string> => {
    const user = await hubspotApi('POST', '/settings/v3/users', { email, firstName: email.split('@')[0], lastName: 'Owner' })
    const owner = await hubspotApi('GET', `/crm/v3/owners/${String(user['id'])}?idProperty=userId`)
    return String(owner['id'])
  }
  /** A user of Salesforce; its id. */
  const addUser = async (email: string): Promise<string> => {
    const [name = ''] = email.split('@')
    const profile = ((await read('/dump')) as Dump).salesforce['Profile']?.[0]?.['Id']
    return edit('salesforce', 'User', {
      Username: email,
      Email: email,
      FirstName: name,
      LastName: 'Owner',
      Alias: name.slice(0, 8),
      ProfileId: profile,
      TimeZoneSidKey: 'Europe/London',
      LocaleSidKey: 'en_GB',
      EmailEncodingKey: 'UTF-8',
      LanguageLocaleKey: 'en_US',
    })
  }
  await options.prepare?.({ control, edit, hubspotApi, addOwner, addUser })

  // The schemas as they were at the start: a policy folder's catalog is not pulled anew by itself.
  const catalog = {
    hubspot: (await process.connectors.hubspot.catalog(['contact', 'company'], { people: true })) as HubspotCatalog,
    salesforce: (await process.connectors.salesforce.catalog(['Lead', 'Contact', 'Account'], { people: true })) as SalesforceCatalog,
  }
  const compileText = (text: string): CompiledPolicy => {
    const analysis = analyze([{ file: 'test.sync', text }], catalog)
    const { policy } = compile(analysis)
    if (policy === undefined) throw new Error(JSON.stringify(analysis.diagnostics, null, 1))
    return policy
  }
  const store: OpenStore = openSqlStore(await openStore(options.database ?? { kind: 'memory' }), workspaceId)
  let policy = compileText(options.policy)
  const openOn = (): Promise<Engine> =>
    openEngine({
      policy,
      connectors: options.between?.(process.connectors) ?? process.connectors,
      database: { kind: 'open', store: { ...store, close: () => Promise.resolve() } },
      clock,
      random: () => 0,
      meter: process.ledger,
    })
  let engine = await openOn()

  /** The calls that `work` makes. */
  const callsOf = async (work: () => Promise<unknown>): Promise<readonly MadeCall[]> => {
    const from = calls.length
    await work()
    return calls.slice(from)
  }
  return {
    sandbox,
    control,
    read,
    edit,
    pass,
    valuesOf,
    callsOf,
    hubspotApi,
    addOwner,
    addUser,
    clock,
    store,
    get connectors() {
      return process.connectors
    },
    get engine(): Engine {
      return engine
    },
    compileText,
    /** Makes another policy the deployed one. */
    deploy: async (text: string): Promise<void> => {
      policy = compileText(text)
      await engine.deploy(policy)
    },
    /** Another process on the same store: new connectors, a new ledger, the policy deployed last. */
    restart: async (): Promise<void> => {
      await engine.close()
      process = connect()
      engine = await openOn()
    },
    close: async (): Promise<void> => {
      await engine.close()
      await store.close()
      await sandbox.close()
    },
  }
}
