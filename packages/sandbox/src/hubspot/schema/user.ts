/** What an account's administrators have set up for a user, beside what the user is as an owner of records. */

/** Ids are texts, as the API has them. */
export type UserSettings = {
  readonly roleIds: readonly string[]
  readonly primaryTeamId?: string
  readonly secondaryTeamIds: readonly string[]
  readonly superAdmin: boolean
}

/** A set of permissions that users share. */
export type Role = { readonly id: string; readonly name: string; readonly requiresBillingWrite: boolean }

export type Team = { readonly id: string; readonly name: string }

/** What a user has who was never set up. */
export const PLAIN_USER: UserSettings = { roleIds: [], secondaryTeamIds: [], superAdmin: false }
