/** Paths on Salesforce's side: `Email`, `Lead.State`, `Account.Name`. */
import type { SalesforceField, SalesforceObject } from '../catalog/catalog'
import { findField, findSalesforceObject } from '../catalog/find'
import { fieldNotEverywhere, fieldTypesDiffer, objectNotInSync, unknownField, unknownStep } from '../diagnostics/codes/names'
import type { NameNode } from '../syntax/ast'
import { salesforceValueType } from '../types/value-type'
import { type Binding, didYouMean } from './binding'
import type { BoundField } from './bound'
import { type Resolved, untyped } from './resolved'
import type { Scope } from './scope'

const fieldOf = (binding: Binding, scope: Scope, object: SalesforceObject, name: NameNode): SalesforceField | undefined => {
  const field = findField(object, name.value)
  if (field === undefined) {
    const mean = didYouMean(
      name,
      object.fields.map((one) => one.name),
      `run \`lockstep catalog pull\` if \`${name.value}\` is new`,
    )
    binding.report(unknownField, { name: name.value, object: object.name }, { file: scope.file, span: name.span, ...mean })
    return undefined
  }
  binding.refer({ kind: 'field', owner: object.name, name: field.name }, scope.file, name.span)
  return field
}

const salesforceField = (fields: readonly BoundField[], object: string | undefined): Resolved | undefined => {
  const first = fields[0]
  if (first === undefined) return undefined
  const type = salesforceValueType(first.field)
  const on = object === undefined ? {} : { object }
  const options = fields.flatMap((one) => one.field.options ?? [])
  return {
    expr: { kind: 'property', side: 'salesforce', ...on, name: first.field.name, type, vendorType: first.field.type },
    type,
    side: 'salesforce',
    ...(first.field.options === undefined ? {} : { options, isRestricted: fields.every((one) => one.field.restrictedPicklist === true) }),
    fields,
    ...on,
  }
}

const bareField = (binding: Binding, scope: Scope, name: NameNode): Resolved | undefined => {
  const having = scope.salesforce.flatMap((object) => {
    const field = findField(object, name.value)
    return field === undefined ? [] : [{ object, field }]
  })
  const [first] = having
  const [head] = scope.salesforce
  if (head === undefined) return undefined
  if (first === undefined) {
    fieldOf(binding, scope, head, name)
    return undefined
  }
  const lacking = scope.salesforce.find((object) => findField(object, name.value) === undefined)
  if (lacking !== undefined) {
    binding.report(
      fieldNotEverywhere,
      { name: name.value, object: first.object.name, lacking: lacking.name },
      { file: scope.file, span: name.span, help: `write \`${first.object.name}.${name.text}\` if it is meant for that object alone` },
    )
    return undefined
  }
  const other = having.find((one) => salesforceValueType(one.field) !== salesforceValueType(first.field))
  if (other !== undefined) {
    binding.report(
      fieldTypesDiffer,
      {
        name: name.value,
        first: first.object.name,
        firstType: first.field.type,
        second: other.object.name,
        secondType: other.field.type,
      },
      { file: scope.file, span: name.span },
    )
    return undefined
  }
  for (const one of having) binding.refer({ kind: 'field', owner: one.object.name, name: one.field.name }, scope.file, name.span)
  return salesforceField(having, undefined)
}

const lookupStep = (binding: Binding, scope: Scope, first: NameNode, second: NameNode): Resolved | undefined => {
  const { catalog } = binding
  const lookups = scope.salesforce.map((object) => object.fields.find((field) => field.relationshipName === first.value))
  const [lookup] = lookups
  const owner = scope.salesforce[0]
  if (catalog === undefined || owner === undefined) return undefined
  if (lookup === undefined || lookups.some((one) => one === undefined)) {
    const known = findSalesforceObject(catalog, first.value)
    const names = scope.salesforce.flatMap((object) => [
      ...scope.heads,
      ...object.fields.flatMap((field) => (field.relationshipName === undefined ? [] : [field.relationshipName])),
    ])
    if (known !== undefined && !names.includes(first.value) && lookup === undefined)
      binding.report(
        objectNotInSync,
        { name: first.value, heads: scope.heads.map((head) => `\`${head}\``).join(' and ') },
        { file: scope.file, span: first.span },
      )
    else
      binding.report(
        unknownStep,
        { name: first.value, object: scope.salesforce.map((one) => one.name).join(' or ') },
        {
          file: scope.file,
          span: first.span,
          ...didYouMean(first, names, 'before the dot stands a lookup such as `Account`, or an object of this sync'),
        },
      )
    return undefined
  }
  const target = findSalesforceObject(catalog, lookup.referenceTo?.[0] ?? first.value)
  binding.refer({ kind: 'field', owner: owner.name, name: lookup.name }, scope.file, first.span)
  if (target === undefined) return undefined
  const field = fieldOf(binding, scope, target, second)
  if (field === undefined) return undefined
  const type = salesforceValueType(field)
  return {
    expr: {
      kind: 'related',
      side: 'salesforce',
      via: first.value,
      object: target.name,
      name: field.name,
      type,
      vendorType: field.type,
    },
    type,
    side: 'salesforce',
    ...(field.options === undefined ? {} : { options: field.options, isRestricted: field.restrictedPicklist === true }),
    fields: [],
  }
}

/** A field of every object in scope, of one of them, or one lookup away. */
export const resolveSalesforce = (binding: Binding, scope: Scope, segments: readonly NameNode[]): Resolved | undefined => {
  const [first, second] = segments
  if (first === undefined) return undefined
  if (binding.catalog === undefined)
    return untyped(
      'salesforce',
      (second ?? first).value,
      second !== undefined && scope.heads.includes(first.value) ? first.value : undefined,
    )
  if (second === undefined) return bareField(binding, scope, first)
  if (!scope.heads.includes(first.value)) return lookupStep(binding, scope, first, second)
  const object = findSalesforceObject(binding.catalog, first.value)
  if (object === undefined) return undefined
  binding.refer({ kind: 'salesforce-object', name: object.name }, scope.file, first.span)
  const field = fieldOf(binding, scope, object, second)
  return field === undefined ? undefined : salesforceField([{ object, field }], object.name)
}
