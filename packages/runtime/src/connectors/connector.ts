/** The connector port: one implementation a side; nothing else in the engine knows a vendor. */
import type { End, HubspotCatalog, SalesforceCatalog, Watch } from '@lockstep/dsl'
import type { CardKind, Instant, Intent, SideName, Snapshot, Wire } from '../model'

/** Why a call was made; the ledger counts by it. `read` and `write` enter eta, the others are shown apart: a
 * `guard` looks once more before something is written that cannot be taken back. */
export type Purpose = 'read' | 'write' | 'guard' | 'setup' | 'audit' | 'recovery'

/** A service's limit of calls a day, and what everybody has used of it. */
export type DailyLimit = { readonly limit: number; readonly used: number }

/** Told to the ledger before and after each HTTP request, retries included. The ledger may delay `before` (quota) or throw `QuotaError`. */
export type Meter = {
  before(call: { readonly system: SideName; readonly purpose: Purpose; readonly window?: 'search' }): Promise<void>
  after(call: {
    readonly system: SideName
    readonly purpose: Purpose
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly milliseconds: number
    readonly path: string
  }): void
}

/** Opaque JSON, stored as it is. One per watched object or list. */
export type Cursor = { readonly [name: string]: unknown }

/**
 * An association, contact role or list membership; `from` and `to` are record ids. `kind` names the relation: `list:NAME` (the list as
 * `Watch` names it; from the member to the list's id), `contact>company` (rank 0: the primary one), `role` (from the opportunity to
 * the contact). Fields read through a lookup are values of the record itself, named by their path: `Account.Name`.
 */
export type Edge = { readonly kind: string; readonly from: string; readonly to: string; readonly removed?: boolean; readonly rank?: number }

/** An object that the login is good for, but may not read: its scope or right is missing. `lists` are HubSpot's lists. */
export type Closed = { readonly object: string; readonly why: string }

/** One stretch of changes. `cursor` may be stored once everything in the page is. */
export type Page = {
  readonly object: string
  readonly snapshots: readonly Snapshot[]
  readonly edges: readonly Edge[]
  /** `all`: the edges of that kind and `from` replace what was known, rather than add to it; `to`: all edges of the kind. */
  readonly replaces?: readonly { readonly kind: string; readonly from?: string }[]
  readonly gone: readonly { readonly id: string; readonly how: 'deleted' | 'hidden' | 'unknown' }[]
  readonly cursor: Cursor
  /** Objects that may not be read. Their cursors stay where they were; the page tells nothing else of them. */
  readonly closed?: readonly Closed[]
  /** How many records the whole capture of this object will bring, where the service says. */
  readonly total?: number
}

/**
 * The schema as the connected login sees it now: by object and property name, what the property accepts. An object that the login cannot
 * read, or a property that does not exist or is hidden from it, is absent.
 */
export type LiveSchema = Readonly<Record<string, Readonly<Record<string, End>>>>

export type SetupItem = { readonly object: string; readonly field: string }

export type SetupReport = {
  /** Key field per object, absent where it neither exists nor could be made. */
  readonly keys: Readonly<Record<string, string>>
  readonly made: readonly SetupItem[]
  readonly missing: readonly (SetupItem & { readonly why: string })[]
  /** Portal id or org id. */
  readonly account: string
  /** The connected user: id and what can be shown. */
  readonly user: { readonly id: string; readonly name: string }
  /** Set by `setup`: active owners (HubSpot) or active users (Salesforce), for the owners tables. */
  readonly people: readonly {
    readonly id: string
    readonly email: string
    readonly name: string
    readonly active: boolean
    readonly queue?: boolean
  }[]
  /** Of every object that the policy watches. */
  readonly schema: LiveSchema
  /** Watched objects that the login may not read. */
  readonly closed?: readonly Closed[]
}

/** One HTTP request worth of intents. `body` is plain JSON so that the outbox can store it. */
export type Call = {
  readonly system: SideName
  readonly kind: string
  readonly method: string
  readonly path: string
  readonly body: unknown
  readonly intents: readonly string[]
}

/** One thing that a service says no to. `field`: the one it names, or the one that its code is always about. */
export type FieldRefusal = { readonly card: CardKind; readonly code: string; readonly message: string; readonly field?: string }

export type Outcome =
  | {
      readonly key: string
      readonly kind: 'done'
      readonly id: string
      readonly values?: Readonly<Record<string, Wire>>
      readonly at?: Instant
    }
  /**
   * Data error: the service understood and said no. `existing`: the id of the record that holds the unique value; `more`: what else it
   * refuses in the same answer; `isOfRecord`: no field is to blame, so that fewer of them would be refused like all.
   */
  | (FieldRefusal & {
      readonly key: string
      readonly kind: 'refused'
      readonly existing?: string
      readonly more?: readonly FieldRefusal[]
      readonly isOfRecord?: true
      readonly status: number
    })
  /**
   * Not done, may be tried again: lock, throttle, 5xx that is known not to have committed. `after`: milliseconds. Of the codes of
   * `batchCodes`, `refused` says that one row of the call was bad, and `passedOver` that other rows were and this one was not.
   */
  | { readonly key: string; readonly kind: 'retry'; readonly code: string; readonly message: string; readonly after?: number }
  /** The target changed between look and write (412): look again and plan again. */
  | { readonly key: string; readonly kind: 'stale' }
  /** The record is gone: deleted, merged or converted; look again. */
  | { readonly key: string; readonly kind: 'gone'; readonly code: string; readonly message: string }
  /** The reply was lost: read back before anything else. */
  | { readonly key: string; readonly kind: 'unknown'; readonly message: string }

/** Codes of rows that were not written because the whole call was refused. */
export const batchCodes = { refused: 'BATCH_REFUSED', passedOver: 'BATCH_PASSED_OVER' } as const

/** Work of one run for `minimum`: distinct rows by object, own writes included. */
export type Work = {
  readonly reads: Readonly<Record<string, number>>
  readonly groups: number
  readonly listGains: number
  readonly listLosses: number
  readonly listMembersAfterLoss: number
  readonly lists: boolean
  readonly associationIds: number
  readonly historyIds: number
  /** Rows per object and action: `Lead:create` -> 1200. */
  readonly writes: Readonly<Record<string, number>>
  readonly recheck: boolean
}

/** What the store holds of one object, by id: as live, and as deleted but perhaps restored. */
export type Known = { readonly live: readonly string[]; readonly deleted: readonly string[] }

/** Where a sweep differs from what was known. `memory` is given to the next sweep. */
export type Swept = {
  readonly snapshots: readonly Snapshot[]
  readonly gone: Page['gone']
  readonly memory: Cursor
}

/** A stretch of modification stamps, both ends in it, by the service's clock. */
export type Stretch = { readonly from: Instant; readonly to: Instant }

/** How many live records bear a stamp of a stretch, and those stamps by record id, or the first of them. */
export type Stamps = { readonly total: number; readonly rows: ReadonlyMap<string, Instant> }

/** A record that was just created; `sent`: the fields to which the create gave a value. */
export type Made = { readonly object: string; readonly id: string; readonly sent: readonly string[] }

/** How much of a schema is read beside the named objects; nothing of this by default. */
export type CatalogOptions = {
  /** HubSpot: every custom object of the portal. */
  readonly custom?: boolean
  /** Owners or active users, by name and email: personal data. */
  readonly people?: boolean
  /** Told what is read next: an object's name, or words such as `lists`. */
  readonly onPart?: (part: string) => void
  /**
   * Told of what is left out because the account lacks it or the login may not see it. Without this, a named object that cannot be read is
   * an error, and anything else is left out in silence.
   */
  readonly onLeftOut?: (part: string, why: string) => void
}

/** A list of HubSpot as its search tells it. `objectTypeId` is `0-1` for contacts. */
export type ListName = { readonly id: string; readonly name: string; readonly objectTypeId: string }

/** What the lists of a policy are in the account. Lists that are bound to nothing are not read: what was known of them stays. */
export type ListBinder = {
  /** Ids by the labels of `Watch`, of all the lists that there are. */
  bind(lists: readonly ListName[]): Readonly<Record<string, string>>
  /** Told of a list whose members could not be read: what was known of it stays. */
  lose(label: string, why: string): void
}

/**
 * `without`: objects (`lists` among them) that are known to be closed, or not due: nothing is asked of them. `lists`: which list a label
 * means; without it a label is a list's name, else its id.
 */
export type LookAround = { readonly without?: readonly string[]; readonly lists?: ListBinder }

export interface Connector {
  readonly side: SideName
  /** Checks the login, learns account, user, people; makes the key fields unless `make` is false. Throws `ConnectorError`. */
  setup(watches: readonly Watch[], options: { readonly make: boolean }): Promise<SetupReport>
  /** The schema of the named objects, for `catalog pull` and `init`. */
  catalog(objects: readonly string[], options?: CatalogOptions): Promise<HubspotCatalog | SalesforceCatalog>
  /** Changes since the cursors, oldest first within an object. Cursors are keyed by object name, `lists`, ... */
  changes(watches: readonly Watch[], cursors: Readonly<Record<string, Cursor>>, options?: LookAround): AsyncIterable<Page>
  /** Everything, paged by id; resumes after the cursor. Ends with a page whose cursor `changes` can start from. */
  inventory(watches: readonly Watch[], cursors: Readonly<Record<string, Cursor>>, options?: LookAround): AsyncIterable<Page>
  /** By id: live, archived, merged, hidden or gone. `history`: property names whose times are wanted. */
  read(
    watches: readonly Watch[],
    refs: readonly { readonly object: string; readonly id: string }[],
    options?: { readonly history?: readonly string[]; readonly purpose?: Purpose },
  ): Promise<{
    readonly snapshots: readonly Snapshot[]
    readonly gone: readonly { readonly id: string; readonly how: 'deleted' | 'hidden' | 'unknown' }[]
    readonly edges: readonly Edge[]
    /** Objects of these refs that may not be read. */
    readonly closed?: readonly Closed[]
  }>
  /**
   * Compares ids with what is there, the cheapest way, and brings only what differs: known as live but deleted, merged or gone; known as
   * deleted but back. Counted as `audit`. What polling cannot show is found by it.
   */
  sweep(watches: readonly Watch[], object: string, known: Known, memory: Cursor | undefined): Promise<Swept>
  /**
   * What the service's index tells of a stretch by now: the total with the first rows in one call, or all rows. Counted as `audit`. Absent
   * where reads never lag behind writes.
   */
  stamps?(watches: readonly Watch[], object: string, stretch: Stretch, isWhole: boolean): Promise<Stamps>
  /** By the value of a property, never by HubSpot's search; used to settle creates whose outcome is unknown, and for matching without an inventory. */
  find(
    watches: readonly Watch[],
    object: string,
    property: string,
    values: readonly string[],
    options?: { readonly purpose?: Purpose },
  ): Promise<readonly Snapshot[]>
  /**
   * What the service filled in by itself in new records: of each one that misses a watched property which the service may fill, those
   * properties as they are now. Counted as `read`. Absent where replies to creates tell all of it.
   */
  filled?(watches: readonly Watch[], made: readonly Made[]): Promise<readonly Snapshot[]>
  /** Pure: intents to calls, fully packed. */
  pack(intents: readonly Intent[], keys: Readonly<Record<string, string>>): readonly Call[]
  /** Pure: fields of an object that the service accepts only together bear one name here. Absent where none are. */
  together?(object: string, field: string): string
  /** Pure: the fewest calls for that work, written apart from `pack` (engine.md, Cost). */
  minimum(work: Work): { readonly read: number; readonly write: number }
  /** Sends one call; every intent of the call gets exactly one outcome. Never throws for data; throws `ConnectorError` for login, quota and shape. */
  send(call: Call, deadline: Instant, intents: readonly Intent[]): Promise<readonly Outcome[]>
  /**
   * The day's limit as the service tells it when asked, `null` where it tells none; one call, counted as `setup`. What the reply's headers
   * tell reaches the ledger as always. Absent where there is nothing to ask. Throws `quota` where the service refuses because of the limit.
   */
  limits?(): Promise<DailyLimit | null>
  /** The service's own time, from its last `Date` header; local time before the first reply. */
  now(): Instant
}
