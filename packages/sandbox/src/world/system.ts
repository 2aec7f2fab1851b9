/**
 * The contract between the world and a system that plugs into it.
 *
 * A system is made by a function of the world: `src/hubspot/hubspot.ts` exports `createHubspot(world: World): System`, `src/salesforce/salesforce.ts`
 * exports `createSalesforce(world: World): System`. `serve` owns the socket: it reads the body, applies faults, writes
 * `Date`, `Content-Type` and `Content-Length`, and logs the call. The system routes on `method` and `path`, does its own authentication and rate
 * limits, takes time from `world.now(name)` and nowhere else, and tells every write to `world.commits.add`, API writes with `call: request.call`.
 * `load` replaces all state; a world starts, and is reset, by `world.begin`, `prepare` of each system, and only then a change of state in all.
 */
import type { Kept } from './image/format'
import type { SystemSeed } from './seed'
import type { Viewer } from './view'

export type SystemName = 'hubspot' | 'salesforce'

/** `path` is as sent, still URL-encoded, without the query; header names are lower case. */
export type SandboxRequest = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Bytes of the URL with its query, and of the URL and all headers together. */
  readonly size: { readonly url: number; readonly head: number }
  /** Number of this request in the call log. */
  readonly call: number
  /** A fault that the system itself must play: locked rows, a commit that becomes visible `delay` milliseconds later, or, for HubSpot, an account that moves for so long. */
  readonly fault?: { readonly kind: 'lock' | 'late-commit' | 'migration'; readonly delay: number }
}

/** `body`: text goes out as it is, anything else as JSON; absent means no body. `type` defaults to JSON. `records` is for the call log. */
export type SandboxResponse = {
  readonly status: number
  readonly body?: unknown
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly records?: number
}

/** A person's edit: creates without `id`. `by` is a user's or owner's id, or any name. */
export type Edit = {
  readonly object: string
  readonly id?: string
  readonly values: Readonly<Record<string, unknown>>
  readonly by?: string
  /** Salesforce only: the transaction commits so many milliseconds after it is stamped. */
  readonly late?: number
}
export type Removal = { readonly object: string; readonly id: string; readonly by?: string }
/** `winner` stays (or gives its values, where the vendor makes a new record), `losers` go. */
export type Merge = { readonly object: string; readonly winner: string; readonly losers: readonly string[]; readonly by?: string }
/** A lead's conversion; ids of existing records to convert into, else new ones are made. */
export type Conversion = {
  readonly lead: string
  readonly account?: string
  readonly contact?: string
  readonly opportunity?: string
  /** Name of the opportunity to make; none is made without it. */
  readonly opportunityName?: string
  /** Who owns what is made; must be said where a queue owns the lead. */
  readonly owner?: string
  /** The lead's status afterwards, one that means converted; the first of those without it. */
  readonly status?: string
  readonly by?: string
}

/** A change event without values: a gap for some records, an overflow for an object, or gaps in place of the next transactions' events. */
export type Announcement = {
  readonly object: string
  readonly ids?: readonly string[]
  readonly change?: 'CREATE' | 'UPDATE' | 'DELETE' | 'UNDELETE' | 'OVERFLOW'
  readonly next?: number
}

/** A refusal of a person's edit, with the vendor's words; the control API answers 400 with it. */
export class EditRefused extends Error {
  override readonly name = 'EditRefused'
}

export interface System {
  readonly name: SystemName
  /** A token that its API accepts, the same for every world. */
  readonly accessToken: string
  /** The system as its own screens show it. */
  readonly view: Viewer
  handle(request: SandboxRequest): SandboxResponse | Promise<SandboxResponse>
  /** The vendor's own answer for a fault that the system need not look into. */
  refuse(kind: '500' | '503' | '429' | 'limit', request: SandboxRequest): SandboxResponse
  /** Reads the seed into fresh state, which takes the place of everything when the returned function is called. Throws a `SeedError`. */
  prepare(seed: SystemSeed): () => void
  /** Replaces everything by the seed. Throws a `SeedError` and leaves everything as it was. */
  load(seed: SystemSeed): void
  /** The classes of what `keep` gives. */
  readonly kept: readonly Kept[]
  /** Everything that a snapshot is to hold of the system, as it stands. */
  keep(): unknown
  /** Takes a copy of what `keep` gave once, in a world that has been restored already; it is in use when the returned function has been called. */
  resume(kept: unknown): () => void
  /** Ends what the system does by itself, such as sending. */
  close?(): void
  /** Everything a judge wants to compare, as plain JSON: `{ object: [record, ...] }`, deleted ones included and marked. */
  dump(): Readonly<Record<string, readonly unknown[]>>
  /** Acts as a person in the user interface, past the API's quota. Each throws `EditRefused`. */
  edit(edit: Edit): { readonly id: string }
  remove(removal: Removal): void
  /** Takes a deleted record out of the bin, where the system has one. */
  restore?(removal: Removal): void
  merge(merge: Merge): { readonly id: string }
  convert?(conversion: Conversion): Readonly<Record<string, string | null>>
  announce?(announcement: Announcement): void
  /** What administrators have set up, in a seed's words; what is said takes the place of the parts that it names. Throws `EditRefused` or a `TypeError`. */
  rules?(said?: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>
}
