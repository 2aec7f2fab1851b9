/** Everything a HubSpot portal holds: records, lists, associations, owners, pipelines, tokens. */
import type { World } from '../world/world'
import { Access } from './access/access'
import { readApps } from './access/apps'
import { AssociationStore } from './associations/association-store'
import { AssociationTypes } from './associations/association-types'
import { ChangeStream } from './events/change'
import { Followers } from './events/followers'
import type { Form } from './forms/form'
import { RateLimiter } from './limits/rate-limiter'
import { ListFolders } from './lists/list-folders'
import { ListStore } from './lists/list-store'
import { type AutomationSettings, readAutomation } from './records/automation'
import { computeFor } from './records/computed-properties'
import { ObjectStore } from './records/object-store'
import type { ValidationRules } from './records/validation-rules'
import { ObjectSchema } from './schema/object-schema'
import { namesOf, OBJECT_TYPES, type ObjectType } from './schema/object-types'
import type { Owner } from './schema/owner'
import { DEFAULT_PIPELINES, LEAD_PIPELINES, type Pipeline, TICKET_PIPELINES } from './schema/pipeline'
import { PipelineAudit } from './schema/pipeline-audit'
import type { Property } from './schema/property'
import type { Role, Team, UserSettings } from './schema/user'
import { Transfers } from './transfer/transfers'

/** Times are milliseconds by HubSpot's own clock. */
export class Portal {
  readonly world: World
  readonly associationTypes = new AssociationTypes()
  readonly associations = new AssociationStore(this.associationTypes)
  readonly limiter: RateLimiter
  readonly lists: ListStore
  readonly listFolders = new ListFolders()
  readonly owners: Owner[] = []
  /** By user id. */
  readonly userSettings = new Map<number, UserSettings>()
  readonly roles: Role[] = []
  readonly teams: Team[] = []
  /** By id. */
  readonly forms = new Map<string, Form>()
  /** By plural object name. */
  readonly pipelines = new Map<string, Pipeline[]>([
    ['deals', [...DEFAULT_PIPELINES]],
    ['tickets', [...TICKET_PIPELINES]],
    ['leads', [...LEAD_PIPELINES]],
  ])
  readonly pipelineAudit = new PipelineAudit()
  readonly access: Access
  readonly automation: AutomationSettings
  /** Changes of records as they happen. */
  readonly changes = new ChangeStream()
  readonly followers: Followers
  readonly transfers = new Transfers()
  /** What administrators ask of writes, by plural object name. */
  readonly rules = new Map<string, ValidationRules>()
  /** Custom objects that are gone for good: their ids are not given again. */
  purgedObjects = 0
  private lastPipelineId = 198_400_000
  private lastSubscriptionId = 2_600_000
  private readonly stores = new Map<string, ObjectStore>()
  private readonly byName = new Map<string, ObjectStore>()

  constructor(world: World) {
    this.world = world
    this.automation = readAutomation(world.own.hubspot['automation'])
    this.access = new Access(readApps(world.apps.hubspot), world.seed)
    this.followers = new Followers(world, this.changes)
    this.limiter = new RateLimiter(world)
    for (const type of OBJECT_TYPES) {
      this.define(type)
    }
    this.lists = new ListStore(this)
  }

  /** Takes up what a snapshot leaves out: how properties are worked out, and deliveries that were under way. */
  resume(): void {
    for (const store of new Set(this.byName.values())) {
      computeFor(this, store)
    }
    this.followers.resume()
  }

  /** Pipelines and stages draw their ids from one row. */
  nextPipelineId(): string {
    this.lastPipelineId += 1
    return String(this.lastPipelineId)
  }

  nextSubscriptionId(): number {
    this.lastSubscriptionId += 1
    return this.lastSubscriptionId
  }

  now(): number {
    return this.world.now('hubspot')
  }

  /** By any name that a path may use, in any case; undefined for unknown objects and for custom ones that were archived. */
  store(objectType: string): ObjectStore | undefined {
    const store = this.byName.get(objectType.toLowerCase())
    return store?.schema.type.custom?.archivedAt === undefined ? store : undefined
  }

  /** As `store`, archived custom objects included. */
  anyStore(objectType: string): ObjectStore | undefined {
    return this.byName.get(objectType.toLowerCase())
  }

  /** Adds an object without records. */
  define(type: ObjectType): ObjectStore {
    const store = new ObjectStore(new ObjectSchema(type))
    this.stores.set(type.name, store)
    computeFor(this, store)
    for (const name of namesOf(type)) {
      this.byName.set(name, store)
    }
    return store
  }

  /** Forgets a custom object for good. */
  purge({ schema: { type } }: ObjectStore): void {
    this.stores.delete(type.name)
    this.purgedObjects += 1
    for (const name of namesOf(type)) {
      this.byName.delete(name)
    }
    this.associationTypes.dropObject(type.name)
    this.pipelines.delete(type.name)
  }

  all(): ObjectStore[] {
    return [...this.stores.values()]
  }

  /** Owner ids, pipeline ids or stage ids, for properties whose options live elsewhere. */
  externalOptions({ schema: { type } }: ObjectStore, property: Property): ReadonlySet<string> | undefined {
    const pipelines = this.pipelines.get(type.name) ?? []
    switch (property.name) {
      case type.pipelines?.pipeline:
        return new Set(pipelines.map((pipeline) => pipeline.id))
      case type.pipelines?.stage:
        return new Set(pipelines.flatMap((pipeline) => pipeline.stages.map((stage) => stage.id)))
      default:
        return property.referencedObjectType === 'OWNER' ? new Set(this.owners.map((owner) => owner.id)) : undefined
    }
  }
}
