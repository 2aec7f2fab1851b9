/** A refusal as HubSpot words it; routes turn it into the JSON error body. */

/** One detail inside an error body: message, code and the property or ids concerned. */
export type ErrorDetail = {
  readonly message: string
  readonly code?: string
  readonly in?: string
  readonly context?: Readonly<Record<string, readonly string[]>>
}

/** Carries status, category, message and details of a refusal [HubSpot: error handling]. Thrown by the store, answered by the server. */
export class ApiError extends Error {
  readonly status: number
  readonly category: string
  readonly subCategory: string | undefined
  readonly errors: readonly ErrorDetail[]
  readonly context: Readonly<Record<string, readonly string[]>> | undefined
  readonly links: Readonly<Record<string, string>> | undefined

  constructor(
    status: number,
    category: string,
    message: string,
    more: {
      readonly subCategory?: string
      readonly errors?: readonly ErrorDetail[]
      readonly context?: Readonly<Record<string, readonly string[]>>
      readonly links?: Readonly<Record<string, string>>
    } = {},
  ) {
    super(message)
    this.status = status
    this.category = category
    this.subCategory = more.subCategory
    this.errors = more.errors ?? []
    this.context = more.context
    this.links = more.links
  }
}

/** 400 `VALIDATION_ERROR`. */
export function invalid(
  message: string,
  errors: readonly ErrorDetail[] = [],
  context?: ErrorDetail['context'],
  subCategory?: string,
): ApiError {
  return new ApiError(400, 'VALIDATION_ERROR', message, {
    errors,
    ...(context === undefined ? {} : { context }),
    ...(subCategory === undefined ? {} : { subCategory }),
  })
}

/** 404 `OBJECT_NOT_FOUND`. */
export function notFound(message = 'resource not found'): ApiError {
  return new ApiError(404, 'OBJECT_NOT_FOUND', message)
}

/** 409 `CONFLICT`. */
export function conflict(
  message: string,
  errors: readonly ErrorDetail[] = [],
  context?: Readonly<Record<string, readonly string[]>>,
): ApiError {
  return new ApiError(409, 'CONFLICT', message, { errors, ...(context === undefined ? {} : { context }) })
}
