/** A rolling window: how many events may happen in any stretch of that length. */
import type { Instant } from '../model'

/** Remembers when events happened, oldest first; forgets those that have left the window. */
export class RollingWindow {
  private times: Instant[] = []
  private start = 0

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
  }

  /** The service says that it counts more than we know (other apps share the limit): the window closes for `milliseconds`. */
  block(now: Instant, milliseconds: number): void {
    this.times = Array.from({ length: this.limit }, () => now - this.milliseconds + milliseconds)
    this.start = 0
  }
}
