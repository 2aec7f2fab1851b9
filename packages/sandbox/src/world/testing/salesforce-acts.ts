/** Random requests of Salesforce clients. For tests. */
import { CLIENT_ID, CLIENT_SECRET } from '../../salesforce/auth/apps'
import type { SandboxResponse } from '../system'
import { type Act, ask, form, idOf, met, type Sent, type Stage } from './stage'

const SALESFORCE = '/services/data/v62.0'
const BACK = 'http://localhost/back'
const salesforce = (stage: Stage, method: string, path: string, sent?: Sent) =>
  ask(stage, 'salesforce', method, `${SALESFORCE}${path}`, sent)
const QUERY = (soql: string) => `/query?${new URLSearchParams({ q: soql })}`
const SHARED = { Email: 'x@y.example' }

const clientOf = (reply: SandboxResponse): unknown =>
  Array.isArray(reply.body) && typeof reply.body[0] === 'object'
    ? (reply.body[0] as Readonly<Record<string, unknown>>)['clientId']
    : undefined

/** What clients ask of Salesforce. */
export const SALESFORCE_ACTS: readonly Act[] = [
  (stage, one, other) =>
    salesforce(stage, 'POST', '/sobjects/Lead', { body: { ...SHARED, LastName: `L${one}`, Company: 'C' }, late: other % 4 === 0 }),
  (stage, one, other) =>
    salesforce(stage, 'PATCH', `/sobjects/Lead/${idOf(stage, 'salesforce', 'Lead', one)}`, {
      body: { Title: `T${other}` },
      late: other % 4 === 0,
    }),
  (stage, one) => salesforce(stage, 'DELETE', `/sobjects/Lead/${idOf(stage, 'salesforce', 'Lead', one)}`),
  (stage, one) =>
    salesforce(stage, 'POST', '/composite/sobjects', {
      body: { records: [one, one + 1].map((each) => ({ attributes: { type: 'Contact' }, LastName: `N${each}` })) },
    }),
  (stage, one) => salesforce(stage, 'POST', '/sobjects/Account', { body: { Name: `A${one}` } }),
  (stage, one) =>
    salesforce(stage, 'GET', QUERY(`SELECT Id, LastName, Owner.Name FROM Contact WHERE LastName != 'N${one}' ORDER BY LastName`)),
  (stage, one) => salesforce(stage, 'GET', met(stage, 'salesforce query nextRecordsUrl', one).replace(SALESFORCE, '')),
  (stage) => salesforce(stage, 'GET', QUERY('SELECT COUNT(Id) total, Company FROM Lead GROUP BY Company')),
  (stage) => salesforce(stage, 'GET', QUERY('SELECT Id, SystemModstamp FROM Lead WHERE SystemModstamp > 2026-11-01T12:00:05Z')),
  (stage, one) => salesforce(stage, 'GET', `/sobjects/Lead/${idOf(stage, 'salesforce', 'Lead', one)}`),
  (stage) => salesforce(stage, 'GET', '/recent'),
  (stage) => salesforce(stage, 'GET', '/limits'),
  (stage) => salesforce(stage, 'GET', '/sobjects/Lead/deleted?start=2026-11-01T11:00:00Z&end=2026-11-01T14:00:00Z'),
  (stage, one) =>
    salesforce(stage, 'POST', '/tooling/sobjects/CustomField', {
      body: { FullName: `Lead.F${one % 3}__c`, Metadata: { type: 'Text', label: 'F', length: 40, unique: true, externalId: true } },
    }),
  (stage, one, other) =>
    salesforce(stage, 'PATCH', `/sobjects/Lead/F${one % 3}__c/k${other}`, { body: { LastName: `U${other}`, Company: 'C' } }),
  (stage, one) =>
    salesforce(stage, 'POST', '/sobjects/FieldPermissions', {
      body: {
        ParentId: idOf(stage, 'salesforce', 'PermissionSet', 0),
        SobjectType: 'Lead',
        Field: `Lead.F${one % 3}__c`,
        PermissionsRead: true,
        PermissionsEdit: true,
      },
    }),
  (stage) => salesforce(stage, 'POST', '/jobs/ingest', { body: { object: 'Contact', operation: 'insert' } }),
  (stage, one) =>
    salesforce(stage, 'PUT', `/jobs/ingest/${met(stage, 'salesforce jobs ingest id', one)}/batches`, {
      body: `LastName\nBulk${one}\n`,
      headers: { 'content-type': 'text/csv' },
    }),
  (stage, one) =>
    salesforce(stage, 'PATCH', `/jobs/ingest/${met(stage, 'salesforce jobs ingest id', one)}`, { body: { state: 'UploadComplete' } }),
  (stage) => salesforce(stage, 'GET', '/jobs/ingest'),
  (stage) => salesforce(stage, 'POST', '/jobs/query', { body: { operation: 'query', query: 'SELECT Id, LastName FROM Contact' } }),
  (stage, one) => salesforce(stage, 'GET', `/jobs/query/${met(stage, 'salesforce jobs query id', one)}/results?maxRecords=1`),
  (stage) => salesforce(stage, 'GET', '/jobs/query'),
  (stage) =>
    ask(
      stage,
      'salesforce',
      'POST',
      '/services/oauth2/token',
      form({
        grant_type: 'password',
        username: 'integration@sandbox.example',
        password: 'x',
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
      }),
    ),
  (stage, one) => salesforce(stage, 'GET', QUERY('SELECT Id FROM User'), { token: met(stage, 'salesforce  access_token', one) }),
  (stage, one) => ask(stage, 'salesforce', 'POST', '/services/oauth2/revoke', form({ token: met(stage, 'salesforce  access_token', one) })),
  (stage) =>
    ask(stage, 'salesforce', 'POST', '/cometd/62.0', {
      body: [{ channel: '/meta/handshake', supportedConnectionTypes: ['long-polling'] }],
    }),
  (stage) => salesforce(stage, 'GET', QUERY('SELECT Id FROM Lead FOR VIEW')),
  (stage) =>
    ask(
      stage,
      'salesforce',
      'GET',
      `/services/oauth2/authorize?${new URLSearchParams({ client_id: CLIENT_ID, redirect_uri: BACK, response_type: 'code' })}`,
    ),
  (stage, one) =>
    ask(
      stage,
      'salesforce',
      'POST',
      '/services/oauth2/token',
      form({
        grant_type: 'authorization_code',
        code: met(stage, 'salesforce code', one),
        redirect_uri: BACK,
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
      }),
    ),
  (stage, one) =>
    ask(
      stage,
      'salesforce',
      'POST',
      '/services/oauth2/token',
      form({
        grant_type: 'refresh_token',
        refresh_token: met(stage, 'salesforce  refresh_token', one),
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
      }),
    ),
  (stage) =>
    ask(stage, 'salesforce', 'POST', '/services/async/62.0/job', {
      body: { object: 'Contact', operation: 'insert', contentType: 'JSON' },
      headers: { 'x-sfdc-session': stage.systems.salesforce.accessToken },
    }),
  (stage, one) =>
    ask(stage, 'salesforce', 'POST', `/services/async/62.0/job/${met(stage, 'salesforce job id', one)}/batch`, {
      body: [{ LastName: `J${one}` }, {}],
    }),
  (stage, one) => ask(stage, 'salesforce', 'GET', `/services/async/62.0/job/${met(stage, 'salesforce job id', one)}/batch`),
  async (stage) => {
    const told: unknown[] = []
    const send = async (message: object) => {
      const reply = await ask(stage, 'salesforce', 'POST', '/cometd/62.0', { body: [{ ...message }] })
      told.push(reply)
      return reply
    }
    const channel = '/data/ChangeEvents'
    const clientId = clientOf(await send({ channel: '/meta/handshake', supportedConnectionTypes: ['long-polling'] }))
    await send({ clientId, channel: '/meta/subscribe', subscription: channel, ext: { replay: { [channel]: -2 } } })
    await send({ clientId, channel: '/meta/connect', connectionType: 'long-polling', advice: { timeout: 0 } })
    return told
  },
]
