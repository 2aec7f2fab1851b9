/** GET /api/usage: API calls of the last 24 hours against budget and limit, by hour and purpose. */
import type { ServerParts } from '../app'
import { door } from './door'
import { answers, createRoute, createRouter, noKeys, respond } from './route'
import { usageResponse } from './schemas'

/** Read from the engine's own ledger. */
export const usageRoutes = ({ workspace }: ServerParts) => {
  const app = createRouter()
  app.openapi(
    createRoute({
      method: 'get',
      path: '/usage',
      summary: 'API calls and links',
      middleware: door(0),
      request: { query: noKeys },
      responses: answers(200, usageResponse, 'the last 24 hours'),
    }),
    async (context) => {
      const engine = await workspace.opened()
      return respond(context, await engine.usage())
    },
  )
  return app
}
