/** Which fields of an intent a refusal is about, and how an intent is cut where the service does not say. Pure. */
import type { CompiledPolicy } from '@lockstep/dsl'
import type { FieldRefusal, Outcome } from '../connectors/connector'
import type { Intent } from '../model'

export type Refused = Extract<Outcome, { readonly kind: 'refused' }>

/** A field of an intent that a refusal names. */
export type Named = { readonly name: string; readonly refusal: FieldRefusal }

/** The fields that a refusal names, as the intent calls them; services do not mind case. */
export const namedFaults = (intent: Intent, refused: Refused): readonly Named[] => {
  const names = new Map(Object.keys(intent.fields).map((name) => [name.toLowerCase(), name]))
  const found = new Map<string, Named>()
  for (const refusal of [refused, ...(refused.more ?? [])]) {
    const name = refusal.field === undefined ? undefined : names.get(refusal.field.toLowerCase())
    if (name !== undefined && !found.has(name)) found.set(name, { name, refusal })
  }
  return [...found.values()]
}

/**
 * The fields without which an intent may not be carried out: those whose mapping the policy calls `required`; of a new record, what its
 * system requires and what it is matched by, too.
 */
export const neededFields = (policy: CompiledPolicy, sync: string, intent: Intent): ReadonlySet<string> => {
  const compiled = policy.syncs.find((each) => each.id === sync)
  const needed = new Set<string>()
  for (const mapping of compiled?.mappings ?? []) {
    const end = intent.side === 'hubspot' ? mapping.hubspot : mapping.salesforce[intent.object]
    if (end === undefined) continue
    if (mapping.required || (intent.action === 'create' && end.required === true && end.type !== 'boolean')) needed.add(end.name)
  }
  if (intent.action === 'create')
    for (const match of compiled?.match ?? []) {
      const end = intent.side === 'hubspot' ? match.hubspot : match.salesforce[intent.object]
      if (end !== undefined) needed.add(end.name)
    }
  return needed
}

/** Names of fields that are sent or left out together. */
export type Unit = readonly string[]

/** The units of these fields, in their order; `together` names what a service takes only as one. */
export const unitsOf = (names: readonly string[], together: (name: string) => string): readonly Unit[] => {
  const units = new Map<string, string[]>()
  for (const name of names) {
    const unit = units.get(together(name))
    if (unit === undefined) units.set(together(name), [name])
    else unit.push(name)
  }
  return [...units.values()]
}

/** Both halves, the first one no smaller; the second may be empty. */
export const halvesOf = (units: readonly Unit[]): readonly [readonly string[], readonly string[]] => {
  const middle = Math.ceil(units.length / 2)
  return [units.slice(0, middle).flat(), units.slice(middle).flat()]
}

/** The intent with these of its fields alone. */
export const withFields = (intent: Intent, names: readonly string[]): Intent => ({
  ...intent,
  fields: Object.fromEntries(Object.entries(intent.fields).filter(([name]) => names.includes(name))),
})

/** The intent without these fields. */
export const withoutFields = (intent: Intent, names: readonly string[]): Intent =>
  withFields(
    intent,
    Object.keys(intent.fields).filter((name) => !names.includes(name)),
  )

/** A part of an update under a key of its own. Its guard goes: the other parts move the stamp that it compares. */
export const pieceOf = (intent: Intent, names: readonly string[], mark: string): Intent => {
  const { expectedAt: _guard, ...piece } = withFields(intent, names)
  return { ...piece, key: `${intent.key}/${mark}` }
}

/** The fields of a new record that were left out when it was made, as an update of it. */
export const leftOver = (create: Intent, made: Intent, id: string): Intent => {
  const { externalKey: _key, recordType: _type, expectedAt: _guard, ...rest } = withoutFields(create, Object.keys(made.fields))
  return { ...rest, key: `${create.key}/rest`, action: 'update', id }
}

/** Parts of one record behind those of others, so that calls which name a record once take as many rows as they can. */
export const inTurns = (intents: readonly Intent[]): readonly Intent[] => {
  const seen = new Map<string, number>()
  const turns = intents.map((intent) => {
    const name = `${intent.side} ${intent.object} ${intent.id ?? intent.key}`
    const turn = seen.get(name) ?? 0
    seen.set(name, turn + 1)
    return { intent, turn }
  })
  return turns.sort((a, b) => a.turn - b.turn).map(({ intent }) => intent)
}
