/** The HubSpot server as a system of the world: authentication, limits, routing, faults, seeds and people's edits. */
import type { SystemSeed } from '../world/seed'
import type { SandboxRequest, SandboxResponse, System } from '../world/system'
import type { World } from '../world/world'
import { ApiError } from './api-error'
import { dumpPortal } from './dump'
import { limitsOf, rateHeaders, rateReply } from './limits/rate-reply'
import { editAsPerson, mergeAsPerson, refusing, removeAsPerson } from './people'
import { APP_ID, INTEGRATION, Portal } from './portal'
import type { Actor } from './records/write-records'
import type { Route } from './routes/context'
import { errorReply } from './routes/reply'
import { findRoute } from './routes/router'
import { loadSeed } from './seed/load-seed'

/** The private app's token, the same in every world. */
export const HUBSPOT_TOKEN = 'pat-na1-5a4d0b0c-1111-4222-8333-944400005555'

/** One portal behind the contract of `world/system.ts`. */
export function createHubspot(world: World): System {
  let portal = new Portal(world)
  const prepare = (seed: SystemSeed) => {
    const fresh = new Portal(world)
    loadSeed(fresh, seed)
    return () => {
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
    dump: () => dumpPortal(portal),
    edit: (edit) => refusing(() => editAsPerson(portal, edit)),
    remove: (removal) => refusing(() => removeAsPerson(portal, removal)),
    merge: (merge) => refusing(() => mergeAsPerson(portal, merge)),
  }
}

function answer(portal: Portal, request: SandboxRequest): SandboxResponse {
  return answered(request, () => {
    const found = findRoute(request.method, request.path)
    if (found === undefined) {
      throw new ApiError(404, 'OBJECT_NOT_FOUND', 'No handler was found for this path')
    }
    if (found === 'wrong-method') {
      throw new ApiError(405, 'INVALID_METHOD', `HTTP ${request.method} is not allowed here`)
    }
    const { route, params, isDated } = found
    const handle = () => route.handle({ portal, request, params, isDated, actor: integration(request) })
    if (!found.needsToken) {
      return handle()
    }
    checkToken(portal, request)
    const isSearch = route.isSearch === true
    const limits = limitsOf(portal.world)
    const full = portal.limiter.take(portal.now(), isSearch, limits)
    // Search replies tell nothing about the limits [HubSpot: usage guidelines].
    const headers = isSearch ? {} : rateHeaders(portal, limits, isOauth(portal, request))
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
  const isRead = route.method === 'GET' || /\/(read|search)$/.test(route.pattern)
  if (request.fault?.kind === 'lock' && !isRead) {
    const message = 'The resource is locked because of a high volume of changes. Wait at least 2 seconds and try again.'
    throw new ApiError(423, 'LOCKED', message)
  }
  return handle()
}

function checkToken(portal: Portal, request: SandboxRequest): void {
  const token = bearer(request)
  if (token === undefined) {
    throw new ApiError(401, 'INVALID_AUTHENTICATION', 'Authentication credentials not found. This API supports OAuth 2.0 authentication.')
  }
  const issued = portal.tokens.get(token)
  if (token !== HUBSPOT_TOKEN && issued === undefined) {
    throw new ApiError(401, 'INVALID_AUTHENTICATION', 'Authentication credentials not found. The token is not known to this account.')
  }
  if (issued !== undefined && issued.expiresAt <= portal.now()) {
    const ago = Math.floor((portal.now() - issued.expiresAt) / 1_000)
    throw new ApiError(401, 'EXPIRED_AUTHENTICATION', `The OAuth token used to make this call expired ${ago} second(s) ago.`)
  }
}

function bearer(request: SandboxRequest): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(request.headers['authorization'] ?? '')?.[1]
}

function isOauth(portal: Portal, request: SandboxRequest): boolean {
  return portal.tokens.has(bearer(request) ?? '')
}

function refuse(portal: Portal, kind: '500' | '503' | '429' | 'limit', request: SandboxRequest): SandboxResponse {
  const id = correlationId(request)
  switch (kind) {
    case '429':
      return rateReply(findsSearch(request) ? 'SECONDLY' : 'TEN_SECONDLY_ROLLING', id)
    case 'limit':
      return { ...rateReply('DAILY', id), headers: rateHeaders(portal, { ...limitsOf(portal.world), daily: 0 }, isOauth(portal, request)) }
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

function integration(request: SandboxRequest): Actor {
  const late = request.fault?.kind === 'late-commit' ? { lateBy: request.fault.delay } : {}
  return { source: INTEGRATION, by: `app:${APP_ID}`, call: request.call, ...late }
}

/** Deterministic, one per request. */
function correlationId(request: SandboxRequest): string {
  return `c0ffee00-0000-4000-8000-${request.call.toString(16).padStart(12, '0')}`
}
