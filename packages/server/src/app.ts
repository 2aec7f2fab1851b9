/** The app: ports in, Hono app out; mounts one router per resource, the OpenAPI document and the editor. */
import { createRedactor, type Redactor } from '@lockstep/runtime'
import type { StatusResponse } from './contract'
import type { Events } from './events'
import { guard } from './guard'
import { answerError } from './http-error'
import type { Jobs } from './jobs/jobs'
import type { Logger } from './log'
import { closedQuery, door } from './routes/door'
import { errorRoutes } from './routes/errors'
import { eventRoutes } from './routes/events'
import { jobRoutes } from './routes/jobs'
import { policyRoutes } from './routes/policy'
import { recordRoutes } from './routes/records'
import { createRouter } from './routes/route'
import { statusRoutes } from './routes/status'
import { usageRoutes } from './routes/usage'
import { serveEditor } from './static'
import type { Workspace } from './workspace'

export type ServerParts = {
  readonly workspace: Workspace
  readonly jobs: Jobs
  readonly events: Events
  readonly logger: Logger
  readonly redactor?: Redactor
  readonly connections: () => StatusResponse['connections']
  readonly database: StatusResponse['database']
  readonly version: string
  readonly schedule: StatusResponse['schedule']
  /** The built editor's folder; absent: the API alone. */
  readonly editor?: string
}

/** Everything under `/api` answers JSON; anything else is the editor, whose pages are one file. */
export const createApp = (parts: ServerParts) => {
  const app = createRouter()
  app.use(guard())
  app.onError(answerError(parts.logger, parts.redactor ?? createRedactor()))
  for (const routes of [statusRoutes, policyRoutes, jobRoutes, recordRoutes, errorRoutes, usageRoutes, eventRoutes])
    app.route('/api', routes(parts))
  app.get('/api/openapi.json', door(0), closedQuery())
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Lockstep',
      version: parts.version,
      description: 'Policy files, plans, runs, records, errors and usage of one Lockstep server.',
    },
  })
  app.all('/api/*', (context) =>
    context.json({ error: { code: 'not_found', message: `there is no \`${context.req.method} ${context.req.path}\`` } }, 404),
  )
  if (parts.editor !== undefined) app.get('*', serveEditor(parts.editor))
  return app
}
