/** A throwaway HTTP server on loopback that answers as a test says. */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request as it arrived. */
export type Asked = {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}
/** JSON under a status, or full control of the response (to break it). */
export type Answer =
  | { readonly status: number; readonly json?: unknown; readonly html?: string; readonly headers?: Record<string, string> }
  | ((response: ServerResponse) => void)

/** `asked` grows with every request. */
export type AnsweringServer = { readonly url: string; readonly asked: Asked[]; close(): Promise<void> }

/** Starts on a free port; `answer` sees every request. */
export async function startAnswering(answer: (asked: Asked, count: number) => Answer): Promise<AnsweringServer> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const one = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      }
      asked.push(one)
      const given = answer(one, asked.length)
      if (typeof given === 'function') {
        given(response)
        return
      }
      const type = given.html === undefined ? 'application/json;charset=UTF-8' : 'text/html'
      response.writeHead(given.status, { 'Content-Type': type, ...given.headers })
      response.end(given.html ?? (given.json === undefined ? '' : JSON.stringify(given.json)))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Half of a body whose whole length was promised, then a broken connection. */
export function truncated(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '100' })
  response.write('{"results":[', () => response.destroy())
}

/** A connection broken before any answer. */
export function reset(response: ServerResponse): void {
  response.destroy()
}

/** No answer at all. */
export const silent = (): void => undefined
