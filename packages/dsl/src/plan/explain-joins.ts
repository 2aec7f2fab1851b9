/** What joins records as plain sentences: associations, pipelines and matches through other records. */
import type { CompiledAssociation, CompiledMatchThrough, CompiledPipeline, CompiledSync, RuleId } from './plan'

type Told = readonly (readonly [RuleId, string])[]

const WAYS = {
  'two-way': 'both ways',
  'to-salesforce': 'from HubSpot to Salesforce',
  'to-hubspot': 'from Salesforce to HubSpot',
} as const

const STAGE_WAYS = { both: 'and', 'to-salesforce': 'becomes', 'to-hubspot': 'comes from' } as const

const explainAssociation = (one: CompiledAssociation): string => {
  const label = one.label === undefined ? '' : ` labelled "${one.label}"`
  const { target } = one
  const where =
    target.kind === 'lookup'
      ? [...new Set(Object.values(target.fields).map((end) => `\`${end.name}\``))].join(' or ')
      : `contact roles of the opportunity${target.role === undefined ? '' : ` as "${target.role}"`}`
  const wait = one.required
    ? 'a record waits until its parent is linked.'
    : 'a record is written at once, and joined when its parent is linked.'
  const set =
    target.kind === 'lookup' && one.kind !== 'to-hubspot' ? ' of several in HubSpot the primary one is taken, else the oldest.' : ''
  return `associated ${one.plural}${label} and ${where} follow each other ${WAYS[one.kind]}.${set} ${wait}`
}

const pipelineTarget = ({ salesforce }: CompiledPipeline): string => {
  if (salesforce.kind === 'master') return 'records without a record type'
  return salesforce.kind === 'record-type' ? `the record type "${salesforce.recordType}"` : `the support process "${salesforce.process}"`
}

const explainPipeline = (one: CompiledPipeline): Told => [
  [
    one.rule,
    `the pipeline "${one.hubspot.label}" stands for ${pipelineTarget(one)}, ${WAYS[one.kind]}; records of a pipeline without a block pause.`,
  ],
  ...one.stages.map(
    (stage) =>
      [
        stage.rule,
        stage.direction === 'both'
          ? `the stage \`${stage.hubspot}\` and \`${stage.salesforce}\` stand for each other.`
          : `the stage \`${stage.hubspot}\` ${STAGE_WAYS[stage.direction]} \`${stage.salesforce}\`.`,
      ] as const,
  ),
]

const explainThrough = (one: CompiledMatchThrough): string =>
  `records also find each other where linked ${one.plural} belong to both (${one.lookups.map(({ object, field }) => `\`${object}.${field}\``).join(', ')}).`

export const explainJoins = (sync: CompiledSync): Told => [
  ...(sync.matchThrough ?? []).map((one) => [one.rule, explainThrough(one)] as const),
  ...(sync.matchNone === undefined ? [] : [[sync.matchNone, 'records never find each other by themselves: each new one is new.'] as const]),
  ...(sync.associations ?? []).map((one) => [one.rule, explainAssociation(one)] as const),
  ...(sync.pipelines ?? []).flatMap(explainPipeline),
]
