/** Route: how every endpoint is declared, so that the OpenAPI document cannot forget one; each has a door, and schemas without unknown keys. */
import { createRoute, OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { apiError } from './schemas'

const whatIsWrong = (issue: z.core.$ZodIssue | undefined): string => {
  if (issue?.code === 'unrecognized_keys') return `\`${[...issue.path, issue.keys[0]].join('.')}\` is not a key of this request`
  const where = issue?.path.join('.') ?? ''
  return `${where === '' ? 'the request' : `\`${where}\``}: ${issue?.message ?? 'not as documented'}`
}

/** The query of a route that takes none. */
export const noKeys = z.strictObject({})

/** An app whose requests are checked at the door; a bad request answers 400 with the envelope. */
export const createRouter = (): OpenAPIHono =>
  new OpenAPIHono({
    defaultHook: (result, context) => {
      if (result.success) return undefined
      return context.json({ error: { code: 'bad_request', message: whatIsWrong(result.error.issues[0]) } }, 400)
    },
  })

const body = (schema: z.ZodType) => ({ content: { 'application/json': { schema } } })

/** A success of that shape, beside the error envelope for everything else. */
export const answers = <Status extends 200 | 202, Schema extends z.ZodType>(status: Status, schema: Schema, description: string) =>
  ({
    [status]: { description, content: { 'application/json': { schema } } },
    default: { description: 'what went wrong', ...body(apiError) },
  }) as { [key in Status]: { description: string; content: { 'application/json': { schema: Schema } } } }

export { createRoute, type RouteConfig }

/**
 * Answers JSON of a contract type. The contract's types are readonly and hand-written, which zod-openapi's inferred ones cannot express;
 * this is the one place where the two meet, and the route tests check the answers against the schemas.
 */
export const respond = <Body>(context: Context, value: Body, status: ContentfulStatusCode = 200): never =>
  context.json(value, status) as never
