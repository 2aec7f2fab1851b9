/** What stands after `using`: a table of the policy, a shipped table, or a function. */
import { unknownTable } from '../diagnostics/codes/names'
import { nearest } from '../diagnostics/did-you-mean'
import { findFunction, functions } from '../functions/index'
import type { UsingOption } from '../syntax/ast'
import { SHIPPED_TABLES, shippedTable } from '../values/shipped-tables'
import type { Binding } from './binding'
import type { BoundUse } from './bound'

/** What stands after `using`, with what stands after `by`. */
export const tableNameOf = ({ name, by }: UsingOption): string | undefined => {
  if (name === undefined) return undefined
  return by === undefined ? name.value : `${name.value} by ${by.value}`
}

/** The conversion; `undefined` when nothing has that name, which has been reported. */
export const bindUse = (binding: Binding, file: string, node: UsingOption): BoundUse | undefined => {
  const name = tableNameOf(node)
  if (node.name === undefined || name === undefined) return undefined
  const span = node.by === undefined ? node.name.span : { start: node.name.span.start, end: node.by.span.end }
  const declared = binding.tables.get(name)
  const table = declared?.table ?? shippedTable(name)
  if (table !== undefined) {
    binding.refer({ kind: 'table', name }, file, span)
    return { kind: 'table', table, ...(declared === undefined ? {} : { declared }) }
  }
  const definition = findFunction(name)
  if (definition !== undefined) {
    binding.refer({ kind: 'function', name }, file, span)
    return { kind: 'function', function: definition }
  }
  const near = nearest(name, [...binding.tables.keys(), ...SHIPPED_TABLES, ...functions.map((one) => one.name)])
  const help = near === undefined ? `write a block \`values ${name} { ... }\`` : `did you mean \`${near}\`?`
  binding.report(unknownTable, { name }, { file, span, help })
  return undefined
}
