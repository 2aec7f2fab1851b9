/** Sends one composite call; every intent gets exactly one outcome, whatever the outer 200 hides. */
import type { LockstepError } from '../../errors'
import type { Instant, Intent } from '../../model'
import { batchCodes, type Call, type Outcome } from '../connector'
import { type Exchange, NetworkFailure, type Reply } from '../exchange'
import { count, isRecord, list, record, ShapeError, text, truth } from '../reply'
import { explainSalesforce, type Fault, readFault, salesforceMeaning } from './errors'

const retryAfter = 5_000
/** A record id, of 15 or 18 letters. */
const idForm = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/

/** Throws `LockstepError` for a refused login and for used-up calls; everything else is an outcome. */
export async function sendCall(exchange: Exchange, call: Call, deadline: Instant, intents: readonly Intent[]): Promise<readonly Outcome[]> {
  const byKey = new Map(intents.map((intent) => [intent.key, intent]))
  const ordered = call.intents.map((key) => {
    const intent = byKey.get(key)
    if (intent === undefined) throw new Error(`invariant: no intent for \`${key}\` of a call; please report`)
    return intent
  })
  const all = (outcome: (key: string) => Outcome) => call.intents.map(outcome)
  let reply: Reply
  try {
    reply = await exchange.send({ method: 'POST', path: call.path, body: call.body, purpose: 'write', deadline })
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error
    return all((key) =>
      error.sent
        ? { key, kind: 'unknown', message: `Salesforce's reply was lost (${error.code})` }
        : { key, kind: 'retry', code: error.code, message: 'Salesforce could not be reached', after: retryAfter },
    )
  }
  if (reply.status >= 200 && reply.status < 300) {
    try {
      return readComposite(call, reply, ordered)
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error
      return all((key) => ({ key, kind: 'unknown', message: `Salesforce's reply cannot be understood: ${error.message}` }))
    }
  }
  if (reply.status >= 500) return all((key) => ({ key, kind: 'unknown', message: `Salesforce failed while writing (${reply.status})` }))
  const fault = readFault(reply.body, reply.status)
  const { course, card } = salesforceMeaning(fault.code)
  if (reply.status === 401 || course === 'quota' || course === 'login' || !Array.isArray(reply.body)) throw explainSalesforce(reply)
  if (course === 'retry') return all((key) => ({ key, kind: 'retry', code: fault.code, message: fault.message, after: retryAfter }))
  if (ordered.length > 1) return refusedTogether(ordered, fault, reply.status)
  return all((key) => ({ key, kind: 'refused', card, ...fault, status: reply.status }))
}

/**
 * Rows that were refused together, nothing of them written. A field that the org lacks or the user may not write is refused on each row that
 * carries it, and on no other; for all else the pipeline halves the rows until the cause is alone.
 */
function refusedTogether(intents: readonly Intent[], fault: Fault, status: number): readonly Outcome[] {
  const { card, isOfSchema } = salesforceMeaning(fault.code)
  const names = isOfSchema === true ? [fault, ...(fault.more ?? [])].flatMap(({ field }) => field ?? []) : []
  const carries = ({ fields }: Intent): boolean => names.some((name) => name in fields)
  const isKnown = intents.some(carries)
  return intents.map((intent): Outcome => {
    const { key } = intent
    if (isKnown && carries(intent)) return { key, kind: 'refused', card, ...fault, status }
    return { key, kind: 'retry', code: isKnown ? batchCodes.passedOver : batchCodes.refused, message: fault.message }
  })
}

type Sub = { readonly method: string; readonly url: string; readonly rows: number; readonly isSingle: boolean; readonly name: string }

/** The sub-requests of a packed body and how many intents each carries. */
function subsOf(call: Call): readonly Sub[] {
  return list(record(call.body, 'call.body')['compositeRequest'], 'compositeRequest').map((given) => {
    const sub = record(given, 'compositeRequest[]')
    const url = text(sub['url'], 'url')
    const ids = /[?&]ids=([^&]*)/.exec(url)?.[1]
    const records = isRecord(sub['body']) && Array.isArray(sub['body']['records']) ? sub['body']['records'].length : undefined
    const rows = ids === undefined ? (records ?? 1) : ids.split(',').length
    return {
      method: text(sub['method'], 'method'),
      url,
      rows,
      isSingle: ids === undefined && records === undefined,
      name: text(sub['referenceId'], 'referenceId'),
    }
  })
}

function readComposite(call: Call, reply: Reply, intents: readonly Intent[]): readonly Outcome[] {
  const answers = new Map(
    list(record(reply.body, 'body')['compositeResponse'], 'compositeResponse').map((given) => {
      const answer = record(given, 'compositeResponse[]')
      return [text(answer['referenceId'], 'referenceId'), answer] as const
    }),
  )
  const outcomes: Outcome[] = []
  const stops: LockstepError[] = []
  let next = 0
  for (const sub of subsOf(call)) {
    const part = intents.slice(next, next + sub.rows)
    next += sub.rows
    try {
      outcomes.push(...readSub(sub, answers.get(sub.name), part, reply, stops))
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error
      for (const { key } of part)
        outcomes.push({ key, kind: 'unknown', message: `Salesforce's reply cannot be understood: ${error.message}` })
    }
  }
  const [stop] = stops
  // Used-up calls stop the run, but never hide what the other parts of this call have written.
  if (stop !== undefined && outcomes.every((outcome) => outcome.kind === 'retry')) throw stop
  return outcomes
}

function readSub(sub: Sub, given: unknown, intents: readonly Intent[], reply: Reply, stops: LockstepError[]): readonly Outcome[] {
  const answer = record(given, `compositeResponse ${sub.name}`)
  const status = count(answer['httpStatusCode'], 'httpStatusCode')
  const all = (outcome: (intent: Intent) => Outcome) => intents.map(outcome)
  if (status >= 200 && status < 300) {
    if (sub.isSingle) return all((intent) => ({ key: intent.key, kind: 'done', id: intent.id ?? '' }))
    const rows = list(answer['body'], 'body')
    if (rows.length !== intents.length) throw new ShapeError('body', `${intents.length} rows`)
    return intents.map((intent, index) => readRow(intent, rows[index]))
  }
  const fault = readFault(answer['body'], status)
  if (status === 412) return all(({ key }) => ({ key, kind: 'stale' }))
  if (status >= 500) return all(({ key }) => ({ key, kind: 'unknown', message: `Salesforce failed while writing (${fault.code})` }))
  const { course } = salesforceMeaning(fault.code)
  if (course === 'quota' || course === 'login') {
    stops.push(explainSalesforce({ status, headers: reply.headers, body: answer['body'] }))
    return all(({ key }) => ({ key, kind: 'retry', code: fault.code, message: fault.message, after: retryAfter }))
  }
  if (sub.isSingle || intents.length === 1) return all((intent) => toOutcome(intent, fault, status))
  if (course === 'retry') return all(({ key }) => ({ key, kind: 'retry', code: fault.code, message: fault.message, after: retryAfter }))
  return refusedTogether(intents, fault, status)
}

function readRow(intent: Intent, given: unknown): Outcome {
  const row = record(given, 'body[]')
  if (truth(row['success'], 'success')) {
    const told = row['id'] === undefined || row['id'] === null ? intent.id : text(row['id'], 'id')
    if (told === undefined || !idForm.test(told)) throw new ShapeError('id', 'an id')
    if (intent.id !== undefined && told.slice(0, 15) !== intent.id.slice(0, 15)) throw new ShapeError('id', 'the id that was asked for')
    return { key: intent.key, kind: 'done', id: intent.id ?? told }
  }
  return toOutcome(intent, readFault(list(row['errors'], 'errors'), 400), 400)
}

function toOutcome(intent: Intent, fault: Fault, status: number): Outcome {
  const { course, card, isOfRecord } = salesforceMeaning(fault.code)
  const { key } = intent
  if (course === 'retry' || course === 'quota') return { key, kind: 'retry', code: fault.code, message: fault.message, after: retryAfter }
  if (course === 'stale') return { key, kind: 'stale' }
  // The code says the same of the record itself and of one that it refers to; without a field, the references that it was sent tell.
  const references = Object.entries(intent.fields).flatMap(([name, { to }]) => (to !== null && idForm.test(to) ? [name] : []))
  const isUnnamed = fault.code === 'INVALID_CROSS_REFERENCE_KEY' && fault.field === undefined
  const isOwnId = isUnnamed
    ? status === 404 || references.length === 0
    : fault.code === 'INVALID_CROSS_REFERENCE_KEY' && fault.field?.toLowerCase() === 'id'
  const isGone = intent.action !== 'create' && (course === 'gone' || isOwnId)
  if (isGone) return { key, kind: 'gone', code: fault.code, message: fault.message }
  const [only, ...others] = isUnnamed ? references : []
  // A new record that a duplicate rule refuses is not to slip past the rule by what the rule looks at.
  const isWhole = isOfRecord === true || (fault.code === 'DUPLICATES_DETECTED' && intent.action === 'create')
  return {
    key,
    kind: 'refused',
    card,
    ...fault,
    ...(only === undefined || others.length > 0 ? {} : { field: only }),
    ...(isWhole ? { isOfRecord: true } : {}),
    status,
  }
}
