/** Options apply: each option of a mapping means something with its arrow. */
import type { BoundMapping, BoundSync } from '../binding/bound'
import { linesOf } from '../binding/bound-lines'
import { newMark } from '../binding/line'
import { report } from '../diagnostics/code'
import { optionDoesNotApply, optionWithoutEffect } from '../diagnostics/codes/meaning'
import { duplicateDeclaration } from '../diagnostics/codes/names'
import type { Diagnostic } from '../diagnostics/diagnostic'
import { typeOf } from '../expressions/equal-values'
import type { Expr } from '../plan/plan'
import type { AssociateOption, MappingNode, MappingOption } from '../syntax/ast'
import { salesforceValueType } from '../types/value-type'
import type { Check } from './check'
import { syncsOf } from './mappings-of'
import { isFixed, isNeverBlank } from './never-blank'

const WORDS: Readonly<Record<(MappingOption | AssociateOption)['kind'], string>> = {
  'label-option': 'label',
  'role-option': 'role',
  'prefer-option': 'prefer',
  'default-option': 'default',
  'when-option': 'when',
  'using-option': 'using',
  'once-option': 'once',
  'sticky-option': 'sticky',
  'required-option': 'required',
}

const isIdle = (node: MappingNode, option: MappingOption): boolean => {
  if (node.arrow === undefined) return false
  const arrow = node.arrow.value
  if (arrow === 'off') return true
  if (option.kind === 'prefer-option') return arrow !== '<->'
  return option.kind === 'once-option' && arrow === '<->'
}

/** The source of a one-way mapping; a two-way one has two. */
const sourceOf = ({ kind, expression, fields }: BoundMapping): Expr | undefined => {
  if (expression !== undefined || kind !== 'to-hubspot') return expression
  const [first] = fields
  const type = first === undefined ? undefined : salesforceValueType(first.field)
  return first === undefined || type === undefined
    ? undefined
    : { kind: 'property', side: 'salesforce', name: first.field.name, type, vendorType: first.field.type }
}

/** Whether what stands after `using` may give a blank for a value. */
const mayBlank = ({ use, kind }: BoundMapping): boolean => {
  if (use.kind !== 'table') return use.kind === 'function'
  const side = kind === 'to-hubspot' ? 'hubspot' : 'salesforce'
  const otherwise = side === 'hubspot' ? use.table.toHubspot : use.table.toSalesforce
  return otherwise.kind === 'blank' || use.table.rows.some((row) => row[side].includes(''))
}

/** Whether a value is always there and always fits: nothing is left that could stop the record. */
const isCertain = ({ use }: BoundMapping, source: Expr): boolean =>
  use.kind !== 'table' && isNeverBlank(source) && (source.kind === 'literal' || typeOf(source) === 'boolean')

type Idle = { readonly why: string; readonly help?: string }

const againstArrow = (mapping: BoundMapping, option: Extract<MappingOption, { kind: 'sticky-option' }>): Idle | undefined => {
  const target = mapping.kind === 'to-salesforce' ? 'salesforce' : mapping.kind === 'to-hubspot' ? 'hubspot' : undefined
  if (target === undefined || option.until?.value !== target) return undefined
  const [to, from] = target === 'salesforce' ? ['Salesforce', 'hubspot'] : ['HubSpot', 'salesforce']
  return {
    why: `with \`${mapping.node.arrow?.value ?? ''}\` no clear crosses from ${to}`,
    help: `write \`until ${from} clears\`, or \`<->\``,
  }
}

/** Why the option never changes what this mapping writes. */
const withoutEffect = (mapping: BoundMapping, option: MappingOption): Idle | undefined => {
  const source = sourceOf(mapping)
  switch (option.kind) {
    case 'default-option':
      return source !== undefined && isNeverBlank(source) && !mayBlank(mapping)
        ? { why: 'what stands before it is never blank' }
        : undefined
    case 'required-option':
      return source !== undefined && isCertain(mapping, source) ? { why: 'what stands before it is always there' } : undefined
    case 'sticky-option':
      if (mapping.once) return { why: 'a field that is written once is not held fast', help: 'remove `sticky` or `once`' }
      if (source !== undefined && isFixed(source)) return { why: 'a fixed value is never dropped' }
      return againstArrow(mapping, option)
    default:
      return undefined
  }
}

/** An option that stands a second time is not read. */
const repeated = (file: string, options: readonly (MappingOption | AssociateOption)[]): readonly Diagnostic[] =>
  options.flatMap((option) => {
    const first = options.find((one) => one.kind === option.kind)
    if (first === undefined || first === option) return []
    const related = [{ location: { file, span: first.span }, message: 'the first one' }]
    return [report(duplicateDeclaration, { what: `\`${WORDS[option.kind]}\`` }, { file, span: option.span, related })]
  })

/** A role belongs to a contact role alone. */
const idleInAssociations = (sync: BoundSync): readonly Diagnostic[] =>
  sync.associations.flatMap(({ node, target }) =>
    node.options
      .filter((option) => option.kind === 'role-option' && target?.kind === 'lookup')
      .map((option) => {
        const arrow = node.field?.segments.map((one) => one.value).join('.') ?? ''
        const place = { file: sync.file, span: option.span, help: 'remove `role`, or associate through `OpportunityContactRole`' }
        return report(optionDoesNotApply, { option: 'role', arrow }, place)
      }),
  )

const mark = newMark()

const idleInMappings = (sync: BoundSync): readonly Diagnostic[] => {
  const found: Diagnostic[] = []
  const { lines, at } = linesOf(sync)
  for (const [index, { line }] of lines.entries()) {
    if (line.has(mark)) continue
    const mapping = at(index)
    const { node } = mapping
    const idle = node.options.filter((option) => isIdle(node, option))
    const vain = idle.length > 0 || !mapping.complete ? [] : node.options.filter((option) => withoutEffect(mapping, option) !== undefined)
    const again = repeated(sync.file, node.options)
    if (idle.length === 0 && vain.length === 0 && again.length === 0) line.note(mark)
    found.push(...again)
    for (const option of vain) {
      const { why, help } = withoutEffect(mapping, option) ?? { why: '' }
      const place = { file: sync.file, span: option.span, ...(help === undefined ? {} : { help }) }
      found.push(report(optionWithoutEffect, { option: WORDS[option.kind], why }, place))
    }
    for (const option of idle) {
      const args = { option: WORDS[option.kind], arrow: node.arrow?.value ?? '' }
      found.push(report(optionDoesNotApply, args, { file: sync.file, span: option.span }))
    }
  }
  return found
}

export const optionsApply: Check = {
  name: 'options-apply',
  needsCatalog: false,
  run: (bound) =>
    syncsOf(bound).flatMap((sync) => [
      ...sync.associations.flatMap(({ node }) => repeated(sync.file, node.options)),
      ...idleInAssociations(sync),
      ...idleInMappings(sync),
    ]),
}
