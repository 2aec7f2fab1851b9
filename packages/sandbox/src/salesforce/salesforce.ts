/** The Salesforce org of a world, as a system that can be served. */

import type { SystemSeed } from '../world/seed'
import {
  type Announcement,
  type Conversion,
  type Edit,
  EditRefused,
  type Merge,
  type Removal,
  type SandboxRequest,
  type SandboxResponse,
  type System,
} from '../world/system'
import type { World } from '../world/world'
import { type App, readApps } from './auth/apps'
import { OAuth } from './auth/oauth'
import { Sessions, STANDING_TOKEN } from './auth/sessions'
import { classicBulk } from './bulk/classic'
import { Jobs } from './bulk/jobs'
import { Failure, failure, NO_RESOURCE, refusal } from './failure'
import { readId } from './ids'
import { SALESFORCE_KEPT } from './kept'
import { loadOrg } from './load'
import { actorOf } from './rest/actor'
import { pathSegments, type Services } from './rest/ask'
import { VERSIONS, versions } from './rest/discovery'
import { Recents } from './rest/recents'
import { exceeded, Usage } from './rest/usage'
import { route } from './router'
import { convert } from './rows/convert'
import { locate } from './rows/locate'
import { merge } from './rows/merge'
import { create, remove, update } from './rows/save'
import { undeleteOne } from './rows/undelete'
import { verifyApiAccess } from './rules/allow'
import { readRules } from './rules/read-rules'
import { NO_RULES } from './rules/rules'
import type { Said } from './rules/said'
import { setRules } from './rules/set-rules'
import type { ObjectSchema } from './schema/object'
import { soap } from './soap/soap'
import { Cursors } from './soql/cursors'
import { type Actor, CONNECTED_USER, Org } from './store/org'
import { Transaction } from './store/transaction'
import { Streaming } from './streaming/cometd'
import { viewOrg } from './view'

/** Bytes of the URL, and of URL and headers together, that are taken [Salesforce: API request limits]. */
const MOST_HEAD = 16_384

const EXPIRED = failure(401, 'INVALID_SESSION_ID', 'Session expired or invalid')

function refuse(kind: '500' | '503' | '429' | 'limit'): SandboxResponse {
  if (kind === 'limit') return exceeded()
  if (kind === '503') return refusal(failure(503, 'SERVER_UNAVAILABLE', 'server is temporarily unavailable'))
  if (kind === '429') {
    return refusal(failure(429, 'REQUEST_LIMIT_EXCEEDED', 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.'))
  }
  const message = 'An unexpected error occurred. Please include this ErrorId if you contact support: 1862647104-1234 (-1362647104)'
  return refusal(failure(500, 'UNKNOWN_EXCEPTION', message))
}

/** An org with its sessions, cursors and quota. */
type State = { readonly sessions: Sessions; readonly oauth: OAuth; readonly services: Services; readonly streaming: Streaming }

function stateOf(org: Org, apps: ReadonlyMap<string, App>): State {
  const services = { org, cursors: new Cursors(org), usage: new Usage(org), jobs: new Jobs(org), recents: new Recents() }
  return assembled(services, new Sessions(org), apps)
}

function assembled(services: Services, sessions: Sessions, apps: ReadonlyMap<string, App>, clients = 0): State {
  const { org } = services
  const settle = () => {
    org.settle()
    services.jobs.settle()
  }
  return { sessions, oauth: new OAuth(org, sessions, apps), services, streaming: new Streaming(org, sessions, settle, clients) }
}

/** An org in a snapshot. `clients`: streaming clients that came so far; they shake hands anew. */
type KeptOrg = { readonly services: Services; readonly sessions: Sessions; readonly rules: Said; readonly clients: number }

function refusedEdit({ problems }: Failure): EditRefused {
  return new EditRefused(problems.map(({ code, message }) => `${code}: ${message}`).join('; '))
}

class Salesforce implements System {
  readonly name = 'salesforce'
  readonly accessToken = STANDING_TOKEN
  readonly kept = SALESFORCE_KEPT
  readonly view = viewOrg(() => this.#org)
  readonly #world: World
  #state: State

  constructor(world: World) {
    this.#world = world
    this.#state = stateOf(new Org(world), readApps([]))
  }

  prepare(seed: SystemSeed): () => void {
    const fresh = new Org(this.#world)
    loadOrg(fresh, seed)
    const apps = readApps(this.#world.apps.salesforce)
    return () => {
      this.#state.streaming.close()
      this.#state = stateOf(fresh, apps)
    }
  }

  load(seed: SystemSeed): void {
    this.prepare(seed)()
  }

  keep(): KeptOrg {
    const { services, sessions, streaming } = this.#state
    return { services, sessions, rules: services.org.rules.said, clients: streaming.clients }
  }

  resume(kept: unknown): () => void {
    const { services, sessions, rules, clients } = kept as KeptOrg
    services.org.rules = readRules(services.org, rules, NO_RULES)
    const apps = readApps(this.#world.apps.salesforce)
    return () => {
      this.#state.streaming.close()
      this.#state = assembled(services, sessions, apps, clients)
    }
  }

  refuse(kind: Parameters<System['refuse']>[0]): SandboxResponse {
    return refuse(kind)
  }

  handle(asked: SandboxRequest): SandboxResponse | Promise<SandboxResponse> {
    // Salesforce's own command-line client keeps the slash at the end of an instance URL and asks for `//services/data` [@salesforce/plugin-auth access-token].
    const request = asked.path.includes('//') ? { ...asked, path: asked.path.replace(/\/{2,}/g, '/') } : asked
    this.#org.settle()
    this.#state.services.jobs.settle()
    if (request.size.url > MOST_HEAD) return refusal(failure(414, 'URI_TOO_LONG', `The URI is longer than ${MOST_HEAD} bytes`))
    if (request.size.head > MOST_HEAD) {
      return refusal(failure(431, 'REQUEST_HEADER_FIELDS_TOO_LARGE', `The URI and the headers are longer than ${MOST_HEAD} bytes`))
    }
    const answered = this.#state.oauth.handle(request)
    if (answered !== undefined) return answered
    const enveloped = soap(request, this.#state.services, this.#state.sessions)
    if (enveloped !== undefined) return enveloped
    const classic = classicBulk(request, this.#state.services, this.#state.sessions)
    if (classic !== undefined) return classic
    const streamed = this.#state.streaming.handle(request)
    if (streamed !== undefined) return streamed
    if (/^\/services\/data\/?$/.test(request.path)) return versions()
    const path = /^\/services\/data\/v(\d+)\.0(?:\/(.*))?$/.exec(request.path)
    const version = Number(path?.[1])
    if (path === null || version < VERSIONS.oldest || version > VERSIONS.newest) return refusal(NO_RESOURCE)
    const token = /^(?:Bearer|OAuth) (.+)$/i.exec(request.headers['authorization'] ?? '')?.[1] ?? ''
    const userId = this.#state.sessions.user(token)
    if (userId === undefined) return refusal(EXPIRED)
    const over = this.#state.services.usage.count()
    if (over !== undefined) return { ...over, headers: this.#limitInfo() }
    const barred = this.#barred(userId)
    if (barred !== undefined) return { ...barred, headers: this.#limitInfo() }
    const response = route({
      ...this.#state.services,
      // The server sends no body after HEAD; all else is as with GET.
      method: request.method === 'HEAD' ? 'GET' : request.method,
      segments: pathSegments(path[2] ?? ''),
      query: request.query,
      headers: request.headers,
      body: { text: request.body },
      version: `v${version}.0`,
      origin: `http://${request.headers['host'] ?? '127.0.0.1'}`,
      actor: actorOf(userId, request.headers, request.call, request.fault, `com/salesforce/api/rest/${version}.0`),
    })
    return { ...response, headers: { ...response.headers, ...this.#limitInfo() } }
  }

  #barred(userId: string): SandboxResponse | undefined {
    try {
      verifyApiAccess(this.#org, userId)
      return undefined
    } catch (error) {
      if (error instanceof Failure) return refusal(error)
      throw error
    }
  }

  #limitInfo(): Record<string, string> {
    return { 'Sforce-Limit-Info': this.#state.services.usage.header() }
  }

  get #org(): Org {
    return this.#state.services.org
  }

  dump(): Record<string, unknown[]> {
    this.#org.settle()
    const dumped: Record<string, unknown[]> = {}
    for (const object of this.#org.schema.objects.values()) {
      const rows = [...this.#org.table(object).rows()]
      if (rows.length > 0) dumped[object.name] = rows.map((row) => row.values)
    }
    return dumped
  }

  edit({ object: name, id, values, by, late }: Edit): { id: string } {
    return this.#act(by, late, (tx) => {
      const object = this.#object(name)
      if (id === undefined) return { id: create(tx, object, values).id }
      const row = locate(this.#org, tx.actor, object, id)
      update(tx, row, values)
      return { id: row.id }
    })
  }

  remove({ object, id, by }: Removal): void {
    this.#act(by, undefined, (tx) => remove(tx, locate(this.#org, tx.actor, this.#object(object), id)))
  }

  restore({ object, id, by }: Removal): void {
    this.#act(by, undefined, (tx) => {
      this.#object(object)
      undeleteOne(tx, id)
    })
  }

  merge({ object: name, winner, losers, by }: Merge): { id: string } {
    return this.#act(by, undefined, (tx) => {
      const object = this.#object(name)
      const [stays, ...go] = [winner, ...losers].map((id) => locate(this.#org, tx.actor, object, id))
      merge(tx, object, stays!, go, true)
      return { id: stays!.id }
    })
  }

  convert(conversion: Conversion): Record<string, string | null> {
    return this.#act(conversion.by, undefined, (tx) => convert(tx, conversion))
  }

  announce({ object: name, ids = [], change, next }: Announcement): void {
    this.#org.settle()
    const object = this.#object(name)
    if (next !== undefined) this.#org.changes.hide(object, next)
    else this.#org.changes.announce({ object, ids: change === 'OVERFLOW' ? ['000000000000000AAA'] : ids, kind: change ?? 'UPDATE' })
  }

  rules(said?: Said): Said {
    if (said === undefined) return this.#org.rules.said
    try {
      return setRules(this.#org, said)
    } catch (error) {
      throw error instanceof Failure ? refusedEdit(error) : error
    }
  }

  #object(name: string): ObjectSchema {
    const object = this.#org.schema.object(name)
    if (object === undefined) throw new EditRefused(`no object \`${name}\``)
    return object
  }

  /** Acts as a person: `by` is a user's id, or a name that only the commit log keeps. */
  #act<Result>(by: string | undefined, late: number | undefined, act: (tx: Transaction) => Result): Result {
    this.#org.settle()
    const userId = by === undefined ? undefined : readId(by)
    const isUser = userId !== undefined && this.#org.row(userId)?.object.name === 'User'
    const actor: Actor = { userId: isUser ? userId : CONNECTED_USER, api: false, by: by ?? 'person', commitsAfter: late }
    const tx = new Transaction(this.#org, actor)
    try {
      const result = act(tx)
      tx.commit()
      return result
    } catch (error) {
      tx.rollback()
      if (error instanceof Failure) throw refusedEdit(error)
      throw error
    }
  }
}

/** Makes the org of a world. It is empty of users and schema until `load`. */
export function createSalesforce(world: World): System {
  return new Salesforce(world)
}
