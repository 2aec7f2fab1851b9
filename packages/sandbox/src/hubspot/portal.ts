/** Everything a HubSpot portal holds: records, lists, associations, owners, pipelines, tokens. */
import type { World } from '../world/world'
import { AssociationStore } from './associations/association-store'
import { RateLimiter } from './limits/rate-limiter'
import { zoneOffset } from './limits/time-zone'
import { ListStore } from './lists/list-store'
import { ObjectStore } from './records/object-store'
import type { Source } from './records/record'
import { ObjectSchema } from './schema/object-schema'
import { OBJECT_TYPES, objectTypeOf } from './schema/object-types'
import type { Owner } from './schema/owner'
import { DEFAULT_PIPELINES, type Pipeline } from './schema/pipeline'
import type { Property } from './schema/property'

/** The app that API tokens belong to, as property history names it. */
export const APP_ID = 5_410_237

/** Times are milliseconds by HubSpot's own clock. */
export class Portal {
  readonly world: World
  readonly associations = new AssociationStore()
  readonly limiter: RateLimiter
  readonly lists: ListStore
  readonly owners: Owner[] = []
  /** By plural object name. */
  readonly pipelines = new Map<string, Pipeline[]>([['deals', [...DEFAULT_PIPELINES]]])
  /** OAuth access tokens that were issued, and when each ends. */
  readonly tokens = new Map<string, { readonly expiresAt: number; readonly refreshToken: string }>()
  private readonly stores = new Map<string, ObjectStore>()

  constructor(world: World) {
    this.world = world
    this.limiter = new RateLimiter((now) => zoneOffset(world.timeZone, now))
    for (const type of OBJECT_TYPES) {
      this.stores.set(type.name, new ObjectStore(new ObjectSchema(type)))
    }
    this.lists = new ListStore({ lag: () => world.listLag, stores: (id) => this.store(id) })
  }

  now(): number {
    return this.world.now('hubspot')
  }

  /** By plural, singular or object type id. */
  store(objectType: string): ObjectStore | undefined {
    const type = objectTypeOf(objectType)
    return type === undefined ? undefined : this.stores.get(type.name)
  }

  all(): ObjectStore[] {
    return [...this.stores.values()]
  }

  /** Owner ids, pipeline ids or stage ids, for properties whose options live elsewhere. */
  externalOptions(property: Property): ReadonlySet<string> | undefined {
    const pipelines = this.pipelines.get('deals') ?? []
    switch (property.name) {
      case 'pipeline':
        return new Set(pipelines.map((pipeline) => pipeline.id))
      case 'dealstage':
        return new Set(pipelines.flatMap((pipeline) => pipeline.stages.map((stage) => stage.id)))
      default:
        return property.referencedObjectType === 'OWNER' ? new Set(this.owners.map((owner) => owner.id)) : undefined
    }
  }
}

/** What API writes leave in property history. */
export const INTEGRATION: Source = { sourceType: 'INTEGRATION', sourceId: String(APP_ID) }
