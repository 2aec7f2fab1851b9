/** The portal's schema as a catalog snapshot: properties, lists and pipelines. */
import type { HubspotCatalog, HubspotList, HubspotObject, HubspotPipeline, HubspotProperty, HubspotType, Option } from '@lockstep/dsl'
import type { Exchange } from '../exchange'
import { id, isRecord, list, optionalText, record, text } from '../reply'
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
const types: readonly string[] = ['string', 'number', 'bool', 'date', 'datetime', 'enumeration', 'phone_number']

/** Reads the schema of the named objects (`contact`, …); one call an object, plus lists and pipelines. */
export async function readCatalog(exchange: Exchange, objects: readonly string[]): Promise<HubspotCatalog> {
  const portalId = await exchange.read({ method: 'GET', path: '/account-info/v3/details', purpose: 'setup' }, (reply) =>
    id(record(reply.body, 'body')['portalId'], 'portalId'),
  )
  const read: HubspotObject[] = []
  const pipelines: HubspotPipeline[] = []
  for (const name of objects) {
    const plural = pluralOf(name)
    const properties = await exchange.read(
      { method: 'GET', path: `/crm/v3/properties/${encodeURIComponent(plural)}`, purpose: 'setup' },
      (reply) => list(record(reply.body, 'body')['results'], 'results').map(readProperty),
    )
    properties.sort((a, b) => (a.name < b.name ? -1 : 1))
    read.push({ name, plural, typeId: typeIds[name] ?? name, properties })
    if (withPipelines.has(name)) pipelines.push(...(await readPipelines(exchange, name, plural)))
  }
  const lists = (await searchLists(exchange, 'setup')).map(
    (fact): HubspotList => ({
      id: fact.id,
      name: fact.name,
      objectTypeId: fact.objectTypeId,
      processingType: fact.processingType === 'DYNAMIC' || fact.processingType === 'SNAPSHOT' ? fact.processingType : 'MANUAL',
    }),
  )
  return { version: 1, portalId, objects: read, lists, ...(pipelines.length === 0 ? {} : { pipelines }) }
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

async function readPipelines(exchange: Exchange, object: string, plural: string): Promise<readonly HubspotPipeline[]> {
  const path = `/crm/v3/pipelines/${encodeURIComponent(plural)}`
  return exchange.read({ method: 'GET', path, purpose: 'setup' }, (reply) =>
    list(record(reply.body, 'body')['results'], 'results').map((given) => {
      const row = record(given, 'results[]')
      return {
        id: id(row['id'], 'id'),
        label: optionalText(row['label']) ?? '',
        object,
        stages: list(row['stages'], 'stages').map(readStage),
      }
    }),
  )
}

function readStage(given: unknown): { readonly id: string; readonly label: string } {
  const row = record(given, 'stages[]')
  return { id: id(row['id'], 'id'), label: optionalText(row['label']) ?? '' }
}
