/** The one clock of a world: real time until somebody advances, sets or freezes it. */

export type ClockState = { readonly now: string; readonly frozen: boolean; readonly offset: number }

/** A clock in a snapshot. */
export type KeptClock = { readonly at: number; readonly isFrozen: boolean }

/** All times are epoch milliseconds. Advancing a frozen clock moves it and leaves it frozen. */
export class Clock {
  private offset = 0
  private frozenAt: number | undefined

  now(): number {
    return this.frozenAt ?? Date.now() + this.offset
  }

  advance(by: number): void {
    if (this.frozenAt !== undefined) this.frozenAt += by
    else this.offset += by
  }

  set(time: number): void {
    if (this.frozenAt !== undefined) this.frozenAt = time
    else this.offset = time - Date.now()
  }

  freeze(frozen: boolean): void {
    const now = this.now()
    if (frozen) this.frozenAt = now
    else if (this.frozenAt !== undefined) {
      this.offset = now - Date.now()
      this.frozenAt = undefined
    }
  }

  /** A way back to how the clock goes now. */
  checkpoint(): () => void {
    const [offset, frozenAt] = [this.offset, this.frozenAt]
    return () => {
      this.offset = offset
      this.frozenAt = frozenAt
    }
  }

  /** What a snapshot keeps. */
  keep(): KeptClock {
    return { at: this.now(), isFrozen: this.frozenAt !== undefined }
  }

  /** Shows the time of a snapshot again, and goes or stands as it did then. */
  resume({ at, isFrozen }: KeptClock): void {
    this.offset = at - Date.now()
    this.frozenAt = isFrozen ? at : undefined
  }

  /** Back to real time. */
  reset(): void {
    this.offset = 0
    this.frozenAt = undefined
  }

  /** What `GET /clock` tells; `offset` is virtual minus real time in milliseconds. */
  state(): ClockState {
    return { now: new Date(this.now()).toISOString(), frozen: this.frozenAt !== undefined, offset: this.now() - Date.now() }
  }
}
