/** What an administrator has set up to act when rows are saved. */
import type { Row } from '../store/row'
import type { AssignmentRule } from './assignment'
import type { DuplicateRule } from './duplicate-rule'
import type { Approval, Automation, LookupFilter } from './guards'
import type { Profile } from './profile'
import type { Said } from './said'
import type { Sharing } from './sharing'

/** A row for which `refuses` is true is not saved. */
export type ValidationRule = {
  readonly object: string
  readonly message: string
  readonly field?: string
  readonly refuses: (row: Row) => boolean
}

export type Rules = {
  /** What they were read from: reading it again gives the same rules. */
  readonly said: Said
  readonly validation: readonly ValidationRule[]
  readonly duplicates: readonly DuplicateRule[]
  /** Those that limit their users; users of other profiles may do everything. */
  readonly profiles: readonly Profile[]
  readonly sharing?: Sharing
  readonly assignment: readonly AssignmentRule[]
  readonly automations: readonly Automation[]
  readonly approvals: readonly Approval[]
  readonly filters: readonly LookupFilter[]
  /** As many records fit. */
  readonly storage?: number
}

/** Nothing is set up, and nothing is spent on it. */
export const NO_RULES: Rules = {
  said: {},
  validation: [],
  duplicates: [],
  profiles: [],
  assignment: [],
  automations: [],
  approvals: [],
  filters: [],
}

/** The keys of a seed's `schema.json` that say rules. */
export const RULE_KEYS = [
  'rules',
  'duplicateRules',
  'profiles',
  'sharing',
  'assignmentRules',
  'automations',
  'approvals',
  'lookupFilters',
  'storage',
] as const
