/** Set-up of an org: checks the login, describes the objects, learns user, org and active users, makes the key fields where it may. */
import { type End, type SalesforceObject, salesforceEnd, type Watch } from '@lockstep/dsl'
import { LockstepError } from '../../errors'
import type { Closed, SetupItem, SetupReport } from '../connector'
import type { Exchange } from '../exchange'
import { optionalText, record, text } from '../reply'
import { orWhy } from './catalog'
import type { Describes } from './describe'
import { isCustomFieldName, makeField, permitField } from './key-field'
import { allRows } from './query'

/** What set-up works with; `keyName` is the field to find or make on every object. */
export type SetUpOptions = {
  readonly exchange: Exchange
  readonly version: string
  readonly describes: Describes
  readonly keyName: string
}

/** Does what `Connector.setup` promises. */
export async function setUp(options: SetUpOptions, watches: readonly Watch[], { make }: { readonly make: boolean }): Promise<SetupReport> {
  const { exchange, version, describes, keyName } = options
  if (!isCustomFieldName(keyName)) {
    throw new LockstepError('setting', `\`${keyName}\` cannot be the name of a Salesforce key field`, {
      system: 'salesforce',
      help: 'use letters, digits and single underscores, ending in `__c`',
    })
  }
  const who = await readUser(exchange)
  const people = await readPeople(exchange, version)
  const keys: Record<string, string> = {}
  const schema: Record<string, Record<string, End>> = {}
  const made: SetupItem[] = []
  const missing: (SetupItem & { why: string })[] = []
  const closed: Closed[] = []
  for (const object of objectsOf(watches)) {
    const item = { object, field: keyName }
    const described = await orWhy(() => describes.refresh(object))
    if (typeof described === 'string') {
      missing.push({ ...item, why: `the connected user cannot see the object: ${described}` })
      closed.push({ object, why: described })
      continue
    }
    schema[object] = endsOf(described)
    const found = keyIn(described, keyName)
    if (found === 'key') keys[object] = keyName
    else if (found === 'other') missing.push({ ...item, why: 'the field exists, but not as a unique external id; name another key' })
    else if (!make) missing.push({ ...item, why: 'the field does not exist yet, or the connected user cannot see it' })
    else {
      const refused =
        (await makeField({ exchange, version, user: who.user.id, keyName }, object)) ?? (await show(options, object, who.user.id))
      if (refused === undefined) {
        keys[object] = keyName
        made.push(item)
      } else missing.push({ ...item, why: refused })
    }
  }
  return { keys, made, missing, account: who.account, user: who.user, people, schema, ...(closed.length === 0 ? {} : { closed }) }
}

const endsOf = ({ fields }: SalesforceObject): Record<string, End> =>
  Object.fromEntries(fields.map((field) => [field.name, salesforceEnd(field)]))

function objectsOf(watches: readonly Watch[]): readonly string[] {
  return [...new Set(watches.flatMap((watch) => Object.keys(watch.salesforce)))]
}

function keyIn(object: SalesforceObject, keyName: string): 'key' | 'other' | 'absent' {
  const field = object.fields.find((one) => one.name.toLowerCase() === keyName.toLowerCase())
  if (field === undefined) return 'absent'
  return field.externalId === true && field.unique === true && field.createable ? 'key' : 'other'
}

/** Makes a field visible that was made; says why not where it stays hidden. */
async function show(options: SetUpOptions, object: string, user: string): Promise<string | undefined> {
  const look = async () => {
    options.describes.forget(object)
    return keyIn(await options.describes.describe(object), options.keyName)
  }
  if ((await look()) === 'key') return undefined
  const refused = await permitField({ ...options, user }, object)
  if ((await look()) === 'key') return undefined
  return refused ?? 'the field was made, but the connected user cannot see it: give the user the right to read and edit it'
}

/** The connected user and the org, from OpenID's userinfo. */
export async function readUser(exchange: Exchange): Promise<{ readonly account: string; readonly user: SetupReport['user'] }> {
  return exchange.read({ method: 'GET', path: '/services/oauth2/userinfo', purpose: 'setup' }, (reply) => {
    const body = record(reply.body, 'body')
    const id = text(body['user_id'], 'user_id')
    const name = optionalText(body['name']) ?? optionalText(body['preferred_username']) ?? id
    return { account: text(body['organization_id'], 'organization_id'), user: { id, name } }
  })
}

async function readPeople(exchange: Exchange, version: string): Promise<SetupReport['people']> {
  const soql = 'SELECT Id, Name, Email, IsActive FROM User WHERE IsActive = true ORDER BY Id'
  const rows = await allRows(exchange, version, [soql], { isAll: false, purpose: 'setup' })
  return rows.map((given) => {
    const row = record(given, 'records[]')
    return {
      id: text(row['Id'], 'Id'),
      email: optionalText(row['Email']) ?? '',
      name: optionalText(row['Name']) ?? '',
      active: row['IsActive'] === true,
    }
  })
}
