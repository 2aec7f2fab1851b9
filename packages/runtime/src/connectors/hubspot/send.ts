/** Sends one packed call; every intent gets exactly one outcome, and what cannot be understood is `unknown`. */
import { LockstepError } from '../../errors'
import type { Instant, Intent, Wire } from '../../model'
import { batchCodes, type Call, type Outcome } from '../connector'
import { type Exchange, NetworkFailure, type Reply } from '../exchange'
import { instant, isRecord, list, optionalText, record, ShapeError, text } from '../reply'
import { contextText, explainHubspot, hubspotBackoff, hubspotMeaning, type Refusal, readRefusal } from './errors'
import { wire } from './snapshot'

/** Throws `LockstepError` for a refused login and for a full daily quota; everything else is an outcome. */
export async function sendCall(exchange: Exchange, call: Call, deadline: Instant, intents: readonly Intent[]): Promise<readonly Outcome[]> {
  const ordered = inOrder(call, intents)
  let reply: Reply
  try {
    reply = await exchange.send({ method: 'POST', path: call.path, body: call.body, purpose: 'write', deadline })
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error
    return error.sent
      ? ordered.map((intent) => ({ key: intent.key, kind: 'unknown', message: `HubSpot's reply was lost (${error.code})` }))
      : ordered.map((intent) => ({
          key: intent.key,
          kind: 'retry',
          code: error.code,
          message: 'HubSpot could not be reached',
          after: 5_000,
        }))
  }
  if (reply.status >= 200 && reply.status < 300) return readSuccess(reply, ordered)
  return readFailure(reply, ordered)
}

/** The intents of a call in the order of its body. */
export function inOrder(call: Call, intents: readonly Intent[]): readonly Intent[] {
  const byKey = new Map(intents.map((intent) => [intent.key, intent]))
  return call.intents.map((key) => {
    const intent = byKey.get(key)
    if (intent === undefined) throw new Error(`invariant: no intent for \`${key}\` of a call; please report`)
    return intent
  })
}

function readSuccess(reply: Reply, intents: readonly Intent[]): readonly Outcome[] {
  if (reply.status === 204) return intents.map((intent) => ({ key: intent.key, kind: 'done', id: intent.id ?? '' }))
  try {
    const body = record(reply.body, 'body')
    const results = list(body['results'], 'results').map((row) => record(row, 'results[]'))
    const errors = body['errors'] === undefined ? [] : list(body['errors'], 'errors').map((row) => record(row, 'errors[]'))
    if (body['status'] !== undefined && body['status'] !== 'COMPLETE') throw new ShapeError('status', '`COMPLETE`')
    return intents.map((intent, index) => rowOutcome(intent, index, results, errors, intents.length))
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error
    return intents.map((intent) => ({
      key: intent.key,
      kind: 'unknown',
      message: `HubSpot's reply cannot be understood: ${error.message}`,
    }))
  }
}

type Row = Readonly<Record<string, unknown>>

function rowOutcome(intent: Intent, index: number, results: readonly Row[], errors: readonly Row[], size: number): Outcome {
  const isCreate = intent.action === 'create'
  const trace = String(index)
  const result = results.find((row) => (isCreate ? optionalText(row['objectWriteTraceId']) === trace : row['id'] === intent.id))
  if (result !== undefined) {
    const held = record(result['properties'], 'properties')
    const values: Record<string, Wire> = {}
    // The reply to a create tells what HubSpot filled in by itself, too.
    for (const name of isCreate ? Object.keys(held) : Object.keys(intent.fields))
      if (Object.hasOwn(held, name)) values[name] = wire(held[name], name)
    // The stamp that later snapshots are compared with, where the reply tells it.
    const stamp = held['lastmodifieddate'] ?? held['hs_lastmodifieddate'] ?? result['updatedAt']
    const at = stamp === undefined || stamp === null ? undefined : instant(stamp, 'updatedAt')
    return { key: intent.key, kind: 'done', id: text(result['id'], 'id'), values, ...(at === undefined ? {} : { at }) }
  }
  const error = errors.find((row) => {
    const context = row['context']
    return isCreate
      ? contextText(context, 'objectWriteTraceId') === trace
      : namedIds(context).includes(intent.id ?? '') || row['id'] === intent.id
  })
  if (error !== undefined) return refusedOutcome(intent, error, Number(error['status']) || 400)
  if (!isCreate && results.length === size) {
    return { key: intent.key, kind: 'gone', code: 'MERGED', message: 'the record was merged into another one' }
  }
  return { key: intent.key, kind: 'unknown', message: "HubSpot's reply says nothing about this record" }
}

function namedIds(context: unknown): readonly string[] {
  if (!isRecord(context)) return []
  return [context['id'], context['ids'], context['objectId']].flat().filter((one): one is string => typeof one === 'string')
}

function refusedOutcome(intent: Intent, body: unknown, status: number): Outcome {
  const refusal = readRefusal(body, status, intent.object)
  if (intent.action !== 'create' && (status === 404 || refusal.code === 'OBJECT_NOT_FOUND')) {
    return { key: intent.key, kind: 'gone', code: refusal.code, message: refusal.message }
  }
  return { key: intent.key, kind: 'refused', ...refusal, status }
}

function readFailure(reply: Reply, intents: readonly Intent[]): readonly Outcome[] {
  const { status } = reply
  const refusal = readRefusal(reply.body, status)
  const all = (outcome: (key: string) => Outcome) => intents.map((intent) => outcome(intent.key))
  if (status === 401) throw explainHubspot(reply)
  if (status === 429) {
    const after = hubspotBackoff(reply)
    if (after === undefined) throw explainHubspot(reply)
    return all((key) => ({ key, kind: 'retry', code: refusal.code, message: refusal.message, after }))
  }
  if (status === 423) return all((key) => ({ key, kind: 'retry', code: 'LOCKED', message: refusal.message, after: 2_000 }))
  if (status === 477) {
    const after = Number(reply.headers['retry-after'] ?? 0) * 1_000 || 60_000
    return all((key) => ({ key, kind: 'retry', code: 'HTTP_477', message: 'HubSpot is moving this account', after }))
  }
  if (status >= 500) return all((key) => ({ key, kind: 'unknown', message: `HubSpot failed while writing (${status})` }))
  if (!isRecord(reply.body)) {
    throw new LockstepError('bad-reply', `HubSpot answered ${status} in a form that is not its own`, {
      system: 'hubspot',
      help: 'check that HUBSPOT_API_URL is the API of HubSpot',
      vendor: { status },
    })
  }
  if (status === 403) return all((key) => ({ key, kind: 'refused', ...refusal, card: 'permission', status }))
  const faulty = schemaFaults(refusal)
  if (intents.length > 1 && intents.some((intent) => faulty.some((name) => name in intent.fields)))
    // Each row with that property is refused alike, and no other one is.
    return intents.map(({ key, fields }) =>
      faulty.some((name) => name in fields)
        ? { key, kind: 'refused', ...refusal, status }
        : { key, kind: 'retry', code: batchCodes.passedOver, message: refusal.message },
    )
  const only = intents[0]
  if (intents.length === 1 && only !== undefined) return [refusedOutcome(only, reply.body, status)]
  // One bad row refuses the whole batch; nothing of it was written. The pipeline halves it until the row stands alone.
  return all((key) => ({ key, kind: 'retry', code: batchCodes.refused, message: refusal.message }))
}

/** The properties of a refusal that HubSpot does not have or lets nobody write, where the refusal is about nothing else. */
function schemaFaults(refusal: Refusal): readonly string[] {
  const all = [refusal, ...(refusal.more ?? [])]
  return all.every(({ code }) => hubspotMeaning(code).isOfSchema === true) ? all.flatMap(({ field }) => field ?? []) : []
}
