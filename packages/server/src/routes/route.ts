/** Route: how every endpoint is declared, so that the OpenAPI document cannot forget one. */
import { createRoute, OpenAPIHono, type RouteConfig, type z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { apiError } from './schemas'

/** An app whose requests are checked at the door; a bad request answers 400 with the envelope. */
export const createRouter = (): OpenAPIHono =>
  new OpenAPIHono({
    defaultHook: (result, context) => {
      if (result.success) return undefined
      const [issue] = result.error.issues
      const where = issue?.path.join('.') ?? ''
      return context.json(
        {
          error: {
            code: 'bad_request',
            message: `${where === '' ? 'the request' : `\`${where}\``}: ${issue?.message ?? 'not as documented'}`,
          },
        },
        400,
      )
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
