/** Associations of records, a thousand ids a call (HubSpot: associations v4, batch read). */
import type { Closed, Edge, Purpose } from '../connector'
import type { Exchange } from '../exchange'
import { id, isRecord, list, optionalText, record } from '../reply'
import { closedBy } from './closed'
import type { Target } from './targets'

/** Ids a call may ask for. */
export const associationBatch = 1_000

/** Type ids of primary associations, by both ends (HubSpot: association type ids). */
const primaryTypes: Readonly<Record<string, number>> = { 'contact>company': 1, 'company>contact': 2, 'deal>company': 5, 'company>deal': 6 }

/** Reads all associations that a target uses; the primary one has rank 0. Those of a closed object are left as they were known. */
export async function readAssociations(
  exchange: Exchange,
  target: Target,
  ids: readonly string[],
  purpose: Purpose,
): Promise<{
  readonly edges: readonly Edge[]
  readonly replaces: readonly { readonly kind: string; readonly from: string }[]
  readonly closed?: readonly Closed[]
}> {
  const parts = []
  const closed: Closed[] = []
  for (const association of target.associations) {
    try {
      parts.push(await readKind(exchange, target, association, ids, purpose))
    } catch (error) {
      const shut = closedBy(error, association.to)
      if (shut === undefined) throw error
      closed.push(shut)
    }
  }
  return {
    edges: parts.flatMap((part) => part.edges),
    replaces: parts.flatMap((part) => part.replaces),
    ...(closed.length === 0 ? {} : { closed }),
  }
}

async function readKind(
  exchange: Exchange,
  target: Target,
  association: Target['associations'][number],
  ids: readonly string[],
  purpose: Purpose,
): Promise<{ readonly edges: readonly Edge[]; readonly replaces: readonly { readonly kind: string; readonly from: string }[] }> {
  const edges: Edge[] = []
  const replaces: { kind: string; from: string }[] = []
  const kind = `${target.object}>${association.to}`
  for (const from of ids) replaces.push({ kind, from })
  let inputs: { id: string; after?: string }[] = ids.map((from) => ({ id: from }))
  const ranks = new Map<string, number>()
  while (inputs.length > 0) {
    const path = `/crm/v4/associations/${encodeURIComponent(target.plural)}/${encodeURIComponent(association.plural)}/batch/read`
    const ask = { method: 'POST' as const, path, body: { inputs: inputs.slice(0, associationBatch) }, purpose }
    const rows = await exchange.read(ask, (reply) => list(record(reply.body, 'body')['results'], 'results').map(readRow))
    inputs = inputs.slice(associationBatch)
    for (const row of rows) {
      for (const reached of row.to) {
        const next = (ranks.get(row.from) ?? 0) + 1
        ranks.set(row.from, next)
        edges.push({ kind, from: row.from, to: reached.id, rank: reached.types.includes(primaryTypes[kind] ?? -1) ? 0 : next })
      }
      if (row.after !== undefined) inputs.push({ id: row.from, after: row.after })
    }
  }
  return { edges, replaces }
}

type Row = { from: string; to: { id: string; types: readonly number[] }[]; after: string | undefined }

function readRow(given: unknown): Row {
  const row = record(given, 'results[]')
  const next = isRecord(row['paging']) && isRecord(row['paging']['next']) ? optionalText(row['paging']['next']['after']) : undefined
  return {
    from: id(record(row['from'], 'from')['id'], 'from.id'),
    to: list(row['to'], 'to').map((item) => {
      const reached = record(item, 'to[]')
      const types = list(reached['associationTypes'], 'associationTypes').map((type) => record(type, 'associationTypes[]')['typeId'])
      return { id: id(reached['toObjectId'], 'toObjectId'), types: types.filter((type) => typeof type === 'number') }
    }),
    after: next,
  }
}
