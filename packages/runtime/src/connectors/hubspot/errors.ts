/** HubSpot's refusals: status, category and detail code to card kind, cure and typed error (HubSpot: error handling). */
import { LockstepError } from '../../errors'
import type { FieldRefusal } from '../connector'
import { type Meaning, meaningIn } from '../cures'
import type { Reply } from '../exchange'
import { isRecord, optionalText } from '../reply'

const value: Meaning = { card: 'property value', cure: 'correct the value on the record, or map it through a value table, then retry' }
const mapping: Meaning = { card: 'property mapping', cure: 'change the mapping, or the property in HubSpot, then retry', isOfSchema: true }
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
  isOfRecord: true,
}
const gone: Meaning = { card: 'converted or merged', cure: 'the record was deleted or merged: the next run follows it', isOfRecord: true }
const quota: Meaning = { card: 'quota', cure: 'wait: calls are free again soon, and the next run goes on by itself' }
const readOnly: Meaning = {
  card: 'property mapping',
  cure: 'turn the arrow away from this property: HubSpot lets nobody write it',
  isOfSchema: true,
}
const locked: Meaning = { card: 'other', cure: 'wait: HubSpot was working on the record, the next run tries again' }

/** Every code we know of, from HubSpot's error pages and recorded replies. */
export const hubspotMeanings: Readonly<Record<string, Meaning>> = {
  PROPERTY_DOESNT_EXIST: {
    card: 'property mapping',
    cure: 'create the property in HubSpot, or take it out of the policy, then retry',
    isOfSchema: true,
  },
  READ_ONLY_VALUE: readOnly,
  READ_ONLY_PROPERTY: readOnly,
  INVALID_PROPERTY: mapping,
  INVALID_INTEGER: value,
  INVALID_LONG: value,
  INVALID_NUMBER: value,
  INVALID_DATE: value,
  INVALID_DATETIME: value,
  INVALID_BOOLEAN: value,
  INVALID_EMAIL: { card: 'property value', cure: 'correct the email address on the record, then retry', fields: ['email'] },
  INVALID_PHONE_NUMBER: value,
  INVALID_OWNER_ID: {
    card: 'property mapping',
    cure: 'give the record an owner who is active in HubSpot, then retry',
    fields: ['hubspot_owner_id'],
  },
  INVALID_OPTION: { card: 'property value', cure: 'add the option in HubSpot, or map the value through a value table, then retry' },
  VALUE_TOO_LONG: { card: 'property value', cure: 'shorten the text, then retry' },
  PROPERTY_VALUE_TOO_LONG: { card: 'property value', cure: 'shorten the text, then retry' },
  MISSING_REQUIRED_PROPERTY: rule,
  MISSING_CONDITIONAL_REQUIRED_PROPERTY: rule,
  VALIDATION_ERROR: value,
  CONFLICT: duplicate,
  CONFLICTING_UNIQUE_VALUE: duplicate,
  OBJECT_ALREADY_EXISTS: duplicate,
  CONTACT_EXISTS: { ...duplicate, fields: ['email'] },
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
export type Refusal = FieldRefusal & {
  readonly existing?: string
  readonly more?: readonly FieldRefusal[]
  readonly isOfRecord?: true
}

/** Reads an error body, or one row of `errors` in a 207; never throws. `object`: whose record was refused, where one was. */
export function readRefusal(body: unknown, status: number, object?: string): Refusal {
  if (!isRecord(body)) return { card: 'other', code: `HTTP_${status}`, message: `HubSpot answered ${status} without an explanation` }
  const outer = optionalText(body['message']) ?? `HubSpot answered ${status}`
  const details = detailsOf(body)
  const all: readonly Detail[] = details.length > 0 ? details : embedded(outer)
  const category = optionalText(body['category']) ?? optionalText(body['errorType'])
  const existing = holderIn(outer) ?? holderIn(all[0]?.message ?? '') ?? contextText(body['context'], 'existingObjectId')
  const read = (detail: Detail | undefined, isDuplicate: boolean): FieldRefusal & { readonly isOfRecord?: true } => {
    const code = detail?.code ?? (status === 423 ? 'LOCKED' : undefined) ?? category ?? `HTTP_${status}`
    const message = detail?.message ?? outer
    const meaning = hubspotMeaning(code)
    const known = isDuplicate ? 'duplicate' : meaning.card
    const card = known === 'other' && category !== undefined ? hubspotMeaning(category).card : known
    const field = detail?.field ?? uniqueIn(message) ?? meaning.fields?.[0] ?? (card === 'duplicate' ? uniqueOf(object) : undefined)
    return {
      card,
      code,
      message,
      ...(field === undefined ? {} : { field }),
      ...(meaning.isOfRecord === true && !isSensitive(body) ? { isOfRecord: true } : {}),
    }
  }
  const more = all.slice(1).map((detail) => read(detail, false))
  return {
    ...read(all[0], existing !== undefined),
    ...(existing === undefined ? {} : { existing }),
    ...(more.length === 0 ? {} : { more }),
  }
}

/** `Contact already exists. Existing ID: 51`, and `Cannot set PropertyValueCoordinates{…}. 51 already has that value.` */
function holderIn(message: string): string | undefined {
  return /Existing ID: (\d+)/i.exec(message)?.[1] ?? /\. (\d+) already has that value/.exec(message)?.[1]
}

/** The unique property that a message names. */
function uniqueIn(message: string): string | undefined {
  return /PropertyValueCoordinates\{[^}]*propertyName=([^,}]+)/.exec(message)?.[1]
}

/** A conflict that names no property is one of the property that HubSpot itself keeps unique (HubSpot: contacts, de-duplication). */
function uniqueOf(object: string | undefined): string | undefined {
  return object === 'contact' ? 'email' : undefined
}

/** A scope that only some properties need: then the record may be written without them (HubSpot: sensitive data). */
function isSensitive(body: Readonly<Record<string, unknown>>): boolean {
  return /sensitive/i.test(JSON.stringify([body['errors'], body['context']]))
}

/** HubSpot takes a pipeline and a stage only together, where both are sent (HubSpot: pipelines). */
export function together(_object: string, property: string): string {
  return /^(?:pipeline|dealstage)$/.test(property) || /^hs_pipeline(?:_stage)?$/.test(property) ? 'pipeline and stage' : property
}

/** The first text under a key of `context`, whose values are lists of texts. */
export function contextText(context: unknown, key: string): string | undefined {
  if (!isRecord(context)) return undefined
  const held = context[key]
  return optionalText(Array.isArray(held) ? held[0] : held)
}

type Detail = { readonly code: string | undefined; readonly message: string | undefined; readonly field: string | undefined }

function detailsOf(body: Readonly<Record<string, unknown>>): readonly Detail[] {
  const errors = body['errors']
  return (Array.isArray(errors) ? errors : []).filter(isRecord).map((each) => ({
    code: optionalText(each['code']),
    message: optionalText(each['message']),
    field: contextText(each['context'], 'propertyName') ?? optionalText(each['in']),
  }))
}

/** `Property values were not valid: [{"isValid":false,"message":…,"error":…,"name":…}]`. */
function embedded(message: string): readonly Detail[] {
  const start = message.indexOf('[{')
  if (start < 0) return []
  try {
    const rows: unknown = JSON.parse(message.slice(start, message.lastIndexOf(']') + 1))
    return (Array.isArray(rows) ? rows : [])
      .filter(isRecord)
      .map((each) => ({ code: optionalText(each['error']), message: optionalText(each['message']), field: optionalText(each['name']) }))
  } catch (error) {
    if (error instanceof SyntaxError) return []
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
