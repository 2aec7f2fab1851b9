/** The portal's schema as a catalog snapshot: objects with their properties, pipelines, lists, association labels, forms, currencies, owners. */
import type { HubspotCatalog, HubspotList, HubspotObject, HubspotPipeline, HubspotProperty, HubspotType, Option } from '@lockstep/dsl'
import { LockstepError } from '../../errors'
import type { CatalogOptions } from '../connector'
import type { Exchange } from '../exchange'
import { id, isRecord, list, optionalText, record, text } from '../reply'
import { readCustomObjects } from './catalog-custom'
import { readLabels, readPipelines } from './catalog-joins'
import { readForms, readOwners } from './catalog-people'
import { refusalOf } from './catalog-refusal'
import { searchLists } from './lists'
import { pluralOf } from './targets'

/** Object type ids (HubSpot: object type ids). */
const typeIds: Readonly<Record<string, string>> = {
  contact: '0-1',
  company: '0-2',
  deal: '0-3',
  ticket: '0-5',
  product: '0-7',
  line_item: '0-8',
  quote: '0-14',
  task: '0-27',
  note: '0-46',
  meeting: '0-47',
  call: '0-48',
  email: '0-49',
}
const withPipelines = new Set(['deal', 'ticket'])
/** Objects whose associations may carry labels that a policy names. */
const withLabels = new Set(['contact', 'company', 'deal', 'ticket'])
const types: readonly string[] = ['string', 'number', 'bool', 'date', 'datetime', 'enumeration', 'phone_number']

/**
 * Reads the schema of the named objects: `contact`, `p_subscription` (or another name of a custom object, which is then told as `p_` and
 * its own name). Two calls for the account and its lists, one an object, more for pipelines, labels, forms, custom objects and owners.
 * Throws `setting` for an object that the portal does not have, unless `onLeftOut` takes it.
 */
export async function readCatalog(exchange: Exchange, objects: readonly string[], options: CatalogOptions = {}): Promise<HubspotCatalog> {
  const tell = options.onPart ?? (() => undefined)
  tell('the account')
  const account = await exchange.read({ method: 'GET', path: '/account-info/v3/details', purpose: 'setup' }, (reply) =>
    readAccount(reply.body),
  )
  const isCustom = (name: string) => typeIds[name] === undefined
  const custom = options.custom === true || objects.some(isCustom) ? await readCustomObjects(exchange) : []
  if (options.custom === true && typeof custom === 'string') options.onLeftOut?.('custom objects', custom)
  const known = typeof custom === 'string' ? [] : custom
  const named = objects.map((name) => known.find((one) => one.names.includes(name))?.name ?? name)
  const wanted = [...new Set([...named, ...(options.custom === true ? known.map((one) => one.name) : [])])]
  const read: HubspotObject[] = []
  const pipelines: HubspotPipeline[] = []
  for (const name of wanted) {
    tell(name)
    const own = known.find((one) => one.name === name)
    const plural = pluralOf(name)
    const properties = await readProperties(exchange, plural)
    if (typeof properties === 'string') {
      if (options.onLeftOut === undefined)
        throw new LockstepError('setting', `HubSpot does not show the object \`${name}\`: ${properties}`, {
          system: 'hubspot',
          help: 'name objects as HubSpot does, in the singular, custom ones as `p_` and their name; the app needs the scopes to read them',
        })
      options.onLeftOut(name, properties)
      continue
    }
    properties.sort((a, b) => (a.name < b.name ? -1 : 1))
    read.push({ name, plural, typeId: own?.typeId ?? typeIds[name] ?? name, ...(own === undefined ? {} : own.more), properties })
    if (withPipelines.has(name) || own !== undefined) pipelines.push(...(await readPipelines(exchange, name, plural)))
  }
  tell('lists')
  const lists = (await searchLists(exchange, 'setup')).map(
    (fact): HubspotList => ({
      id: fact.id,
      name: fact.name,
      objectTypeId: fact.objectTypeId,
      processingType: fact.processingType === 'DYNAMIC' || fact.processingType === 'SNAPSHOT' ? fact.processingType : 'MANUAL',
    }),
  )
  tell('association labels')
  const associations = await readLabels(
    exchange,
    read.filter((object) => withLabels.has(object.name) || isCustom(object.name)),
  )
  if (typeof associations === 'string') options.onLeftOut?.('association labels', associations)
  tell('forms')
  const forms = await readForms(exchange)
  if (typeof forms === 'string') options.onLeftOut?.('forms', forms)
  if (options.people === true) tell('owners')
  const owners = options.people === true ? await readOwners(exchange) : undefined
  if (typeof owners === 'string') options.onLeftOut?.('owners', owners)
  return {
    version: 1,
    ...account,
    objects: read,
    lists,
    ...(pipelines.length === 0 ? {} : { pipelines }),
    ...(typeof associations === 'string' ? {} : { associations }),
    ...(typeof forms === 'string' ? {} : { forms }),
    ...(owners === undefined || typeof owners === 'string' ? {} : { owners }),
  }
}

/** HubSpot tells the portal's own currency apart from the others (HubSpot: account information). */
function readAccount(given: unknown): Pick<HubspotCatalog, 'portalId' | 'currencies'> {
  const body = record(given, 'body')
  const others = Array.isArray(body['additionalCurrencies']) ? body['additionalCurrencies'] : []
  const currencies = [body['companyCurrency'], ...others].filter((one): one is string => typeof one === 'string' && one !== '')
  return { portalId: id(body['portalId'], 'portalId'), ...(currencies.length === 0 ? {} : { currencies: [...new Set(currencies)] }) }
}

/** All properties of one object, by `plural`; a text says why HubSpot does not show the object. One call, counted as `setup`. */
export async function readProperties(exchange: Exchange, plural: string): Promise<HubspotProperty[] | string> {
  return exchange.read(
    { method: 'GET', path: `/crm/v3/properties/${encodeURIComponent(plural)}`, purpose: 'setup' },
    (reply) => refusalOf(reply) ?? list(record(reply.body, 'body')['results'], 'results').map(readProperty),
    [400, 403, 404],
  )
}

function readProperty(given: unknown): HubspotProperty {
  const row = record(given, 'results[]')
  const change = isRecord(row['modificationMetadata']) ? row['modificationMetadata'] : {}
  const options = Array.isArray(row['options']) ? row['options'].map(readOption) : []
  const referenced = optionalText(row['referencedObjectType'])
  return {
    name: text(row['name'], 'name'),
    label: optionalText(row['label']) ?? text(row['name'], 'name'),
    type: typeOf(row['type']),
    fieldType: optionalText(row['fieldType']) ?? 'text',
    ...(options.length === 0 ? {} : { options }),
    ...(change['readOnlyValue'] === true || row['calculated'] === true ? { readOnly: true } : {}),
    ...(row['calculated'] === true ? { calculated: true } : {}),
    ...(row['hasUniqueValue'] === true ? { hasUniqueValue: true } : {}),
    ...(referenced === undefined ? {} : { referencedObjectType: referenced }),
  }
}

function typeOf(given: unknown): HubspotType {
  const isKnown = (value: unknown): value is HubspotType => typeof value === 'string' && types.includes(value)
  return isKnown(given) ? given : 'string'
}

function readOption(given: unknown): Option {
  const row = record(given, 'options[]')
  const value = typeof row['value'] === 'string' ? row['value'] : ''
  return { value, label: optionalText(row['label']) ?? value }
}
