/** The SOAP API, partner and enterprise, and the Metadata API: reads an envelope, finds its call, answers or faults. */
import type { SandboxRequest, SandboxResponse } from '../../world/system'
import type { Sessions } from '../auth/sessions'
import { Failure, failure } from '../failure'
import { METADATA } from '../metadata/calls'
import { actorOf } from '../rest/actor'
import type { Ask, Services } from '../rest/ask'
import { verifyApiAccess } from '../rules/allow'
import { BadXml, child, childText, type Element, readXml } from '../xml/read'
import { element } from '../xml/write'
import type { Call, Handler } from './call'
import { DESCRIBES } from './describes'
import { clientFault, envelope, fault, XML } from './fault'
import { login, PEOPLE } from './people'
import { READS } from './reads'
import { WRITES } from './writes'

const CALLS: Readonly<Record<string, Handler>> = { ...PEOPLE, ...READS, ...WRITES, ...DESCRIBES }
const PATH = /^\/services\/Soap\/([ucm])\/(\d+\.\d)(?:\/\w*)?$/
const NAMESPACES: Readonly<Record<string, string>> = {
  u: 'urn:partner.soap.sforce.com',
  c: 'urn:enterprise.soap.sforce.com',
  m: 'http://soap.sforce.com/2006/04/metadata',
}
const NO_SESSION = failure(500, 'INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Illegal Session. Session not found')

/** What SOAP headers mean in REST's. */
function restHeaders(header: Element | undefined): Record<string, string> {
  const client = childText(child(header, 'CallOptions'), 'client')
  const batchSize = childText(child(header, 'QueryOptions'), 'batchSize')
  const duplicates = child(header, 'DuplicateRuleHeader')?.children.map(({ name, text }) => `${name}=${text.trim()}`)
  const assignment = child(header, 'AssignmentRuleHeader')
  const isDefault = childText(assignment, 'useDefaultRule')
  const rule = childText(assignment, 'assignmentRuleId')
  return {
    ...(client === undefined ? {} : { 'sforce-call-options': `client=${client}` }),
    ...(batchSize === undefined ? {} : { 'sforce-query-options': `batchSize=${batchSize}` }),
    ...(duplicates === undefined ? {} : { 'sforce-duplicate-rule-header': duplicates.join('; ') }),
    ...(rule === undefined && isDefault === undefined ? {} : { 'sforce-auto-assign': rule ?? String(isDefault) }),
  }
}

function limitInfo(services: Services): string {
  const { used, max } = services.usage.state()
  const info = [element('current', String(used)), element('limit', String(max)), element('type', 'API REQUESTS')].join('')
  return element('LimitInfoHeader', element('limitInfo', info))
}

function read(source: string): { header: Element | undefined; body: Element } {
  const root = readXml(source)
  const body = child(root, 'Body')?.children[0]
  if (root.name !== 'Envelope' || body === undefined) throw new BadXml('not a SOAP envelope with a call in its body')
  return { header: child(root, 'Header'), body }
}

function carryOut(request: SandboxRequest, services: Services, sessions: Sessions, letter: string, version: string): SandboxResponse {
  const namespace = NAMESPACES[letter] ?? ''
  const calls = letter === 'm' ? METADATA : CALLS
  const sobjects = letter === 'u' ? 'urn:sobject.partner.soap.sforce.com' : 'urn:sobject.enterprise.soap.sforce.com'
  const { header, body } = read(request.body)
  const origin = `http://${request.headers['host'] ?? '127.0.0.1'}`
  const answer = (head: string, markup: string, records?: number): SandboxResponse => {
    const text = envelope(namespace, head, element(`${body.name}Response`, markup), sobjects)
    return { status: 200, type: XML, body: text, records }
  }
  if (body.name === 'login' && letter !== 'm') {
    const result = login(body, { org: services.org, sessions, origin, letter, version })
    return typeof result === 'string' ? answer('', result) : result
  }
  const handler = Object.hasOwn(calls, body.name) ? calls[body.name] : undefined
  if (handler === undefined) return clientFault(`No operation available for request {${namespace}}${body.name}`)
  const sessionId = childText(child(header, 'SessionHeader'), 'sessionId') ?? ''
  const userId = sessions.user(sessionId)
  if (userId === undefined) throw NO_SESSION
  verifyApiAccess(services.org, userId)
  if (services.usage.count() !== undefined) throw failure(500, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.')
  const headers = restHeaders(header)
  const ask: Ask = {
    ...services,
    method: 'GET',
    segments: [],
    query: new URLSearchParams(),
    headers,
    body: { json: undefined },
    version: `v${version}`,
    origin,
    actor: actorOf(userId, headers, request.call, request.fault, `com/salesforce/api/soap/${version}`),
  }
  const call: Call = { body, header, ask, sessions, sessionId }
  const { markup, records } = handler(call)
  return answer(limitInfo(services), markup, records)
}

/** Answers `/services/Soap/u/62.0`, `/c/` and `/m/`; `undefined` for other paths. */
export function soap(request: SandboxRequest, services: Services, sessions: Sessions): SandboxResponse | undefined {
  const path = PATH.exec(request.path)
  if (path === null || request.method !== 'POST') return undefined
  const [, letter = 'u', version = ''] = path
  try {
    return carryOut(request, services, sessions, letter, version)
  } catch (error) {
    if (error instanceof Failure) return fault(error, letter)
    if (error instanceof BadXml) return clientFault(error.message)
    throw error
  }
}
