/** Intents to composite calls: Collections of 200, five a call; few updates as single guarded rows. Pure. */
import type { Intent } from '../../model'
import type { Call } from '../connector'
import { type FieldTypes, toJson } from './typing'

/** Limits of one call (Salesforce: composite, sObject Collections): rows and type runs a collection, collections and sub-requests a call. */
export const writeLimits = { rows: 200, runs: 10, collections: 5, subs: 25 } as const

/** What packing depends on beside the intents; `rows` shrinks while Salesforce is slow. `recordTypes`: ids by object and developer name. */
export type PackOptions = {
  readonly version: string
  readonly clientName: string
  readonly types: FieldTypes
  readonly recordTypes: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly rows?: number
}

/** One sub-request and the intents it carries, in the order of its rows. */
type Part = {
  readonly request: {
    readonly method: string
    readonly url: string
    readonly httpHeaders: Readonly<Record<string, string>>
    readonly body?: unknown
  }
  readonly intents: readonly string[]
}

/** Packs intents into as few calls as fit. Up to 25 updates go one by one, each guarded, in the room that calls have left. */
export function packIntents(options: PackOptions, intents: readonly Intent[], keys: Readonly<Record<string, string>>): readonly Call[] {
  const of = (action: Intent['action']) => intents.filter((intent) => intent.action === action)
  const updates = of('update')
  const others = [...collections(options, of('create'), keys), ...collections(options, of('delete'), keys)]
  const ids = new Set(updates.map((intent) => intent.id))
  const isGuarded = updates.length > 0 && updates.length <= writeLimits.subs && ids.size === updates.length
  const together = composites(options, [...others, ...collections(options, updates, keys)])
  if (!isGuarded) return together
  const singles = updates.map((intent) => single(options, intent, keys))
  const groups: Part[][] = []
  for (let start = 0; start < others.length; start += writeLimits.collections)
    groups.push(others.slice(start, start + writeLimits.collections))
  for (const one of singles) {
    const roomy = groups.findLast((group) => group.length < writeLimits.subs)
    if (roomy === undefined) groups.push([one])
    else roomy.push(one)
  }
  // The guard is worth much, but never a call.
  return groups.length > together.length ? together : groups.map((group) => composite(options, group))
}

function composites(options: PackOptions, parts: readonly Part[]): readonly Call[] {
  const calls: Call[] = []
  for (let start = 0; start < parts.length; start += writeLimits.collections) {
    calls.push(composite(options, parts.slice(start, start + writeLimits.collections)))
  }
  return calls
}

function composite(options: PackOptions, parts: readonly Part[]): Call {
  return {
    system: 'salesforce',
    kind: 'composite',
    method: 'POST',
    path: `/services/data/v${options.version}/composite`,
    body: {
      allOrNone: false,
      collateSubrequests: false,
      compositeRequest: parts.map((part, index) => ({ ...part.request, referenceId: `r${index}` })),
    },
    intents: parts.flatMap((part) => part.intents),
  }
}

/** Rows of one action in collections: objects together, at most ten runs of types, no record twice in one. */
function collections(options: PackOptions, intents: readonly Intent[], keys: Readonly<Record<string, string>>): readonly Part[] {
  const rows = Math.max(1, Math.min(options.rows ?? writeLimits.rows, writeLimits.rows))
  const groups = new Map<string, Intent[]>()
  for (const intent of intents) {
    const group = intent.assignmentRules === true ? 'assigned' : 'plain'
    const known = groups.get(group)
    if (known === undefined) groups.set(group, [intent])
    else known.push(intent)
  }
  const parts: Part[] = []
  for (const group of groups.values()) {
    const sorted = [...group].sort((a, b) => (a.object === b.object ? 0 : a.object < b.object ? -1 : 1))
    let open: Intent[] = []
    let runs = 0
    const ids = new Set<string>()
    const close = () => {
      if (open.length > 0) parts.push(collection(options, open, keys))
      open = []
      runs = 0
      ids.clear()
    }
    for (const intent of sorted) {
      const isNewRun = open.at(-1)?.object !== intent.object
      const isTwice = intent.id !== undefined && ids.has(intent.id)
      if (open.length >= rows || (isNewRun && runs >= writeLimits.runs) || isTwice) close()
      if (open.at(-1)?.object !== intent.object) runs += 1
      open.push(intent)
      if (intent.id !== undefined) ids.add(intent.id)
    }
    close()
  }
  return parts
}

function collection(options: PackOptions, intents: readonly Intent[], keys: Readonly<Record<string, string>>): Part {
  const { action, assignmentRules } = intents[0]!
  const url = `/services/data/v${options.version}/composite/sobjects`
  const httpHeaders = headers(options, assignmentRules === true)
  const keysOf = intents.map((intent) => intent.key)
  if (action === 'delete') {
    const ids = intents.map((intent) => intent.id).join(',')
    return { request: { method: 'DELETE', url: `${url}?ids=${ids}&allOrNone=false`, httpHeaders }, intents: keysOf }
  }
  const records = intents.map((intent) => ({
    attributes: { type: intent.object },
    ...(action === 'update' ? { id: intent.id } : {}),
    ...fieldsOf(options, intent, keys),
  }))
  const method = action === 'create' ? 'POST' : 'PATCH'
  return { request: { method, url, httpHeaders, body: { allOrNone: false, records } }, intents: keysOf }
}

/** One update under `If-Unmodified-Since`: the only lock Salesforce offers, at no extra call. */
function single(options: PackOptions, intent: Intent, keys: Readonly<Record<string, string>>): Part {
  const guard: Readonly<Record<string, string>> =
    intent.expectedAt === undefined ? {} : { 'If-Unmodified-Since': new Date(intent.expectedAt).toUTCString() }
  return {
    request: {
      method: 'PATCH',
      url: `/services/data/v${options.version}/sobjects/${intent.object}/${intent.id}`,
      httpHeaders: { ...headers(options, intent.assignmentRules === true), ...guard },
      body: fieldsOf(options, intent, keys),
    },
    intents: [intent.key],
  }
}

/** Sub-requests inherit Accept, Authorization and Content-Type alone; all else is said in each. */
function headers(options: PackOptions, isAssigned: boolean): Readonly<Record<string, string>> {
  return {
    'Sforce-Call-Options': `client=${options.clientName}`,
    'Sforce-Auto-Assign': isAssigned ? 'TRUE' : 'FALSE',
    'Sforce-Duplicate-Rule-Header': 'allowSave=false',
  }
}

function fieldsOf(options: PackOptions, intent: Intent, keys: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  const types = options.types[intent.object] ?? {}
  const fields: Record<string, unknown> = {}
  for (const [name, { to }] of Object.entries(intent.fields)) fields[name] = toJson(to, types[name])
  const key = keys[intent.object]
  if (key !== undefined && intent.externalKey !== undefined) fields[key] = intent.externalKey
  if (intent.recordType !== undefined && intent.action === 'create') {
    // A name that the org does not have is sent as it is: Salesforce refuses it, and the card shows it.
    fields['RecordTypeId'] = options.recordTypes[intent.object]?.[intent.recordType] ?? intent.recordType
  }
  return fields
}
