/** The door of a route: how large its body may be, and that it is JSON. What does not pass is not read to its end. */
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'

const refuse = (context: Context, status: 400 | 413 | 415, code: string, message: string) => {
  // The rest of the body is on its way, and nobody is going to read it.
  if (status !== 400) context.header('Connection', 'close')
  return context.json({ error: { code, message } }, status)
}

/** Over HTTP a body is always announced by one of the two. */
const hasBody = ({ req }: Context): boolean =>
  Number(req.header('content-length') ?? 0) > 0 || req.header('transfer-encoding') !== undefined

/** Lets through a JSON body of at most `limit` bytes, or an absent one; 0: none. Counts while the body comes, where its length is not told. */
export const door = (limit: number): MiddlewareHandler => {
  const limited = bodyLimit({
    maxSize: limit,
    onError: (context) => refuse(context, 413, 'too_large', `the body is larger than ${limit} bytes`),
  })
  return async function passDoor(context, next) {
    if (hasBody(context)) {
      if (limit === 0) return refuse(context, 413, 'too_large', 'this request takes no body')
      if (!/^application\/json\s*(;|$)/i.test(context.req.header('content-type') ?? ''))
        return refuse(context, 415, 'unsupported_media_type', 'the body must be JSON: send it as `application/json`')
    }
    return limited(context, next)
  }
}

/** Refuses any key in the address, for routes that have no schema. */
export const closedQuery = (): MiddlewareHandler =>
  async function refuseKeys(context, next) {
    const [key] = Object.keys(context.req.query())
    return key === undefined ? next() : refuse(context, 400, 'bad_request', `\`${key}\` is not a key of this request`)
  }
