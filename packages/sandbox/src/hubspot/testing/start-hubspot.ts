/** Starts the HubSpot server on a free loopback port, for tests. */
import { EMPTY_SEED, type SeedRow, type SystemSeed } from '../../world/seed'
import { serve } from '../../world/serve'
import { World } from '../../world/world'
import { createHubspot } from '../hubspot'

/** The time at which the clock of a test stands still until it is moved. */
export const NOON = Date.parse('2026-11-01T12:00:00Z')

/** What came back: status, body as JSON (undefined without one), headers. */
export type Answer = { readonly status: number; readonly body: Json; readonly headers: Headers }

/** A JSON object. */
export type Json = Record<string, unknown>

type Row = Partial<Omit<SeedRow, 'id' | 'line'>> & { readonly id: string }

/** A seed from rows by object name. */
export function seedOf(objects: Readonly<Record<string, readonly Row[]>>, schema: Readonly<Record<string, unknown>> = {}): SystemSeed {
  return {
    schemaFile: 'schema.json',
    schema,
    objects: Object.entries(objects).map(([name, rows]) => ({
      name,
      file: `${name}.jsonl`,
      rows: rows.map((row, index) => ({ values: {}, links: {}, ...row, line: index + 1 })),
    })),
  }
}

/** A world frozen at noon and its HubSpot server; `content` is what its `world.json` would say. `call` sends the private app's token; `close` stops the server. */
export async function startHubspot(seed: SystemSeed = EMPTY_SEED.hubspot, content: Json = {}) {
  const world = new World()
  world.load(content)
  world.clock.freeze(true)
  world.clock.set(NOON)
  const system = createHubspot(world)
  system.load(seed)
  const server = await serve(system, world, 0, '127.0.0.1')
  const token = system.accessToken
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
    const reply = await fetch(`${server.url}${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await reply.text()
    return { status: reply.status, body: text === '' ? {} : (JSON.parse(text) as Json), headers: reply.headers }
  }
  const close = async (): Promise<void> => {
    system.close?.()
    await server.close()
  }
  return { world, system, url: server.url, token, call, close }
}

/** What `startHubspot` resolves to. */
export type RunningHubspot = Awaited<ReturnType<typeof startHubspot>>
