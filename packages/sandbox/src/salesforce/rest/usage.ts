/** The org's API quota: calls of the last 24 hours, other consumers' among them. */
import type { SandboxResponse } from '../../world/system'
import { failure, refusal } from '../failure'
import type { Org } from '../store/org'

const DAY = 86_400_000
const SLOT = 60_000

export class Usage {
  private slots = new Map<number, number>()
  private used = 0

  constructor(readonly org: Org) {}

  private forget(now: number): void {
    for (const [slot, calls] of this.slots) {
      if (slot * SLOT > now - DAY) break
      this.slots.delete(slot)
      this.used -= calls
    }
  }

  /** Calls used in 24 hours and the most there may be. */
  state(): { used: number; max: number } {
    this.forget(this.org.now())
    const { limits, foreign } = this.org.world
    const max = limits.salesforce.daily
    return { used: this.used + Math.floor(max * foreign.salesforce), max }
  }

  /** Counts a call, or refuses it. */
  count(): SandboxResponse | undefined {
    const now = this.org.now()
    const { used, max } = this.state()
    if (used >= max) return exceeded()
    const slot = Math.floor(now / SLOT)
    this.slots.set(slot, (this.slots.get(slot) ?? 0) + 1)
    this.used += 1
    return undefined
  }

  /** The header that every data call carries. */
  header(): string {
    const { used, max } = this.state()
    return `api-usage=${used}/${max}`
  }
}

/** The refusal of an org whose daily calls are used up. */
export function exceeded(): SandboxResponse {
  return refusal(failure(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'))
}
