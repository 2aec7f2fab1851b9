/** Settings: environment variables and `lockstep.json` beside the policy, checked into one typed value. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { addressProblem, allowedHostsVariable, LockstepError, type SideName } from '@lockstep/runtime'
import { secretsIn } from './secrets'

export type HubspotLogin =
  | { readonly kind: 'token'; readonly accessToken: string }
  | { readonly kind: 'oauth'; readonly clientId: string; readonly clientSecret: string; readonly refreshToken: string }

export type SalesforceLogin =
  | { readonly kind: 'token'; readonly instanceUrl: string; readonly accessToken: string }
  | { readonly kind: 'client-credentials'; readonly loginUrl: string; readonly clientId: string; readonly clientSecret: string }

export type Settings = {
  readonly hubspot: { readonly url: string | undefined; readonly login: HubspotLogin | undefined; readonly keyName: string | undefined }
  readonly salesforce: { readonly login: SalesforceLogin | undefined; readonly keyName: string | undefined }
  /** Hosts beside the vendors' own and this machine that may be given a login. */
  readonly allowedHosts: readonly string[]
  /** What may never be kept or shown. */
  readonly secrets: readonly string[]
  readonly database: { readonly kind: 'postgres'; readonly url: string } | { readonly kind: 'embedded'; readonly folder: string }
  /** Where the embedded database, the lock and the running server's address are kept. */
  readonly data: string
  readonly port: number
  readonly host: string
  /** How far HubSpot's search index may lag, milliseconds: windows overlap by this much. */
  readonly hubspotOverlap: number
  /** How long a delete waits before it is carried, milliseconds. */
  readonly deleteDelay: number | undefined
}

/** Settings that may stand in `lockstep.json`, with the environment variable of the same meaning. */
const inFile: Readonly<Record<string, string>> = {
  hubspotKey: 'LOCKSTEP_HUBSPOT_KEY',
  hubspotOverlapSeconds: 'LOCKSTEP_HUBSPOT_OVERLAP_SECONDS',
  salesforceKey: 'LOCKSTEP_SALESFORCE_KEY',
  deleteDelay: 'LOCKSTEP_DELETE_DELAY',
  data: 'LOCKSTEP_DATA',
  port: 'PORT',
  host: 'HOST',
}

/** Addresses that logins are sent to: whoever may change a file of the folder must not be able to send them elsewhere. */
const environmentAlone: Readonly<Record<string, string>> = {
  hubspotApiUrl: 'HUBSPOT_API_URL',
  salesforceLoginUrl: 'SALESFORCE_LOGIN_URL',
  salesforceInstanceUrl: 'SALESFORCE_INSTANCE_URL',
  allowedHosts: allowedHostsVariable,
}

const bad = (message: string, help: string): never => {
  throw new LockstepError('setting', message, { help })
}

const readFile = (folder: string): Record<string, string> => {
  const path = join(folder, 'lockstep.json')
  if (!existsSync(path)) return {}
  let parsed: unknown
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return bad('`lockstep.json` is not valid JSON', 'mend the file or delete it')
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    return bad('`lockstep.json` must hold one object', 'write `{ "port": 4600 }`, for example')
  }
  const found: Record<string, string> = {}
  for (const [key, value] of Object.entries(parsed)) {
    const name = Object.hasOwn(inFile, key) ? inFile[key] : undefined
    const own = Object.hasOwn(environmentAlone, key) ? environmentAlone[key] : Object.values(environmentAlone).find((one) => one === key)
    if (own !== undefined) {
      return bad(
        `\`lockstep.json\` holds \`${key}\`, an address that logins are sent to, which counts only in the environment`,
        `set \`${own}\` in the environment instead, and take it out of the file`,
      )
    }
    if (name === undefined) {
      const secret = /token|secret|password|database/i.test(key)
      return bad(
        secret ? `\`lockstep.json\` holds \`${key}\`, which is a secret` : `\`lockstep.json\` holds an unknown setting \`${key}\``,
        secret ? 'set it in the environment instead, and never keep it in git' : `known settings are ${Object.keys(inFile).join(', ')}`,
      )
    }
    found[name] = String(value)
  }
  return found
}

const url = (side: SideName, name: string, value: string | undefined, allowedHosts: readonly string[]): string | undefined => {
  if (value === undefined) return undefined
  const problem = addressProblem(side, `\`${name}\``, value, allowedHosts)
  return problem === undefined ? value.replace(/\/+$/, '') : bad(problem.message, problem.help)
}

const hosts = (value: string | undefined): readonly string[] => {
  const named = (value ?? '').split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim().toLowerCase()]))
  const wrong = named.find((host) => !/^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/.test(host))
  return wrong === undefined
    ? named
    : bad(
        `\`${allowedHostsVariable}\` holds \`${wrong}\`, which is not a host name`,
        'write host names with commas between: `a.example, b.example`',
      )
}

const wholeNumber = (name: string, value: string, least: number, most: number): number => {
  const number = Number(value)
  if (!Number.isInteger(number) || number < least || number > most) {
    return bad(`\`${name}\` must be a whole number from ${least} to ${most}, not \`${value}\``, 'mend the setting')
  }
  return number
}

const unitMilliseconds: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000 }
const oneDay = 24 * 3_600_000

const duration = (name: string, value: string | undefined): number | undefined => {
  if (value === undefined) return undefined
  const parts = /^(\d+)\s*([mh])$/.exec(value)
  const milliseconds = value === '0' ? 0 : Number(parts?.[1]) * (unitMilliseconds[parts?.[2] ?? ''] ?? Number.NaN)
  return milliseconds >= 0 && milliseconds <= oneDay
    ? milliseconds
    : bad(`\`${name}\` must be a time from 0 to 24 hours, not \`${value}\``, 'write it as `30m` or `6h`')
}

const hubspotLogin = (get: (name: string) => string | undefined): HubspotLogin | undefined => {
  const accessToken = get('HUBSPOT_ACCESS_TOKEN')
  if (accessToken) return { kind: 'token', accessToken }
  const clientId = get('HUBSPOT_CLIENT_ID')
  const clientSecret = get('HUBSPOT_CLIENT_SECRET')
  const refreshToken = get('HUBSPOT_REFRESH_TOKEN')
  if (clientId && clientSecret && refreshToken) return { kind: 'oauth', clientId, clientSecret, refreshToken }
  if (clientId || clientSecret || refreshToken) {
    return bad(
      'signing in to HubSpot by OAuth needs three settings',
      'set `HUBSPOT_CLIENT_ID`, `HUBSPOT_CLIENT_SECRET` and `HUBSPOT_REFRESH_TOKEN`',
    )
  }
  return undefined
}

const salesforceLogin = (get: (name: string) => string | undefined, allowedHosts: readonly string[]): SalesforceLogin | undefined => {
  const instanceUrl = url('salesforce', 'SALESFORCE_INSTANCE_URL', get('SALESFORCE_INSTANCE_URL'), allowedHosts)
  const accessToken = get('SALESFORCE_ACCESS_TOKEN')
  if (instanceUrl && accessToken) return { kind: 'token', instanceUrl, accessToken }
  const loginUrl = url('salesforce', 'SALESFORCE_LOGIN_URL', get('SALESFORCE_LOGIN_URL'), allowedHosts)
  const clientId = get('SALESFORCE_CLIENT_ID')
  const clientSecret = get('SALESFORCE_CLIENT_SECRET')
  if (loginUrl && clientId && clientSecret) return { kind: 'client-credentials', loginUrl, clientId, clientSecret }
  if (instanceUrl || accessToken || loginUrl || clientId || clientSecret) {
    return bad(
      'signing in to Salesforce needs one more setting',
      'set `SALESFORCE_INSTANCE_URL` with `SALESFORCE_ACCESS_TOKEN`, or `SALESFORCE_LOGIN_URL` with `SALESFORCE_CLIENT_ID` and `SALESFORCE_CLIENT_SECRET`',
    )
  }
  return undefined
}

/** Reads and checks all settings; the environment wins over the file. Throws a `setting` error with one plain sentence. */
export const readSettings = (folder: string, environment: Readonly<Record<string, string | undefined>>): Settings => {
  const file = readFile(folder)
  const get = (name: string): string | undefined => environment[name]?.trim() || file[name]
  const data = resolve(folder, get('LOCKSTEP_DATA') ?? '.lockstep')
  const allowedHosts = hosts(get(allowedHostsVariable))
  const database = get('DATABASE_URL')
  if (database !== undefined && !/^postgres(ql)?:\/\//.test(database)) {
    bad('`DATABASE_URL` must begin with postgres://', 'mend the setting, or unset it to use the embedded database')
  }
  return {
    hubspot: {
      url: url('hubspot', 'HUBSPOT_API_URL', get('HUBSPOT_API_URL'), allowedHosts),
      login: hubspotLogin(get),
      keyName: get('LOCKSTEP_HUBSPOT_KEY'),
    },
    salesforce: { login: salesforceLogin(get, allowedHosts), keyName: get('LOCKSTEP_SALESFORCE_KEY') },
    allowedHosts,
    secrets: secretsIn(environment),
    database: database === undefined ? { kind: 'embedded', folder: join(data, 'database') } : { kind: 'postgres', url: database },
    data,
    port: wholeNumber('PORT', get('PORT') ?? '4600', 0, 65_535),
    host: get('HOST') ?? '127.0.0.1',
    hubspotOverlap: wholeNumber('LOCKSTEP_HUBSPOT_OVERLAP_SECONDS', get('LOCKSTEP_HUBSPOT_OVERLAP_SECONDS') ?? '60', 0, 86_400) * 1000,
    deleteDelay: duration('LOCKSTEP_DELETE_DELAY', get('LOCKSTEP_DELETE_DELAY')),
  }
}
