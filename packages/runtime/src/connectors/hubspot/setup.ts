/** Set-up of a portal: checks the login, learns account and owners, makes the unique key property where it may. */
import { type End, type HubspotProperty, hubspotEnd, type Watch } from '@lockstep/dsl'
import { LockstepError } from '../../errors'
import type { LiveSchema, SetupItem, SetupReport } from '../connector'
import type { Exchange } from '../exchange'
import { id, isRecord, list, optionalText, record } from '../reply'
import { readProperties } from './catalog'
import { readRefusal } from './errors'
import { targetsOf } from './targets'

/** The property group that a key is made in, per object. */
const groups: Readonly<Record<string, string>> = {
  contact: 'contactinformation',
  company: 'companyinformation',
  deal: 'dealinformation',
  ticket: 'ticketinformation',
}

/** Does what `Connector.setup` promises. */
export async function setUp(
  exchange: Exchange,
  watches: readonly Watch[],
  keyName: string,
  options: { readonly make: boolean },
): Promise<SetupReport> {
  const account = await readAccount(exchange)
  const people = await readOwners(exchange)
  const keys: Record<string, string> = {}
  const made: SetupItem[] = []
  const missing: (SetupItem & { why: string })[] = []
  const seen = await readWatched(exchange, watches)
  for (const { sync: object, hubspot } of watches) {
    const properties = seen.get(object)
    if (properties === undefined || typeof properties === 'string') {
      missing.push({ object, field: keyName, why: properties ?? 'the object cannot be read' })
      continue
    }
    const found = keyIn(properties, keyName)
    if (found === 'unique') keys[object] = keyName
    else if (found === 'plain')
      missing.push({ object, field: keyName, why: 'the property exists, but not as a unique one; name another key' })
    else if (!options.make) missing.push({ object, field: keyName, why: 'the property does not exist yet' })
    else {
      const why = await makeKey(exchange, object, hubspot.plural, keyName)
      if (why === undefined) {
        keys[object] = keyName
        made.push({ object, field: keyName })
      } else missing.push({ object, field: keyName, why })
    }
  }
  const user = { id: account, name: `the app connected to HubSpot account ${account}` }
  return { keys, made, missing, account, user, people, schema: schemaOf(seen) }
}

async function readAccount(exchange: Exchange): Promise<string> {
  return exchange.read({ method: 'GET', path: '/account-info/v3/details', purpose: 'setup' }, (reply) =>
    id(record(reply.body, 'body')['portalId'], 'portalId'),
  )
}

/** Owners who are active, a hundred a call. */
async function readOwners(exchange: Exchange): Promise<SetupReport['people']> {
  const people: SetupReport['people'][number][] = []
  for (let after: string | undefined; ; ) {
    const query = { limit: '100', archived: 'false', ...(after === undefined ? {} : { after }) }
    const page = await exchange.read({ method: 'GET', path: '/crm/v3/owners', query, purpose: 'setup' }, (reply) => {
      const body = record(reply.body, 'body')
      const next = isRecord(body['paging']) && isRecord(body['paging']['next']) ? optionalText(body['paging']['next']['after']) : undefined
      return { rows: list(body['results'], 'results').map(readOwner), next }
    })
    people.push(...page.rows)
    if (page.next === undefined || page.rows.length === 0) return people
    after = page.next
  }
}

function readOwner(given: unknown): SetupReport['people'][number] {
  const owner = record(given, 'results[]')
  const name = [optionalText(owner['firstName']), optionalText(owner['lastName'])].filter((part) => part !== undefined).join(' ')
  const person = { id: id(owner['id'], 'id'), email: optionalText(owner['email']) ?? '', name, active: owner['archived'] !== true }
  return owner['type'] === 'QUEUE' ? { ...person, queue: true } : person
}

/** The properties of every watched object, by object; a text says why an object cannot be read. One call an object. */
async function readWatched(
  exchange: Exchange,
  watches: readonly Watch[],
): Promise<ReadonlyMap<string, readonly HubspotProperty[] | string>> {
  const seen = new Map<string, readonly HubspotProperty[] | string>()
  for (const { object, plural } of targetsOf(watches)) seen.set(object, await readProperties(exchange, plural))
  return seen
}

function schemaOf(seen: ReadonlyMap<string, readonly HubspotProperty[] | string>): LiveSchema {
  const schema: Record<string, Record<string, End>> = {}
  for (const [object, properties] of seen)
    if (typeof properties !== 'string') schema[object] = Object.fromEntries(properties.map((each) => [each.name, hubspotEnd(each)]))
  return schema
}

function keyIn(properties: readonly HubspotProperty[], keyName: string): 'unique' | 'plain' | 'absent' {
  const property = properties.find((each) => each.name === keyName)
  if (property === undefined) return 'absent'
  return property.hasUniqueValue === true ? 'unique' : 'plain'
}

/** Makes the property; says why not where HubSpot refuses. */
async function makeKey(exchange: Exchange, object: string, plural: string, keyName: string): Promise<string | undefined> {
  const group = groups[object]
  if (group === undefined) return `make a unique text property \`${keyName}\` by hand: its property group is not known`
  const body = {
    name: keyName,
    label: 'Lockstep key',
    description: 'Set by Lockstep when it creates a record, so that no record is created twice.',
    type: 'string',
    fieldType: 'text',
    groupName: group,
    hasUniqueValue: true,
    formField: false,
  }
  try {
    return await exchange.read(
      { method: 'POST', path: `/crm/v3/properties/${encodeURIComponent(plural)}`, body, purpose: 'setup' },
      (reply) => (reply.status < 300 || reply.status === 409 ? undefined : readRefusal(reply.body, reply.status).message),
      [400, 403, 409],
    )
  } catch (error) {
    if (error instanceof LockstepError && error.code === 'bad-reply') return error.message
    throw error
  }
}
