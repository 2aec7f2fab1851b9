/** What there is: versions, resources, objects, describe, limits. */
import { createHash } from 'node:crypto'
import type { SandboxResponse } from '../../world/system'
import { describeBriefly, describeObject } from '../describe/object'
import type { ObjectSchema } from '../schema/object'
import { isDeleted } from '../store/row'
import { type Ask, namedObject } from './ask'
import { recentItems } from './recents'

/** The oldest and newest API version served. */
export const VERSIONS = { oldest: 31, newest: 67 }

const SEASONS = ['Spring', 'Summer', 'Winter'] as const

/** The release that brought an API version: three a year, version 60 in spring 2024. */
function release(version: number): string {
  const since = version - 60
  const season = SEASONS[((since % 3) + 3) % 3]
  const year = 2024 + Math.floor(since / 3)
  return `${season} '${String((season === 'Winter' ? year + 1 : year) % 100).padStart(2, '0')}`
}

/** `GET /services/data`, which needs no session. */
export function versions(): SandboxResponse {
  const body: unknown[] = []
  for (let version = VERSIONS.oldest; version <= VERSIONS.newest; version += 1) {
    body.push({ label: release(version), url: `/services/data/v${version}.0`, version: `${version}.0` })
  }
  return { status: 200, body }
}

function resources(ask: Ask): SandboxResponse {
  const base = `/services/data/${ask.version}`
  const names = [
    'tooling',
    'sobjects',
    'composite',
    'query',
    'queryAll',
    'search',
    'parameterizedSearch',
    'recent',
    'limits',
    'jobs',
    'tabs',
    'theme',
    'actions',
    'quickActions',
  ]
  const body: Record<string, string> = Object.fromEntries(names.map((name) => [name, `${base}/${name}`]))
  body['identity'] = `${ask.origin}/id/${ask.org.id}/${ask.actor.userId}`
  return { status: 200, body }
}

function limits(ask: Ask): SandboxResponse {
  const { used, max } = ask.usage.state()
  const whole = (Max: number) => ({ Max, Remaining: Max })
  const body = {
    DailyApiRequests: { Max: max, Remaining: Math.max(0, max - used) },
    DailyAsyncApexExecutions: whole(250_000),
    DailyBulkApiBatches: whole(15_000),
    DailyBulkV2QueryFileStorageMB: whole(976_562),
    DailyBulkV2QueryJobs: whole(10_000),
    DailyDurableStreamingApiEvents: whole(200_000),
    DataStorageMB: whole(10_240),
    FileStorageMB: whole(10_240),
    HourlyODataCallout: whole(20_000),
  }
  return { status: 200, body }
}

/** `limits/recordCount`: rows of the named objects, those that do not exist left out [Salesforce: Record Count; Salesforce CLI]. */
function recordCount(ask: Ask): SandboxResponse {
  const named = ask.query.get('sObjects')
  const wanted = named === null ? ask.org.objects(ask.actor) : named.split(',').map((name) => ask.org.object(ask.actor, name.trim()))
  const counts = wanted.filter((object) => object !== undefined).map((object) => ({ count: liveRows(ask, object), name: object.name }))
  return { status: 200, body: { sObjects: counts.sort((left, right) => (left.name < right.name ? -1 : 1)) } }
}

function liveRows(ask: Ask, object: ObjectSchema): number {
  let count = 0
  for (const row of ask.org.table(object).rows()) if (!isDeleted(row)) count += 1
  return count
}

function described(ask: Ask, name: string): SandboxResponse {
  const body = describeObject(ask.org, ask.actor, namedObject(ask, name), ask.version)
  const text = JSON.stringify(body)
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`
  const headers = { ETag: tag }
  return ask.headers['if-none-match'] === tag ? { status: 304, headers } : { status: 200, body: text, headers }
}

/** Answers everything about what the org has. */
export function discovery(ask: Ask): SandboxResponse | undefined {
  const [first, second, third] = ask.segments
  if (ask.method !== 'GET' || ask.segments.length > 3) return undefined
  if (first === undefined) return resources(ask)
  if (first === 'limits' && second === undefined) return limits(ask)
  if (first === 'limits' && second === 'recordCount' && third === undefined) return recordCount(ask)
  if (first !== 'sobjects') return undefined
  if (second === undefined) {
    const sobjects = ask.org.objects(ask.actor).map((object) => describeBriefly(object, ask.version, ask.org.rights(ask.actor, object)))
    return { status: 200, body: { encoding: 'UTF-8', maxBatchSize: 200, sobjects } }
  }
  if (third === undefined) {
    const object = namedObject(ask, second)
    return {
      status: 200,
      body: {
        objectDescribe: describeBriefly(object, ask.version, ask.org.rights(ask.actor, object)),
        recentItems: recentItems(ask, 200, object),
      },
    }
  }
  return third === 'describe' ? described(ask, second) : undefined
}
