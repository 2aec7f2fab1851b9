/** One client of the streaming API: what it subscribed to, what waits for it, and the connection it holds. */
import type { Change, ChangeLog } from './change-log'

export type Message = Readonly<Record<string, unknown>>

/** Which changes a channel has, and how it tells them. */
export type Channel = { readonly wants: (change: Change) => boolean; readonly show: (change: Change) => Message }
/** A subscription: `from` is the last replay id that was given or is not wanted. */
type Subscription = Channel & { from: number }
/** Messages of one delivery. */
const MOST = 500

export class Subscriber {
  readonly #subscriptions = new Map<string, Subscription>()
  #held: (() => void) | undefined
  #seenAt: number
  hasConnected = false

  constructor(
    readonly id: string,
    readonly token: string,
    readonly log: ChangeLog,
  ) {
    this.#seenAt = log.now()
  }

  /** Whether the client has been away for longer than so many milliseconds. */
  isGone(after: number): boolean {
    return this.#held === undefined && this.log.now() - this.#seenAt > after
  }

  touch(): void {
    this.#seenAt = this.log.now()
  }

  subscribe(name: string, channel: Channel, from: number): void {
    this.#subscriptions.set(name, { ...channel, from })
  }

  unsubscribe(channel: string): boolean {
    return this.#subscriptions.delete(channel)
  }

  /** What has not been given yet, oldest first in each channel. */
  take(): Message[] {
    const messages: Message[] = []
    for (const [channel, subscription] of this.#subscriptions) {
      for (const change of this.log.after(subscription.from)) {
        if (messages.length >= MOST) return messages
        subscription.from = change.replayId
        if (subscription.wants(change)) messages.push({ data: subscription.show(change), channel })
      }
    }
    return messages
  }

  /** Waits until there is something to give, until the client connects anew, or until the time is over. */
  hold(timeout: number): Promise<Message[]> {
    this.release()
    const first = this.take()
    if (first.length > 0) return Promise.resolve(first)
    return new Promise((resolve) => {
      const end = (messages: Message[]) => {
        clearTimeout(timer)
        stop()
        this.#held = undefined
        this.touch()
        resolve(messages)
      }
      const timer = setTimeout(() => end([]), timeout)
      timer.unref()
      let isScheduled = false
      const stop = this.log.listen(() => {
        if (isScheduled) return
        isScheduled = true
        // The writer's own answer comes first, and events of one transaction come together.
        setImmediate(() => {
          isScheduled = false
          const messages = this.#held === release ? this.take() : []
          if (messages.length > 0) end(messages)
        })
      })
      const release = () => end([])
      this.#held = release
    })
  }

  /** Ends a held connection with nothing. */
  release(): void {
    this.#held?.()
  }
}
