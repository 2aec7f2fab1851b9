/** A clock that stands still but for sleeping and being told. */
import type { Clock } from '../clock'

export class VirtualClock implements Clock {
  constructor(public time = Date.UTC(2026, 0, 5, 9)) {}

  now(): number {
    return this.time
  }

  sleep(milliseconds: number): Promise<void> {
    this.time += milliseconds
    return Promise.resolve()
  }

  pass(milliseconds: number): void {
    this.time += milliseconds
  }
}
