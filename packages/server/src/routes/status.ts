/** GET /api/status: what runs here, and whether both systems answer. */

import type { ServerParts } from '../app'
import type { StatusResponse } from '../contract'
import { door } from './door'
import { answers, createRoute, createRouter, noKeys, respond } from './route'
import { statusResponse } from './schemas'

/** One quick look without touching either system: what the last attempts said. */
export const statusRoutes = ({ workspace, jobs, connections, database, version, schedule }: ServerParts) => {
  const app = createRouter()
  app.openapi(
    createRoute({
      method: 'get',
      path: '/status',
      summary: 'What runs here',
      middleware: door(0),
      request: { query: noKeys },
      responses: answers(200, statusResponse, 'the state of the server'),
    }),
    async (context) => {
      const read = await workspace.readPolicy()
      const count = (severity: string): number => read.diagnostics.filter((diagnostic) => diagnostic.severity === severity).length
      const response: StatusResponse = {
        version,
        policy: { name: read.policy?.name ?? null, hash: read.policy?.hash ?? null, errors: count('error'), warnings: count('warning') },
        connections: connections(),
        database,
        running: jobs.running(),
        every: read.policy?.everyMinutes ?? 5,
        schedule,
      }
      return respond(context, response)
    },
  )
  return app
}
