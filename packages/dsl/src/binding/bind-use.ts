/** What stands after `using`: a table of the policy, a shipped table, or a function. */
import { unknownTable } from '../diagnostics/codes/names'
import { nearest } from '../diagnostics/did-you-mean'
import { findFunction, functions } from '../functions/index'
import type { UsingOption } from '../syntax/ast'
import { SHIPPED_TABLES, shippedTable } from '../values/shipped-tables'
import type { Binding } from './binding'
import type { BoundUse } from './bound'

/** The conversion; `undefined` when nothing has that name, which has been reported. */
export const bindUse = (binding: Binding, file: string, node: UsingOption): BoundUse | undefined => {
  if (node.name === undefined) return undefined
  const name = node.by === undefined ? node.name.value : `${node.name.value} by ${node.by.value}`
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
