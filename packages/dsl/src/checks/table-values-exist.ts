/** Table values exist: a row names options that the mapped properties have. */
import { type BoundLine, mappingsWhere } from '../binding/bound-lines'
import { report } from '../diagnostics/code'
import { rowValueUnknown } from '../diagnostics/codes/catalog'
import type { Diagnostic } from '../diagnostics/diagnostic'
import { nearest } from '../diagnostics/did-you-mean'
import type { LiteralNode } from '../syntax/ast'
import type { Check } from './check'
import { syncsOf } from './mappings-of'

const strangers = (file: string, literals: readonly LiteralNode[], name: string, options: readonly string[]): readonly Diagnostic[] =>
  literals.flatMap((literal) => {
    const value = String(literal.value ?? '')
    // A blank is no option, and may be written all the same.
    if (value === '' || options.length === 0 || options.includes(value)) return []
    const near = nearest(value, options)
    const help = near === undefined ? {} : { help: `did you mean \`"${near}"\`?` }
    return [report(rowValueUnknown, { value, name }, { file, span: literal.span, ...help })]
  })

export const tableValuesExist: Check = {
  name: 'table-values-exist',
  needsCatalog: true,
  run: (bound) => {
    const usesTable = ({ complete, use }: BoundLine) => complete && use.kind === 'table' && use.declared !== undefined
    const found = syncsOf(bound)
      .flatMap((sync) => mappingsWhere(sync, usesTable))
      .flatMap((mapping) => {
        if (mapping.use.kind !== 'table' || mapping.use.declared === undefined) return []
        const { node, file } = mapping.use.declared
        const { hubspot } = mapping
        const left = hubspot?.type === 'enumeration' ? (hubspot.options ?? []).map((option) => option.value) : []
        return node.statements.flatMap((row) => {
          if (row.kind !== 'value-row') return []
          return [
            ...strangers(file, row.hubspot, hubspot?.name ?? '', left),
            ...mapping.fields.flatMap(({ field }) =>
              strangers(
                file,
                row.salesforce,
                field.name,
                (field.options ?? []).map((one) => one.value),
              ),
            ),
          ]
        })
      })
    const key = (one: Diagnostic) => `${one.file} ${one.span.start} ${one.message}`
    return [...new Map(found.map((one) => [key(one), one])).values()]
  },
}
