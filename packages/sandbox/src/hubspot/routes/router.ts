/** Finds the route of a path: numbered versions and dated ones lead to the same handlers. */
import { ACCOUNT_ROUTES } from './account'
import { ASSOCIATION_BATCH_ROUTES } from './association-batches'
import { ASSOCIATION_LABEL_ROUTES } from './association-labels'
import { ASSOCIATION_ROUTES } from './associations'
import { ASSOCIATION_V3_ROUTES } from './associations-v3'
import type { Route } from './context'
import { EXPORT_ROUTES } from './exports'
import { FORM_ROUTES } from './forms'
import { IMPORT_ROUTES } from './imports'
import { JOURNAL_ROUTES } from './journal'
import { LEGACY_ROUTES } from './legacy'
import { LIST_FOLDER_ROUTES } from './list-folders'
import { LIST_ROUTES } from './lists'
import { MEMBERSHIP_ROUTES } from './memberships'
import { OAUTH_ROUTES } from './oauth'
import { OBJECT_BATCH_ROUTES } from './object-batches'
import { OBJECT_ROUTES } from './objects'
import { OLDER_COMPANY_ROUTES } from './older-companies'
import { OLDER_CONTACT_ROUTES } from './older-contacts'
import { OLDER_DEAL_ROUTES } from './older-deals'
import { OLDER_LIST_ROUTES } from './older-lists'
import { OLDER_OBJECT_ROUTES } from './older-objects'
import { OWNER_ROUTES } from './owners'
import { PIPELINE_ROUTES } from './pipelines'
import { PROPERTY_ROUTES } from './properties'
import { PROPERTY_VALIDATION_ROUTES } from './property-validations'
import { SCHEMA_ROUTES } from './schemas'
import { SEARCH_ROUTES } from './search'
import { USER_ROUTES } from './users'
import { WEBHOOK_ROUTES } from './webhooks'

/** A route with the decoded parts of the path. */
export type Found = {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
  readonly isDated: boolean
  /** First part of the path. */
  readonly area: string
}

type Compiled = { readonly route: Route; readonly area: string; readonly parts: readonly string[] }

type Place = { readonly area: string; readonly version: string; readonly rest: readonly string[] }

const CRM = [
  ...OBJECT_ROUTES,
  ...OBJECT_BATCH_ROUTES,
  ...SEARCH_ROUTES,
  ...ASSOCIATION_ROUTES,
  ...ASSOCIATION_BATCH_ROUTES,
  ...ASSOCIATION_LABEL_ROUTES,
  // Dated paths take the first that fits: version 4.
  ...ASSOCIATION_V3_ROUTES,
  ...PROPERTY_ROUTES,
  ...PROPERTY_VALIDATION_ROUTES,
  ...LIST_ROUTES,
  ...LIST_FOLDER_ROUTES,
  ...MEMBERSHIP_ROUTES,
  ...OWNER_ROUTES,
  ...PIPELINE_ROUTES,
  ...SCHEMA_ROUTES,
  ...IMPORT_ROUTES,
  ...EXPORT_ROUTES,
]

const COMPILED: readonly Compiled[] = [
  ...CRM.map((route) => compiled('crm', route)),
  ...OAUTH_ROUTES.map((route) => compiled('oauth', { ...route, isOpen: true })),
  ...USER_ROUTES.map((route) => compiled('settings', route)),
  ...ACCOUNT_ROUTES.map((route) => compiled('account-info', route)),
  ...FORM_ROUTES.map((route) => compiled('marketing', route)),
  ...LEGACY_ROUTES.map((route) => compiled('crm', route)),
  ...OLDER_COMPANY_ROUTES.map((route) => compiled('companies', route)),
  ...OLDER_CONTACT_ROUTES.map((route) => compiled('contacts', route)),
  ...OLDER_LIST_ROUTES.map((route) => compiled('contacts', route)),
  ...OLDER_DEAL_ROUTES.map((route) => compiled('deals', route)),
  ...OLDER_OBJECT_ROUTES.map((route) => compiled('crm-objects', route)),
  ...WEBHOOK_ROUTES.map((route) => compiled('webhooks', route)),
  ...JOURNAL_ROUTES.map((route) => compiled('webhooks-journal', route)),
]

/** Areas whose dated paths name what they are about before the version. */
const VERSION_THIRD: ReadonlySet<string> = new Set(['crm', 'marketing', 'webhooks-journal'])

/** A request looks at the routes of its area and length alone. */
const BY_PLACE = new Map<string, Compiled[]>()
for (const each of COMPILED) {
  const key = keyOf(each.area, each.parts.length)
  BY_PLACE.set(key, [...(BY_PLACE.get(key) ?? []), each])
}

/** Every endpoint as documentation writes it, by its numbered version: `GET /crm/v3/objects/{type}`. */
export const ENDPOINTS: readonly string[] = COMPILED.map(({ area, parts, route }) => {
  const shown = parts.map((part) => (part.startsWith(':') ? `{${part.slice(1)}}` : part))
  if (VERSION_THIRD.has(area) && route.version.startsWith('20')) {
    return `${route.method} /${[area, shown[0], route.version, ...shown.slice(1)].join('/')}`
  }
  const path = shown.join('/')
  return `${route.method} /${[area, route.version, ...(path === '' ? [] : [path])].join('/')}`
})

const NUMBERED = /^v\d+$/

/** Dated versions whose paths are served. */
const DATED = /^20\d\d-(03|09)$/

/** The route; `wrong-method` when the path exists for other methods; undefined when nothing has that path. */
export function findRoute(method: string, path: string): Found | 'wrong-method' | undefined {
  const place = placeOf(path)
  if (place === undefined) {
    return undefined
  }
  const isDated = DATED.test(place.version)
  let hasPath = false
  const candidates = BY_PLACE.get(keyOf(place.area, place.rest.length)) ?? []
  let best: { readonly found: Found; readonly literals: number } | undefined
  for (const candidate of candidates) {
    if (!isDated && candidate.route.version !== place.version) {
      continue
    }
    const params = match(candidate.parts, place.rest)
    if (params === undefined) {
      continue
    }
    hasPath = true
    const literals = candidate.parts.filter((part) => !part.startsWith(':')).length
    if (candidate.route.method === method && literals > (best?.literals ?? -1)) {
      best = { found: { route: candidate.route, params, isDated, area: candidate.area }, literals }
    }
  }
  return best?.found ?? (hasPath ? 'wrong-method' : undefined)
}

function keyOf(area: string, length: number): string {
  return `${area} ${length}`
}

function compiled(area: string, route: Route): Compiled {
  return { route, area: route.area ?? area, parts: route.pattern === '' ? [] : route.pattern.split('/') }
}

/** `crm/v3/objects/..` and `crm/objects/2026-09/..` are one place; `owners/` is `owners`. */
function placeOf(path: string): Place | undefined {
  const parts = path.split('/').slice(1)
  if (parts[parts.length - 1] === '') {
    parts.pop()
  }
  const [area, second, third, ...rest] = parts
  if (area === undefined || second === undefined) {
    return undefined
  }
  // The newer clients name the subject first under numbered versions too: `crm/associations/v4`, `settings/users/v3` [@hubspot/api-client 14].
  if (third !== undefined && NUMBERED.test(third) && !NUMBERED.test(second)) {
    return { area, version: third, rest: [second, ...rest] }
  }
  if (VERSION_THIRD.has(area)) {
    if (third === undefined) {
      return undefined
    }
    return DATED.test(third) ? { area, version: third, rest: [second, ...rest] } : { area, version: second, rest: [third, ...rest] }
  }
  return { area, version: second, rest: third === undefined ? rest : [third, ...rest] }
}

function match(pattern: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) {
    return undefined
  }
  const params: Record<string, string> = {}
  for (const [index, part] of pattern.entries()) {
    const given = parts[index] ?? ''
    if (part.startsWith(':')) {
      const decoded = decode(given)
      if (decoded === undefined || decoded === '') {
        return undefined
      }
      params[part.slice(1)] = decoded
    } else if (part !== given) {
      return undefined
    }
  }
  return params
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) {
      return undefined
    }
    throw error
  }
}
