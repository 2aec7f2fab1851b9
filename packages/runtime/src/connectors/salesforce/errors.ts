/** Salesforce's refusals: error code to card kind, cure, outcome class and typed error (Salesforce: status codes and error responses). */
import { LockstepError } from '../../errors'
import type { CardKind } from '../../model'
import type { FieldRefusal } from '../connector'
import { type Meaning, meaningIn } from '../cures'
import type { Reply } from '../exchange'
import { isRecord, optionalText } from '../reply'

/** How the writer goes on: `data` shows a card, `retry` tries again, `gone` looks again, `stale` looks and plans again. */
export type Course = 'data' | 'retry' | 'gone' | 'stale' | 'quota' | 'login'
/** A code's card, cure and course. */
export type SalesforceMeaning = Meaning & { readonly course: Course }

const data = (card: CardKind, cure: string, more: Partial<SalesforceMeaning> = {}): SalesforceMeaning => ({
  card,
  cure,
  course: 'data',
  ...more,
})
const isOfRecord = true
const isOfSchema = true
/** Codes about the owner name no field (Salesforce: SOAP API, status codes). */
const owner = (cure: string): SalesforceMeaning => data('property mapping', cure, { fields: ['OwnerId'] })
const later = (cure: string): SalesforceMeaning => ({ card: 'other', cure, course: 'retry' })
const state = (cure: string): SalesforceMeaning => ({ card: 'converted or merged', cure, course: 'gone' })

const value = data('property value', 'correct the value on the record, then retry')
const trigger = data('automation or validation rule', 'ask the Salesforce administrator to look at the automation that failed, then retry')
const right = 'give the connected user the right on this record or field, then retry'
const rights = data('permission', right, { isOfRecord })
const field = data('property mapping', 'make the field writable for the connected user, or take it out of the policy, then retry', {
  isOfSchema,
})
const storage = data('quota', 'make room in the Salesforce org, then retry', { isOfRecord })
const login: SalesforceMeaning = { card: 'suspended', cure: 'connect Salesforce again', course: 'login' }
const busy = later('wait: Salesforce was busy with the record, the next run tries again')
const ours = data('other', 'please report this with the message above')
const oursWhole = data('other', 'please report this with the message above', { isOfRecord })

/** Every code a sync meets. */
export const salesforceMeanings: Readonly<Record<string, SalesforceMeaning>> = {
  INVALID_SESSION_ID: login,
  INVALID_AUTH_HEADER: login,
  REQUEST_LIMIT_EXCEEDED: { card: 'quota', cure: "wait: the org's calls of the last 24 hours are used up", course: 'quota' },
  SERVER_UNAVAILABLE: busy,
  UNKNOWN_EXCEPTION: busy,
  UNABLE_TO_LOCK_ROW: busy,
  TOO_MANY_APEX_REQUESTS: busy,
  REQUEST_RUNNING_TOO_LONG: busy,
  QUERY_TIMEOUT: busy,
  INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE: later('wait: Salesforce is under maintenance'),
  ALL_OR_NONE_OPERATION_ROLLED_BACK: busy,
  PROCESSING_HALTED: busy,
  REQUIRED_FIELD_MISSING: data('property value', 'fill the required field on the record, or give its mapping a default, then retry', {
    isOfRecord,
  }),
  STRING_TOO_LONG: data('property value', 'shorten the text, or lengthen the field in Salesforce, then retry'),
  INVALID_EMAIL_ADDRESS: data('property value', 'correct the email address on the record, then retry', { fields: ['Email'] }),
  INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: data(
    'property value',
    'add the value to the picklist in Salesforce, or map it through a value table, then retry',
  ),
  FIELD_CUSTOM_VALIDATION_EXCEPTION: data(
    'automation or validation rule',
    'mend the record so that the validation rule accepts it, or change the rule, then retry',
  ),
  FIELD_INTEGRITY_EXCEPTION: data('property value', 'correct the value: Salesforce knows no such state, country or reference; then retry'),
  DUPLICATES_DETECTED: data('duplicate', 'merge the duplicates in Salesforce, or relax its duplicate rule, then retry'),
  DUPLICATE_VALUE: data('duplicate', 'a record with this unique value is there already: merge the two or change one of them, then retry'),
  DUPLICATE_EXTERNAL_ID: data('duplicate', 'several records share this external id: mend them in Salesforce, then retry', { isOfRecord }),
  ENTITY_IS_DELETED: state('the record is in the recycle bin: the next run follows it'),
  INVALID_CROSS_REFERENCE_KEY: data(
    'property mapping',
    'the record points to one that is gone or not visible: mend the reference, then retry',
  ),
  INSUFFICIENT_ACCESS_OR_READONLY: rights,
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: data('permission', right),
  INSUFFICIENT_ACCESS: rights,
  CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: trigger,
  CANNOT_EXECUTE_FLOW_TRIGGER: trigger,
  SELF_REFERENCE_FROM_TRIGGER: trigger,
  APEX_ERROR: trigger,
  CANNOT_UPDATE_CONVERTED_LEAD: state('the lead was converted: the next run follows it to its contact'),
  ENTITY_IS_LOCKED: data('automation or validation rule', 'unlock the record (an approval holds it), then retry', { isOfRecord }),
  INACTIVE_OWNER_OR_USER: owner('give the record an active owner, then retry'),
  INVALID_OWNER: owner('give the record an owner who may have it, then retry'),
  OP_WITH_INVALID_USER_TYPE_EXCEPTION: owner('give the record an owner whose licence may own it, then retry'),
  TRANSFER_REQUIRES_READ: owner('give the new owner the right to read the record, then retry'),
  INVALID_FIELD: field,
  INVALID_FIELD_FOR_INSERT_UPDATE: field,
  INVALID_TYPE_ON_FIELD_IN_RECORD: value,
  NUMBER_OUTSIDE_VALID_RANGE: value,
  TOO_MANY_ENUM_VALUE: value,
  JSON_PARSER_ERROR: ours,
  MALFORMED_ID: data('property value', 'correct the id that the record points to, then retry'),
  INVALID_ID_FIELD: data('property value', 'correct the id that the record points to, then retry'),
  NOT_FOUND: state('the record is not there or not visible: the next run looks again'),
  INVALID_TYPE: data('permission', 'give the connected user access to this object, then retry', { isOfRecord }),
  STORAGE_LIMIT_EXCEEDED: storage,
  LIMIT_EXCEEDED: storage,
  UNSUPPORTED_DML: oursWhole,
  MIXED_DML_OPERATION: oursWhole,
  MATCH_PRECONDITION_FAILED: { card: 'other', cure: 'nothing to do: the record changed meanwhile and is looked at again', course: 'stale' },
}

/** The meaning of a code; an unknown one is `other`, shown raw. */
export function salesforceMeaning(code: string): SalesforceMeaning {
  const known = meaningIn(salesforceMeanings, code)
  return 'course' in known ? (known as SalesforceMeaning) : { ...known, course: 'data' }
}

/** What an error body or a row's `errors` say; the first one leads, `more` are the others. */
export type Fault = {
  readonly code: string
  readonly message: string
  readonly field?: string
  readonly existing?: string
  readonly more?: readonly FieldRefusal[]
}

/** Reads the errors of a row (`statusCode`) or of a request (`errorCode`), each as often as it names fields; never throws. */
export function readFault(errors: unknown, status: number): Fault {
  const list: readonly unknown[] = Array.isArray(errors) && errors.length > 0 ? errors : [errors]
  const faults = list.flatMap((each) => {
    const fault = readOne(each, status)
    const { fields } = isRecord(each) ? each : { fields: undefined }
    const others = (Array.isArray(fields) ? fields : []).flatMap((name: unknown) => optionalText(name) ?? [])
    return [fault, ...others.slice(1).map((name) => ({ ...fault, field: name }))]
  })
  const [first, ...rest] = faults
  const more = rest.map(({ code, message, field: name }) => ({
    card: salesforceMeaning(code).card,
    code,
    message,
    ...(name === undefined ? {} : { field: name }),
  }))
  return { ...(first ?? readOne(undefined, status)), ...(more.length === 0 ? {} : { more }) }
}

function readOne(first: unknown, status: number): Omit<Fault, 'more'> {
  if (!isRecord(first)) return { code: `HTTP_${status}`, message: `Salesforce answered ${status} without an explanation` }
  const code = optionalText(first['statusCode']) ?? optionalText(first['errorCode']) ?? optionalText(first['error']) ?? `HTTP_${status}`
  const message = optionalText(first['message']) ?? optionalText(first['error_description']) ?? code
  const fields = first['fields']
  const named = Array.isArray(fields) ? optionalText(fields[0]) : undefined
  const clash =
    code === 'DUPLICATE_VALUE' ? /duplicate value found: (\w+) duplicates value on record with id: (\w{15,18})/i.exec(message) : null
  const column = code === 'INVALID_FIELD' ? /No such column '(\w+)'/.exec(message)?.[1] : undefined
  const isOwner = code === 'INVALID_CROSS_REFERENCE_KEY' && /\bowner\b/i.test(message)
  const faultField = named ?? clash?.[1] ?? column ?? (isOwner ? 'OwnerId' : undefined) ?? salesforceMeaning(code).fields?.[0]
  return {
    code,
    message,
    ...(faultField === undefined ? {} : { field: faultField }),
    ...(clash?.[2] === undefined ? {} : { existing: clash[2] }),
  }
}

/** Fields of a compound whose parts are judged by each other: a state belongs to its country (Salesforce: compound address fields). */
export function together(_object: string, name: string): string {
  const place = /^(.*?)(?:State|Country)(?:Code)?(__s)?$/.exec(name)
  if (place !== null) return `${place[1]} state and country${place[2] ?? ''}`
  return /^(?:RecordTypeId|StageName|Status)$/.test(name) ? 'record type and stage' : name
}

/** How long to wait before a read is asked again; undefined where asking again cannot help. */
export function salesforceBackoff(reply: Reply): number | undefined {
  if (reply.status === 429 || reply.status === 500 || (reply.status >= 502 && reply.status <= 504)) return 0
  return reply.status < 500 && salesforceMeaning(readFault(reply.body, reply.status).code).course === 'retry' ? 500 : undefined
}

/** The typed error for an answer that stops a whole call. */
export function explainSalesforce(reply: Reply): LockstepError {
  const { status } = reply
  const fault = readFault(reply.body, status)
  const { course } = salesforceMeaning(fault.code)
  const vendor = { code: fault.code, status, message: fault.message }
  const more = (help: string, isRetryable = false) => ({ system: 'salesforce' as const, help, isRetryable, vendor })
  // The identity endpoints refuse a bad token in words of their own (Salesforce Help: OAuth 2.0 identity URLs).
  if (status === 401 || course === 'login' || reply.body === 'Bad_OAuth_Token') {
    return new LockstepError('authentication', 'Salesforce refuses the login', more('check the Salesforce credentials, or connect again'))
  }
  if (course === 'quota') {
    return new LockstepError(
      'quota',
      'the Salesforce org has used up its calls of the last 24 hours',
      more('wait, or raise the limit of the org; nothing is lost'),
    )
  }
  if (status >= 500 || status === 429 || course === 'retry') {
    return new LockstepError('unreachable', `Salesforce has trouble (${fault.code})`, more('wait; the next run goes on', true))
  }
  if (status === 403 || fault.code === 'INVALID_TYPE' || fault.code === 'INVALID_FIELD') {
    return new LockstepError(
      'permission',
      `Salesforce does not allow this: ${fault.message}`,
      more('give the connected user access to the objects and fields of the policy'),
    )
  }
  if (status === 404) {
    return new LockstepError(
      'not-found',
      `Salesforce does not know this: ${fault.message}`,
      more('check the address and the names in the policy'),
    )
  }
  if (!Array.isArray(reply.body)) {
    return new LockstepError(
      'bad-reply',
      `Salesforce answered ${status} in a form that is not its own`,
      more('check that the address in the settings is the API of a Salesforce org'),
    )
  }
  return new LockstepError('bad-reply', `Salesforce refuses this: ${fault.message}`, more('please report this with the message above'))
}
