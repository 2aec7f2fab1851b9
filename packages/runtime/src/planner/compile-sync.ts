/** Makes a policy's closures once: per sync its entrances, per Salesforce object its mappings. */

import type { CompiledFrom, CompiledLifecycle, CompiledMapping, CompiledPolicy, CompiledSync, DynamicTables, OnNew } from '@lockstep/dsl'
import { textOfValue } from '@lockstep/dsl'
import type { SideName } from '../model'
import type { Language } from './language'
import { readsOf } from './reads'
import type { Rule } from './rule'
import { compileStages, type Stages } from './stages'
import { compileTest, type Test } from './truth'

/** One `from` block. */
export type Entrance = {
  readonly side: SideName
  readonly from: CompiledFrom
  readonly include?: Test
  readonly onNew: readonly { readonly line: OnNew; readonly test?: Test }[]
}

/** The mappings between the HubSpot object and one Salesforce object. */
export type Pairing = {
  readonly rules: readonly Rule[]
  /** Whether one mapping may read what another writes, so that one pass over them may not be enough. */
  readonly isChained: boolean
}

export type Sync = {
  readonly sync: CompiledSync
  readonly hubspot?: Entrance
  readonly salesforce: ReadonlyMap<string, Entrance>
  readonly pairings: ReadonlyMap<string, Pairing>
  readonly mappingIds: ReadonlySet<string>
  readonly stages?: Stages
}

const entranceOf = (language: Language, side: SideName, from: CompiledFrom): Entrance => ({
  side,
  from,
  ...(from.include === undefined ? {} : { include: compileTest(language, from.include.condition) }),
  onNew: from.onNew.map((line) => ({ line, ...(line.when === undefined ? {} : { test: compileTest(language, line.when) }) })),
})

const NOTHING_READ = { hubspot: [], salesforce: [] }

const ruleOf = (
  language: Language,
  policy: CompiledPolicy,
  tables: DynamicTables,
  mapping: CompiledMapping,
  object: string,
  lifecycle: CompiledLifecycle | undefined,
): Rule => {
  const converter = language.compileConverter(mapping, policy, tables)
  const { hubspot, conversion, sticky } = mapping
  const salesforce = mapping.salesforce[object]
  const expression = conversion.kind === 'expression' ? conversion.expr : undefined
  const stickyHubspot = sticky === undefined ? null : textOfValue(sticky.value)
  const stickySalesforce = sticky === undefined ? null : converter.toSalesforce(stickyHubspot, object).value
  return {
    id: mapping.id,
    mapping,
    object,
    ...(hubspot === undefined ? {} : { hubspot }),
    ...(salesforce === undefined ? {} : { salesforce }),
    converter,
    ...(mapping.when === undefined ? {} : { when: compileTest(language, mapping.when) }),
    ...(expression === undefined
      ? {}
      : {
          source: {
            side: hubspot === undefined ? ('hubspot' as const) : ('salesforce' as const),
            evaluate: language.compileExpr(expression),
          },
        }),
    reads: expression === undefined ? NOTHING_READ : readsOf(expression),
    ...(mapping.default === undefined ? {} : { standIn: mapping.kind === 'to-hubspot' ? ('hubspot' as const) : ('salesforce' as const) }),
    ...(sticky === undefined
      ? {}
      : {
          sticky: {
            hubspot: stickyHubspot,
            salesforce: stickySalesforce,
            ...(sticky.until === undefined ? {} : { until: sticky.until }),
            evenWhenPaused: sticky.evenWhenPaused,
          },
        }),
    ...(lifecycle !== undefined && hubspot?.name === lifecycle.property ? { lifecycle } : {}),
  }
}

const hasSharedName = (names: readonly (string | undefined)[]): boolean => {
  const known = names.filter((name) => name !== undefined)
  return new Set(known).size < known.length
}

const pairingOf = (rules: readonly Rule[]): Pairing => ({
  rules,
  isChained:
    rules.some((rule) => rule.source !== undefined) ||
    hasSharedName(rules.map((rule) => rule.hubspot?.name)) ||
    hasSharedName(rules.map((rule) => rule.salesforce?.name)),
})

const compileSync = (language: Language, policy: CompiledPolicy, tables: DynamicTables, sync: CompiledSync): Sync => {
  const lifecycle = policy.lifecycles.find((each) => each.sync === sync.id)
  const pairings = new Map(
    sync.salesforce.map((object) => [
      object,
      pairingOf(
        sync.mappings
          .filter((mapping) => mapping.kind !== 'off' && mapping.objects.includes(object))
          .map((mapping) => ruleOf(language, policy, tables, mapping, object, lifecycle)),
      ),
    ]),
  )
  return {
    sync,
    ...(sync.fromHubspot === undefined ? {} : { hubspot: entranceOf(language, 'hubspot', sync.fromHubspot) }),
    salesforce: new Map(Object.entries(sync.fromSalesforce).map(([object, from]) => [object, entranceOf(language, 'salesforce', from)])),
    pairings,
    mappingIds: new Set(sync.mappings.map((mapping) => mapping.id)),
    ...(lifecycle === undefined ? {} : { stages: compileStages(language, lifecycle) }),
  }
}

/** The policy's syncs by id, with closures; remembered for as long as policy and tables live. */
export const syncsOf = (language: Language): ((policy: CompiledPolicy, tables: DynamicTables) => ReadonlyMap<string, Sync>) => {
  const known = new WeakMap<CompiledPolicy, WeakMap<DynamicTables, ReadonlyMap<string, Sync>>>()
  return (policy, tables) => {
    const byTables = known.get(policy) ?? new WeakMap<DynamicTables, ReadonlyMap<string, Sync>>()
    known.set(policy, byTables)
    const compiled = byTables.get(tables) ?? new Map(policy.syncs.map((sync) => [sync.id, compileSync(language, policy, tables, sync)]))
    byTables.set(tables, compiled)
    return compiled
  }
}

/** What the policy says of records of that object: its `from` block, where there is one. */
export const entranceFor = (sync: Sync, side: SideName, object: string): Entrance | undefined =>
  side === 'hubspot' ? sync.hubspot : sync.salesforce.get(object)
