/** Custom objects of a portal (HubSpot: custom objects, schemas). */
import type { HubspotObject } from '@lockstep/dsl'
import type { Exchange } from '../exchange'
import { isRecord, list, optionalText, record, text } from '../reply'
import { refusalOf } from './catalog-refusal'

/** `name` is what a policy writes and a path takes: `p_` and the object's own name. `names`: all that paths take for it. */
export type CustomObject = {
  readonly name: string
  readonly names: readonly string[]
  readonly typeId: string
  readonly more: Pick<HubspotObject, 'label' | 'requiredProperties'>
}

/** All of them in one call; why not, where the app may not see them. */
export function readCustomObjects(exchange: Exchange): Promise<readonly CustomObject[] | string> {
  return exchange.read(
    { method: 'GET', path: '/crm/v3/schemas', purpose: 'setup' },
    (reply) => refusalOf(reply) ?? list(record(reply.body, 'body')['results'], 'results').map(readSchema),
    [403, 404],
  )
}

function readSchema(given: unknown): CustomObject {
  const row = record(given, 'results[]')
  const own = text(row['name'], 'name')
  const typeId = text(row['objectTypeId'], 'objectTypeId')
  const full = optionalText(row['fullyQualifiedName'])
  const label = isRecord(row['labels']) ? optionalText(row['labels']['singular']) : undefined
  const required = Array.isArray(row['requiredProperties'])
    ? row['requiredProperties'].filter((one): one is string => typeof one === 'string').sort()
    : []
  return {
    name: `p_${own}`,
    names: [`p_${own}`, typeId, ...(full === undefined ? [] : [full])],
    typeId,
    more: { ...(label === undefined ? {} : { label }), ...(required.length === 0 ? {} : { requiredProperties: required }) },
  }
}
