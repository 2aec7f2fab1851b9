/** Convertible types: a mapping joins only types that may become each other; losses are told. */

import type { BoundField, BoundMapping, BoundSync } from '../binding/bound'
import { newMark } from '../binding/line'
import { fitsParameter, neededWords } from '../binding/lower-call'
import { familyOf, fitsFamily, typeWords } from '../binding/type-words'
import type { HubspotProperty } from '../catalog/catalog'
import { type Place, report } from '../diagnostics/code'
import { lossyConversion, noConversion, notInvertible, tableNeedsText, wrongArgument, wrongArgumentCount } from '../diagnostics/codes/types'
import type { Diagnostic } from '../diagnostics/diagnostic'
import { typeOf } from '../expressions/equal-values'
import { type FunctionDefinition, signaturesOf } from '../functions/function-definition'
import { findFunction } from '../functions/index'
import type { ValueType } from '../plan/plan'
import { acceptedTypes, type Carry, conversionCell, isTableKind, isTableType } from '../types/conversion-table'
import { hubspotKind, hubspotValueType, salesforceValueType } from '../types/value-type'
import type { Check } from './check'
import { inEachMapping, isTwoWay, SOUND, writesHubspot, writesSalesforce } from './mappings-of'

type Direction = {
  readonly carry: Carry | null
  readonly source: string
  readonly sourceType: string
  readonly target: string
  readonly targetType: string
}

const direct = (sync: BoundSync, mapping: BoundMapping, property: HubspotProperty, { field }: BoundField): readonly Diagnostic[] => {
  const kind = hubspotKind(property)
  const cell = conversionCell(kind, field.type)
  if (cell.toSalesforce?.kind === 'exact' && cell.toHubspot?.kind === 'exact') return []
  const place = { file: sync.file, span: mapping.node.span }
  const hubspot = { name: property.name, type: kind }
  const salesforce = { name: field.name, type: field.type }
  const directions: readonly Direction[] = [
    ...(writesSalesforce(mapping)
      ? [{ carry: cell.toSalesforce, source: hubspot.name, sourceType: hubspot.type, target: salesforce.name, targetType: salesforce.type }]
      : []),
    ...(writesHubspot(mapping)
      ? [{ carry: cell.toHubspot, source: salesforce.name, sourceType: salesforce.type, target: hubspot.name, targetType: hubspot.type }]
      : []),
  ]
  const refused = directions.find((one) => one.carry === null)
  if (refused !== undefined) {
    const { carry: _, ...args } = refused
    const other =
      isTwoWay(mapping) && (cell.toSalesforce ?? cell.toHubspot) !== null ? (cell.toSalesforce === null ? '<-' : '->') : undefined
    const help =
      other === undefined
        ? `a ${kind} property may meet a Salesforce field of type ${acceptedTypes(kind).join(', ')}`
        : `these two may meet in one direction: write \`${other}\``
    return [report(noConversion, args, { ...place, help })]
  }
  return directions.flatMap(({ carry, source, target }) =>
    carry?.kind === 'lossy' ? [report(lossyConversion, { source, target, loss: carry.loss }, place)] : [],
  )
}

/** Whether a table may list the values of an expression of that type. */
const isListed = (type: ValueType): boolean => !['number', 'moment'].includes(familyOf(type))

const byTable = (sync: BoundSync, mapping: BoundMapping): readonly Diagnostic[] => {
  const place = { file: sync.file, span: mapping.node.span }
  const { hubspot, expression } = mapping
  if (expression !== undefined && !isListed(typeOf(expression))) {
    const span = mapping.kind === 'to-salesforce' ? mapping.node.hubspot.span : mapping.node.salesforce.span
    const help = 'write `text(...)` around it, or take out `using`'
    return [report(tableNeedsText, { name: 'this expression', type: typeWords(typeOf(expression)) }, { ...place, span, help })]
  }
  if (hubspot !== undefined && !isTableKind(hubspotKind(hubspot)))
    return [report(tableNeedsText, { name: hubspot.name, type: hubspotKind(hubspot) }, place)]
  const field = mapping.fields.find((one) => !isTableType(one.field.type))?.field
  return field === undefined ? [] : [report(tableNeedsText, { name: field.name, type: field.type }, place)]
}

const expressed = (sync: BoundSync, mapping: BoundMapping): readonly Diagnostic[] => {
  if (mapping.expression === undefined) return []
  const found = typeOf(mapping.expression)
  const isToSalesforce = mapping.kind === 'to-salesforce'
  const span = isToSalesforce ? mapping.node.hubspot.span : mapping.node.salesforce.span
  const targets = isToSalesforce
    ? mapping.fields.map((one) => ({ name: one.field.name, type: salesforceValueType(one.field) }))
    : mapping.hubspot === undefined
      ? []
      : [{ name: mapping.hubspot.name, type: hubspotValueType(mapping.hubspot) }]
  const unfit = targets.find((target) => !fitsFamily(found, target.type))
  if (unfit === undefined) return []
  return [
    report(
      noConversion,
      { source: 'this expression', sourceType: typeWords(found), target: unfit.name, targetType: typeWords(unfit.type) },
      {
        file: sync.file,
        span,
        help: typeWords(unfit.type) === 'text' ? 'write `text(...)` around it' : 'give the target a value of its own type',
      },
    ),
  ]
}

/** One way in which a mapping calls a function: from properties of those types to properties of those. */
type Call = {
  readonly definition: FunctionDefinition
  readonly sources: readonly ValueType[]
  readonly targets: readonly { readonly name: string; readonly type: ValueType }[]
}

const callsOf = (mapping: BoundMapping, definition: FunctionDefinition): readonly Call[] => {
  const hubspot = mapping.hubspot === undefined ? [] : [{ name: mapping.hubspot.name, type: hubspotValueType(mapping.hubspot) }]
  const salesforce = mapping.fields.map(({ field }) => ({ name: field.name, type: salesforceValueType(field) }))
  const own = mapping.expression === undefined ? [] : [typeOf(mapping.expression)]
  const inverse = isTwoWay(mapping) && definition.inverse !== undefined ? findFunction(definition.inverse) : definition
  return [
    ...(writesSalesforce(mapping) ? [{ definition, sources: [...hubspot.map((one) => one.type), ...own], targets: salesforce }] : []),
    ...(writesHubspot(mapping) && inverse !== undefined
      ? [{ definition: inverse, sources: [...salesforce.map((one) => one.type), ...own], targets: hubspot }]
      : []),
  ]
}

const checkCall = ({ definition, sources, targets }: Call, place: Place): readonly Diagnostic[] => {
  const { name } = definition
  const alone = signaturesOf(definition).filter(({ parameters }) =>
    parameters.slice(1).every((one) => one.optional === true || one.rest === true),
  )
  const [first] = alone
  if (first === undefined) {
    const help = 'write it as the source of a one-way mapping, with all it needs in parentheses'
    return [report(wrongArgumentCount, { name, needed: 'more than the value alone', found: 'none of it can' }, { ...place, help })]
  }
  const fits = (type: ValueType) => alone.find(({ parameters: [one] }) => one !== undefined && fitsParameter(one.type, type))
  const unfit = sources.find((type) => fits(type) === undefined)
  const [parameter] = first.parameters
  if (unfit !== undefined && parameter !== undefined)
    return [report(wrongArgument, { name, parameter: parameter.name, needed: neededWords(parameter.type), type: typeWords(unfit) }, place)]
  const result = sources[0] === undefined ? 'same' : (fits(sources[0])?.result ?? 'same')
  const wrong = result === 'same' ? undefined : targets.find((target) => !fitsFamily(result, target.type))
  if (wrong === undefined || result === 'same') return []
  return [
    report(
      noConversion,
      { source: `${name}(...)`, sourceType: typeWords(result), target: wrong.name, targetType: typeWords(wrong.type) },
      place,
    ),
  ]
}

const byFunction = (sync: BoundSync, mapping: BoundMapping): readonly Diagnostic[] => {
  if (mapping.use.kind !== 'function') return []
  const definition = mapping.use.function
  const span = mapping.node.options.find((option) => option.kind === 'using-option')?.span ?? mapping.node.span
  const place = { file: sync.file, span }
  if (isTwoWay(mapping) && definition.inverse === undefined) return [report(notInvertible, { what: `\`${definition.name}\`` }, place)]
  return callsOf(mapping, definition)
    .flatMap((call) => checkCall(call, place))
    .slice(0, 1)
}

const mark = newMark()

export const convertibleTypes: Check = {
  name: 'convertible-types',
  needsCatalog: true,
  run: (bound) =>
    inEachMapping(bound, mark, ({ sync, mapping }) => {
      if (mapping.kind === 'off') return SOUND
      if (mapping.use.kind === 'table') return byTable(sync, mapping)
      if (mapping.use.kind === 'function') return byFunction(sync, mapping)
      if (mapping.expression !== undefined) return expressed(sync, mapping)
      const { hubspot } = mapping
      const found = hubspot === undefined ? [] : mapping.fields.flatMap((field) => direct(sync, mapping, hubspot, field))
      if (found.length === 0) return SOUND
      // Two objects with the same field would tell the same thing twice.
      return found.filter((one, index) => found.findIndex((other) => other.message === one.message) === index)
    }),
}
