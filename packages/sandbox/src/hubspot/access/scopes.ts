/** Which scopes an endpoint asks for. */
import { ApiError } from '../api-error'
import type { Portal } from '../portal'
import type { Grant } from './access'

/** An endpoint as it was called: `pattern` and `area` of its route, and the decoded parts of the path. */
export type Called = {
  readonly area: string
  readonly method: string
  readonly pattern: string
  readonly params: Readonly<Record<string, string>>
}

const DOCUMENTATION = 'https://developers.hubspot.com/scopes'

/** Throws the 403 of a token that has none of the scopes which the endpoint asks for. */
export function checkScopes(portal: Portal, called: Called, grant: Grant): void {
  const asked = scopesOf(portal, called)
  if (asked.length === 0 || asked.some((scope) => grant.scopes.includes(scope))) {
    return
  }
  throw new ApiError(
    403,
    'MISSING_SCOPES',
    `This app hasn't been granted all required scopes to make this call. Read more about required scopes here: ${DOCUMENTATION}.`,
    {
      errors: [{ message: 'One or more of the following scopes are required.', context: { requiredGranularScopes: asked } }],
      links: { scopes: DOCUMENTATION },
    },
  )
}

/** Alternatives: one of them is enough; none means that any token will do. [HubSpot: scopes, and the scopes each endpoint's page lists.] */
export function scopesOf(portal: Portal, { area, method, pattern, params }: Called): readonly string[] {
  const reads = method === 'GET' || /\/(batch-)?(read|search)$/.test(pattern)
  const right = reads ? 'read' : 'write'
  const object = nameOf(portal, params['type'] ?? params['from'] ?? '')
  const [first] = area === 'properties' || area === 'owners' ? [area] : pattern.split('/')
  if (area === 'webhooks-journal') {
    if (pattern.startsWith('snapshots') || pattern.startsWith('journal/status')) {
      return [`developer.webhooks_journal.snapshots.${right}`]
    }
    return [pattern.startsWith('subscriptions') ? `developer.webhooks_journal.subscriptions.${right}` : 'developer.webhooks_journal.read']
  }
  if (area === 'settings') {
    return pattern === 'users/teams' ? ['settings.users.teams.read'] : [`settings.users.${right}`]
  }
  if (area === 'marketing' || area === 'forms' || area === 'form-integrations' || area === 'submissions') {
    return ['forms']
  }
  if (area === 'companies' || area === 'contacts' || area === 'deals') {
    return first === 'properties' || first === 'pipelines'
      ? [...schemaScopes(area, right), ...objectScopes(area, right)]
      : objectScopes(area, right)
  }
  switch (first) {
    case 'objects':
      return objectScopes(object, right)
    case 'associations':
      return object === undefined ? [] : [...objectScopes(object, right), ...schemaScopes(object, right)]
    case 'properties':
    case 'property-validations':
    case 'pipelines':
      return object === undefined ? [] : [...schemaScopes(object, right), ...objectScopes(object, right)]
    case 'schemas':
      return reads ? ['crm.schemas.custom.read', 'crm.objects.custom.read'] : ['crm.schemas.custom.write']
    case 'owners':
      return ['crm.objects.owners.read']
    case 'lists':
      return [`crm.lists.${right}`]
    case 'imports':
      return ['crm.import']
    case 'exports':
      return ['crm.export']
    default:
      return []
  }
}

function nameOf(portal: Portal, name: string): string | undefined {
  const type = portal.store(name)?.schema.type
  return type?.custom === undefined ? type?.name : 'custom'
}

function objectScopes(object: string | undefined, right: 'read' | 'write'): readonly string[] {
  switch (object) {
    case undefined:
      return []
    case 'tickets':
      return ['tickets']
    case 'products':
      return ['e-commerce']
    case 'line_items':
      return [`crm.objects.line_items.${right}`, 'e-commerce']
    case 'contacts':
    case 'companies':
    case 'deals':
    case 'quotes':
    case 'leads':
    case 'custom':
      return [`crm.objects.${object}.${right}`]
    case 'emails':
      return [`crm.objects.contacts.${right}`, 'sales-email-read']
    default:
      return [`crm.objects.contacts.${right}`]
  }
}

function schemaScopes(object: string, right: 'read' | 'write'): readonly string[] {
  return ['contacts', 'companies', 'deals', 'custom'].includes(object) ? [`crm.schemas.${object}.${right}`] : []
}
