/** Reads pipelines and stages out of the bodies of requests. */
import { type ApiError, invalid } from '../api-error'
import { type Pipeline, type Stage, stageMetadata, ticketMetadata } from './pipeline'

type Json = Readonly<Record<string, unknown>>

/** What a definition is read for: the object, the time, and where ids come from. */
export type PipelineContext = { readonly object: string; readonly at: number; readonly nextId: () => string }

/** A whole pipeline; with `known` it takes that one's place. Throws an `ApiError` 400 that names what is missing or wrong. */
export function readPipeline(body: Json, context: PipelineContext, known?: Pipeline): Pipeline {
  requireFields(body, ['label', 'displayOrder', 'stages'])
  const given = body['stages']
  if (!Array.isArray(given)) {
    throw invalid('stages must be a list')
  }
  const stages = given.map((stage: unknown) => readStage(object(stage), context))
  refuseTwins(stages)
  return {
    id: known?.id ?? context.nextId(),
    label: labelOf(body['label']),
    displayOrder: orderOf(body['displayOrder']),
    stages: byOrder(stages),
    createdAt: known === undefined ? context.at : known.createdAt,
    updatedAt: context.at,
  }
}

/** A whole stage; with `known` it takes that one's place. Throws an `ApiError` 400. */
export function readStage(body: Json, context: PipelineContext, known?: Stage): Stage {
  requireFields(body, ['label', 'displayOrder'])
  return {
    id: known?.id ?? context.nextId(),
    label: labelOf(body['label']),
    displayOrder: orderOf(body['displayOrder']),
    metadata: readMetadata(body['metadata'], context.object),
    createdAt: known === undefined ? context.at : known.createdAt,
    updatedAt: context.at,
  }
}

/** The stage with what the body says changed. Throws an `ApiError` 400. */
export function changeStage(stage: Stage, body: Json, context: PipelineContext): Stage {
  const whole = { label: stage.label, displayOrder: stage.displayOrder, ...body }
  const metadata = { ...stage.metadata, ...object(body['metadata'] ?? {}) }
  return readStage({ ...whole, metadata }, context, stage)
}

/** The pipeline with another label or place. Throws an `ApiError` 400. */
export function changePipeline(pipeline: Pipeline, body: Json, at: number): Pipeline {
  return {
    ...pipeline,
    label: labelOf(body['label'] ?? pipeline.label),
    displayOrder: orderOf(body['displayOrder'] ?? pipeline.displayOrder),
    updatedAt: at,
  }
}

/** The pipeline with other stages, in their order. Throws an `ApiError` 400 where two have one label. */
export function withStages(pipeline: Pipeline, stages: readonly Stage[], at: number): Pipeline {
  refuseTwins(stages)
  return { ...pipeline, stages: byOrder(stages), updatedAt: at }
}

function readMetadata(given: unknown, kind: string): Stage['metadata'] {
  const metadata = object(given ?? {})
  if (kind === 'deals') {
    const probability = Number(metadata['probability'] === undefined ? Number.NaN : String(metadata['probability']))
    if (!(probability >= 0 && probability <= 1)) {
      throw refused('Deal stages need a probability between 0.0 and 1.0 in their metadata.', 'PipelineError.INVALID_STAGE_METADATA')
    }
    return stageMetadata(Number.isInteger(probability) ? `${probability}.0` : String(probability))
  }
  const state = metadata['ticketState'] ?? (String(metadata['isClosed']) === 'true' ? 'CLOSED' : 'OPEN')
  if (state !== 'OPEN' && state !== 'CLOSED') {
    throw refused(`ticketState is OPEN or CLOSED, not '${String(state)}'`, 'PipelineError.INVALID_STAGE_METADATA')
  }
  return ticketMetadata(state)
}

function requireFields(body: Json, names: readonly string[]): void {
  const missing = names.filter((name) => body[name] === undefined || body[name] === null)
  if (missing.length > 0) {
    throw invalid(`Some required fields were not set: [${missing.join(', ')}]`)
  }
}

function labelOf(value: unknown): string {
  if (typeof value !== 'string' || value.trim() === '') {
    throw invalid('label must be a text that is not blank')
  }
  return value
}

function orderOf(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw invalid('displayOrder must be an integer')
  }
  return value
}

/** Each label once in a pipeline [HubSpot OpenAPI: pipelines]. */
function refuseTwins(stages: readonly Stage[]): void {
  const labels = stages.map(({ label }) => label)
  const twin = labels.find((label, index) => labels.indexOf(label) !== index)
  if (twin !== undefined) {
    throw refused(`Stage labels must be unique within a pipeline: '${twin}'`, 'PipelineError.DUPLICATE_STAGE_LABEL')
  }
}

function byOrder(stages: readonly Stage[]): Stage[] {
  return [...stages].sort((one, other) => one.displayOrder - other.displayOrder)
}

function refused(message: string, subCategory: string): ApiError {
  return invalid(message, [], undefined, subCategory)
}

function object(value: unknown): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid('Invalid input JSON: an object was expected')
  }
  return value as Json
}
