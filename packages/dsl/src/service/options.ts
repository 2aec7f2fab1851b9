/** Options: the picklist values that a value table or a lifecycle is about, found through the mappings that use it. */
import type { Candidate, Scope } from './candidates'
import { texts } from './candidates'
import { fieldsOf, propertiesOf } from './describe'

/** The values of one side of every mapping that uses the table. */
export const tableOptions = (scope: Scope, table: string | undefined, side: 'hubspot' | 'salesforce'): readonly Candidate[] =>
  scope.files.flatMap(({ ast }) =>
    ast.statements.flatMap((sync) => {
      if (sync.kind !== 'sync') return []
      const mappings = sync.statements.flatMap((node) => (node.kind === 'map' ? node.statements : []))
      return mappings.flatMap((node) => {
        if (node.kind !== 'mapping' || !node.options.some((option) => option.kind === 'using-option' && option.name?.value === table))
          return []
        const end = node[side]
        if (end.kind !== 'path') return []
        const names = end.segments.map((segment) => segment.value)
        if (side === 'hubspot') return texts(propertiesOf(scope.catalog, sync.hubspot?.value).find((one) => one.name === names[0])?.options)
        const objects = names.length > 1 ? [names[0]] : sync.salesforce.map((object) => object.value)
        return objects.flatMap((object) => texts(fieldsOf(scope.catalog, object).find((one) => one.name === names.at(-1))?.options))
      })
    }),
  )

export const stageOptions = (scope: Scope, object: string, property: string): readonly Candidate[] =>
  texts(propertiesOf(scope.catalog, object).find((one) => one.name === property)?.options)
