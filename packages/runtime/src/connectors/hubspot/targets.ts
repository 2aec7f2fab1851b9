/** What a policy watches in HubSpot, as objects to read: the synced ones and those only reached through associations. */
import type { Watch } from '@lockstep/dsl'

/** One object type to read. `associations` name the other end and are read for changed records. */
export type Target = {
  readonly object: string
  readonly plural: string
  readonly properties: readonly string[]
  readonly associations: readonly { readonly to: string; readonly plural: string }[]
}

const plurals: Readonly<Record<string, string>> = {
  contact: 'contacts',
  company: 'companies',
  deal: 'deals',
  ticket: 'tickets',
  product: 'products',
  line_item: 'line_items',
  quote: 'quotes',
  task: 'tasks',
  note: 'notes',
  email: 'emails',
  call: 'calls',
  meeting: 'meetings',
}

/** The path name of an object: `contact` is `contacts`; a custom object's path name is its own name. */
export function pluralOf(object: string): string {
  return plurals[object] ?? object
}

/** The property that tells the last edit (HubSpot: CRM search): contacts have their own. */
export function modifiedProperty(plural: string): string {
  return plural === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate'
}

/** Properties that every snapshot needs beside the watched ones. */
export function ownProperties(plural: string): readonly string[] {
  return [modifiedProperty(plural), 'hs_merged_object_ids']
}

/** Associated objects first, so that a record's surroundings are known before it; each object once. */
export function targetsOf(watches: readonly Watch[]): readonly Target[] {
  const targets = new Map<string, { plural: string; properties: Set<string>; associations: Map<string, string> }>()
  const target = (object: string, plural: string) => {
    const known = targets.get(object)
    if (known !== undefined) return known
    const made = { plural, properties: new Set<string>(), associations: new Map<string, string>() }
    targets.set(object, made)
    return made
  }
  for (const { hubspot } of watches) {
    for (const association of hubspot.associations) {
      const reached = target(association.to, association.plural)
      for (const property of association.properties) reached.properties.add(property)
    }
  }
  for (const { sync, hubspot } of watches) {
    const made = target(sync, hubspot.plural)
    for (const property of hubspot.properties) made.properties.add(property)
    for (const association of hubspot.associations) made.associations.set(association.to, association.plural)
  }
  const synced = new Set(watches.map((watch) => watch.sync))
  return [...targets]
    .filter(([object, made]) => synced.has(object) || made.properties.size > 0)
    .map(([object, made]) => ({
      object,
      plural: made.plural,
      properties: [...made.properties].sort(),
      associations: [...made.associations].map(([to, plural]) => ({ to, plural })),
    }))
}

/** Names of the lists whose members a policy looks at. */
export function listsOf(watches: readonly Watch[]): readonly string[] {
  return [...new Set(watches.flatMap((watch) => watch.hubspot.lists))].sort()
}
