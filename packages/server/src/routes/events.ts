/** GET /api/events: server-sent events, with a heartbeat so that proxies and pages notice a dead line. */
import { z } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import type { ServerParts } from '../app'
import { door } from './door'
import { createRoute, createRouter, noKeys } from './route'

const HEARTBEAT = 15_000

/** A page that reconnects asks the other routes for what it missed. */
export const eventRoutes = ({ events }: ServerParts) => {
  const app = createRouter()
  const route = createRoute({
    method: 'get',
    path: '/events',
    summary: 'What happens, live',
    description: 'Server-sent events: `progress`, `finished`, `policy`, and a `heartbeat`.',
    middleware: door(0),
    request: { query: noKeys },
    responses: { 200: { description: 'a stream that does not end', content: { 'text/event-stream': { schema: z.string() } } } },
  })
  app.openapi(route, (context) =>
    streamSSE(context, async (stream) => {
      const unsubscribe = events.subscribe((event) => {
        stream.writeSSE({ event: event.event, data: JSON.stringify(event) }).catch(() => stream.abort())
      })
      stream.onAbort(unsubscribe)
      try {
        while (!stream.aborted && !stream.closed) {
          await stream.writeSSE({ event: 'heartbeat', data: '{}' })
          await stream.sleep(HEARTBEAT)
        }
      } finally {
        unsubscribe()
      }
    }),
  )
  return app
}
