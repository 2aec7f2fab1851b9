/** Required fields filled: what Salesforce demands of a new record comes from a mapping. */
import type { BoundSync } from '../binding/bound'
import { linesOf } from '../binding/bound-lines'
import type { SalesforceObject } from '../catalog/catalog'
import { report } from '../diagnostics/code'
import { requiredUnfilled } from '../diagnostics/codes/catalog'
import { isRequiredOnCreate } from '../types/value-type'
import type { Check } from './check'
import { fromOf, writesSalesforce } from './mappings-of'

/** What associations and pipelines write to a new record. */
const filledByJoins = (sync: BoundSync, object: SalesforceObject): readonly string[] => [
  ...sync.associations.flatMap(({ node, target }) =>
    node.arrow?.value !== '<-' && target?.kind === 'lookup'
      ? target.fields.filter((one) => one.object === object).map((one) => one.field.name)
      : [],
  ),
  ...sync.pipelines.flatMap(({ stageField }) => (stageField === undefined ? [] : [stageField.name])),
]

export const requiredFieldsFilled: Check = {
  name: 'required-fields-filled',
  needsCatalog: true,
  run: (bound) =>
    bound.syncs.flatMap((sync) => {
      // A mapping whose names are not known may be the one that fills the field: its own diagnostic comes first.
      const { lines: mappings } = linesOf(sync)
      if (mappings.some((mapping) => !mapping.complete && writesSalesforce(mapping))) return []
      const lines = fromOf(sync, 'hubspot')?.onNew.filter((line) => line.node.action?.value === 'create') ?? []
      const told = new Set<string>()
      return lines.flatMap((line) => {
        const object = sync.salesforce.find((one) => one.name === line.target)
        if (object === undefined || told.has(object.name)) return []
        told.add(object.name)
        const filled = new Set([
          ...mappings
            .filter(writesSalesforce)
            .flatMap((mapping) => mapping.fields.filter((one) => one.object === object).map((one) => one.field.name)),
          ...filledByJoins(sync, object),
        ])
        return object.fields
          .filter((field) => isRequiredOnCreate(field) && !filled.has(field.name))
          .map((field) => report(requiredUnfilled, { object: object.name, field: field.name }, { file: sync.file, span: line.node.span }))
      })
    }),
}
