/** Which webhook events a change makes, and how they are told [HubSpot: webhooks]. */
import type { Change, ChangeAction } from './change'

/** What can be subscribed to, after the object's name. */
const KINDS = ['creation', 'deletion', 'propertyChange', 'merge', 'restore', 'associationChange', 'privacyDeletion'] as const
type Kind = (typeof KINDS)[number]

const OBJECTS: Readonly<Record<string, string>> = {
  contacts: 'contact',
  companies: 'company',
  deals: 'deal',
  tickets: 'ticket',
  products: 'product',
  line_items: 'line_item',
}

/** One subscription of an app; times are milliseconds. */
export type Subscription = {
  readonly id: number
  /** `contact.propertyChange`, or `object.propertyChange` with an `objectTypeId`. */
  readonly eventType: string
  readonly objectTypeId?: string
  readonly propertyName?: string
  readonly active: boolean
  readonly createdAt: number
  readonly updatedAt: number
}

/** An event without what its delivery adds: ids of subscription, app and event, and the number of the attempt. */
export type WebhookEvent = Readonly<Record<string, unknown>> & { readonly occurredAt: number; readonly subscriptionType: string }

/** True for `contact.creation` and its like, and for `object.` with any kind but the privacy deletion. */
export function isEventType(text: string): boolean {
  const [object = '', kind] = text.split('.')
  const known = KINDS.find((each) => each === kind)
  if (known === 'privacyDeletion') {
    return object === 'contact'
  }
  return known !== undefined && (object === 'object' || Object.values(OBJECTS).includes(object))
}

const ACTIONS: Readonly<Record<ChangeAction, readonly Kind[]>> = {
  CREATE: ['creation', 'propertyChange'],
  UPDATE: ['propertyChange'],
  DELETE: ['deletion'],
  MERGE: ['merge'],
  RESTORE: ['restore'],
  GDPR_DELETE: ['deletion', 'privacyDeletion'],
  ASSOCIATION_ADDED: ['associationChange'],
  ASSOCIATION_REMOVED: ['associationChange'],
  // The journal alone tells these.
  ADDED_TO_LIST: [],
  REMOVED_FROM_LIST: [],
  SNAPSHOT: [],
}

/** The events that a subscription gets of a change; a change of a property that is not subscribed to makes none. */
export function eventsOf(change: Change, subscription: Subscription): readonly WebhookEvent[] {
  const [object, kind] = subscription.eventType.split('.')
  const isGeneric = object === 'object'
  const fits = isGeneric ? subscription.objectTypeId === change.type.id : object === OBJECTS[change.type.name]
  const known = ACTIONS[change.action].find((each) => each === kind)
  if (!subscription.active || !fits || known === undefined) {
    return []
  }
  const base = {
    occurredAt: change.at,
    subscriptionType: subscription.eventType,
    ...(isGeneric ? { objectTypeId: change.type.id } : {}),
    objectId: change.id,
    changeSource: SOURCES[change.source.sourceType] ?? change.source.sourceType,
    ...(change.source.sourceId === undefined ? {} : { sourceId: change.source.sourceId }),
  }
  if (known !== 'propertyChange') {
    return [{ ...base, ...detailsOf(change, known) }]
  }
  return change.properties
    .filter(([name]) => name === subscription.propertyName)
    .map(([propertyName, propertyValue]) => ({ ...base, propertyName, propertyValue, isSensitive: false }))
}

const SOURCES: Readonly<Record<string, string>> = { INTEGRATION: 'INTEGRATION', CRM_UI: 'CRM_UI', IMPORT: 'IMPORT', FORM: 'FORM' }

function detailsOf(change: Change, kind: Kind): Readonly<Record<string, unknown>> {
  switch (kind) {
    case 'creation':
      return { changeFlag: 'CREATED' }
    case 'deletion':
      return { changeFlag: 'DELETED' }
    case 'restore':
      return { changeFlag: 'RESTORED' }
    case 'merge':
      return {
        primaryObjectId: change.merged?.[0],
        mergedObjectIds: change.merged?.slice(1),
        newObjectId: change.id,
        numberOfPropertiesMoved: change.properties.length,
      }
    case 'associationChange':
      return associationOf(change)
    default:
      return {}
  }
}

function associationOf({ type, id, association, action }: Change): Readonly<Record<string, unknown>> {
  const far = association?.type.singular.toUpperCase()
  return {
    associationType: `${type.singular.toUpperCase()}_TO_${far}`,
    fromObjectId: id,
    toObjectId: association?.id,
    associationRemoved: action === 'ASSOCIATION_REMOVED',
    isPrimaryAssociation: association?.isPrimary === true,
  }
}
