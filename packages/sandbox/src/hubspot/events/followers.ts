/** All that follows a portal: webhooks and journals of its apps. */
import type { World } from '../../world/world'
import type { App } from '../access/apps'
import type { ChangeStream } from './change'
import { Journal } from './journal'
import { AppWebhooks } from './webhooks'

/** Made when they are first asked for; an app that follows nothing costs nothing. */
export class Followers {
  private readonly world: World
  private readonly changes: ChangeStream
  private readonly webhooks = new Map<number, AppWebhooks>()
  private readonly journals = new Map<number, Journal>()

  constructor(world: World, changes: ChangeStream) {
    this.world = world
    this.changes = changes
  }

  webhooksOf(app: App): AppWebhooks {
    const known = this.webhooks.get(app.id)
    if (known !== undefined) {
      return known
    }
    const made = new AppWebhooks(app, this.world)
    this.webhooks.set(app.id, made)
    this.changes.listen(made)
    return made
  }

  journalOf(app: App): Journal {
    const known = this.journals.get(app.id)
    if (known !== undefined) {
      return known
    }
    const made = new Journal(app.id, this.world)
    this.journals.set(app.id, made)
    this.changes.listen(made)
    return made
  }

  /** Goes on with deliveries after a snapshot was restored. */
  resume(): void {
    for (const each of this.webhooks.values()) {
      each.resume()
    }
  }

  /** Stops all deliveries. */
  close(): void {
    for (const each of this.webhooks.values()) {
      each.close()
    }
  }
}
