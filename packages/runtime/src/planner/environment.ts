/** What expressions see: the two records of a link, as they are or as this plan will leave them. */

import type { Environment, Value } from '@lockstep/dsl'
import { readValue } from '@lockstep/dsl'
import type { Edges, SideName, Snapshot, Wire } from '../model'
import { isIdName } from './record'

export type Values = Readonly<Record<string, Wire>>

/** A record as expressions see it; the id is absent while the record is yet to be created. */
export type Seen = { readonly object: string; readonly id?: string; readonly values: Values }

export type View = {
  readonly hubspot?: Seen
  readonly salesforce?: Seen
  readonly edges: Edges
  readonly isLinked: boolean
  readonly isIncluded?: () => boolean
}

const NO_EDGES: Edges = { lists: [], related: {}, opportunities: [], colleagueStages: [] }

/** A record with no surroundings: one of an association, or another record seen from afar. */
export const environmentOfRecord = (snapshot: Snapshot): Environment =>
  environmentOf({ [snapshot.side]: snapshot, edges: NO_EDGES, isLinked: false })

/** The environment of a link's expressions. What was not captured is blank. */
export const environmentOf = (view: View): Environment => {
  const seen = (side: SideName): Seen | undefined => (side === 'hubspot' ? view.hubspot : view.salesforce)
  const own = (side: SideName, name: string): Wire => seen(side)?.values[name] ?? (isIdName(side, name) ? (seen(side)?.id ?? null) : null)
  const related = (side: SideName, via: string, name: string, vendorType: string): Value => {
    const inline = seen(side)?.values[`${via}.${name}`]
    return readValue(vendorType, inline ?? view.edges.related[via]?.[0]?.values[name] ?? null)
  }
  return {
    property: (side, name, vendorType) => readValue(vendorType, own(side, name)),
    related,
    isMember: (list) => view.edges.lists.includes(list),
    associated: (object) =>
      (object === 'Opportunity' ? view.edges.opportunities : (view.edges.related[object] ?? [])).map(environmentOfRecord),
    isLinked: (object) => view.isLinked && (object === undefined || view.hubspot?.object === object || view.salesforce?.object === object),
    isIncluded: () => view.isIncluded?.() ?? false,
  }
}

/** As `environmentOf` for one lone record whose lists are not known: membership is taken as given. */
export const generousEnvironment = (snapshot: Snapshot): Environment => ({ ...environmentOfRecord(snapshot), isMember: () => true })
