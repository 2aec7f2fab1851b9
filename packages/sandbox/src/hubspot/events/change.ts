/** A change of a record, as those who follow the portal are told of it. */
import type { Source } from '../records/record'
import type { ObjectType } from '../schema/object-types'

/** What happened [HubSpot OpenAPI: webhooks journal, actions]. */
export type ChangeAction =
  | 'CREATE'
  | 'UPDATE'
  | 'DELETE'
  | 'MERGE'
  | 'RESTORE'
  | 'GDPR_DELETE'
  | 'ASSOCIATION_ADDED'
  | 'ASSOCIATION_REMOVED'
  | 'ADDED_TO_LIST'
  | 'REMOVED_FROM_LIST'
  | 'SNAPSHOT'

/** `at` in milliseconds by HubSpot's clock. `properties`: those that changed, an empty text for a cleared one. */
export type Change = {
  readonly at: number
  readonly action: ChangeAction
  readonly type: ObjectType
  readonly id: number
  readonly source: Source
  readonly properties: readonly (readonly [name: string, value: string])[]
  /** Of a merge: the ids that went into `id`, the primary first. */
  readonly merged?: readonly number[]
  /** Of a membership: the list's id. */
  readonly list?: string
  /** Of an association: the far record. */
  readonly association?: { readonly type: ObjectType; readonly id: number; readonly isPrimary: boolean }
}

/** Told of each change at once. */
export interface Listener {
  hear(change: Change): void
}

/** Tells changes to those who listen; while nobody does, a change costs nothing. */
export class ChangeStream {
  private readonly listeners: Listener[] = []

  get isHeard(): boolean {
    return this.listeners.length > 0
  }

  listen(listener: Listener): void {
    this.listeners.push(listener)
  }

  tell(change: Change): void {
    for (const listener of this.listeners) {
      listener.hear(change)
    }
  }
}
