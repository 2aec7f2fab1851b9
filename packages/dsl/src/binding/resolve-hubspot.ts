/** Paths on HubSpot's side: `email`, `company.type`. */
import type { HubspotObject, HubspotProperty } from '../catalog/catalog'
import { findHubspotObject, findProperty } from '../catalog/find'
import { unknownProperty, unknownStep } from '../diagnostics/codes/names'
import type { NameNode } from '../syntax/ast'
import { hubspotValueType, hubspotVendorType } from '../types/value-type'
import { type Binding, didYouMean } from './binding'
import { type Resolved, untyped } from './resolved'
import type { Scope } from './scope'

const propertyOf = (binding: Binding, scope: Scope, object: HubspotObject, name: NameNode): HubspotProperty | undefined => {
  const property = findProperty(object, name.value)
  if (property === undefined) {
    const mean = didYouMean(
      name,
      object.properties.map((one) => one.name),
      `run \`lockstep catalog pull\` if \`${name.value}\` is new`,
    )
    binding.report(unknownProperty, { name: name.value, object: object.name }, { file: scope.file, span: name.span, ...mean })
    return undefined
  }
  binding.refer({ kind: 'property', owner: object.name, name: property.name }, scope.file, name.span)
  return property
}

/** Owners come and go, so the catalog never has all of them. */
const optionsOf = ({ options, referencedObjectType }: HubspotProperty): Pick<Resolved, 'options' | 'isRestricted'> =>
  options === undefined ? {} : { options, isRestricted: referencedObjectType !== 'OWNER' }

const hubspotProperty = (property: HubspotProperty): Resolved => {
  const type = hubspotValueType(property)
  return {
    expr: { kind: 'property', side: 'hubspot', name: property.name, type, vendorType: hubspotVendorType(property) },
    type,
    side: 'hubspot',
    ...optionsOf(property),
    hubspot: property,
    fields: [],
  }
}

/** A property of the record, or of one that is associated with it. */
export const resolveHubspot = (binding: Binding, scope: Scope, segments: readonly NameNode[]): Resolved | undefined => {
  const [first, second] = segments
  if (first === undefined) return undefined
  if (binding.catalog === undefined) return untyped('hubspot', (second ?? first).value)
  if (scope.hubspot === undefined) return undefined
  if (second === undefined) {
    const property = propertyOf(binding, scope, scope.hubspot, first)
    return property === undefined ? undefined : hubspotProperty(property)
  }
  const object = findHubspotObject(binding.catalog, first.value)
  if (object === undefined) {
    const names = binding.catalog.hubspot.objects.map((one) => one.name)
    const mean = didYouMean(first, names, 'before the dot stands an object that is associated, such as `company`')
    binding.report(unknownStep, { name: first.value, object: scope.hubspot.name }, { file: scope.file, span: first.span, ...mean })
    return undefined
  }
  binding.refer({ kind: 'hubspot-object', name: object.name }, scope.file, first.span)
  const property = propertyOf(binding, scope, object, second)
  if (property === undefined) return undefined
  if (object === scope.hubspot) return hubspotProperty(property)
  const type = hubspotValueType(property)
  return {
    expr: {
      kind: 'related',
      side: 'hubspot',
      via: object.name,
      object: object.name,
      name: property.name,
      type,
      vendorType: hubspotVendorType(property),
    },
    type,
    side: 'hubspot',
    ...optionsOf(property),
    fields: [],
  }
}
