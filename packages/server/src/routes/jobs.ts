/** /api/plans, /api/runs, /api/jobs: ask for a plan or a run, and see what became of it. */
import { z } from '@hono/zod-openapi'
import { LockstepError } from '@lockstep/runtime'
import type { ServerParts } from '../app'
import { requirePolicy } from '../workspace'
import { door } from './door'
import { answers, createRoute, createRouter, noKeys, respond } from './route'
import { givenText, jobAccepted, jobResponse, planRequest, planResponse, runRequest, runsResponse } from './schemas'

const jobId = { query: noKeys, params: z.object({ job: givenText(100) }) }
/** A few ids and flags. */
const few = 4_000
const plan = createRoute({
  method: 'post',
  path: '/plans',
  summary: 'Plan',
  description: 'Reads both systems and writes to neither.',
  middleware: door(few),
  request: { query: noKeys, body: { content: { 'application/json': { schema: planRequest } } } },
  responses: answers(202, jobAccepted, 'the job'),
})
const getPlan = createRoute({
  method: 'get',
  path: '/plans/{job}',
  summary: 'A plan',
  middleware: door(0),
  request: jobId,
  responses: answers(200, planResponse, 'the plan'),
})
const sync = createRoute({
  method: 'post',
  path: '/runs',
  summary: 'Run',
  middleware: door(few),
  request: { query: noKeys, body: { content: { 'application/json': { schema: runRequest } } } },
  responses: answers(202, jobAccepted, 'the job'),
})
const runs = createRoute({
  method: 'get',
  path: '/runs',
  summary: 'The last runs',
  middleware: door(0),
  request: { query: noKeys },
  responses: answers(200, runsResponse, 'newest first'),
})
const job = createRoute({
  method: 'get',
  path: '/jobs/{job}',
  summary: 'A job',
  middleware: door(0),
  request: jobId,
  responses: answers(200, jobResponse, 'its state and result'),
})

/** A policy with errors is refused here already, so that the person who asked is told at once. */
export const jobRoutes = ({ workspace, jobs }: ServerParts) => {
  const app = createRouter()
  const find = (id: string) => {
    const found = jobs.get(id)
    if (found === undefined) throw new LockstepError('not-found', `there is no job \`${id}\``, { help: 'ask for a new plan or run' })
    return found
  }
  app.openapi(plan, async (context) => {
    requirePolicy(await workspace.readPolicy(), workspace.folder)
    return context.json({ job: await jobs.ask('plan') }, 202)
  })
  app.openapi(getPlan, (context) => {
    const { job: id, state, plan: report, error, applicable } = find(context.req.valid('param').job)
    return respond(context, { job: id, state: state === 'queued' ? 'running' : state, report, error, applicable })
  })
  app.openapi(sync, async (context) => {
    requirePolicy(await workspace.readPolicy(), workspace.folder)
    return context.json({ job: await jobs.ask('sync', context.req.valid('json')) }, 202)
  })
  app.openapi(runs, async (context) => {
    const engine = await workspace.opened()
    return respond(context, { runs: await engine.runs(50) })
  })
  app.openapi(job, (context) => respond(context, find(context.req.valid('param').job)))
  return app
}
