/** One writer each: no property is the target of two mappings. */
import type { BoundSync } from '../binding/bound'
import { report } from '../diagnostics/code'
import { twoMappingsOneTarget } from '../diagnostics/codes/meaning'
import type { Diagnostic } from '../diagnostics/diagnostic'
import type { Span } from '../text/span'
import type { Check } from './check'
import { linesAmongOthers } from './lines-among-others'
import { writesHubspot, writesSalesforce } from './mappings-of'

/** `owner` tells targets of one name apart: a Salesforce field is the same in every sync, a HubSpot property belongs to the object of its sync. */
type Write = {
  readonly owner: string
  readonly target: string
  readonly file: string
  readonly span: Span
  readonly objects: readonly string[]
}

const clashes = (writes: readonly Write[]): readonly Diagnostic[] => {
  const byTarget = new Map<string, Write[]>()
  return writes.flatMap((write) => {
    const key = `${write.owner} ${write.target}`
    const others = byTarget.get(key)
    if (others === undefined) {
      byTarget.set(key, [write])
      return []
    }
    const first = others.find((one) => one.objects.some((object) => write.objects.includes(object)))
    others.push(write)
    if (first === undefined) return []
    const related = [{ location: { file: first.file, span: first.span }, message: 'the first one' }]
    return [report(twoMappingsOneTarget, { target: write.target }, { file: write.file, span: write.span, related })]
  })
}

/** What associations and pipelines write; the lines of one pipeline block, and several pipelines, share their fields. */
const writtenByJoins = (sync: BoundSync): readonly Write[] => {
  const { file } = sync
  const lookups = sync.associations.flatMap(({ node, target, complete }): readonly Write[] => {
    if (!complete || node.arrow?.value === '<-' || target?.kind !== 'lookup') return []
    return target.fields.map(({ object, field }) => ({
      owner: 'salesforce',
      target: field.name,
      file,
      span: node.field?.span ?? node.span,
      objects: [object.name],
    }))
  })
  const pipeline = sync.pipelines.find((one) => one.complete)
  if (pipeline?.object === undefined || pipeline.stageField === undefined) return lookups
  const { node, object, stageField } = pipeline
  const span = node.pipeline?.span ?? node.span
  const objects = [object.name]
  return [
    ...lookups,
    { owner: 'salesforce', target: stageField.name, file, span, objects },
    { owner: `hubspot ${sync.name}`, target: pipeline.stageProperty, file, span, objects },
    { owner: `hubspot ${sync.name}`, target: pipeline.property, file, span, objects },
  ]
}

export const oneWriterEach: Check = {
  name: 'one-writer-each',
  needsCatalog: true,
  run: (bound) => {
    const writes = linesAmongOthers(bound).flatMap(({ sync, mapping }): readonly Write[] => {
      const { file } = sync
      const [first] = mapping.fields
      return [
        ...(writesHubspot(mapping) && mapping.hubspot !== undefined
          ? [
              {
                owner: `hubspot ${sync.name}`,
                target: mapping.hubspot.name,
                file,
                span: mapping.node.hubspot.span,
                objects: mapping.objects,
              },
            ]
          : []),
        ...(writesSalesforce(mapping) && first !== undefined
          ? [
              {
                owner: sync.name.startsWith('activities/') ? sync.name : 'salesforce',
                target: first.field.name,
                file,
                span: mapping.node.salesforce.span,
                objects: mapping.fields.map((one) => one.object.name),
              },
            ]
          : []),
      ]
    })
    return clashes([...writes, ...bound.syncs.flatMap(writtenByJoins)])
  },
}
