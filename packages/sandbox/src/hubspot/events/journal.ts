/** The webhooks journal: what happened, kept for three days in files that clients read one after the other. */
import { createHash } from 'node:crypto'
import type { World } from '../../world/world'
import type { Change, ChangeAction, Listener } from './change'

/** Milliseconds that entries stay [HubSpot: webhook journal]. */
const KEPT = 3 * 86_400_000
/** Changes of one file. */
const FILE = 1_000

/** What can be subscribed to of records. */
export const JOURNAL_ACTIONS: readonly ChangeAction[] = [
  'CREATE',
  'UPDATE',
  'DELETE',
  'MERGE',
  'RESTORE',
  'GDPR_DELETE',
  'ASSOCIATION_ADDED',
  'ASSOCIATION_REMOVED',
]

/** What can be subscribed to of lists. */
export const LIST_ACTIONS: readonly ChangeAction[] = ['ADDED_TO_LIST', 'REMOVED_FROM_LIST']

/** A snapshot that was asked for; it is taken at once. */
export type SnapshotStatus = { readonly id: string; readonly status: 'SUCCESS' | 'FAILED'; readonly at: number }

/** What an app follows; `listIds` instead of an object where it follows memberships; without `properties` or `objectIds` all of them. Times are milliseconds. */
export type JournalSubscription = {
  readonly id: number
  readonly appId: number
  readonly objectTypeId?: string
  readonly listIds?: readonly string[]
  readonly actions: readonly ChangeAction[]
  readonly properties?: readonly string[]
  readonly objectIds?: readonly number[]
  readonly createdAt: number
}

/** A file of changes; `offset` is its name. */
export type JournalFile = { readonly offset: string; readonly at: number; readonly events: Readonly<Record<string, unknown>>[] }

/** One journal for each app. A file is open until it is read, so that a reader who is up to date sees each change once. */
export class Journal implements Listener {
  readonly subscriptions = new Map<number, JournalSubscription>()
  /** By id. */
  readonly snapshots = new Map<string, SnapshotStatus>()
  private readonly world: World
  private readonly appId: number
  private files: JournalFile[] = []
  private isOpen = false
  private made = 0
  private asked = 0

  constructor(appId: number, world: World) {
    this.appId = appId
    this.world = world
  }

  /** Writes the change down where a subscription asks for it. */
  hear(change: Change): void {
    if ([...this.subscriptions.values()].some((subscription) => wants(subscription, change))) {
      this.write(change)
    }
  }

  /** Whether memberships of lists are followed: dynamic ones are worked out when somebody looks. */
  get followsLists(): boolean {
    return [...this.subscriptions.values()].some((subscription) => subscription.listIds !== undefined)
  }

  /** Notes a snapshot: of a record's values, or with `undefined` of none, since there is no such record. */
  snapshot(change: Change | undefined, at: number): SnapshotStatus {
    this.asked += 1
    const id = uuid(`snapshot:${this.appId}:${this.asked}:${this.world.seed}`)
    const status: SnapshotStatus = { id, status: change === undefined ? 'FAILED' : 'SUCCESS', at }
    this.snapshots.set(id, status)
    if (change !== undefined) {
      this.write(change)
    }
    return status
  }

  private write(change: Change): void {
    const last = this.files[this.files.length - 1]
    if (this.isOpen && last !== undefined && last.events.length < FILE) {
      last.events.push(this.entry(change))
      return
    }
    this.made += 1
    this.isOpen = true
    const offset = uuid(`${this.appId}:${this.made}:${this.world.seed}`)
    this.files.push({ offset, at: change.at, events: [this.entry(change)] })
  }

  /** Files that are not too old, oldest first; what is read is closed. */
  read(now: number): readonly JournalFile[] {
    this.files = this.files.filter((file) => file.at > now - KEPT)
    this.isOpen = false
    return this.files
  }

  /** Files after the one of that offset; undefined where the offset is unknown or too old. */
  after(offset: string, now: number): readonly JournalFile[] | undefined {
    const files = this.read(now)
    const place = files.findIndex((file) => file.offset === offset)
    return place < 0 ? undefined : files.slice(place + 1)
  }

  private entry(change: Change): Readonly<Record<string, unknown>> {
    return {
      type: change.list === undefined ? 'crmObject' : 'listMembership',
      portalId: this.world.portal,
      occurredAt: new Date(change.at).toISOString(),
      action: change.action,
      objectTypeId: change.type.id,
      objectId: change.id,
      source: change.source.sourceType,
      ...(change.source.sourceId === undefined ? {} : { sourceId: change.source.sourceId }),
      ...(change.list === undefined ? {} : { listId: Number(change.list) }),
      ...(change.properties.length === 0 ? {} : { propertyChanges: Object.fromEntries(change.properties) }),
      ...(change.merged === undefined
        ? {}
        : { primaryObjectId: change.merged[0], mergedObjectIds: change.merged.slice(1), newObjectId: change.id }),
      ...(change.association === undefined
        ? {}
        : {
            association: {
              fromObjectTypeId: change.type.id,
              fromObjectId: change.id,
              toObjectTypeId: change.association.type.id,
              toObjectId: change.association.id,
              isPrimary: change.association.isPrimary,
            },
          }),
    }
  }
}

function wants(
  { objectTypeId, listIds, actions, properties, objectIds }: JournalSubscription,
  { type, action, id, list, properties: changed }: Change,
): boolean {
  if (list !== undefined) {
    return actions.includes(action) && listIds?.includes(list) === true
  }
  if (objectTypeId !== type.id || !actions.includes(action) || (objectIds !== undefined && !objectIds.includes(id))) {
    return false
  }
  return action !== 'UPDATE' || properties === undefined || changed.some(([name]) => properties.includes(name))
}

function uuid(text: string): string {
  const digits = createHash('sha256').update(text).digest('hex')
  return [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, `8${digits.slice(17, 20)}`, digits.slice(20, 32)].join('-')
}
