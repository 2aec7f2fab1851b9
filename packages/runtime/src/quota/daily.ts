/** Calls of the last 24 hours, by minute and purpose: what a day's budget is held against. */
import type { Purpose } from '../connectors/connector'
import type { Instant, SideName } from '../model'
import type { UsageRow } from '../store/usage'

export const minute = 60_000
export const day = 24 * 60 * minute

/** Rolling sums of one system's calls. */
export class DailyCount {
  private readonly minutes = new Map<Instant, number>()
  private sum = 0
  private lookedAt: Instant = 0

  add(at: Instant, calls: number): void {
    const slot = at - (at % minute)
    this.minutes.set(slot, (this.minutes.get(slot) ?? 0) + calls)
    this.sum += calls
  }

  /** Calls in the 24 hours before `now`. */
  last24h(now: Instant): number {
    const slotNow = now - (now % minute)
    if (slotNow === this.lookedAt) return this.sum
    this.lookedAt = slotNow
    // Slots are out of order where the clock was set back.
    for (const [slot, calls] of this.minutes) {
      if (slot > now - day) continue
      this.minutes.delete(slot)
      this.sum -= calls
    }
    return this.sum
  }
}

/** Calls that the store does not know yet. */
export class Unsaved {
  private rows = new Map<string, UsageRow>()

  add(system: SideName, purpose: Purpose, at: Instant, calls = 1): void {
    const slot = at - (at % minute)
    const name = `${system} ${purpose} ${slot}`
    const known = this.rows.get(name)
    this.rows.set(name, { system, purpose, minute: slot, calls: (known?.calls ?? 0) + calls })
  }

  drain(): readonly UsageRow[] {
    const rows = [...this.rows.values()]
    this.rows = new Map()
    return rows
  }
}
