/** What joins records, compiled: associations, pipelines and matches through other records. */
import type { BoundAssociation, BoundPipeline, BoundPolicy, BoundSync } from '../binding/bound'
import { lookupsBetween } from '../binding/lookups-between'
import { salesforceEnd } from '../types/value-type'
import { canonicalJson } from './canonical-json'
import type { AssociationTarget, CompiledAssociation, CompiledMatchThrough, CompiledPipeline } from './plan'
import type { RuleBook } from './rule-book'
import { sha256 } from './sha256'

const KINDS = { '<->': 'two-way', '->': 'to-salesforce', '<-': 'to-hubspot' } as const
const DIRECTIONS = { '<->': 'both', '->': 'to-salesforce', '<-': 'to-hubspot' } as const

const targetOf = (bound: BoundPolicy, one: BoundAssociation): AssociationTarget | undefined => {
  const { target, object, role } = one
  if (target === undefined) return undefined
  if (target.kind === 'contact-role') return { kind: 'contact-role', ...(role === undefined ? {} : { role: role.value }) }
  const linked = bound.syncs.find((sync) => sync.name === object?.name)?.salesforceNames ?? []
  return {
    kind: 'lookup',
    fields: Object.fromEntries(target.fields.map(({ object: owner, field }) => [owner.name, salesforceEnd(field)])),
    to: linked.filter((name) => target.fields.some(({ field }) => field.referenceTo?.includes(name))),
  }
}

const fieldWords = (target: AssociationTarget): string =>
  target.kind === 'contact-role' ? 'OpportunityContactRole' : [...new Set(Object.values(target.fields).map((end) => end.name))].join(',')

export const compileAssociations = (book: RuleBook, bound: BoundPolicy, sync: BoundSync): readonly CompiledAssociation[] =>
  sync.associations.flatMap((one) => {
    const { object, node, label } = one
    const target = targetOf(bound, one)
    if (object === undefined || target === undefined || node.arrow === undefined) return []
    const objects = target.kind === 'lookup' ? Object.keys(target.fields).sort() : []
    const same = { sync: sync.name, object: object.name, label: label?.value ?? null, field: fieldWords(target), objects }
    const id = sha256(canonicalJson({ ...same, role: target.kind === 'contact-role' ? (target.role ?? null) : null })).slice(0, 16)
    return [
      {
        id,
        rule: book.note(`${sync.name}/associate/${id}`, sync.file, node.span),
        kind: KINDS[node.arrow.value],
        object: object.name,
        plural: object.plural,
        ...(label === undefined ? {} : { label: label.value }),
        target,
        required: one.required,
      },
    ]
  })

const salesforceOf = (one: BoundPipeline): CompiledPipeline['salesforce'] | undefined => {
  const { object, stageField, recordTypeId } = one
  const { target } = one.node
  if (object === undefined || stageField === undefined || target === undefined) return undefined
  const at = { object: object.name, stageField: stageField.name }
  if (target.by === 'master') return { kind: 'master', ...at }
  if (target.name === undefined) return undefined
  if (target.by === 'support-process') return { kind: 'support-process', ...at, process: target.name.value }
  return recordTypeId === undefined ? undefined : { kind: 'record-type', ...at, recordType: target.name.value, id: recordTypeId }
}

export const compilePipelines = (book: RuleBook, sync: BoundSync): readonly CompiledPipeline[] =>
  sync.pipelines.flatMap((one) => {
    const { pipeline, node } = one
    const salesforce = salesforceOf(one)
    if (pipeline === undefined || salesforce === undefined || node.arrow === undefined) return []
    const target = node.target?.name?.value ?? node.target?.by ?? ''
    const id = `${sync.name}/pipeline/${pipeline.id}${node.arrow.value}${target}`
    return [
      {
        rule: book.note(id, sync.file, node.span),
        kind: KINDS[node.arrow.value],
        hubspot: { id: pipeline.id, label: pipeline.label, property: one.property, stageProperty: one.stageProperty },
        salesforce,
        stages: one.stages.flatMap((stage) =>
          stage.node.arrow === undefined
            ? []
            : [
                {
                  rule: book.note(`${id}/stage/${stage.hubspot}${stage.node.arrow.value}${stage.salesforce}`, sync.file, stage.node.span),
                  hubspot: stage.hubspot,
                  salesforce: stage.salesforce,
                  direction: DIRECTIONS[stage.node.arrow.value],
                },
              ],
        ),
      },
    ]
  })

export const compileMatchThrough = (book: RuleBook, bound: BoundPolicy, sync: BoundSync): readonly CompiledMatchThrough[] =>
  sync.matchThrough.flatMap(({ node, object }) => {
    const other = bound.syncs.find((one) => one.name === object?.name)
    if (object === undefined || other === undefined) return []
    const rule = book.note(`${sync.name}/match-through/${object.name}`, sync.file, node.span)
    return [{ rule, object: object.name, plural: object.plural, lookups: lookupsBetween(other, sync) }]
  })
