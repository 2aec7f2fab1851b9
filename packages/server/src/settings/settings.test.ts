/** Settings: what is accepted, what is refused, in which words. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LockstepError } from '@lockstep/runtime'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readSettings } from './settings'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-settings-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const refusal = (environment: Record<string, string>): { message: string; help: string | undefined } => {
  try {
    readSettings(folder, environment)
  } catch (error) {
    if (error instanceof LockstepError) return { message: error.message, help: error.help }
    throw error
  }
  throw new Error('the settings were accepted')
}

test('nothing set means loopback, port 4600 and the embedded database beside the policy', () => {
  expect(readSettings(folder, {})).toEqual({
    hubspot: { url: undefined, login: undefined, keyName: undefined },
    salesforce: { login: undefined, keyName: undefined },
    allowedHosts: [],
    database: { kind: 'embedded', folder: join(folder, '.lockstep', 'database') },
    data: join(folder, '.lockstep'),
    port: 4600,
    host: '127.0.0.1',
    hubspotOverlap: 60_000,
    deleteDelay: undefined,
    secrets: [],
  })
})

test('the environment wins over the file', () => {
  writeFileSync(join(folder, 'lockstep.json'), '{ "port": 5000, "salesforceKey": "Sync_Key__c" }')
  const settings = readSettings(folder, { PORT: '5001' })
  expect([settings.port, settings.salesforce.keyName]).toEqual([5001, 'Sync_Key__c'])
})

test('a delay of deletes is read in minutes or hours', () => {
  const read = (value: string) => readSettings(folder, { LOCKSTEP_DELETE_DELAY: value }).deleteDelay
  expect(['0', '30m', '24h'].map(read)).toEqual([0, 30 * 60_000, 24 * 3_600_000])
})

test('each login is read from its own settings', () => {
  const settings = readSettings(folder, {
    HUBSPOT_ACCESS_TOKEN: 'pat-1',
    HUBSPOT_API_URL: 'http://127.0.0.1:9/',
    SALESFORCE_LOGIN_URL: 'https://acme.my.salesforce.com',
    SALESFORCE_CLIENT_ID: 'id',
    SALESFORCE_CLIENT_SECRET: 'secret',
  })
  expect([settings.hubspot, settings.salesforce]).toEqual([
    { url: 'http://127.0.0.1:9', login: { kind: 'token', accessToken: 'pat-1' }, keyName: undefined },
    {
      login: { kind: 'client-credentials', loginUrl: 'https://acme.my.salesforce.com', clientId: 'id', clientSecret: 'secret' },
      keyName: undefined,
    },
  ])
})

test('half a login is refused with what is missing', () => {
  expect(refusal({ SALESFORCE_CLIENT_ID: 'id' })).toEqual({
    message: 'signing in to Salesforce needs one more setting',
    help: 'set `SALESFORCE_INSTANCE_URL` with `SALESFORCE_ACCESS_TOKEN`, or `SALESFORCE_LOGIN_URL` with `SALESFORCE_CLIENT_ID` and `SALESFORCE_CLIENT_SECRET`',
  })
})

test('a secret in the file is refused without showing it', () => {
  writeFileSync(join(folder, 'lockstep.json'), '{ "hubspotAccessToken": "pat-very-secret" }')
  expect(refusal({})).toEqual({
    message: '`lockstep.json` holds `hubspotAccessToken`, which is a secret',
    help: 'set it in the environment instead, and never keep it in git',
  })
})

test.each([
  [{ LOCKSTEP_DELETE_DELAY: '25h' }, '`LOCKSTEP_DELETE_DELAY` must be a time from 0 to 24 hours, not `25h`'],
  [{ LOCKSTEP_DELETE_DELAY: '30' }, '`LOCKSTEP_DELETE_DELAY` must be a time from 0 to 24 hours, not `30`'],
  [{ PORT: 'http' }, '`PORT` must be a whole number from 0 to 65535, not `http`'],
  [{ HUBSPOT_API_URL: 'api.hubapi.com' }, '`HUBSPOT_API_URL` is not a web address'],
  [{ HUBSPOT_API_URL: 'ftp://api.hubapi.com' }, '`HUBSPOT_API_URL` must begin with https://'],
  [{ HUBSPOT_API_URL: 'http://api.hubapi.com' }, '`HUBSPOT_API_URL` must begin with https://, since a login is sent there'],
  [
    { HUBSPOT_API_URL: 'https://evil.example' },
    '`HUBSPOT_API_URL` is at `evil.example`, which is not a host of HubSpot, so no login is sent there',
  ],
  [
    { SALESFORCE_INSTANCE_URL: 'https://evil.example', SALESFORCE_ACCESS_TOKEN: 'x' },
    '`SALESFORCE_INSTANCE_URL` is at `evil.example`, which is not a host of Salesforce, so no login is sent there',
  ],
  [
    { SALESFORCE_LOGIN_URL: 'https://evil.example', SALESFORCE_CLIENT_ID: 'x', SALESFORCE_CLIENT_SECRET: 'x' },
    '`SALESFORCE_LOGIN_URL` is at `evil.example`, which is not a host of Salesforce, so no login is sent there',
  ],
  [{ LOCKSTEP_ALLOWED_HOSTS: 'https://evil.example' }, '`LOCKSTEP_ALLOWED_HOSTS` holds `https://evil.example`, which is not a host name'],
  [{ LOCKSTEP_ALLOWED_HOSTS: '*' }, '`LOCKSTEP_ALLOWED_HOSTS` holds `*`, which is not a host name'],
  [{ DATABASE_URL: 'mysql://localhost' }, '`DATABASE_URL` must begin with postgres://'],
])('%j is refused in one sentence', (environment, message) => {
  expect(refusal(environment as Record<string, string>).message).toBe(message)
})

test('a broken file is refused', () => {
  writeFileSync(join(folder, 'lockstep.json'), '{ "port": ')
  expect(refusal({}).message).toBe('`lockstep.json` is not valid JSON')
})

test.each([
  ['hubspotApiUrl', 'HUBSPOT_API_URL'],
  ['salesforceLoginUrl', 'SALESFORCE_LOGIN_URL'],
  ['salesforceInstanceUrl', 'SALESFORCE_INSTANCE_URL'],
  ['allowedHosts', 'LOCKSTEP_ALLOWED_HOSTS'],
  ['HUBSPOT_API_URL', 'HUBSPOT_API_URL'],
])(
  '`%s` in the file is refused, even with the vendor’s own address: a committed file cannot say where logins are sent',
  (key, variable) => {
    writeFileSync(join(folder, 'lockstep.json'), JSON.stringify({ [key]: 'https://api.hubapi.com' }))
    expect(refusal({})).toEqual({
      message: `\`lockstep.json\` holds \`${key}\`, an address that logins are sent to, which counts only in the environment`,
      help: `set \`${variable}\` in the environment instead, and take it out of the file`,
    })
  },
)

test('a host that the environment names may have the login', () => {
  const { hubspot, allowedHosts } = readSettings(folder, {
    HUBSPOT_API_URL: 'https://Gateway.acme.example/',
    LOCKSTEP_ALLOWED_HOSTS: 'other.example, GATEWAY.acme.example',
  })
  expect([hubspot.url, allowedHosts]).toEqual(['https://Gateway.acme.example', ['other.example', 'gateway.acme.example']])
})

test.each(['constructor', '__proto__', 'toString'])('`%s` in the file is an unknown setting', (key) => {
  writeFileSync(join(folder, 'lockstep.json'), `{ "${key}": "x" }`)
  expect(refusal({}).message).toBe(`\`lockstep.json\` holds an unknown setting \`${key}\``)
})

test('secrets are what logins are made of, and the password of the database as it is written and as it is meant', () => {
  expect(
    readSettings(folder, {
      HUBSPOT_CLIENT_ID: 'not-a-secret',
      HUBSPOT_CLIENT_SECRET: 'client-secret',
      HUBSPOT_REFRESH_TOKEN: ' refresh-token ',
      SALESFORCE_INSTANCE_URL: 'https://acme.my.salesforce.com',
      SALESFORCE_ACCESS_TOKEN: 'session',
      DATABASE_URL: 'postgres://lockstep:p%40ss@db.example/lockstep',
    }).secrets,
  ).toEqual(['client-secret', 'refresh-token', 'session', 'p%40ss', 'p@ss'])
})
