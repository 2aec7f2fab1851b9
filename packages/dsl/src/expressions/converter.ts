/** Converter: what the planner calls to carry one mapping's values; values are in wire form (see `Wire`). */

/**
 * Wire form, as stored in snapshots: HubSpot's property text as its API gives it; Salesforce's JSON value as text
 * (`true`/`false`, decimal numbers, datetimes as the API gives them). `null` is blank; the empty text is stored as `null`.
 */
export type Wire = string | null

export type Converted =
  | { readonly ok: true; readonly value: Wire }
  | {
      readonly ok: false
      readonly code: 'no-counterpart' | 'invalid-value' | 'too-long' | 'out-of-range' | 'not-an-option' | 'no-owner'
      readonly message: string
      readonly value: Wire
    }

export type Converter = {
  /** Never throws. Checks length, range and options of the target too. */
  toSalesforce(value: Wire, object: string): Converted
  toHubspot(value: Wire, object: string): Converted
  /** Equality on one side as that system sees it: `1.0` and `1`, `A;B` and `B;A`, case in emails, checkbox blank and `false`. */
  equalHubspot(a: Wire, b: Wire): boolean
  equalSalesforce(a: Wire, b: Wire, object: string): boolean
  /** True when both ends say the same thing, in either direction of conversion. */
  agree(hubspot: Wire, salesforce: Wire, object: string): boolean
}

/** Rows known only at run time: HubSpot owner id <-> Salesforce user id, both active, matched by email and name, or by email. */
export type DynamicTables = { readonly owners: OwnerRows; readonly ownersByEmail: OwnerRows }

/** `whyNot`: a clause that says why an owner of that side has no counterpart, for people to read. */
export type OwnerRows = {
  readonly toSalesforce: ReadonlyMap<string, string>
  readonly toHubspot: ReadonlyMap<string, string>
  readonly whyNot?: (side: 'hubspot' | 'salesforce', id: string) => string
}
