/** /api/records: find a record on either side, and every decision about it. */
import { z } from '@hono/zod-openapi'
import type { ServerParts } from '../app'
import { door } from './door'
import { answers, createRoute, createRouter, noKeys, respond } from './route'
import { givenText, recordsResponse, whyResponse } from './schemas'

const list = createRoute({
  method: 'get',
  path: '/records',
  summary: 'Find records',
  middleware: door(0),
  request: {
    query: z.strictObject({
      text: givenText(500).optional().openapi({ description: 'part of a name, an email or an id' }),
      state: z.enum(['alone', 'linked', 'paused', 'waiting', 'dead']).optional(),
      after: givenText(500).optional(),
      limit: z.coerce.number().int().min(1).max(200).optional(),
    }),
  },
  responses: answers(200, recordsResponse, 'one page'),
})
const one = createRoute({
  method: 'get',
  path: '/records/{record}',
  summary: 'Why',
  description: '`record` is a link, `hubspot:contact:101`, `salesforce:Lead:00Q...` or an email.',
  middleware: door(0),
  request: { query: noKeys, params: z.object({ record: givenText(500) }) },
  responses: answers(200, whyResponse, 'both sides, the base, and the timeline'),
})

/** Reads the engine's own store; calls neither system. */
export const recordRoutes = ({ workspace }: ServerParts) => {
  const app = createRouter()
  app.openapi(list, async (context) => {
    const engine = await workspace.opened()
    return respond(context, await engine.records(context.req.valid('query')))
  })
  app.openapi(one, async (context) => {
    const engine = await workspace.opened()
    return respond(context, await engine.why(context.req.valid('param').record))
  })
  return app
}
