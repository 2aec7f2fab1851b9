/** `pipeline` blocks bound: HubSpot's pipeline and stages by id, Salesforce's record type or support process, and the values of its stage field. */
import type { HubspotPipeline, SalesforceObject } from '../catalog/catalog'
import { findField, findPipeline } from '../catalog/find'
import {
  unknownPipeline,
  unknownPipelineStage,
  unknownRecordType,
  unknownStageValue,
  unknownSupportProcess,
} from '../diagnostics/codes/names'
import { noPipelinesHere } from '../diagnostics/codes/objects'
import type { PipelineNode, StageNode, TextNode } from '../syntax/ast'
import { type Binding, didYouMeanText } from './binding'
import type { BoundPipeline, BoundStage } from './bound'
import type { Scope } from './scope'

/** The field that holds the stage of Salesforce's objects that have stages. */
const STAGE_FIELDS: Readonly<Record<string, string>> = { Opportunity: 'StageName', Case: 'Status' }

/** Deals are older than pipelines of other objects, and have names of their own. */
const propertiesOf = (object: string): { readonly property: string; readonly stageProperty: string } =>
  object === 'deal' ? { property: 'pipeline', stageProperty: 'dealstage' } : { property: 'hs_pipeline', stageProperty: 'hs_pipeline_stage' }

const PULL = 'run `lockstep catalog pull` if it is new'

const pipelineOf = (binding: Binding, scope: Scope, name: TextNode | undefined): HubspotPipeline | undefined => {
  if (name === undefined || binding.catalog === undefined || scope.hubspot === undefined) return undefined
  const object = scope.hubspot.name
  const found = findPipeline(binding.catalog, object, name.value)
  if (found === undefined) {
    const names = (binding.catalog.hubspot.pipelines ?? []).filter((one) => one.object === object).flatMap((one) => [one.id, one.label])
    const place = { file: scope.file, span: name.span, ...didYouMeanText(name, names, PULL) }
    binding.report(unknownPipeline, { name: name.value, object }, place)
    return undefined
  }
  binding.refer({ kind: 'pipeline', owner: object, name: found.id }, scope.file, name.span)
  return found
}

/** Whether the right side names something that exists; the id of a record type with it. */
const bindTarget = (
  binding: Binding,
  scope: Scope,
  object: SalesforceObject,
  node: PipelineNode,
): { readonly fits: boolean; readonly recordTypeId?: string } => {
  const { target } = node
  if (target === undefined) return { fits: false }
  if (target.by === 'master') return { fits: true }
  const { name } = target
  if (name === undefined) return { fits: false }
  const at = { file: scope.file, span: name.span }
  if (target.by === 'support-process') {
    const known = object.supportProcesses
    if (object.name === 'Case' && (known === undefined || known.includes(name.value))) return { fits: true }
    const help = object.name === 'Case' ? didYouMeanText(name, known ?? [], PULL) : { help: 'only `Case` has support processes' }
    binding.report(unknownSupportProcess, { name: name.value, object: object.name }, { ...at, ...help })
    return { fits: false }
  }
  const types = (object.recordTypes ?? []).filter((one) => !one.master)
  const found = types.find((one) => one.developerName === name.value)
  if (found !== undefined) {
    binding.refer({ kind: 'record-type', owner: object.name, name: found.developerName }, scope.file, name.span)
    return { fits: true, recordTypeId: found.id }
  }
  const labelled = types.find((one) => one.name === name.value)
  const names = types.map((one) => one.developerName)
  const otherwise = types.length === 0 ? 'write `record type master`: this object has no record types' : PULL
  const help = labelled === undefined ? didYouMeanText(name, names, otherwise) : { help: `write \`"${labelled.developerName}"\`` }
  binding.report(unknownRecordType, { name: name.value, object: object.name }, { ...at, ...help })
  return { fits: false }
}

const bindStage = (
  binding: Binding,
  scope: Scope,
  pipeline: HubspotPipeline,
  field: { readonly name: string; readonly values: readonly string[] },
  node: StageNode,
): BoundStage | undefined => {
  const { hubspot, salesforce } = node
  const stage = pipeline.stages.find((one) => one.id === hubspot?.value) ?? pipeline.stages.find((one) => one.label === hubspot?.value)
  if (hubspot !== undefined && stage === undefined) {
    const names = pipeline.stages.flatMap((one) => [one.id, one.label])
    const place = { file: scope.file, span: hubspot.span, ...didYouMeanText(hubspot, names, PULL) }
    binding.report(unknownPipelineStage, { name: hubspot.value, pipeline: pipeline.id }, place)
  }
  if (hubspot !== undefined && stage !== undefined && scope.hubspot !== undefined)
    binding.refer({ kind: 'pipeline-stage', owner: `${scope.hubspot.name}/${pipeline.id}`, name: stage.id }, scope.file, hubspot.span)
  const isValue = salesforce !== undefined && (field.values.length === 0 || field.values.includes(salesforce.value))
  if (salesforce !== undefined && !isValue) {
    const place = { file: scope.file, span: salesforce.span, ...didYouMeanText(salesforce, field.values, PULL) }
    binding.report(unknownStageValue, { name: salesforce.value, field: field.name }, place)
  }
  return stage === undefined || salesforce === undefined || !isValue || node.arrow === undefined
    ? undefined
    : { node, hubspot: stage.id, salesforce: salesforce.value }
}

export const bindPipeline = (binding: Binding, scope: Scope, node: PipelineNode): BoundPipeline => {
  const names = propertiesOf(scope.hubspot?.name ?? '')
  const [object] = scope.salesforce
  if (object === undefined || scope.hubspot === undefined) return { node, ...names, stages: [], complete: false }
  const stageField = findField(object, STAGE_FIELDS[object.name] ?? '')
  const hasStages = scope.hubspot.properties.some((one) => one.name === names.stageProperty)
  if (stageField === undefined || !hasStages) {
    const what = stageField === undefined ? object.name : scope.hubspot.name
    binding.report(noPipelinesHere, { object: what }, { file: scope.file, span: node.pipeline?.span ?? node.span })
    return { node, ...names, object, stages: [], complete: false }
  }
  const pipeline = pipelineOf(binding, scope, node.pipeline)
  const target = bindTarget(binding, scope, object, node)
  const values = (stageField.options ?? []).map((one) => one.value)
  const lines = node.statements.filter((one): one is StageNode => one.kind === 'stage')
  const stages =
    pipeline === undefined
      ? []
      : lines.flatMap((one) => bindStage(binding, scope, pipeline, { name: `${object.name}.${stageField.name}`, values }, one) ?? [])
  return {
    node,
    ...names,
    ...(pipeline === undefined ? {} : { pipeline }),
    object,
    stageField,
    ...(target.recordTypeId === undefined ? {} : { recordTypeId: target.recordTypeId }),
    stages,
    complete: pipeline !== undefined && target.fits && node.arrow !== undefined && stages.length === lines.length,
  }
}
