/** Intents to batch calls: a hundred a call, one stream per object and action. Pure. */
import type { Intent } from '../../model'
import type { Call } from '../connector'
import { pluralOf } from './targets'

/** Inputs of one batch write (HubSpot: batch endpoints). */
export const writeBatch = 100

const kinds = { create: 'create', update: 'update', delete: 'archive' } as const

/** Packs intents fully, in their order. One call never names a record twice: HubSpot refuses such a batch. */
export function packIntents(intents: readonly Intent[], keys: Readonly<Record<string, string>>): readonly Call[] {
  const streams = new Map<string, Intent[][]>()
  for (const intent of intents) {
    const stream = `${intent.object} ${intent.action}`
    const batches = streams.get(stream) ?? []
    if (batches.length === 0) streams.set(stream, batches)
    const open = batches.find(
      (batch) => batch.length < writeBatch && !batch.some((other) => intent.id !== undefined && other.id === intent.id),
    )
    if (open === undefined) batches.push([intent])
    else open.push(intent)
  }
  return [...streams.values()].flat().map((batch) => toCall(batch, keys))
}

function toCall(batch: readonly Intent[], keys: Readonly<Record<string, string>>): Call {
  const { object, action } = batch[0]!
  const kind = kinds[action]
  return {
    system: 'hubspot',
    kind: `${object}:${action}`,
    method: 'POST',
    path: `/crm/v3/objects/${encodeURIComponent(pluralOf(object))}/batch/${kind}`,
    body: { inputs: batch.map((intent, index) => toInput(intent, index, keys[object])) },
    intents: batch.map((intent) => intent.key),
  }
}

function toInput(intent: Intent, index: number, key: string | undefined): unknown {
  if (intent.action === 'delete') return { id: intent.id }
  const properties: Record<string, string> = {}
  // HubSpot clears a property by the empty text.
  for (const [name, { to }] of Object.entries(intent.fields)) properties[name] = to ?? ''
  if (key !== undefined && intent.externalKey !== undefined) properties[key] = intent.externalKey
  // Only creates whose inputs all carry a trace id are answered row by row (HubSpot: error handling).
  return intent.action === 'create' ? { properties, objectWriteTraceId: String(index) } : { id: intent.id, properties }
}
