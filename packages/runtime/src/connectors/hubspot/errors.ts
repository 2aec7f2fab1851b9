/** HubSpot's refusals: status, category and detail code to card kind, cure and typed error (HubSpot: error handling). */
import { LockstepError } from '../../errors'
import type { CardKind } from '../../model'
import { type Meaning, meaningIn } from '../cures'
import type { Reply } from '../exchange'
import { isRecord, optionalText } from '../reply'

const value: Meaning = { card: 'property value', cure: 'correct the value on the record, or map it through a value table, then retry' }
const mapping: Meaning = { card: 'property mapping', cure: 'change the mapping, or the property in HubSpot, then retry' }
const rule: Meaning = {
  card: 'automation or validation rule',
  cure: 'fill in what the rule of the HubSpot account asks for, or change the rule, then retry',
}
const duplicate: Meaning = {
  card: 'duplicate',
  cure: 'a record with this unique value is there already: merge the two or change one of them, then retry',
}
const permission: Meaning = {
  card: 'permission',
  cure: 'give the HubSpot app the scope that is missing, connect it again, then retry',
}
const gone: Meaning = { card: 'converted or merged', cure: 'the record was deleted or merged: the next run follows it' }
const quota: Meaning = { card: 'quota', cure: 'wait: calls are free again soon, and the next run goes on by itself' }
const locked: Meaning = { card: 'other', cure: 'wait: HubSpot was working on the record, the next run tries again' }

/** Every code we know of, from HubSpot's error pages and recorded replies. */
export const hubspotMeanings: Readonly<Record<string, Meaning>> = {
  PROPERTY_DOESNT_EXIST: { card: 'property mapping', cure: 'create the property in HubSpot, or take it out of the policy, then retry' },
  READ_ONLY_VALUE: { card: 'property mapping', cure: 'turn the arrow away from this property: HubSpot lets nobody write it' },
  READ_ONLY_PROPERTY: { card: 'property mapping', cure: 'turn the arrow away from this property: HubSpot lets nobody write it' },
  INVALID_PROPERTY: mapping,
  INVALID_INTEGER: value,
  INVALID_LONG: value,
  INVALID_NUMBER: value,
  INVALID_DATE: value,
  INVALID_DATETIME: value,
  INVALID_BOOLEAN: value,
  INVALID_EMAIL: { card: 'property value', cure: 'correct the email address on the record, then retry' },
  INVALID_PHONE_NUMBER: value,
  INVALID_OWNER_ID: { card: 'property mapping', cure: 'give the record an owner who is active in HubSpot, then retry' },
  INVALID_OPTION: { card: 'property value', cure: 'add the option in HubSpot, or map the value through a value table, then retry' },
  VALUE_TOO_LONG: { card: 'property value', cure: 'shorten the text, then retry' },
  PROPERTY_VALUE_TOO_LONG: { card: 'property value', cure: 'shorten the text, then retry' },
  MISSING_REQUIRED_PROPERTY: rule,
  MISSING_CONDITIONAL_REQUIRED_PROPERTY: rule,
  VALIDATION_ERROR: value,
  CONFLICT: duplicate,
  CONFLICTING_UNIQUE_VALUE: duplicate,
  OBJECT_ALREADY_EXISTS: duplicate,
  OBJECT_NOT_FOUND: gone,
  MERGED: gone,
  MISSING_SCOPES: permission,
  FORBIDDEN: permission,
  INVALID_AUTHENTICATION: { card: 'suspended', cure: 'connect HubSpot again' },
  EXPIRED_AUTHENTICATION: { card: 'suspended', cure: 'connect HubSpot again' },
  RATE_LIMIT: quota,
  RATE_LIMITS: quota,
  ASSOCIATION_LIMIT_EXCEEDED: { card: 'association limit', cure: 'remove associations that are no longer needed, then retry' },
  LOCKED: locked,
}

/** The card and cure of a HubSpot code; an unknown one is `other`, shown raw. */
export function hubspotMeaning(code: string): Meaning {
  return meaningIn(hubspotMeanings, code)
}

/** What one refusal says. */
export type Refusal = {
  readonly card: CardKind
  readonly code: string
  readonly message: string
  readonly field?: string
  readonly existing?: string
}

/** Reads an error body, or one row of `errors` in a 207; never throws. */
export function readRefusal(body: unknown, status: number): Refusal {
  if (!isRecord(body)) return { card: 'other', code: `HTTP_${status}`, message: `HubSpot answered ${status} without an explanation` }
  const outer = optionalText(body['message']) ?? `HubSpot answered ${status}`
  const detail = firstDetail(body) ?? embedded(outer)
  const category = optionalText(body['category']) ?? optionalText(body['errorType'])
  const code = detail?.code ?? (status === 423 ? 'LOCKED' : undefined) ?? category ?? `HTTP_${status}`
  const message = detail?.message ?? outer
  const existing =
    /Existing ID: (\d+)/i.exec(outer)?.[1] ?? /Existing ID: (\d+)/i.exec(message)?.[1] ?? contextText(body['context'], 'existingObjectId')
  const card = existing === undefined ? hubspotMeaning(code).card : 'duplicate'
  return {
    card: card === 'other' && category !== undefined ? hubspotMeaning(category).card : card,
    code,
    message,
    ...(detail?.field === undefined ? {} : { field: detail.field }),
    ...(existing === undefined ? {} : { existing }),
  }
}

/** The first text under a key of `context`, whose values are lists of texts. */
export function contextText(context: unknown, key: string): string | undefined {
  if (!isRecord(context)) return undefined
  const held = context[key]
  return optionalText(Array.isArray(held) ? held[0] : held)
}

type Detail = { readonly code: string | undefined; readonly message: string | undefined; readonly field: string | undefined }

function firstDetail(body: Readonly<Record<string, unknown>>): Detail | undefined {
  const errors = body['errors']
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined
  if (!isRecord(first)) return undefined
  const field = contextText(first['context'], 'propertyName') ?? optionalText(first['in'])
  return { code: optionalText(first['code']), message: optionalText(first['message']), field }
}

/** `Property values were not valid: [{"isValid":false,"message":…,"error":…,"name":…}]`. */
function embedded(message: string): Detail | undefined {
  const start = message.indexOf('[{')
  if (start < 0) return undefined
  try {
    const rows: unknown = JSON.parse(message.slice(start, message.lastIndexOf(']') + 1))
    const first: unknown = Array.isArray(rows) ? rows[0] : undefined
    if (!isRecord(first)) return undefined
    return { code: optionalText(first['error']), message: optionalText(first['message']), field: optionalText(first['name']) }
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** How long to wait before a read is asked again, from HubSpot's rate-limit and lock rules; undefined where asking again cannot help. */
export function hubspotBackoff(reply: Reply): number | undefined {
  const { status } = reply
  if (status === 429) {
    const policy = isRecord(reply.body) ? optionalText(reply.body['policyName']) : undefined
    if (policy === 'DAILY') return undefined
    return policy === 'SECONDLY' ? 1_000 : Number(reply.headers['x-hubspot-ratelimit-interval-milliseconds'] ?? 0) || 1_000
  }
  if (status === 423) return 2_000
  if (status === 500 || (status >= 502 && status <= 504) || (status >= 520 && status <= 526)) return 0
  return undefined
}

/** The typed error for an answer that stops a whole call. */
export function explainHubspot(reply: Reply): LockstepError {
  const { status } = reply
  const refusal = readRefusal(reply.body, status)
  const vendor = { code: refusal.code, status, message: refusal.message }
  const more = (help: string, isRetryable = false) => ({ system: 'hubspot' as const, help, isRetryable, vendor })
  if (status === 401) {
    return new LockstepError('authentication', 'HubSpot refuses the access token', more('check the HubSpot access token, or connect again'))
  }
  if (status === 403) {
    return new LockstepError(
      'permission',
      `HubSpot does not allow this: ${refusal.message}`,
      more('give the HubSpot app the scope that is missing'),
    )
  }
  if (status === 429) {
    const isDaily = isRecord(reply.body) && reply.body['policyName'] === 'DAILY'
    return new LockstepError(
      'quota',
      isDaily ? "HubSpot's daily calls are used up" : 'HubSpot is being asked too often',
      more(
        isDaily ? 'wait until midnight in the time zone of the portal; nothing is lost' : 'wait a few seconds; nothing is lost',
        !isDaily,
      ),
    )
  }
  if (status === 477) {
    return new LockstepError('unreachable', 'HubSpot is moving this account to another place', more('wait; the next run goes on', true))
  }
  if (status === 404)
    return new LockstepError('not-found', `HubSpot does not know this: ${refusal.message}`, more('check the names in the policy'))
  if (status >= 500 || status === 423) {
    return new LockstepError('unreachable', `HubSpot has trouble (${status})`, more('wait; the next run goes on', true))
  }
  return new LockstepError('bad-reply', `HubSpot refuses this: ${refusal.message}`, more('please report this with the message above'))
}
