/** Puts a system on a port: reads requests, applies faults, tells the virtual time in `Date`, logs every call. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync, inflateSync } from 'node:zlib'
import type { Fault } from './faults'
import type { SandboxRequest, SandboxResponse, System } from './system'
import type { World } from './world'

const JSON_TYPE = 'application/json;charset=UTF-8'
const GATEWAY_PAGE = '<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>\n'
const DEFAULT_DELAY: Readonly<Record<string, number>> = { slow: 2_000, 'late-commit': 30_000, migration: 3_600_000 }
const UNANSWERED = 60_000
/** jsforce puts its token into the identity URL; logs do not keep it. */
const SECRETS = /\b(oauth_token|access_token|hapikey)=[^&]*/g

/** A listening server; `port` is the real one where 0 was asked for. `close` also breaks open connections. */
export type Listening = { readonly url: string; readonly port: number; close(): Promise<void> }

function read(message: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    message.on('data', (chunk: Buffer) => chunks.push(chunk))
    message.on('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)))
    message.on('error', reject)
  })
}

/** The body as text, unpacked where the client packed it; packed bytes that are none stay as they are, to be refused as bad JSON. */
function bodyText(bytes: Buffer, encoding: string | undefined): string {
  if (encoding !== 'gzip' && encoding !== 'deflate') return bytes.toString('utf8')
  try {
    return (encoding === 'gzip' ? gunzipSync(bytes) : inflateSync(bytes)).toString('utf8')
  } catch {
    return bytes.toString('utf8')
  }
}

/** Header values as text, names in lower case as Node gives them. */
export function plainHeaders(message: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(message.headers)) headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '')
  return headers
}

/** Writes an answer; `cut` sends only half of a body whose whole length was promised, then breaks the connection. */
export function answer(reply: ServerResponse, response: SandboxResponse, time: number, cut = false): void {
  const { status, body, type, headers } = response
  const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
  const bytes = text === undefined ? undefined : Buffer.from(text, 'utf8')
  const empty = status === 204 || status === 304
  reply.writeHead(status, {
    Date: new Date(time).toUTCString(),
    ...(empty ? {} : { 'Content-Type': type ?? JSON_TYPE, 'Content-Length': bytes?.length ?? 0 }),
    ...headers,
  })
  if (empty || bytes === undefined) reply.end()
  else if (cut) reply.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => reply.socket?.destroy())
  else reply.end(bytes)
}

/** Starts listening; rejects where the port is taken. */
export function listen(server: Server, port: number, host: string): Promise<Listening> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const bound = (server.address() as AddressInfo).port
      const shown = host === '0.0.0.0' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
      resolve({
        url: `http://${shown}:${bound}`,
        port: bound,
        close: () =>
          new Promise((done) => {
            server.close(() => done())
            server.closeAllConnections()
          }),
      })
    })
  })
}

/** Bytes of a request's head that are read at all: more than either vendor takes, so that the system can refuse in its own words. */
const MOST_HEAD = 131_072

const REFUSALS = new Set(['500', '503', '429', 'limit'])

/** Serves a system until closed. A request that the system fails on is answered 500 in plain words and told on standard error. */
export function serve(system: System, world: World, port: number, host: string): Promise<Listening> {
  const timers = new Set<NodeJS.Timeout>()
  const later = (delay: number, act: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      act()
    }, delay)
    timer.unref()
    timers.add(timer)
  }

  async function carryOut(request: SandboxRequest, fault: Fault | undefined): Promise<SandboxResponse> {
    try {
      if (fault !== undefined && REFUSALS.has(fault.kind)) return system.refuse(fault.kind as '500' | '503' | '429' | 'limit', request)
      if (fault?.kind === 'html') return { status: 502, type: 'text/html;charset=UTF-8', body: GATEWAY_PAGE }
      if (fault?.kind === 'duplicate') await system.handle(request)
      return await system.handle(request)
    } catch (error) {
      console.error(`sandbox ${system.name}: ${request.method} ${request.path}:`, error)
      return { status: 500, body: { message: 'the sandbox failed on this request, please report' } }
    }
  }

  async function exchange(message: IncomingMessage, reply: ServerResponse): Promise<void> {
    const call = world.calls.begin()
    const method = message.method ?? 'GET'
    const url = message.url ?? '/'
    const mark = url.indexOf('?')
    const path = mark < 0 ? url : url.slice(0, mark)
    const body = bodyText(await read(message), message.headers['content-encoding'])
    const fault = world.faults.take(system.name, `${method} ${url}`)
    const kind = fault?.kind
    const log = (status: number, records: number) =>
      world.calls.record({
        call,
        at: world.clock.now(),
        system: system.name,
        method,
        path: url.replace(SECRETS, '$1=***'),
        status,
        records,
        fault: kind,
      })
    if (kind === 'reset') {
      log(0, 0)
      message.socket.resetAndDestroy()
      return
    }
    if (kind === 'timeout-before') {
      log(0, 0)
      later(fault?.delay ?? UNANSWERED, () => message.socket.destroy())
      return
    }
    const played =
      kind === 'lock' || kind === 'late-commit' || kind === 'migration'
        ? { kind, delay: fault?.delay ?? DEFAULT_DELAY[kind] ?? 0 }
        : undefined
    const request: SandboxRequest = {
      method,
      path,
      query: new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1)),
      headers: plainHeaders(message),
      size: { url: url.length, head: message.rawHeaders.reduce((sum, text) => sum + text.length, url.length) },
      body,
      call,
      fault: played,
    }
    const response = await carryOut(request, fault)
    if (kind === 'timeout-after-commit') {
      log(0, response.records ?? 0)
      later(fault?.delay ?? UNANSWERED, () => message.socket.destroy())
      return
    }
    log(response.status, response.records ?? 0)
    const give = () => answer(reply, response, world.now(system.name), kind === 'truncate')
    if (kind === 'slow') later(fault?.delay ?? DEFAULT_DELAY['slow'] ?? 0, give)
    else give()
  }

  const server = createServer({ keepAliveTimeout: 30_000, maxHeaderSize: MOST_HEAD }, (message, reply) => {
    exchange(message, reply).catch((error: unknown) => {
      // The client went away while its body was read: nobody is left to answer.
      if (!message.destroyed) console.error(`sandbox ${system.name}:`, error)
      message.socket.destroy()
    })
  })
  return listen(server, port, host).then((listening) => ({
    ...listening,
    close: () => {
      for (const timer of timers) clearTimeout(timer)
      return listening.close()
    },
  }))
}
