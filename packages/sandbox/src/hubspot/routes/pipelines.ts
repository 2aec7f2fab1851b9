/** Pipelines and stages: read, create, replace, change, delete. */
import type { SandboxResponse } from '../../world/system'
import { ApiError, invalid, notFound } from '../api-error'
import { isoText } from '../records/instants'
import type { ObjectStore } from '../records/object-store'
import type { Pipeline, Stage } from '../schema/pipeline'
import type { PipelineChange } from '../schema/pipeline-audit'
import { changePipeline, changeStage, type PipelineContext, readPipeline, readStage, withStages } from '../schema/read-pipeline'
import { bodyObject, type Context, isQueryTrue, type Route, storeOf } from './context'

const ONE = 'pipelines/:type/:id'
const STAGES = `${ONE}/stages`

/** Endpoints of pipelines and stages. */
export const PIPELINE_ROUTES: readonly Route[] = [
  { method: 'GET', version: 'v3', pattern: 'pipelines/:type', handle: list },
  { method: 'POST', version: 'v3', pattern: 'pipelines/:type', handle: create },
  { method: 'GET', version: 'v3', pattern: ONE, handle: (context) => ({ status: 200, body: pipelineBody(pipelineOf(context)) }) },
  { method: 'PUT', version: 'v3', pattern: ONE, handle: replace },
  { method: 'PATCH', version: 'v3', pattern: ONE, handle: change },
  { method: 'DELETE', version: 'v3', pattern: ONE, handle: remove },
  { method: 'GET', version: 'v3', pattern: `${ONE}/audit`, handle: (context) => audit(context, 'pipeline') },
  { method: 'GET', version: 'v3', pattern: `${STAGES}/:stage/audit`, handle: (context) => audit(context, 'stage') },
  { method: 'GET', version: 'v3', pattern: STAGES, handle: stages },
  { method: 'POST', version: 'v3', pattern: STAGES, handle: createStage },
  { method: 'GET', version: 'v3', pattern: `${STAGES}/:stage`, handle: (context) => ({ status: 200, body: stageBody(stageOf(context)) }) },
  { method: 'PUT', version: 'v3', pattern: `${STAGES}/:stage`, handle: (context) => putStage(context, readStage) },
  { method: 'PATCH', version: 'v3', pattern: `${STAGES}/:stage`, handle: (context) => putStage(context, patchStage) },
  { method: 'DELETE', version: 'v3', pattern: `${STAGES}/:stage`, handle: removeStage },
]

/** Pipelines of the standard portal exist since it does. */
const SINCE = '1970-01-01T00:00:00Z'

function list(context: Context): SandboxResponse {
  return { status: 200, body: { results: pipelinesOf(context).map(pipelineBody) } }
}

function create(context: Context): SandboxResponse {
  const pipeline = readPipeline(bodyObject(context), contextOf(context))
  refuseTaken(context, pipeline)
  keep(context, pipeline)
  note(context, 'CREATE', pipeline)
  for (const stage of pipeline.stages) {
    noteStage(context, 'CREATE', stage)
  }
  return { status: 201, body: pipelineBody(pipeline) }
}

function replace(context: Context): SandboxResponse {
  const known = pipelineOf(context)
  const pipeline = readPipeline(bodyObject(context), contextOf(context), known)
  refuseTaken(context, pipeline)
  refuseUsed(context, known.stages)
  note(context, 'UPDATE', pipeline)
  return { status: 200, body: pipelineBody(keep(context, pipeline)) }
}

function change(context: Context): SandboxResponse {
  const pipeline = changePipeline(pipelineOf(context), bodyObject(context), context.portal.now())
  refuseTaken(context, pipeline)
  note(context, 'UPDATE', pipeline)
  return { status: 200, body: pipelineBody(keep(context, pipeline)) }
}

function remove(context: Context): SandboxResponse {
  const pipeline = pipelineOf(context)
  const all = pipelinesOf(context)
  if (all.length === 1) {
    throw invalid('The last pipeline of an object cannot be deleted.', [], undefined, 'PipelineError.LAST_PIPELINE')
  }
  refuseUsed(context, pipeline.stages)
  setPipelines(
    context,
    all.filter((each) => each !== pipeline),
  )
  note(context, 'DELETE', pipeline)
  return { status: 204 }
}

function stages(context: Context): SandboxResponse {
  return { status: 200, body: { results: pipelineOf(context).stages.map(stageBody) } }
}

function createStage(context: Context): SandboxResponse {
  const pipeline = pipelineOf(context)
  const stage = readStage(bodyObject(context), contextOf(context))
  keep(context, withStages(pipeline, [...pipeline.stages, stage], context.portal.now()))
  noteStage(context, 'CREATE', stage)
  return { status: 201, body: stageBody(stage) }
}

type StageReader = (body: Readonly<Record<string, unknown>>, context: PipelineContext, known: Stage) => Stage

function patchStage(body: Readonly<Record<string, unknown>>, context: PipelineContext, known: Stage): Stage {
  return changeStage(known, body, context)
}

function putStage(context: Context, read: StageReader): SandboxResponse {
  const pipeline = pipelineOf(context)
  const known = stageOf(context)
  const stage = read(bodyObject(context), contextOf(context), known)
  keep(
    context,
    withStages(
      pipeline,
      pipeline.stages.map((each) => (each === known ? stage : each)),
      context.portal.now(),
    ),
  )
  noteStage(context, 'UPDATE', stage)
  return { status: 200, body: stageBody(stage) }
}

function removeStage(context: Context): SandboxResponse {
  const pipeline = pipelineOf(context)
  const stage = stageOf(context)
  if (pipeline.stages.length === 1) {
    throw invalid('A pipeline needs at least one stage.', [], undefined, 'PipelineError.LAST_STAGE')
  }
  refuseUsed(context, [stage])
  keep(
    context,
    withStages(
      pipeline,
      pipeline.stages.filter((each) => each !== stage),
      context.portal.now(),
    ),
  )
  noteStage(context, 'DELETE', stage)
  return { status: 204 }
}

function note(context: Context, action: PipelineChange['action'], pipeline: Pipeline): void {
  const { portal } = context
  const change = { action, identifier: pipeline.id, rawObject: pipelineBody(pipeline), at: portal.now() }
  portal.pipelineAudit.note(storeOf(context).schema.type.name, 'pipeline', change)
}

function noteStage(context: Context, action: PipelineChange['action'], stage: Stage): void {
  const { portal } = context
  const change = { action, identifier: stage.id, rawObject: stageBody(stage), at: portal.now() }
  portal.pipelineAudit.note(storeOf(context).schema.type.name, 'stage', change)
}

/** What became of a pipeline or a stage, the newest first; deleted ones are still told of. Clients leave the pipeline of a stage out [@hubspot/api-client]. */
function audit(context: Context, kind: 'pipeline' | 'stage'): SandboxResponse {
  const { portal, params } = context
  const id = params[kind === 'pipeline' ? 'id' : 'stage'] ?? ''
  const changes = portal.pipelineAudit.of(storeOf(context).schema.type.name, kind, id)
  if (changes.length === 0 && kind === 'pipeline') {
    pipelineOf(context)
  } else if (changes.length === 0) {
    stageOf(context)
  }
  const results = changes.map(({ at, ...change }) => ({ ...change, portalId: portal.world.portal, timestamp: isoText(at) }))
  return { status: 200, body: { results }, records: results.length }
}

/** A pipeline can be deleted under its records unless the request asks for a look first [HubSpot: pipelines]. */
function refuseUsed(context: Context, gone: readonly Stage[]): void {
  if (!isQueryTrue(context, 'validateReferencesBeforeDelete') && !isQueryTrue(context, 'validateDealStageUsagesBeforeDelete')) {
    return
  }
  const store = storeOf(context)
  const { stage } = store.schema.type.pipelines ?? { stage: '' }
  const ids = new Set(gone.map(({ id }) => id))
  const used = liveRecords(store).filter((record) => ids.has(store.value(record, stage) ?? ''))
  if (used.length > 0) {
    const stageIds = [...new Set(used.map((record) => store.value(record, stage) ?? ''))]
    const objectIds = used.map((record) => String(record.id))
    throw new ApiError(
      400,
      'VALIDATION_ERROR',
      `Stage IDs: [${stageIds.join(', ')}] are being referenced by object IDs: [${objectIds.join(', ')}]`,
      {
        subCategory: 'PipelineError.STAGE_ID_IN_USE',
        context: { stageId: stageIds, objectIds },
      },
    )
  }
}

function liveRecords(store: ObjectStore) {
  return [...store.withIds(0, Number.POSITIVE_INFINITY)]
}

/** Each label once among the pipelines of an object [HubSpot OpenAPI: pipelines]. */
function refuseTaken(context: Context, { id, label }: Pipeline): void {
  if (pipelinesOf(context).some((each) => each.id !== id && each.label === label)) {
    throw new ApiError(409, 'CONFLICT', `A pipeline named '${label}' already exists.`, { context: { label: [label] } })
  }
}

function pipelinesOf(context: Context): readonly Pipeline[] {
  const { type } = storeOf(context).schema
  if (type.pipelines === undefined) {
    throw invalid(`Object type ${type.id} does not have pipelines.`)
  }
  return context.portal.pipelines.get(type.name) ?? []
}

/** Adds a pipeline or puts it in the place of the one with its id. */
function keep(context: Context, pipeline: Pipeline): Pipeline {
  const all = [...pipelinesOf(context).filter((each) => each.id !== pipeline.id), pipeline]
  setPipelines(
    context,
    all.sort((one, other) => one.displayOrder - other.displayOrder),
  )
  return pipeline
}

function setPipelines(context: Context, pipelines: readonly Pipeline[]): void {
  context.portal.pipelines.set(storeOf(context).schema.type.name, [...pipelines])
}

function contextOf(context: Context): PipelineContext {
  const { portal } = context
  return { object: storeOf(context).schema.type.name, at: portal.now(), nextId: () => portal.nextPipelineId() }
}

function pipelineOf(context: Context): Pipeline {
  const found = pipelinesOf(context).find((pipeline) => pipeline.id === context.params['id'])
  if (found === undefined) {
    throw notFound()
  }
  return found
}

function stageOf(context: Context): Stage {
  const found = pipelineOf(context).stages.find((each) => each.id === context.params['stage'])
  if (found === undefined) {
    throw notFound()
  }
  return found
}

function pipelineBody({ id, label, displayOrder, stages: all, ...times }: Pipeline) {
  return { id, label, displayOrder, stages: all.map(stageBody), archived: false, ...stamps(times) }
}

function stageBody({ id, label, displayOrder, metadata, ...times }: Stage) {
  return { id, label, displayOrder, metadata, archived: false, ...stamps(times), writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT' }
}

function stamps({ createdAt, updatedAt }: Pick<Stage, 'createdAt' | 'updatedAt'>) {
  return {
    createdAt: createdAt === undefined ? SINCE : isoText(createdAt),
    updatedAt: updatedAt === undefined ? SINCE : isoText(updatedAt),
  }
}
