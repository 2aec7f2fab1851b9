/** Who a request acts as, told from its session and headers. */
import type { SandboxRequest } from '../../world/system'
import type { Actor } from '../store/org'

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
  }
}

/** The API an actor came by, without its client. */
export function apiOf(actor: Actor): string {
  return actor.origin?.split(';')[0] ?? ''
}
