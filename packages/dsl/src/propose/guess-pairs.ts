/** Guesses: which property of an object goes with which field, and why. */
import type { HubspotObject, HubspotProperty, SalesforceField, SalesforceObject } from '../catalog/catalog'
import { findField, findProperty } from '../catalog/find'
import { KNOWN_PAIRS, type KnownPair } from './known-pairs'
import { type Likeness, likenessOf } from './similar-names'

/** One property with fields of one name, on the objects of `on`. */
export type Guess = {
  readonly property: HubspotProperty
  readonly field: SalesforceField
  readonly on: readonly SalesforceObject[]
  readonly why: 'known' | Likeness
  readonly known?: KnownPair
}

/** Properties that the language keeps by blocks of their own, or that HubSpot keeps for itself. */
const keptElsewhere = (property: HubspotProperty): boolean =>
  ['lifecyclestage', 'dealstage', 'pipeline', 'hs_pipeline', 'hs_pipeline_stage', 'lockstep_key'].includes(property.name) ||
  (property.name.startsWith('hs_') && property.name !== 'hs_lead_status')

const canCross = (property: HubspotProperty, field: SalesforceField): boolean =>
  (field.createable && field.updateable && field.calculated !== true) || (property.readOnly !== true && property.calculated !== true)

/** Fields of like name on several objects are one line where they also have one type. */
const joined = (
  found: readonly (readonly [SalesforceObject, SalesforceField])[],
): readonly (readonly [SalesforceField, readonly SalesforceObject[]])[] => {
  const groups = new Map<string, [SalesforceField, SalesforceObject[]]>()
  for (const [object, field] of found) {
    const key = `${field.name} ${field.type}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [field, [object]])
    else group[1].push(object)
  }
  return [...groups.values()]
}

/** All guesses of one sync: those that everyone has first, then by name, by label, by the words of labels. No field is used twice. */
export const guessPairs = (hubspot: HubspotObject, salesforce: readonly SalesforceObject[]): readonly Guess[] => {
  const used = new Set<string>()
  const guesses: Guess[] = []
  const take = (
    property: HubspotProperty,
    found: readonly (readonly [SalesforceObject, SalesforceField])[],
    why: Guess['why'],
    known?: KnownPair,
  ) => {
    const free = found.filter(([object, field]) => !used.has(`${object.name}.${field.name}`) && canCross(property, field))
    for (const [object, field] of free) used.add(`${object.name}.${field.name}`)
    for (const [field, on] of joined(free)) guesses.push({ property, field, on, why, ...(known === undefined ? {} : { known }) })
    return free.length > 0
  }
  const done = new Set<string>()
  for (const known of KNOWN_PAIRS[hubspot.name] ?? []) {
    const property = findProperty(hubspot, known.property)
    if (property === undefined) continue
    const found = salesforce.flatMap((object): readonly (readonly [SalesforceObject, SalesforceField])[] => {
      const name = typeof known.fields === 'string' ? known.fields : known.fields[object.name]
      const field = name === undefined ? undefined : findField(object, name)
      return field === undefined ? [] : [[object, field]]
    })
    if (take(property, found, 'known', known)) done.add(property.name)
  }
  for (const likeness of ['name', 'label', 'words'] as const)
    for (const property of hubspot.properties) {
      if (done.has(property.name) || keptElsewhere(property)) continue
      const found = salesforce.flatMap((object): readonly (readonly [SalesforceObject, SalesforceField])[] => {
        const field = object.fields.find(
          (one) => !used.has(`${object.name}.${one.name}`) && canCross(property, one) && likenessOf(property, one) === likeness,
        )
        return field === undefined ? [] : [[object, field]]
      })
      if (take(property, found, likeness)) done.add(property.name)
    }
  return guesses
}

/** Properties that a person might have expected, without a field: those that people fill in. */
export const unpaired = (hubspot: HubspotObject, guesses: readonly Guess[]): readonly HubspotProperty[] => {
  const taken = new Set(guesses.map((one) => one.property.name))
  return hubspot.properties.filter((one) => !taken.has(one.name) && !keptElsewhere(one) && one.readOnly !== true && one.calculated !== true)
}
