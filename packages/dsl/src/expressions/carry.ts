/** Carrying one value from its own wire form into the other side's, by a mapping's conversion. */
import { findFunction } from '../functions/index'
import type { CompiledMapping, CompiledPolicy, End, SideName, Value } from '../plan/plan'
import { useOf } from '../plan/use-of'
import { decode, isNumberType, neutralVendorType } from '../types/decode'
import { encode, textOfValue } from '../types/encode'
import { compileLookup, type Lookup } from '../values/lookup'
import type { Converted, DynamicTables, Wire } from './converter'
import { typeOf } from './equal-values'

/** What the source of a value is: a property's end, or the type of an expression's result. */
type Source = Pick<End, 'name' | 'type' | 'vendorType'>

/** Translates a decoded value, before it is encoded for the target. */
type Translate = (value: Value, target: End, to: SideName) => Converted

export type Carrier = {
  carry(wire: Wire, source: Source, target: End, to: SideName): Converted
  /** True when a table says that both name the same thing. */
  same(hubspot: Wire, salesforce: Wire): boolean
}

const eachOption = (text: string, isMulti: boolean): readonly string[] =>
  isMulti
    ? text
        .split(';')
        .map((part) => part.trim())
        .filter((part) => part !== '')
    : [text]

const byTable = (lookup: Lookup, name: string, isOwners: boolean, isMulti: boolean): Translate => {
  return (value, target, to) => {
    const text = textOfValue(value)
    if (text === null) return encode(to, target, null)
    const out: string[] = []
    for (const part of eachOption(text, isMulti)) {
      const hit = lookup.to(to, part, target)
      if (!hit.found) {
        const code = isOwners ? 'no-owner' : 'no-counterpart'
        const message = isOwners
          ? (lookup.whyNot?.(to, part) ?? `no active owner matches \`${part}\` on the other side`)
          : `\`${part}\` has no row in \`${name}\``
        return { ok: false, code, message, value: text }
      }
      if (hit.value !== null) out.push(hit.value)
    }
    return encode(to, target, out.length === 0 ? null : out.join(';'))
  }
}

const byFunction = (name: string, kind: CompiledMapping['kind']): Translate => {
  const forward = findFunction(name)
  const back = forward?.inverse === undefined ? undefined : findFunction(forward.inverse)
  const isTwoWay = kind === 'two-way' || kind === 'prefer-salesforce' || kind === 'prefer-hubspot'
  return (value, target, to) => {
    const definition = isTwoWay && to === 'hubspot' ? back : forward
    if (definition === undefined)
      return { ok: false, code: 'invalid-value', message: `\`${name}\` cannot be undone`, value: textOfValue(value) }
    return encode(to, target, definition.call([value]))
  }
}

/** How this mapping's values are translated; throws when the plan names a table it does not hold, which is our bug. */
export const compileCarrier = (mapping: CompiledMapping, policy: CompiledPolicy, dynamic: DynamicTables): Carrier => {
  const { conversion } = mapping
  const use = useOf(conversion)
  let lookup: Lookup | undefined
  let translate: Translate = (value, target, to) => encode(to, target, value)
  if (use?.kind === 'table') {
    const table = policy.tables.find((one) => one.name === use.table)
    if (table === undefined) throw new Error(`the plan has no table \`${use.table}\`: please report this`)
    const isMulti =
      mapping.hubspot?.type === 'multipicklist' ||
      Object.values(mapping.salesforce).some((end) => end.type === 'multipicklist') ||
      (conversion.kind === 'expression' && typeOf(conversion.expr) === 'multipicklist')
    lookup = compileLookup(table, dynamic)
    translate = byTable(lookup, table.name, table.dynamic !== undefined, isMulti)
  } else if (use !== undefined) translate = byFunction(use.function, mapping.kind)
  return {
    carry(wire, source, target, to) {
      const decoded = decode(source.vendorType, wire)
      if (!decoded.ok)
        return { ok: false, code: 'invalid-value', message: `\`${decoded.wire}\` is no valid value of \`${source.name}\``, value: wire }
      const keepsDigits = conversion.kind === 'direct' && isNumberType(source.vendorType) && isNumberType(target.vendorType)
      return translate(keepsDigits ? wire : decoded.value, target, to)
    },
    same: (hubspot, salesforce) => lookup !== undefined && hubspot !== null && salesforce !== null && lookup.same(hubspot, salesforce),
  }
}

/** The end that stands for an expression: its result in neutral wire form (`textOfValue`). */
export const expressionSource = (mapping: CompiledMapping): Source => {
  const type = mapping.conversion.kind === 'expression' ? typeOf(mapping.conversion.expr) : 'text'
  return { name: 'the expression', type, vendorType: neutralVendorType(type) }
}
