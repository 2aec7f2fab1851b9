/** Pipelines and stages, read only. */
import type { SandboxResponse } from '../../world/system'
import { notFound } from '../api-error'
import type { Pipeline, Stage } from '../schema/pipeline'
import { type Context, type Route, storeOf } from './context'

/** Endpoints of pipelines and stages. */
export const PIPELINE_ROUTES: readonly Route[] = [
  { method: 'GET', version: 'v3', pattern: 'pipelines/:type', handle: list },
  {
    method: 'GET',
    version: 'v3',
    pattern: 'pipelines/:type/:id',
    handle: (context) => ({ status: 200, body: pipelineBody(pipelineOf(context)) }),
  },
  { method: 'GET', version: 'v3', pattern: 'pipelines/:type/:id/stages', handle: stages },
  { method: 'GET', version: 'v3', pattern: 'pipelines/:type/:id/stages/:stage', handle: stage },
]

/** Pipelines of the standard portal exist since it does. */
const SINCE = '1970-01-01T00:00:00Z'

function list(context: Context): SandboxResponse {
  const all = context.portal.pipelines.get(storeOf(context).schema.type.name) ?? []
  return { status: 200, body: { results: all.map(pipelineBody) } }
}

function stages(context: Context): SandboxResponse {
  return { status: 200, body: { results: pipelineOf(context).stages.map(stageBody) } }
}

function stage(context: Context): SandboxResponse {
  const found = pipelineOf(context).stages.find((each) => each.id === context.params['stage'])
  if (found === undefined) {
    throw notFound()
  }
  return { status: 200, body: stageBody(found) }
}

function pipelineOf(context: Context): Pipeline {
  const all = context.portal.pipelines.get(storeOf(context).schema.type.name) ?? []
  const found = all.find((pipeline) => pipeline.id === context.params['id'])
  if (found === undefined) {
    throw notFound()
  }
  return found
}

function pipelineBody(pipeline: Pipeline) {
  return { ...pipeline, stages: pipeline.stages.map(stageBody), archived: false, createdAt: SINCE, updatedAt: SINCE }
}

function stageBody(each: Stage) {
  return { ...each, archived: false, createdAt: SINCE, updatedAt: SINCE, writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT' }
}
