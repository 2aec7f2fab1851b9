/** Puts the control API on a port of its own, for this machine alone. */
import { createServer } from 'node:http'
import { answer, type Listening, listen } from '../world/serve'
import { type Controlled, control } from './routes'

/** A page of another site must not steer the world from a visitor's browser. */
function isForeign(origin: string | undefined): boolean {
  return origin !== undefined && !/^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(origin)
}

/** Listens on 127.0.0.1, whatever host the two systems are served on. */
export function serveControl(controlled: Controlled, port: number): Promise<Listening> {
  const server = createServer((message, reply) => {
    const chunks: Buffer[] = []
    message.on('data', (chunk: Buffer) => chunks.push(chunk))
    message.on('end', () => {
      const path = (message.url ?? '/').split('?')[0] ?? '/'
      const body = Buffer.concat(chunks).toString('utf8')
      const response = isForeign(message.headers.origin)
        ? { status: 403, body: { error: 'the control API answers to this machine only' } }
        : control(controlled, message.method ?? 'GET', path, body)
      answer(reply, response, controlled.world.clock.now())
    })
  })
  return listen(server, port, '127.0.0.1')
}
