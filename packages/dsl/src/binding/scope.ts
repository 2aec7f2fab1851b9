/** Scope: which record's names an expression may use, and how a bare name is read. */
import type { HubspotObject, SalesforceObject } from '../catalog/catalog'
import type { SideName } from '../plan/plan'

export type Scope = {
  readonly file: string
  /** Whose names stand bare; absent in options, where each begins with `hubspot.` or `salesforce.`. */
  readonly bare?: SideName
  /** What the surrounding statement is about; undefined when the catalog does not know it. */
  readonly hubspot?: HubspotObject
  readonly salesforce: readonly SalesforceObject[]
  /** All Salesforce objects of the sync's head, as written. */
  readonly heads: readonly string[]
  /** Set inside of `any`, `all` and `no`: the names are those of a related record. */
  readonly related?: true
}
