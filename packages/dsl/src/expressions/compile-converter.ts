/** Converters: one mapping's conversions, equality and agreement, compiled once and used for every record. */
import type { CompiledMapping, CompiledPolicy } from '../plan/plan'
import { canonicalWire, equalWire } from '../types/equality'
import { compileCarrier, expressionSource } from './carry'
import type { Converted, Converter, DynamicTables, Wire } from './converter'

const notCarried = (message: string, value: Wire): Converted => ({ ok: false, code: 'invalid-value', message, value })

const isBlank = (wire: Wire): boolean => wire === null || wire === ''

/**
 * The converter of one mapping. Where a side is an expression, pass `textOfValue(compileExpr(expr)(environment))` as its wire value.
 * `toSalesforce` and `toHubspot` do not fill in `default`, which needs the merged value; `agree` counts the pair blank/default as equal,
 * and looks only at the direction that the mapping carries.
 * Never throws once made; making it throws only when the plan contradicts itself, which is our bug.
 */
export const compileConverter = (mapping: CompiledMapping, policy: CompiledPolicy, tables: DynamicTables): Converter => {
  const carrier = compileCarrier(mapping, policy, tables)
  const expression = expressionSource(mapping)
  const hubspotSource = mapping.hubspot ?? expression
  const carriesToSalesforce = mapping.kind !== 'to-hubspot' && mapping.kind !== 'off'
  const carriesToHubspot = mapping.kind !== 'to-salesforce' && mapping.kind !== 'off'
  const targetsHubspot = mapping.kind === 'to-hubspot'

  const toSalesforce = (value: Wire, object: string): Converted => {
    const target = mapping.salesforce[object]
    return target === undefined
      ? notCarried(`this mapping writes no field of \`${object}\``, value)
      : carrier.carry(value, hubspotSource, target, 'salesforce')
  }
  const toHubspot = (value: Wire, object: string): Converted => {
    if (mapping.hubspot === undefined) return notCarried('this mapping writes no HubSpot property', value)
    return carrier.carry(value, mapping.salesforce[object] ?? expression, mapping.hubspot, 'hubspot')
  }
  const equalHubspot = (a: Wire, b: Wire): boolean =>
    mapping.hubspot === undefined
      ? canonicalWire('hubspot', expression.type, expression.vendorType, a) ===
        canonicalWire('hubspot', expression.type, expression.vendorType, b)
      : equalWire('hubspot', mapping.hubspot, a, b)
  const equalSalesforce = (a: Wire, b: Wire, object: string): boolean => {
    const end = mapping.salesforce[object]
    return end === undefined
      ? canonicalWire('salesforce', expression.type, expression.vendorType, a) ===
          canonicalWire('salesforce', expression.type, expression.vendorType, b)
      : equalWire('salesforce', end, a, b)
  }
  const isDefaultPair = (hubspot: Wire, salesforce: Wire, object: string): boolean => {
    if (mapping.default === undefined) return false
    return targetsHubspot
      ? isBlank(salesforce) && equalHubspot(hubspot, mapping.default)
      : isBlank(hubspot) && equalSalesforce(salesforce, mapping.default, object)
  }
  return {
    toSalesforce,
    toHubspot,
    equalHubspot,
    equalSalesforce,
    agree(hubspot, salesforce, object) {
      if (isDefaultPair(hubspot, salesforce, object) || carrier.same(hubspot, salesforce)) return true
      if (carriesToSalesforce) {
        const there = toSalesforce(hubspot, object)
        if (there.ok && equalSalesforce(there.value, salesforce, object)) return true
      }
      if (!carriesToHubspot) return false
      const back = toHubspot(salesforce, object)
      return back.ok && equalHubspot(back.value, hubspot)
    },
  }
}
