/** Rows do not overlap: in one direction each value has one translation. */
import { report } from '../diagnostics/code'
import { overlappingRows, rowHasMany } from '../diagnostics/codes/meaning'
import type { Diagnostic } from '../diagnostics/diagnostic'
import type { LiteralNode, ValueRowNode } from '../syntax/ast'
import type { Check } from './check'

const overlaps = (file: string, side: string, literals: readonly LiteralNode[]): readonly Diagnostic[] => {
  const seen = new Map<LiteralNode['value'], LiteralNode>()
  return literals.flatMap((literal) => {
    const first = seen.get(literal.value)
    if (first === undefined) {
      seen.set(literal.value, literal)
      return []
    }
    const related = [{ location: { file, span: first.span }, message: 'the first one' }]
    return [report(overlappingRows, { value: String(literal.value), side }, { file, span: literal.span, related })]
  })
}

const tooMany = (file: string, row: ValueRowNode): readonly Diagnostic[] => {
  const many = [
    ...(row.arrow?.value !== '->' ? row.hubspot.slice(1, 2) : []),
    ...(row.arrow?.value !== '<-' ? row.salesforce.slice(1, 2) : []),
  ]
  return many.map((literal) => report(rowHasMany, {}, { file, span: literal.span }))
}

export const rowsDoNotOverlap: Check = {
  name: 'rows-do-not-overlap',
  needsCatalog: false,
  run: (bound) =>
    bound.tables.flatMap(({ file, node }) => {
      const rows = node.statements.filter((row): row is ValueRowNode => row.kind === 'value-row')
      const toSalesforce = rows.filter((row) => row.arrow?.value === '->' || row.arrow?.value === '<->').flatMap((row) => row.hubspot)
      const toHubspot = rows.filter((row) => row.arrow?.value === '<-' || row.arrow?.value === '<->').flatMap((row) => row.salesforce)
      return [
        ...overlaps(file, 'HubSpot', toSalesforce),
        ...overlaps(file, 'Salesforce', toHubspot),
        ...rows.flatMap((row) => tooMany(file, row)),
      ]
    }),
}
