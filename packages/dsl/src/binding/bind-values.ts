/** `values` blocks bound: a translation table in the plan's form. */
import type { CompiledTable, Otherwise, ValueRow } from '../plan/plan'
import type { LiteralNode, ValueRowNode, ValuesNode } from '../syntax/ast'
import { textOfValue } from '../types/encode'
import type { BoundTable } from './bound'

const DIRECTIONS = { '<->': 'both', '->': 'to-salesforce', '<-': 'to-hubspot' } as const

const textOf = (literal: LiteralNode): string => textOfValue(literal.value) ?? ''

const otherwiseOf = (node: ValuesNode, arrow: '->' | '<-'): Otherwise => {
  let found: Otherwise = { kind: 'error' }
  for (const line of node.statements) {
    if (line.kind !== 'otherwise' || line.action === undefined) continue
    const action = line.action.value
    if (action === 'error' || action === 'copy' || action === 'blank') found = { kind: action }
    else if (action === arrow && line.value !== undefined) return { kind: 'value', value: textOf(line.value) }
  }
  return found
}

type Row = ValueRowNode & { readonly arrow: { readonly value: keyof typeof DIRECTIONS } }

/** Whether a line is a row of the table. */
export const isRow = (line: ValuesNode['statements'][number]): line is Row =>
  line.kind === 'value-row' &&
  line.arrow !== undefined &&
  line.arrow.value !== 'off' &&
  line.hubspot.length > 0 &&
  line.salesforce.length > 0

/** The table; rows that are broken are left out, since the parser has reported them. */
export const bindValues = (file: string, node: ValuesNode): BoundTable | undefined => {
  if (node.name === undefined) return undefined
  const rows: ValueRow[] = node.statements.filter(isRow).map((line) => ({
    hubspot: line.hubspot.map(textOf),
    salesforce: line.salesforce.map(textOf),
    direction: DIRECTIONS[line.arrow.value],
  }))
  const name = node.name.value
  const table: CompiledTable = { name, rows, toSalesforce: otherwiseOf(node, '->'), toHubspot: otherwiseOf(node, '<-') }
  return { file, node, name, table }
}
