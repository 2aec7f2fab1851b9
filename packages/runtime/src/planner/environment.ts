/** What expressions see: the two records of a link, as they are or as this plan will leave them. */

import type { Environment, Value } from '@lockstep/dsl'
import { readValue } from '@lockstep/dsl'
import type { Edges, SideName, Snapshot, Wire } from '../model'
import { isIdName } from './record'

export type Values = Readonly<Record<string, Wire>>

/** A record as expressions see it; the id is absent while the record is yet to be created. */
export type Seen = { readonly object: string; readonly id?: string; readonly values: Values; readonly unread?: readonly string[] }

export type View = {
  readonly hubspot?: Seen
  readonly salesforce?: Seen
  readonly edges: Edges
  readonly isLinked: boolean
  readonly isIncluded?: () => boolean
}

/** Notes that an expression met something that was not read; whoever evaluates clears it first. */
export type Unread = { isMet: boolean }

/** An environment that tells what it could not answer. */
export type Surroundings = Omit<Environment, 'associated'> & {
  readonly unread: Unread
  associated(object: string): readonly Surroundings[]
}

const NO_EDGES: Edges = { lists: [], related: {}, opportunities: [], colleagueStages: [] }

/** A record with no surroundings: one of an association, or another record seen from afar. */
export const environmentOfRecord = (snapshot: Snapshot, unread?: Unread): Surroundings =>
  environmentOf({ [snapshot.side]: snapshot, edges: NO_EDGES, isLinked: false }, unread)

/** The environment of a link's expressions. What was never captured is blank; what is `unread` is so too, and is noted. */
export const environmentOf = (view: View, unread: Unread = { isMet: false }): Surroundings => {
  const seen = (side: SideName): Seen | undefined => (side === 'hubspot' ? view.hubspot : view.salesforce)
  const meet = (isUnread: boolean | undefined): void => {
    if (isUnread === true) unread.isMet = true
  }
  const own = (side: SideName, name: string): Wire => {
    meet(seen(side)?.unread?.includes(name))
    return seen(side)?.values[name] ?? (isIdName(side, name) ? (seen(side)?.id ?? null) : null)
  }
  const related = (side: SideName, via: string, name: string, vendorType: string): Value => {
    const record = seen(side)
    const path = `${via}.${name}`
    meet(record?.unread?.includes(path))
    const inline = record?.values[path]
    if (inline === undefined)
      meet(view.edges.unreadRelations?.includes(via) === true || view.edges.related[via]?.[0]?.unread?.includes(name))
    return readValue(vendorType, inline ?? view.edges.related[via]?.[0]?.values[name] ?? null)
  }
  return {
    unread,
    property: (side, name, vendorType) => readValue(vendorType, own(side, name)),
    related,
    isMember: (list) => {
      meet(view.edges.unreadLists?.includes(list))
      return view.edges.lists.includes(list)
    },
    associated: (object) => {
      meet(view.edges.unreadRelations?.includes(object))
      const records = object === 'Opportunity' ? view.edges.opportunities : (view.edges.related[object] ?? [])
      return records.map((each) => environmentOfRecord(each, unread))
    },
    isLinked: (object) => view.isLinked && (object === undefined || view.hubspot?.object === object || view.salesforce?.object === object),
    isIncluded: () => view.isIncluded?.() ?? false,
  }
}

/** As `environmentOf` for one lone record whose lists are not known: membership is taken as given. */
export const generousEnvironment = (snapshot: Snapshot): Surroundings => ({ ...environmentOfRecord(snapshot), isMember: () => true })
