/** Connections: settings to connectors to an engine; the one place where the server meets both vendors. */
import type { CompiledPolicy } from '@lockstep/dsl'
import {
  type Connector,
  createHubspotConnector,
  createMeter,
  createRedactor,
  createSalesforceConnector,
  type Engine,
  LockstepError,
  openEngine,
  type Redactor,
  type SideName,
} from '@lockstep/runtime'
import { prepareData } from './address'
import type { StatusResponse } from './contract'
import type { Settings } from './settings/settings'
import { systemClock } from './system-clock'

const names = { hubspot: 'HubSpot', salesforce: 'Salesforce' } as const
const cures = {
  hubspot: 'set `HUBSPOT_ACCESS_TOKEN`, or try the sandbox with `lockstep demo`',
  salesforce: 'set `SALESFORCE_LOGIN_URL`, `SALESFORCE_CLIENT_ID` and `SALESFORCE_CLIENT_SECRET`, or try the sandbox with `lockstep demo`',
} as const

/** Stands in for a system without a login: looking at what is stored works, anything that would call says what is missing. */
const withoutLogin = (side: SideName): Connector => {
  const refuse = (): never => {
    throw new LockstepError('authentication', `${names[side]} is not connected: there is no login`, { system: side, help: cures[side] })
  }
  return {
    side,
    setup: async () => refuse(),
    catalog: async () => refuse(),
    changes: refuse,
    inventory: refuse,
    sweep: refuse,
    read: async () => refuse(),
    find: async () => refuse(),
    pack: () => [],
    minimum: () => ({ read: 0, write: 0 }),
    send: async () => refuse(),
    now: () => systemClock.now(),
  }
}

type Known = { account: string | null; user: string | null; state: 'connected' | 'failed' | 'unknown'; message: string | null }

/** Remembers what the last set-up and the last failure said, for the status page. */
const watched = (connector: Connector, known: Known): Connector => ({
  ...connector,
  setup: async (watches, options) => {
    try {
      const report = await connector.setup(watches, options)
      Object.assign(known, { account: report.account, user: report.user.name, state: 'connected', message: null } satisfies Known)
      return report
    } catch (error) {
      Object.assign(known, { state: 'failed', message: error instanceof LockstepError ? error.message : 'could not connect' })
      throw error
    }
  },
})

export type Connections = {
  readonly connectors: { readonly hubspot: Connector; readonly salesforce: Connector }
  open(policy: CompiledPolicy): Promise<Engine>
  states(): StatusResponse['connections']
}

/** Makes both connectors; sends no request yet. */
export const createConnections = (
  settings: Settings,
  isSandbox: boolean,
  redactor: Redactor = createRedactor(settings.secrets),
): Connections => {
  const meter = createMeter({ clock: systemClock })
  const { hubspot, salesforce } = settings
  const known: Record<SideName, Known> = {
    hubspot: { account: null, user: null, state: 'unknown', message: null },
    salesforce: { account: null, user: null, state: 'unknown', message: null },
  }
  const shared = { meter, clock: systemClock, allowedHosts: settings.allowedHosts, redactor }
  const makeHubspot = (): Connector => {
    if (hubspot.login === undefined) return withoutLogin('hubspot')
    const { login } = hubspot
    return createHubspotConnector({
      ...shared,
      ...(login.kind === 'token'
        ? { accessToken: login.accessToken }
        : { oauth: { clientId: login.clientId, clientSecret: login.clientSecret, refreshToken: login.refreshToken } }),
      ...(hubspot.url === undefined ? {} : { url: hubspot.url }),
      ...(hubspot.keyName === undefined ? {} : { keyName: hubspot.keyName }),
      overlapMs: settings.hubspotOverlap,
    })
  }
  const makeSalesforce = (): Connector => {
    if (salesforce.login === undefined) return withoutLogin('salesforce')
    const { login, keyName } = salesforce
    const common = { ...shared, ...(keyName === undefined ? {} : { keyName }) }
    return login.kind === 'token'
      ? createSalesforceConnector({ ...common, instanceUrl: login.instanceUrl, accessToken: login.accessToken })
      : createSalesforceConnector({ ...common, loginUrl: login.loginUrl, clientId: login.clientId, clientSecret: login.clientSecret })
  }
  const connectors = { hubspot: watched(makeHubspot(), known.hubspot), salesforce: watched(makeSalesforce(), known.salesforce) }
  const urlOf = {
    hubspot: hubspot.url ?? 'https://api.hubapi.com',
    salesforce:
      salesforce.login === undefined ? '' : 'loginUrl' in salesforce.login ? salesforce.login.loginUrl : salesforce.login.instanceUrl,
  }
  return {
    connectors,
    open: async (policy) => {
      if (settings.database.kind === 'embedded') await prepareData(settings.data)
      return openEngine({
        policy,
        connectors,
        meter,
        database: settings.database,
        clock: systemClock,
        random: Math.random,
        redactor,
        ...(settings.deleteDelay === undefined ? {} : { deleteDelay: settings.deleteDelay }),
      })
    },
    states: () =>
      (['hubspot', 'salesforce'] as const).map((system) => ({ system, url: urlOf[system], ...known[system], sandbox: isSandbox })),
  }
}
