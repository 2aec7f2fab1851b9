/** Guard: the server is for this machine alone, so pages of other sites may neither read nor drive it. */
import type { HonoRequest, MiddlewareHandler } from 'hono'

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i

/** True for an address that only this machine can reach. */
export const isLoopback = (host: string): boolean => loopback.test(host) || host === '::1'

/** Browsers say where a request comes from (Fetch Metadata); programs do not, and `none` is what a person typed. */
const isFromHere = (site: string | undefined): boolean => site === undefined || site === 'same-origin' || site === 'none'

/** A person who follows a link from another site may open a page; frames, scripts, images and forms of other sites get nothing. */
const isLinkToPage = (request: HonoRequest): boolean =>
  (request.method === 'GET' || request.method === 'HEAD') &&
  request.header('sec-fetch-mode') === 'navigate' &&
  request.header('sec-fetch-dest') === 'document' &&
  !isApi(request.path)

const isApi = (path: string): boolean => path === '/api' || path.startsWith('/api/')

/**
 * Refuses a `Host` that is not this machine (a rebound name), a foreign `Origin`, and what a page of another site asked for, other ports
 * of this machine included; sets the headers that keep pages from loading code of others, and answers of the API out of every cache.
 */
export const guard = (): MiddlewareHandler =>
  async function guardRequest(context, next) {
    const host = context.req.header('host') ?? ''
    const origin = context.req.header('origin')
    const isForeign = origin !== undefined && origin !== `http://${host}`
    const isFromAway = !isFromHere(context.req.header('sec-fetch-site')) && !isLinkToPage(context.req)
    if (!loopback.test(host) || isForeign || isFromAway) {
      context.res = context.json(
        { error: { code: 'forbidden', message: 'this server answers only pages and programs of its own machine' } },
        403,
      )
    } else await next()
    if (isApi(context.req.path)) context.header('Cache-Control', 'no-store')
    context.header('X-Content-Type-Options', 'nosniff')
    context.header('X-Frame-Options', 'DENY')
    context.header('Referrer-Policy', 'no-referrer')
    context.header(
      'Content-Security-Policy',
      "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    )
  }
