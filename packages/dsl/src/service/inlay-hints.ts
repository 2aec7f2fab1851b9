/** Inlay hints: what a line does not say itself: the types of a mapping's two ends, and the labels of internal values. */
import type { BoundMapping, BoundPolicy } from '../binding/bound'
import type { Option, SalesforceField } from '../catalog/catalog'
import type { LiteralNode } from '../syntax/ast'
import type { Span } from '../text/span'
import { hubspotKind } from '../types/value-type'
import type { ServiceInput } from './hover'

/** Text shown at an offset, which is no part of the policy. */
export type InlayHint = { readonly offset: number; readonly label: string; readonly kind: 'type' | 'value' }

/** The hints that lie within the span, by place. Never throws. */
export const inlayHints = ({ bound }: Pick<ServiceInput, 'bound'>, file: string, within: Span): readonly InlayHint[] =>
  [...typesOfMappings(bound, file, within), ...labelsOfRows(bound, file, within)]
    .filter(({ offset }) => within.start <= offset && offset <= within.end)
    .sort((a, b) => a.offset - b.offset)

const ARROWS = { '<->': '↔', '->': '→', '<-': '←', off: '·' } as const

const typesOfMappings = (bound: BoundPolicy, file: string, within: Span): readonly InlayHint[] =>
  bound.syncs
    .filter((sync) => sync.file === file)
    .flatMap(({ mappings }) =>
      mappings.flatMap((mapping): readonly InlayHint[] => {
        const { span, arrow } = mapping.node
        if (span.end < within.start || span.end > within.end || arrow === undefined) return []
        const ends = [hubspotType(mapping), salesforceType(mapping)]
        if (ends.every((one) => one === undefined)) return []
        return [{ offset: span.end, label: `${ends[0] ?? '…'} ${ARROWS[arrow.value]} ${ends[1] ?? '…'}`, kind: 'type' }]
      }),
    )

const hubspotType = ({ hubspot }: BoundMapping): string | undefined => hubspot && hubspotKind(hubspot)

/** Fields of several objects whose types differ are told by object. */
const salesforceType = ({ fields }: BoundMapping): string | undefined => {
  const types = fields.map(({ object, field }) => ({ object: object.name, type: fieldWord(field) }))
  const [first] = types
  if (first === undefined) return undefined
  return types.every((one) => one.type === first.type) ? first.type : types.map((one) => `${one.object}: ${one.type}`).join(', ')
}

const fieldWord = ({ type, length, precision, scale }: SalesforceField): string => {
  if (type === 'string' || type === 'textarea') return length === undefined ? 'text' : `text(${length})`
  if ((type === 'double' || type === 'currency' || type === 'percent') && precision !== undefined && scale !== undefined)
    return `${SALESFORCE_WORDS[type] ?? type}(${precision - scale},${scale})`
  return SALESFORCE_WORDS[type] ?? type
}

const SALESFORCE_WORDS: Readonly<Record<string, string>> = {
  boolean: 'checkbox',
  int: 'number',
  double: 'number',
  datetime: 'date and time',
  multipicklist: 'multi-select',
  reference: 'lookup',
}

/** The labels of the values in rows, where the property or field that the table is used for gives them another one. */
const labelsOfRows = (bound: BoundPolicy, file: string, within: Span): readonly InlayHint[] =>
  bound.tables
    .filter((table) => table.file === file && table.node.span.start <= within.end && within.start <= table.node.span.end)
    .flatMap((table) => {
      const users = bound.syncs.flatMap((sync) =>
        sync.mappings.filter((mapping) => mapping.use.kind === 'table' && mapping.use.declared === table),
      )
      const left = labelsOf(users.flatMap((one) => one.hubspot?.options ?? []))
      const right = labelsOf(users.flatMap((one) => one.fields.flatMap(({ field }) => field.options ?? [])))
      return table.node.statements.flatMap((row) =>
        row.kind === 'value-row' ? [...hintsOf(row.hubspot, left), ...hintsOf(row.salesforce, right)] : [],
      )
    })

const labelsOf = (options: readonly Option[]): ReadonlyMap<string, string> => new Map(options.map(({ value, label }) => [value, label]))

const hintsOf = (literals: readonly LiteralNode[], labels: ReadonlyMap<string, string>): readonly InlayHint[] =>
  literals.flatMap((literal) => {
    const label = labels.get(String(literal.value ?? ''))
    return label === undefined || label === literal.value ? [] : [{ offset: literal.span.end, label, kind: 'value' as const }]
  })
