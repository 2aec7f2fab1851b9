/** /api/errors: error cards, their items, retry, ignore with a reason, and all of them as CSV. */
import { z } from '@hono/zod-openapi'
import type { ServerParts } from '../app'
import { errorsCsv } from '../errors-csv'
import { door } from './door'
import { answers, createRoute, createRouter, noKeys, respond } from './route'
import { errorsChange, errorsChanged, errorsResponse, givenText } from './schemas'

const filter = z.strictObject({ kind: givenText(100).optional(), state: z.enum(['open', 'ignored']).optional() })

const list = createRoute({
  method: 'get',
  path: '/errors',
  summary: 'Error cards',
  middleware: door(0),
  request: { query: filter },
  responses: answers(200, errorsResponse, 'cards and items'),
})
const change = (path: '/errors/retry' | '/errors/ignore', summary: string) =>
  createRoute({
    method: 'post',
    path,
    summary,
    middleware: door(1_000_000),
    request: { query: noKeys, body: { content: { 'application/json': { schema: errorsChange } }, required: true } },
    responses: answers(200, errorsChanged, 'how many'),
  })
const csv = createRoute({
  method: 'get',
  path: '/errors.csv',
  summary: 'Errors as CSV',
  middleware: door(0),
  request: { query: filter },
  responses: { 200: { description: 'one row an error', content: { 'text/csv': { schema: z.string() } } } },
})

/** Retried errors are taken up by the next run. */
export const errorRoutes = ({ workspace }: ServerParts) => {
  const app = createRouter()
  app.openapi(list, async (context) => {
    const engine = await workspace.opened()
    return respond(context, await engine.errors(context.req.valid('query')))
  })
  app.openapi(change('/errors/retry', 'Retry errors at the next run'), async (context) => {
    const engine = await workspace.opened()
    return context.json({ changed: await engine.retryErrors(context.req.valid('json').ids) }, 200)
  })
  app.openapi(change('/errors/ignore', 'Ignore errors, with a reason'), async (context) => {
    const engine = await workspace.opened()
    const { ids, reason } = context.req.valid('json')
    if (reason === undefined) return respond(context, { error: { code: 'bad_request', message: 'say why these errors are ignored' } }, 400)
    return context.json({ changed: await engine.ignoreErrors(ids, reason) }, 200)
  })
  app.openapi(csv, async (context) => {
    const { items } = await (await workspace.opened()).errors(context.req.valid('query'))
    context.header('Content-Type', 'text/csv; charset=utf-8')
    context.header('Content-Disposition', 'attachment; filename="lockstep-errors.csv"')
    return context.body(errorsCsv(items), 200)
  })
  return app
}
