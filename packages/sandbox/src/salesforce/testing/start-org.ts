/** Starts an org alone on a free port, with what a client needs to connect to it. For tests. */
import { EMPTY_SEED, type SystemSeed } from '../../world/seed'
import { serve } from '../../world/serve'
import type { System } from '../../world/system'
import { World } from '../../world/world'
import { createSalesforce } from '../salesforce'

export type TestOrg = {
  readonly url: string
  readonly world: World
  readonly system: System
  /** Settings of a jsforce `Connection`. */
  readonly settings: { readonly instanceUrl: string; readonly accessToken: string; readonly version: string }
  /** Raw HTTP as the connected user; `path` below `/services/data/v62.0`. */
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; headers: Headers; body: unknown }>
  close(): Promise<void>
}

/** `schema` as in a seed's `schema.json`, `content` as in its `world.json`. */
export async function startOrg(
  schema: Record<string, unknown> = {},
  objects: SystemSeed['objects'] = [],
  content: Record<string, unknown> = {},
): Promise<TestOrg> {
  const world = new World()
  const system = createSalesforce(world)
  world.load(content)
  system.load({ ...EMPTY_SEED.salesforce, schema, objects })
  const server = await serve(system, world, 0, '127.0.0.1')
  return {
    url: server.url,
    world,
    system,
    settings: { instanceUrl: server.url, accessToken: system.accessToken, version: '62.0' },
    call: async (method, path, body, headers = {}) => {
      const reply = await fetch(`${server.url}/services/data/v62.0${path}`, {
        method,
        headers: { authorization: `Bearer ${system.accessToken}`, 'content-type': 'application/json', ...headers },
        body: body === undefined ? undefined : JSON.stringify(body),
      })
      const text = await reply.text()
      return { status: reply.status, headers: reply.headers, body: text === '' ? undefined : JSON.parse(text) }
    },
    close: () => server.close(),
  }
}
