/** Add missing rows: a row for each picklist value that a value table does not translate yet. */
import type { BoundTable } from '../binding/bound'
import type { Option } from '../catalog/catalog'
import { nearest } from '../diagnostics/did-you-mean'
import { quote } from '../syntax/lexer'
import type { ParseResult } from '../syntax/parse'
import type { Span } from '../text/span'
import type { CodeAction } from './code-action'
import type { ServiceInput } from './hover'
import { appendToBlock } from './insert-line'

/**
 * Offered inside of a table and at a mapping that uses one. A value whose counterpart is plain by its name or label gets it; any other
 * gets an empty text, which is reported until someone fills it in.
 */
export const addMissingRows = (analysis: ServiceInput, { source }: ParseResult, span: Span): readonly CodeAction[] => {
  const { file } = source
  const isAt = (place: Span) => place.start <= span.start && span.end <= place.end
  const used = analysis.bound.syncs
    .filter((sync) => sync.file === file)
    .flatMap((sync) => sync.mappings.filter((one) => isAt(one.node.span)))
    .flatMap(({ use }) => (use.kind === 'table' && use.declared ? [use.declared] : []))
  const around = analysis.bound.tables.filter((table) => table.file === file && isAt(table.node.span))
  return [...new Set([...used, ...around])].flatMap((table) => rowsFor(analysis, table))
}

const rowsFor = (analysis: ServiceInput, table: BoundTable): readonly CodeAction[] => {
  const parsed = analysis.files.find((one) => one.source.file === table.file)
  const mappings = analysis.bound.syncs.flatMap((sync) => sync.mappings.filter(({ use }) => use.kind === 'table' && use.declared === table))
  const rows = table.node.statements.flatMap((row) => (row.kind === 'value-row' ? [row] : []))
  const valuesOf = (side: 'hubspot' | 'salesforce') => new Set(rows.flatMap((row) => row[side].map(({ value }) => String(value ?? ''))))
  const done = { hubspot: valuesOf('hubspot'), salesforce: valuesOf('salesforce') }
  const left = distinct(mappings.flatMap((one) => one.hubspot?.options ?? [])).filter(({ value }) => !done.hubspot.has(value))
  const right = distinct(mappings.flatMap((one) => one.fields.flatMap(({ field }) => field.options ?? []))).filter(
    ({ value }) => !done.salesforce.has(value),
  )
  if (!parsed || left.length === 0) return []
  const free = [...right]
  const lines = left.map(({ value, label }) => {
    const found = counterpart(value, label, free)
    if (found === undefined) return `${quote(value)} -> ""`
    free.splice(free.indexOf(found), 1)
    return `${quote(value)} <-> ${quote(found.value)}`
  })
  const edit = appendToBlock(parsed, table.node, lines)
  const title = `add ${left.length === 1 ? 'the missing row' : `the ${left.length} missing rows`} to \`${table.name}\``
  return edit === undefined ? [] : [{ title, kind: 'rewrite', files: [{ file: table.file, edits: [edit] }], isPreferred: false }]
}

const distinct = (options: readonly Option[]): readonly Option[] => [...new Map(options.map((one) => [one.value, one])).values()]

const counterpart = (value: string, label: string, options: readonly Option[]): Option | undefined => {
  const near =
    nearest(
      label,
      options.map((one) => one.label),
    ) ??
    nearest(
      value,
      options.map((one) => one.value),
    )
  return options.find((one) => one.label === near || one.value === near)
}
