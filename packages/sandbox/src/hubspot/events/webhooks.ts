/** An app's webhooks: its target, its subscriptions, and the delivery of what happened. */
import { createHash, createHmac } from 'node:crypto'
import type { World } from '../../world/world'
import type { App } from '../access/apps'
import type { Change, Listener } from './change'
import { eventsOf, type Subscription, type WebhookEvent } from './webhook-events'

/** Events of one request [HubSpot: webhooks]. */
const BATCH = 100
/** Milliseconds that a target has for its answer. */
const PATIENCE = 5_000
/** Real milliseconds between looks at what is due by the world's clock. */
const LOOK = 25
const MINUTE = 60_000
/** Ten more attempts within 24 hours [HubSpot: webhooks]; their times are ours. */
const RETRIES = [1, 2, 5, 15, 30, 60, 120, 240, 360, 480].map((minutes) => minutes * MINUTE)

/** Where events go; times are milliseconds. */
export type WebhookSettings = {
  readonly targetUrl: string
  readonly maxConcurrentRequests: number
  readonly createdAt: number
  readonly updatedAt: number
}

type Pending = {
  readonly event: WebhookEvent
  readonly subscription: number
  readonly id: number
  readonly attempt: number
  readonly due: number
}

/** One for each app. Delivery stops with `close`. */
export class AppWebhooks implements Listener {
  readonly app: App
  readonly subscriptions = new Map<number, Subscription>()
  settings: WebhookSettings | undefined
  private readonly world: World
  private pending: Pending[] = []
  /** What is being sent now. */
  private readonly sending = new Set<readonly Pending[]>()
  private isClosed = false
  private lastEvent = 0
  private timer: NodeJS.Timeout | undefined

  constructor(app: App, world: World) {
    this.app = app
    this.world = world
  }

  /** Queues what the app's subscriptions get of a change, some of it twice where the world asks for duplicates. */
  hear(change: Change): void {
    if (this.settings === undefined || this.isClosed) {
      return
    }
    for (const subscription of this.subscriptions.values()) {
      for (const event of eventsOf(change, subscription)) {
        this.lastEvent += 1
        const one = { event, subscription: subscription.id, id: this.lastEvent, attempt: 0, due: this.world.clock.now() }
        const { duplicates } = this.world.webhooks
        this.pending.push(one, ...(duplicates > 0 && this.world.random() < duplicates ? [one] : []))
      }
    }
    this.wake()
  }

  /** Goes on after a snapshot was restored: what was being sent then is sent again, as nobody knows whether it came through. */
  resume(): void {
    this.pending = [...[...this.sending].flat(), ...this.pending]
    this.sending.clear()
    this.wake()
  }

  /** Ends it for good. */
  close(): void {
    this.isClosed = true
    clearInterval(this.timer)
    this.timer = undefined
    this.pending = []
  }

  private wake(): void {
    if (this.timer === undefined && this.pending.length > 0) {
      this.timer = setInterval(() => this.look(), LOOK)
      this.timer.unref()
    }
  }

  /** Sends what is due, as many requests at once as the settings allow. */
  private look(): void {
    const { settings } = this
    if (this.pending.length === 0 || settings === undefined) {
      if (this.sending.size === 0) {
        clearInterval(this.timer)
        this.timer = undefined
      }
      return
    }
    const now = this.world.clock.now()
    while (this.sending.size < settings.maxConcurrentRequests) {
      const due = this.inOrder(this.pending.filter((each) => each.due <= now)).slice(0, BATCH)
      if (due.length === 0) {
        return
      }
      const taken = new Set(due)
      this.pending = this.pending.filter((each) => !taken.has(each))
      this.sending.add(due)
      this.send(settings.targetUrl, due).then(
        (isTaken) => this.settle(due, isTaken),
        () => this.settle(due, false),
      )
    }
  }

  /** Events come in no certain order: mixed up where the world asks for it. */
  private inOrder(due: Pending[]): Pending[] {
    const { disorder } = this.world.webhooks
    if (disorder <= 0) {
      return due
    }
    const places = due.map((each, index) => ({ each, place: this.world.random() < disorder ? this.world.random() * due.length : index }))
    return places.sort((one, other) => one.place - other.place).map(({ each }) => each)
  }

  private settle(sent: readonly Pending[], isTaken: boolean): void {
    this.sending.delete(sent)
    for (const each of isTaken || this.isClosed ? [] : sent) {
      const delay = RETRIES[each.attempt]
      if (delay !== undefined) {
        this.pending.push({ ...each, attempt: each.attempt + 1, due: this.world.clock.now() + delay })
      }
    }
    this.wake()
  }

  /** Nothing leaves this machine: a target elsewhere counts as one that takes all. */
  private async send(targetUrl: string, batch: readonly Pending[]): Promise<boolean> {
    if (!isHere(targetUrl)) {
      return true
    }
    const body = JSON.stringify(
      batch.map(({ event, subscription, id, attempt }) => ({
        eventId: id,
        subscriptionId: subscription,
        portalId: this.world.portal,
        appId: this.app.id,
        ...event,
        attemptNumber: attempt,
      })),
    )
    const reply = await fetch(targetUrl, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...signatures(this.app.clientSecret, targetUrl, body, this.world.now('hubspot')) },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE),
    })
    await reply.arrayBuffer()
    return reply.ok
  }
}

/** Whether an address is on this machine. */
export function isHere(url: string): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(url).hostname)
}

/** The headers by which a target knows the sender: version 1 and version 3 [HubSpot: validating requests]. */
export function signatures(secret: string, url: string, body: string, at: number): Record<string, string> {
  return {
    'X-HubSpot-Signature': createHash('sha256').update(`${secret}${body}`).digest('hex'),
    'X-HubSpot-Signature-Version': 'v1',
    'X-HubSpot-Request-Timestamp': String(at),
    'X-HubSpot-Signature-v3': createHmac('sha256', secret).update(`POST${url}${body}${at}`).digest('base64'),
  }
}
