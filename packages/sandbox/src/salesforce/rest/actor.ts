/** Who a request acts as, told from its session and headers. */
import type { SandboxRequest } from '../../world/system'
import { readAssigns } from '../rules/assignment'
import type { DuplicateOptions } from '../rules/duplicates'
import type { Actor } from '../store/org'

/** REST reads the header from this version on [Salesforce: Duplicate Rule Header]. */
const DUPLICATES_SINCE = 52

/** What `Sforce-Duplicate-Rule-Header: allowSave=true; includeRecordDetails=true; runAsCurrentUser=true` says. */
function duplicateOptions(header: string | undefined, api: string): DuplicateOptions | undefined {
  const isOld = api.includes('/rest/') && Number(api.split('/').at(-1)) < DUPLICATES_SINCE
  if (header === undefined || isOld) return undefined
  const says = (name: string) => new RegExp(`\\b${name}\\s*=\\s*true\\b`, 'i').test(header)
  return { allowSave: says('allowSave'), includeDetails: says('includeRecordDetails'), asUser: says('runAsCurrentUser') }
}

/** What headers say of the rules that a write meets. */
export function ruleOptions(headers: Readonly<Record<string, string>>, api: string): Pick<Actor, 'assigns' | 'duplicates'> {
  return {
    duplicates: duplicateOptions(headers['sforce-duplicate-rule-header'], api),
    // REST alone assigns where nothing is said [Salesforce: Assignment Rule Header].
    assigns: readAssigns(headers['sforce-auto-assign'], api.includes('/rest/') ? 'active' : undefined),
  }
}

/** `Sforce-Call-Options: client=NAME` names the writer in the commit log, as it does in change events. */
export function actorOf(
  userId: string,
  headers: Readonly<Record<string, string>>,
  call: number | undefined,
  fault: SandboxRequest['fault'],
  /** The API with its version, `com/salesforce/api/rest/62.0`. */
  api: string,
): Actor {
  const client = /(?:^|[,;\s])client=([^,;\s]+)/.exec(headers['sforce-call-options'] ?? '')?.[1]
  return {
    userId,
    api: true,
    by: client === undefined ? 'api' : `api:${client}`,
    call,
    origin: client === undefined ? api : `${api};client=${client}`,
    meetsLocks: fault?.kind === 'lock',
    commitsAfter: fault?.kind === 'late-commit' ? fault.delay : undefined,
    ...ruleOptions(headers, api),
  }
}

/** The API an actor came by, without its client. */
export function apiOf(actor: Actor): string {
  return actor.origin?.split(';')[0] ?? ''
}
