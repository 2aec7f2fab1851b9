/** The policy with what both systems accept today: the catalog's facts may be older than the schemas that the values go to. */
import type { CompiledMapping, CompiledMatch, CompiledPolicy, CompiledSync, End } from '@lockstep/dsl'
import type { LiveSchema } from '../connectors/connector'
import type { SideName } from '../model'

type Schemas = Readonly<Record<SideName, LiveSchema>>

/** Name and type stay as the policy was compiled for; a property whose type has changed since keeps all its facts. */
const liveEnd = (end: End, schema: LiveSchema, object: string): End => {
  const live = schema[object]?.[end.name]
  return live === undefined || live.vendorType !== end.vendorType ? end : { ...live, name: end.name, type: end.type }
}

const liveEnds = (ends: Readonly<Record<string, End>>, schema: LiveSchema): Readonly<Record<string, End>> =>
  Object.fromEntries(Object.entries(ends).map(([object, end]) => [object, liveEnd(end, schema, object)]))

const liveSync = (sync: CompiledSync, schemas: Schemas): CompiledSync => {
  const mapping = (each: CompiledMapping): CompiledMapping => ({
    ...each,
    ...(each.hubspot === undefined ? {} : { hubspot: liveEnd(each.hubspot, schemas.hubspot, sync.hubspot.object) }),
    salesforce: liveEnds(each.salesforce, schemas.salesforce),
  })
  const match = (each: CompiledMatch): CompiledMatch => ({
    ...each,
    hubspot: liveEnd(each.hubspot, schemas.hubspot, sync.hubspot.object),
    salesforce: liveEnds(each.salesforce, schemas.salesforce),
  })
  return { ...sync, match: sync.match.map(match), mappings: sync.mappings.map(mapping) }
}

/**
 * The same policy, hash and rules included, whose mappings know the options, lengths and rights of `schemas`. What a schema does not hold
 * stays as the catalog had it.
 */
export const withLiveSchema = (policy: CompiledPolicy, schemas: Schemas): CompiledPolicy => ({
  ...policy,
  syncs: policy.syncs.map((sync) => liveSync(sync, schemas)),
})
