/** Who a request acts as, told from its session and headers. */
import type { SandboxRequest } from '../../world/system'
import type { Actor } from '../store/org'

/** `Sforce-Call-Options: client=NAME` names the writer in the commit log, as it does in change events. */
export function actorOf(
  userId: string,
  headers: Readonly<Record<string, string>>,
  call: number | undefined,
  fault: SandboxRequest['fault'],
): Actor {
  const client = /(?:^|[,;\s])client=([^,;\s]+)/.exec(headers['sforce-call-options'] ?? '')?.[1]
  return {
    userId,
    api: true,
    by: client === undefined ? 'api' : `api:${client}`,
    call,
    meetsLocks: fault?.kind === 'lock',
    commitsAfter: fault?.kind === 'late-commit' ? fault.delay : undefined,
  }
}
