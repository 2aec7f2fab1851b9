/** Puts the control API, and the page that a person steers it with, on a port of its own, for this machine alone. */
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { answer, type Listening, listen } from '../world/serve'
import { PAGE_FILES } from './page/files'
import { type Controlled, control } from './routes'
import { sendFile, snapshotFile } from './snapshot-files'

const HERE = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/** A page of another site must not steer the world from a visitor's browser, nor under a name that leads here. */
function isForeign({ origin, host }: IncomingHttpHeaders): boolean {
  return !HERE.test(host ?? '') || (origin !== undefined && !HERE.test(origin.replace(/^https?:\/\//, '')))
}

/** Listens on 127.0.0.1, whatever host the two systems are served on. */
export function serveControl(controlled: Controlled, port: number): Promise<Listening> {
  const server = createServer((message, reply) => {
    const chunks: Buffer[] = []
    message.on('data', (chunk: Buffer) => chunks.push(chunk))
    message.on('end', () => {
      const body = Buffer.concat(chunks)
      const { method = 'GET', url = '/' } = message
      const time = () => controlled.world.clock.now()
      if (isForeign(message.headers)) {
        answer(reply, { status: 403, body: { error: 'the control API answers to this machine only' } }, time())
        return
      }
      const exchanged = snapshotFile(controlled.snapshots, method, url, body)
      if (exchanged !== undefined && 'file' in exchanged) sendFile(reply, exchanged)
      else {
        const page = method === 'GET' ? PAGE_FILES.get(url) : undefined
        answer(reply, exchanged ?? page ?? control(controlled, method, url, body.toString('utf8')), time())
      }
    })
  })
  return listen(server, port, '127.0.0.1')
}
