/** What clients read to draw screens: layouts, tabs, themes, actions. There is nothing behind most of it here. */
import type { SandboxResponse } from '../../world/system'
import { layouts, MASTER_LAYOUT } from '../describe/layouts'
import { tabs, themeItems } from '../describe/tabs'
import { failure, NO_RESOURCE } from '../failure'
import { type Ask, jsonBody, namedObject, notAllowed } from './ask'
import { listViews } from './list-views'
import { recentItems } from './recents'

function ofObject(ask: Ask, type: string, what: string, rest: readonly string[]): SandboxResponse | undefined {
  const object = namedObject(ask, type)
  if (what === 'quickActions') return rest.length === 0 ? { status: 200, body: [] } : undefined
  if (what === 'listviews') return listViews(ask, object, rest)
  const [kind, id] = rest
  if (kind === 'compactLayouts') {
    return { status: 200, body: { compactLayouts: [], defaultCompactLayoutId: null, recordTypeCompactLayoutMappings: [], urls: {} } }
  }
  if (kind === 'approvalLayouts') return { status: 200, body: { approvalLayouts: [] } }
  const isAlternative = kind === 'namedLayouts' && object.name === 'User' && id === 'UserAlt'
  if (isAlternative && rest.length === 2) return { status: 200, body: layouts(ask.org, ask.actor, object, ask.version) }
  if (kind !== 'layouts' || rest.length > 2) return undefined
  if (!object.searchable) throw NO_RESOURCE
  const all = layouts(ask.org, ask.actor, object, ask.version)
  if (id === undefined) return { status: 200, body: all }
  const mapping = all.recordTypeMappings.find(({ recordTypeId }) => recordTypeId === id)
  if (mapping === undefined && id !== MASTER_LAYOUT) throw NO_RESOURCE
  return { status: 200, body: all.layouts[0] }
}

/** Workflow rules and approval processes of an org that has none [jsforce process]. */
function processes(ask: Ask, kind: 'rules' | 'approvals'): SandboxResponse {
  if (ask.method === 'GET') return { status: 200, body: { [kind]: {} } }
  if (ask.method !== 'POST') throw notAllowed(ask, ['GET', 'HEAD', 'POST'])
  if (kind === 'rules') return { status: 200, body: { errors: null, success: true } }
  const { requests } = jsonBody(ask)
  if (!Array.isArray(requests)) throw failure(400, 'INVALID_INPUT', 'requests is required')
  throw failure(400, 'NO_APPLICABLE_PROCESS', 'No applicable approval process was found.')
}

/** Answers `/process`, `/tabs`, `/theme`, `/recent`, `/actions`, `/quickActions`, `/appMenu`, and layouts below `/sobjects/Type/describe`. */
export function screens(ask: Ask): SandboxResponse | undefined {
  const [first, second, third, ...rest] = ask.segments
  if (first === 'process' && (second === 'rules' || second === 'approvals') && third === undefined) return processes(ask, second)
  if (ask.method !== 'GET') return undefined
  if (first === 'sobjects' && second !== undefined) {
    if (third === 'describe' && rest.length > 0) return ofObject(ask, second, third, rest)
    return third === 'quickActions' || third === 'listviews' ? ofObject(ask, second, third, rest) : undefined
  }
  if (second !== undefined) return undefined
  if (first === 'tabs') return { status: 200, body: tabs(ask.org, ask.origin) }
  if (first === 'theme') return { status: 200, body: { themeItems: themeItems(ask.org, ask.origin) } }
  if (first === 'actions') {
    const base = `/services/data/${ask.version}/actions`
    return { status: 200, body: { standard: `${base}/standard`, custom: `${base}/custom` } }
  }
  if (first === 'quickActions') return { status: 200, body: [] }
  if (first === 'recent') {
    const limit = Number(ask.query.get('limit') ?? '200')
    return { status: 200, body: recentItems(ask, Number.isInteger(limit) && limit > 0 ? limit : 200) }
  }
  return undefined
}
