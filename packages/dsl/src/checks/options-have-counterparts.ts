/** Options have counterparts: each option of a source is one of the target's, or has a row that makes it one. */

import type { BoundField, BoundMapping } from '../binding/bound'
import { newMark } from '../binding/line'
import type { HubspotProperty, Option } from '../catalog/catalog'
import { report } from '../diagnostics/code'
import { noCounterpart } from '../diagnostics/codes/catalog'
import type { SideName } from '../plan/plan'
import { hubspotEnd, salesforceEnd } from '../types/value-type'
import { compileLookup } from '../values/lookup'
import type { Check } from './check'
import { inEachMapping, SOUND, writesHubspot, writesSalesforce } from './mappings-of'

const NONE = { toSalesforce: new Map<string, string>(), toHubspot: new Map<string, string>() }
const MOST_NAMED = 3

const quoted = (options: readonly string[]): string => {
  const named = options.slice(0, MOST_NAMED).map((option) => `\`${option}\``)
  const rest = options.length - named.length
  return rest > 0 ? `${named.join(', ')} and ${rest} more` : named.join(' and ')
}

/** Gives the target's value for an option, or `undefined` where a row or option is lacking. */
const translation = (
  mapping: BoundMapping,
  property: HubspotProperty,
  bound: BoundField,
  to: SideName,
): ((value: string) => string | null | undefined) => {
  if (mapping.use.kind !== 'table') return (value) => value
  const target = to === 'hubspot' ? hubspotEnd(property) : salesforceEnd(bound.field)
  const lookup = compileLookup(mapping.use.table, { owners: NONE, ownersByEmail: NONE })
  return (value) => {
    const hit = lookup.to(to, value, target)
    return hit.found ? hit.value : undefined
  }
}

const lacking = (
  mapping: BoundMapping,
  property: HubspotProperty,
  bound: BoundField,
  to: SideName,
  sources: readonly Option[] | undefined,
  targets: readonly Option[] | undefined,
): readonly string[] => {
  const isTable = mapping.use.kind === 'table'
  if (sources === undefined || (!isTable && (targets === undefined || targets.length === 0))) return []
  const translate = translation(mapping, property, bound, to)
  const rowValues = new Set(
    mapping.use.kind === 'table'
      ? (mapping.use.declared?.node.statements ?? []).flatMap((row) =>
          row.kind === 'value-row' ? row[to].map((one) => String(one.value ?? '')) : [],
        )
      : [],
  )
  const known = new Set((targets ?? []).map((target) => target.value))
  return sources
    .map((option) => option.value)
    .filter((value) => {
      const there = translate(value)
      // A row with an unknown value is told where it stands.
      if (there !== null && there !== undefined && rowValues.has(there)) return false
      return there !== null && (there === undefined || (known.size > 0 && !known.has(there)))
    })
}

const mark = newMark()

export const optionsHaveCounterparts: Check = {
  name: 'options-have-counterparts',
  needsCatalog: true,
  run: (bound) =>
    inEachMapping(bound, mark, ({ sync, mapping }) => {
      const { hubspot } = mapping
      if (hubspot === undefined || mapping.kind === 'off' || mapping.use.kind === 'function') return SOUND
      if (mapping.use.kind === 'table' && mapping.use.table.dynamic !== undefined) return SOUND
      const hubspotOptions = hubspot.type === 'enumeration' ? hubspot.options : undefined
      if (hubspotOptions === undefined && mapping.fields.every((one) => one.field.options === undefined)) return SOUND
      return mapping.fields.flatMap((one) => {
        const place = { file: sync.file, span: mapping.node.span }
        const there = writesSalesforce(mapping) ? lacking(mapping, hubspot, one, 'salesforce', hubspotOptions, one.field.options) : []
        const back = writesHubspot(mapping) ? lacking(mapping, hubspot, one, 'hubspot', one.field.options, hubspotOptions) : []
        // Who wrote `otherwise` has thought of the values that have no row.
        const isMeant =
          mapping.use.kind === 'table' && mapping.use.declared?.node.statements.some((line) => line.kind === 'otherwise') === true
        return [
          ...(there.length === 0 ? [] : [report(noCounterpart, { options: quoted(there), target: one.field.name }, place)]),
          ...(back.length === 0 || isMeant ? [] : [report(noCounterpart, { options: quoted(back), target: hubspot.name }, place)]),
        ]
      })
    }),
}
