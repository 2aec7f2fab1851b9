/** The HubSpot server as a system of the world: authentication, limits, routing, faults, seeds and people's edits. */
import { SeedError, type SystemSeed } from '../world/seed'
import type { SandboxRequest, SandboxResponse, System } from '../world/system'
import type { Viewer } from '../world/view'
import type { World } from '../world/world'
import type { Grant } from './access/access'
import { type App, HUBSPOT_TOKEN } from './access/apps'
import { checkScopes } from './access/scopes'
import { ApiError } from './api-error'
import { dumpPortal } from './dump'
import { HUBSPOT_KEPT } from './kept'
import { limitsOf, rateHeaders, rateReply } from './limits/rate-reply'
import { editAsPerson, mergeAsPerson, refusing, removeAsPerson, restoreAsPerson } from './people'
import { Portal } from './portal'
import { isoText } from './records/instants'
import type { Source } from './records/record'
import type { Actor } from './records/write-records'
import type { Route } from './routes/context'
import { errorReply } from './routes/reply'
import { findRoute } from './routes/router'
import { loadSeed } from './seed/load-seed'
import { viewPortal } from './view'

/** One portal behind the contract of `world/system.ts`. */
export function createHubspot(world: World): System {
  let portal = new Portal(world)
  const prepare = (seed: SystemSeed) => {
    const fresh = readPortal(world)
    loadSeed(fresh, seed)
    return () => {
      portal.followers.close()
      portal = fresh
    }
  }
  return {
    name: 'hubspot',
    accessToken: HUBSPOT_TOKEN,
    handle: (request) => answer(portal, request),
    refuse: (kind, request) => refuse(portal, kind, request),
    prepare,
    load: (seed) => prepare(seed)(),
    kept: HUBSPOT_KEPT,
    keep: () => portal,
    resume: (kept) => () => {
      portal.followers.close()
      portal = kept as Portal
      portal.resume()
    },
    close: () => portal.followers.close(),
    view: viewRefusing(() => portal),
    dump: () => dumpPortal(portal),
    edit: (edit) => refusing(() => editAsPerson(portal, edit)),
    remove: (removal) => refusing(() => removeAsPerson(portal, removal)),
    restore: (removal) => refusing(() => restoreAsPerson(portal, removal)),
    merge: (merge) => refusing(() => mergeAsPerson(portal, merge)),
  }
}

/** The screens; what the API refuses is refused there too. */
function viewRefusing(portal: () => Portal): Viewer {
  const view = viewPortal(portal)
  return { ...view, setMembership: (change) => refusing(() => view.setMembership?.(change)) }
}

/** A portal as `world.json` describes it. Throws a `SeedError`. */
function readPortal(world: World): Portal {
  try {
    return new Portal(world)
  } catch (error) {
    throw error instanceof TypeError ? new SeedError('world.json', 1, error.message) : error
  }
}

function answer(portal: Portal, request: SandboxRequest): SandboxResponse {
  portal.transfers.settle(portal, portal.now())
  return answered(request, () => {
    const found = findRoute(request.method, request.path)
    if (found === undefined) {
      throw new ApiError(404, 'OBJECT_NOT_FOUND', 'No handler was found for this path')
    }
    if (found === 'wrong-method') {
      throw new ApiError(405, 'INVALID_METHOD', `HTTP ${request.method} is not allowed here`)
    }
    const { route, params, isDated, area } = found
    const base = { portal, request, params, isDated, correlationId: correlationId(request) }
    if (route.isOpen === true) {
      return route.handle({ ...base, actor: { source: NOBODY, by: 'visitor', call: request.call } })
    }
    const grant = grantOf(portal, request)
    checkScopes(portal, { area, method: route.method, pattern: route.pattern, params }, grant)
    const handle = () => route.handle({ ...base, grant, actor: integration(request, grant.app, isDated) })
    const isSearch = route.isSearch === true
    const limits = limitsOf(portal.world, grant.app)
    const full = portal.limiter.take(portal.now(), isSearch, limits, grant.app.id)
    // Search replies tell nothing about the limits [HubSpot: usage guidelines].
    const headers = isSearch ? {} : rateHeaders(portal, limits, grant.app, grant.kind !== 'private')
    const reply =
      full === undefined ? answered(request, () => unlessLocked(route, request, handle)) : rateReply(full, correlationId(request))
    return { ...reply, headers: { ...headers, ...reply.headers } }
  })
}

/** What the API answers, its refusals included. */
function answered(request: SandboxRequest, act: () => SandboxResponse): SandboxResponse {
  try {
    return act()
  } catch (error) {
    if (error instanceof ApiError) {
      return errorReply(error, correlationId(request))
    }
    throw error
  }
}

/** Reads go on while records are locked, those that use POST too. */
function unlessLocked(route: Route, request: SandboxRequest, handle: () => SandboxResponse): SandboxResponse {
  if (request.fault?.kind === 'migration') {
    const message = 'The account is being moved to another data centre. Try again after the time that Retry-After tells.'
    const refused = errorReply(new ApiError(477, 'MIGRATION_IN_PROGRESS', message), correlationId(request))
    return { ...refused, headers: { 'Retry-After': String(Math.ceil(request.fault.delay / 1_000)) } }
  }
  const isRead = route.method === 'GET' || /\/(read|search)$/.test(route.pattern)
  if (request.fault?.kind === 'lock' && !isRead) {
    const message = 'The resource is locked because of a high volume of changes. Wait at least 2 seconds and try again.'
    throw new ApiError(423, 'LOCKED', message)
  }
  return handle()
}

const AUTHENTICATION = 'https://developers.hubspot.com/docs/methods/auth/oauth-overview'

function grantOf(portal: Portal, request: SandboxRequest): Grant {
  const token = bearer(request)
  if (token === undefined) {
    const hint = `Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at ${AUTHENTICATION}`
    throw new ApiError(401, 'INVALID_AUTHENTICATION', hint)
  }
  const grant = portal.access.grant(token)
  if (grant === undefined) {
    throw new ApiError(401, 'INVALID_AUTHENTICATION', 'Authentication credentials not found. The token is not known to this account.')
  }
  if (grant.expiresAt <= portal.now()) {
    throw new ApiError(
      401,
      'EXPIRED_AUTHENTICATION',
      `The OAuth token used to make this call expired ${agoText(portal.now() - grant.expiresAt)} ago.`,
      {
        context: { 'expire time': [isoText(grant.expiresAt)] },
      },
    )
  }
  return grant
}

/** In the largest unit that is not zero, as the service says it. */
function agoText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1_000)
  const [count, unit] = seconds < 60 ? [seconds, 'second'] : seconds < 3_600 ? [seconds / 60, 'minute'] : [seconds / 3_600, 'hour']
  return `${Math.floor(Number(count))} ${unit}(s)`
}

function bearer(request: SandboxRequest): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(request.headers['authorization'] ?? '')?.[1]
}

function refuse(portal: Portal, kind: '500' | '503' | '429' | 'limit', request: SandboxRequest): SandboxResponse {
  const id = correlationId(request)
  switch (kind) {
    case '429':
      return rateReply(findsSearch(request) ? 'SECONDLY' : 'TEN_SECONDLY_ROLLING', id)
    case 'limit': {
      const grant = portal.access.grant(bearer(request) ?? HUBSPOT_TOKEN)
      const headers =
        grant === undefined
          ? {}
          : rateHeaders(portal, { ...limitsOf(portal.world, grant.app), daily: 0 }, grant.app, grant.kind !== 'private')
      return { ...rateReply('DAILY', id), headers }
    }
    case '503':
      return { status: 503, body: { status: 'error', message: 'Service temporarily unavailable', correlationId: id } }
    case '500':
      return { status: 500, body: { status: 'error', message: 'internal error', correlationId: id } }
  }
}

function findsSearch(request: SandboxRequest): boolean {
  const found = findRoute(request.method, request.path)
  return typeof found === 'object' && found.route.isSearch === true
}

/** What writes without a token leave in property history. */
const NOBODY: Source = { sourceType: 'FORM' }

// Revisions of records share their source.
const sources = new Map<number, Source>()

function sourceOf({ id }: App): Source {
  const source = sources.get(id) ?? { sourceType: 'INTEGRATION', sourceId: String(id) }
  sources.set(id, source)
  return source
}

function integration(request: SandboxRequest, app: App, isValidated: boolean): Actor {
  const late = request.fault?.kind === 'late-commit' ? { lateBy: request.fault.delay } : {}
  return { source: sourceOf(app), by: `app:${app.id}`, call: request.call, isValidated, ...late }
}

/** Deterministic, one per request. */
function correlationId(request: SandboxRequest): string {
  return `c0ffee00-0000-4000-8000-${request.call.toString(16).padStart(12, '0')}`
}
