/** A world to play in without a network: asks its systems, and remembers the ids, tokens and places that they told. For tests. */
import type { SandboxResponse, System, SystemName } from '../system'
import type { World } from '../world'

/** A world to play in, and what was met in it: ids, tokens and places, by kind. */
export type Stage = {
  readonly world: World
  readonly systems: Readonly<Record<SystemName, System>>
  met: Readonly<Record<string, readonly string[]>>
}

/** What goes with a request: `token` is the system's own where none is said; `late` has the write commit late. */
export type Sent = {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly token?: string
  readonly late?: boolean
}
/** What can be done on a stage, told by two numbers. */
export type Act = (stage: Stage, one: number, other: number) => unknown

const KINDS = ['id', 'listId', 'nextRecordsUrl', 'refresh_token', 'access_token', 'currentOffset', 'clientId'] as const

function note(stage: Stage, kind: string, value: string): void {
  const known = stage.met[kind] ?? []
  if (!known.includes(value)) stage.met = { ...stage.met, [kind]: [...known, value] }
}

function noteAll(stage: Stage, where: string, value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, each] of Object.entries(value)) {
    if (typeof each === 'string' && KINDS.some((kind) => kind === key)) note(stage, `${where} ${key}`, each)
    else noteAll(stage, where, each)
  }
}

/** One of the values that replies had under a name, such as `hubspot crm imports id`. */
export function met(stage: Stage, kind: string, number: number): string {
  const known = stage.met[kind] ?? []
  return known[number % Math.max(1, known.length)] ?? 'none'
}

/** Asks a system in process, and keeps what its reply names. */
export async function ask(stage: Stage, name: SystemName, method: string, url: string, sent: Sent = {}): Promise<SandboxResponse> {
  const system = stage.systems[name]
  const { world } = stage
  const [path = '', query = ''] = url.split('?')
  const call = world.calls.begin()
  const reply = await system.handle({
    method,
    path,
    query: new URLSearchParams(query),
    headers: {
      authorization: `Bearer ${sent.token ?? system.accessToken}`,
      host: 'sandbox',
      'content-type': 'application/json',
      ...sent.headers,
    },
    body: sent.body === undefined ? '' : typeof sent.body === 'string' ? sent.body : JSON.stringify(sent.body),
    size: { url: url.length, head: url.length },
    call,
    fault: sent.late === true ? { kind: 'late-commit', delay: 6_000 } : undefined,
  })
  world.calls.record({
    call,
    at: world.clock.now(),
    system: name,
    method,
    path: url,
    status: reply.status,
    records: reply.records ?? 0,
    fault: undefined,
  })
  const place = path.split('/').filter(Boolean)
  const where = name === 'hubspot' ? `hubspot ${place[0]} ${place[2]}` : `salesforce ${place.slice(3, 5).join(' ')}`
  noteAll(stage, where, reply.body)
  const code = /[?&]code=([^&]+)/.exec(reply.headers?.['Location'] ?? '')?.[1]
  if (code !== undefined) note(stage, `${name} code`, decodeURIComponent(code))
  return reply
}

/** Records as the system itself tells of them, so that most acts meet one. */
export function idOf({ systems }: Stage, name: SystemName, object: string, number: number): string {
  const all = (systems[name].dump()[object] ?? []) as readonly Readonly<Record<string, unknown>>[]
  const live = all.filter((each) => each['archived'] !== true && each['mergedInto'] === undefined && each['IsDeleted'] !== true)
  const records = number === 0 ? all : live
  const record = records[number % Math.max(1, records.length)]
  return String(record?.['id'] ?? record?.['Id'] ?? '1')
}

/** A form as clients send it. */
export const form = (values: Record<string, string>): Sent => ({
  body: new URLSearchParams(values).toString(),
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
})
