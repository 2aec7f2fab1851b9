/** Pipelines with their stages, and the labels that associations may carry. */
import type { HubspotAssociationLabel, HubspotObject, HubspotPipeline, HubspotStage } from '@lockstep/dsl'
import type { Exchange } from '../exchange'
import { id, isRecord, list, optionalText, record } from '../reply'
import { refusalOf } from './catalog-refusal'

/** Of one object; none where it has no pipelines. */
export async function readPipelines(exchange: Exchange, object: string, plural: string): Promise<readonly HubspotPipeline[]> {
  const path = `/crm/v3/pipelines/${encodeURIComponent(plural)}`
  return exchange.read(
    { method: 'GET', path, purpose: 'setup' },
    (reply) =>
      refusalOf(reply) === undefined
        ? list(record(reply.body, 'body')['results'], 'results').map((given) => {
            const row = record(given, 'results[]')
            const stages = list(row['stages'], 'stages').map(readStage)
            return { id: id(row['id'], 'id'), label: optionalText(row['label']) ?? '', object, stages }
          })
        : [],
    [400, 404],
  )
}

/** `isClosed` stands in the stage's metadata as a text (HubSpot: pipelines). */
function readStage(given: unknown): HubspotStage {
  const row = record(given, 'stages[]')
  const closed = isRecord(row['metadata']) ? row['metadata']['isClosed'] : undefined
  return {
    id: id(row['id'], 'id'),
    label: optionalText(row['label']) ?? '',
    ...(closed === undefined ? {} : { closed: String(closed) === 'true' }),
  }
}

/** Labels in both directions between any two of the objects, one call a direction (HubSpot: associations v4, labels); why not, where one is refused. */
export async function readLabels(
  exchange: Exchange,
  objects: readonly HubspotObject[],
): Promise<readonly HubspotAssociationLabel[] | string> {
  const labels: HubspotAssociationLabel[] = []
  for (const from of objects) {
    for (const to of objects) {
      const path = `/crm/v4/associations/${encodeURIComponent(from.plural)}/${encodeURIComponent(to.plural)}/labels`
      const found = await exchange.read(
        { method: 'GET', path, purpose: 'setup' },
        (reply) =>
          refusalOf(reply) ??
          list(record(reply.body, 'body')['results'], 'results').map((row) => optionalText(record(row, 'results[]')['label'])),
        [400, 403, 404],
      )
      if (typeof found === 'string') return found
      for (const label of new Set(found)) if (label !== undefined) labels.push({ from: from.name, to: to.name, label })
    }
  }
  return labels
}
