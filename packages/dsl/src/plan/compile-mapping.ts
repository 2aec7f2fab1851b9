/** Mappings compiled: ends copied from the catalog, options resolved, and an id that lasts. */
import type { BoundMapping, BoundSync } from '../binding/bound'
import { encode } from '../types/encode'
import { hubspotEnd, salesforceEnd } from '../types/value-type'
import { canonicalJson } from './canonical-json'
import type { CompiledMapping, Conversion, End, Use } from './plan'
import type { RuleBook } from './rule-book'
import { sha256 } from './sha256'

const useOf = ({ use }: BoundMapping): Use | undefined => {
  switch (use.kind) {
    case 'direct':
      return undefined
    case 'table':
      return { kind: 'table', table: use.table.name }
    case 'function':
      return { kind: 'function', function: use.function.name }
  }
}

const conversionOf = (mapping: BoundMapping): Conversion => {
  const using = useOf(mapping)
  if (mapping.expression === undefined) return using ?? { kind: 'direct' }
  return { kind: 'expression', expr: mapping.expression, ...(using === undefined ? {} : { using }) }
}

/** Depends on both ends and the conversion alone, so that a change of direction, options or place keeps the base. */
const mappingId = (sync: string, mapping: BoundMapping, conversion: Conversion): string =>
  sha256(
    canonicalJson({
      sync,
      hubspot: mapping.hubspot?.name ?? null,
      salesforce: mapping.fields.map((one) => `${one.object.name}.${one.field.name}`).sort(),
      objects: [...mapping.objects].sort(),
      conversion,
    }),
  ).slice(0, 16)

const defaultWire = (mapping: BoundMapping, hubspot: End | undefined, fields: Readonly<Record<string, End>>): string | undefined => {
  if (mapping.default === undefined) return undefined
  const [first] = Object.values(fields)
  const target = mapping.kind === 'to-hubspot' ? hubspot : first
  if (target === undefined) return undefined
  const encoded = encode(mapping.kind === 'to-hubspot' ? 'hubspot' : 'salesforce', target, mapping.default.value)
  return encoded.ok && encoded.value !== null ? encoded.value : undefined
}

export const compileMapping = (book: RuleBook, sync: BoundSync, mapping: BoundMapping): CompiledMapping => {
  const conversion = conversionOf(mapping)
  const id = mappingId(sync.name, mapping, conversion)
  const hubspot = mapping.hubspot === undefined ? undefined : hubspotEnd(mapping.hubspot)
  const salesforce = Object.fromEntries(mapping.fields.map((one) => [one.object.name, salesforceEnd(one.field)]))
  const fallback = defaultWire(mapping, hubspot, salesforce)
  return {
    id,
    rule: book.note(`${sync.name}/map/${id}`, sync.file, mapping.node.span),
    kind: mapping.kind,
    ...(hubspot === undefined ? {} : { hubspot }),
    salesforce,
    objects: mapping.objects,
    conversion,
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(mapping.when === undefined ? {} : { when: mapping.when }),
    once: mapping.once,
    required: mapping.required,
    ...(mapping.sticky === undefined ? {} : { sticky: mapping.sticky }),
  }
}
