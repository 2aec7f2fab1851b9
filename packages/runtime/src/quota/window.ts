/** A rolling window: how many events may happen in any stretch of that length. */
import type { Instant } from '../model'

/** Remembers when events happened, oldest first; forgets those that have left the window. */
export class RollingWindow {
  private times: Instant[] = []
  private start = 0
  /** When the events were sent that have no answer yet, oldest first. */
  private unanswered: Instant[] = []
  private closed = { from: 0, until: 0 }

  constructor(
    readonly milliseconds: number,
    public limit: number,
  ) {}

  private forget(now: Instant): void {
    // A clock that was set back leaves times in the future, which would close the window until then.
    if ((this.times.at(-1) ?? now) > now) {
      this.times = this.times.slice(this.start).filter((time) => time <= now)
      this.start = 0
    }
    while (this.start < this.times.length && (this.times[this.start] ?? 0) <= now - this.milliseconds) this.start += 1
    if (this.start > 1024) {
      this.times = this.times.slice(this.start)
      this.start = 0
    }
  }

  /** How long to wait before one more event fits; 0 when it fits now. */
  wait(now: Instant): number {
    this.forget(now)
    if (now >= this.closed.from && now < this.closed.until) return this.closed.until - now
    const count = this.times.length - this.start
    if (count < this.limit) return 0
    const blocking = this.times[this.start + count - this.limit] ?? now
    return Math.max(1, blocking + this.milliseconds - now)
  }

  take(now: Instant): void {
    this.times.push(now)
  }

  /** Takes an event whose answer will be told. */
  send(now: Instant): void {
    this.take(now)
    this.unanswered.push(now)
  }

  /**
   * The answer to an event that was sent came. The service counted its event somewhere between sending and now, so the slot counts from now: however long events are
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
    this.closed = { from: now, until: now + milliseconds }
  }
}
