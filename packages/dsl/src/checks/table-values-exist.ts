/** Table values exist: a row names options that the mapped properties have. */
import { didYouMeanText } from '../binding/binding'
import { type BoundLine, mappingsWhere } from '../binding/bound-lines'
import { report } from '../diagnostics/code'
import { rowValueUnknown } from '../diagnostics/codes/catalog'
import type { Diagnostic } from '../diagnostics/diagnostic'
import type { LiteralNode } from '../syntax/ast'
import type { Check } from './check'
import { syncsOf } from './mappings-of'

/** The property whose values a row names; `isRestricted`: it takes no other values. */
type Listed = { readonly name: string; readonly options: readonly string[]; readonly isRestricted: boolean }

const strangers = (file: string, literals: readonly LiteralNode[], { name, options, isRestricted }: Listed): readonly Diagnostic[] =>
  literals.flatMap((literal) => {
    const value = String(literal.value ?? '')
    // A blank is no option, and may be written all the same.
    if (value === '' || options.length === 0 || options.includes(value)) return []
    const mean = didYouMeanText(
      { kind: 'text', span: literal.span, text: literal.text, value },
      options,
      'write the internal value of an option',
    )
    return [report(rowValueUnknown, { value, name }, { file, span: literal.span, ...mean, severity: isRestricted ? 'error' : 'warning' })]
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
            ...strangers(file, row.hubspot, { name: hubspot?.name ?? '', options: left, isRestricted: true }),
            ...mapping.fields.flatMap(({ field }) =>
              strangers(file, row.salesforce, {
                name: field.name,
                options: (field.options ?? []).map((one) => one.value),
                isRestricted: field.restrictedPicklist === true,
              }),
            ),
          ]
        })
      })
    const key = (one: Diagnostic) => `${one.file} ${one.span.start} ${one.message}`
    return [...new Map(found.map((one) => [key(one), one])).values()]
  },
}
