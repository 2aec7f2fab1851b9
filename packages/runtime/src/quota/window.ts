/** A rolling window: how many events may happen in any stretch of that length. */
import type { Instant } from '../model'

/** Remembers when events happened, oldest first; forgets those that have left the window. */
export class RollingWindow {
  private times: Instant[] = []
  private start = 0
  /** When the events were sent that have no answer yet, oldest first. */
  private unanswered: Instant[] = []

  constructor(
    readonly milliseconds: number,
    public limit: number,
  ) {}

  private forget(now: Instant): void {
    while (this.start < this.times.length && (this.times[this.start] ?? 0) <= now - this.milliseconds) this.start += 1
    if (this.start > 1024) {
      this.times = this.times.slice(this.start)
      this.start = 0
    }
  }

  /** How long to wait before one more event fits; 0 when it fits now. */
  wait(now: Instant): number {
    this.forget(now)
    const count = this.times.length - this.start
    if (count < this.limit) return 0
    const blocking = this.times[this.start + count - this.limit] ?? now
    return Math.max(1, blocking + this.milliseconds - now)
  }

  take(now: Instant): void {
    this.times.push(now)
    this.unanswered.push(now)
  }

  /**
   * An answer came. The service counted its event somewhere between sending and now, so the slot counts from now: however long events are
   * under way, no stretch of the service's clock holds more than the limit.
   */
  answer(now: Instant): void {
    const sent = this.unanswered.shift()
    const at = sent === undefined ? -1 : this.times.indexOf(sent, this.start)
    if (at >= 0) this.times.splice(at, 1)
    if (sent !== undefined) this.times.push(now)
  }

  /** The service says that it counts more than we know (other apps share the limit): the window closes for `milliseconds`. */
  block(now: Instant, milliseconds: number): void {
    this.times = Array.from({ length: this.limit }, () => now - this.milliseconds + milliseconds)
    this.start = 0
  }
}
