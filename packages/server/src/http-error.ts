/** Errors over HTTP: one envelope, one mapping from error codes to statuses. */
import { type ErrorCode, fileTrouble, LockstepError, type Redactor } from '@lockstep/runtime'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Logger } from 'pino'
import type { ApiError } from './contract'

const statuses: Readonly<Record<ErrorCode, ContentfulStatusCode>> = {
  authentication: 502,
  permission: 502,
  unreachable: 502,
  'bad-reply': 502,
  quota: 503,
  suspended: 503,
  'locked-store': 503,
  store: 500,
  setting: 503,
  policy: 422,
  held: 409,
  'stale-plan': 409,
  'not-found': 404,
  interrupted: 503,
  busy: 503,
}

/** The envelope of an error; what is not ours to show becomes `internal`, and its details go to the log alone. */
export const envelope = (error: unknown, { text }: Redactor): { status: ContentfulStatusCode; body: ApiError } => {
  if (error instanceof LockstepError) {
    return {
      // A database that is away or damaged is the machine's state, and the sentence says what to do; anything else is our failure.
      status: error.code === 'store' && error.help !== undefined ? 503 : statuses[error.code],
      body: {
        error: {
          code: error.code,
          message: text(error.message),
          details: { help: error.help === undefined ? null : text(error.help), system: error.system ?? null },
        },
      },
    }
  }
  if (error instanceof HTTPException)
    return { status: error.status as ContentfulStatusCode, body: { error: { code: 'bad_request', message: text(error.message) } } }
  const trouble = fileTrouble(error)
  if (trouble !== undefined) return { status: 503, body: { error: { code: 'setting', message: text(trouble) } } }
  return { status: 500, body: { error: { code: 'internal', message: 'something went wrong inside Lockstep: please report it' } } }
}

/** Answers an error as JSON and logs what a person could not act upon. */
export const answerError = (logger: Logger, redactor: Redactor) => (error: Error, context: Context) => {
  const { status, body } = envelope(error, redactor)
  if (status === 500) logger.error({ name: error.name, message: error.message, stack: error.stack }, 'a request failed')
  return context.json(body, status)
}
