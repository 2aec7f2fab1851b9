/** Guard: the server is for this machine alone, so pages of other sites may neither read nor drive it. */
import type { MiddlewareHandler } from 'hono'

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i

/** True for an address that only this machine can reach. */
export const isLoopback = (host: string): boolean => loopback.test(host) || host === '::1'

/**
 * Refuses a `Host` that is not this machine (a rebound name) and a foreign `Origin` on any request;
 * sets the headers that keep pages from loading code of others.
 */
export const guard = (): MiddlewareHandler =>
  async function guardRequest(context, next) {
    const host = context.req.header('host') ?? ''
    const origin = context.req.header('origin')
    const isForeign = origin !== undefined && origin !== `http://${host}`
    if (!loopback.test(host) || isForeign) {
      return context.json({ error: { code: 'forbidden', message: 'this server answers only pages and programs of its own machine' } }, 403)
    }
    await next()
    context.header('X-Content-Type-Options', 'nosniff')
    context.header('X-Frame-Options', 'DENY')
    context.header('Referrer-Policy', 'no-referrer')
    context.header(
      'Content-Security-Policy',
      "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    )
  }
