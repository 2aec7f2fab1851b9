/**
 * Statement: what a line or block of a policy looks like inside a visual edit command: plain JSON, told apart by `kind`.
 *
 * Expressions, paths and names of a policy are text as the policy spells it (`"company.type = \"PARTNER\""`), names without back-ticks;
 * texts and values of tables are plain JSON values.
 */

import type { HoldKind } from '../syntax/keywords'

/** A value of a table row: text, number, yes or no; `null` is `blank`. */
export type ScalarSpec = string | number | boolean | null

export type ArrowSpec = '<->' | '->' | '<-' | 'off'
export type CarryingArrowSpec = '<->' | '->' | '<-'

/** An option of a mapping. */
export type OptionSpec =
  | { readonly kind: 'prefer'; readonly side: 'hubspot' | 'salesforce' }
  | { readonly kind: 'default'; readonly value: string }
  | { readonly kind: 'when'; readonly condition: string }
  | { readonly kind: 'using'; readonly name: string; readonly by?: string }
  | { readonly kind: 'once' }
  | { readonly kind: 'sticky'; readonly value: string; readonly until?: 'hubspot' | 'salesforce'; readonly evenWhenPaused?: true }
  | { readonly kind: 'required' }

/** An option of an association. */
export type AssociateOptionSpec =
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'role'; readonly role: string }
  | { readonly kind: 'required' }

/** What stands in `policy`. */
export type PolicyLineSpec =
  | { readonly kind: 'every'; readonly count: number; readonly unit: 'second' | 'minute' | 'hour' | 'day' | 'week' }
  | { readonly kind: 'budget'; readonly side: 'hubspot' | 'salesforce'; readonly calls: number }
  | { readonly kind: 'creates-companies'; readonly answer: 'yes' | 'no' }
  | ConflictsSpec
  | HoldSpec

export type ConflictsSpec = {
  readonly kind: 'conflicts'
  readonly first: 'newest' | 'hubspot' | 'salesforce'
  readonly then?: 'hubspot' | 'salesforce'
}

/** `limit` is a count, or a percentage as text: `"5%"`. */
export type HoldSpec = {
  readonly kind: 'hold'
  readonly what: HoldKind
  readonly limit: number | string
}

/** What stands in `from`. */
export type FromLineSpec =
  | { readonly kind: 'include'; readonly condition: string }
  | {
      readonly kind: 'on-new'
      readonly action: 'create' | 'link' | 'ignore'
      readonly object?: string
      readonly recordType?: string
      readonly assignmentRules?: true
      readonly when?: string
    }
  | { readonly kind: 'on-change'; readonly action: 'update' | 'ignore' }
  | { readonly kind: 'on-delete'; readonly action: 'delete' | 'unlink' | 'ignore' }
  | { readonly kind: 'on-merge'; readonly action: 'follow' | 'delete' }

export type MappingSpec = {
  readonly kind: 'mapping'
  readonly hubspot: string
  readonly arrow: ArrowSpec
  readonly salesforce: string
  readonly options?: readonly OptionSpec[]
}

/** What stands in `sync`. */
export type SyncLineSpec =
  | { readonly kind: 'match'; readonly by: 'key'; readonly hubspot: string; readonly salesforce: string }
  | { readonly kind: 'match'; readonly by: 'through'; readonly object: string }
  | { readonly kind: 'match'; readonly by: 'none' }
  | { readonly kind: 'prefer'; readonly choices: readonly string[] }
  | ConflictsSpec
  | HoldSpec
  | { readonly kind: 'from'; readonly object: string; readonly sameAs?: string; readonly statements?: readonly FromLineSpec[] }
  | MapSpec
  | {
      readonly kind: 'pipeline'
      readonly pipeline: string
      readonly arrow: CarryingArrowSpec
      readonly target:
        | { readonly by: 'record-type'; readonly name: string }
        | { readonly by: 'master' }
        | { readonly by: 'support-process'; readonly name: string }
      readonly statements?: readonly StageSpec[]
    }
  | {
      readonly kind: 'associate'
      readonly object: string
      readonly arrow: CarryingArrowSpec
      readonly field: string
      readonly options?: readonly AssociateOptionSpec[]
    }

export type MapSpec = { readonly kind: 'map'; readonly statements?: readonly MappingSpec[] }

export type StageSpec = {
  readonly kind: 'stage'
  readonly hubspot: string
  readonly arrow: CarryingArrowSpec
  readonly salesforce: string
}

/** What stands in `activities`. */
export type ActivitySpec = {
  readonly kind: 'activity'
  readonly type: string
  readonly arrow: CarryingArrowSpec
  readonly salesforce: string
  readonly when?: string
  readonly statements?: readonly ActivityLineSpec[]
}

/** What stands in the block of an activity. */
export type ActivityLineSpec =
  | { readonly kind: 'when'; readonly condition: string }
  | { readonly kind: 'on-delete'; readonly action: 'delete' | 'ignore' }
  | MapSpec

/** What stands in `campaigns`. */
export type CampaignLineSpec =
  | {
      readonly kind: 'form'
      readonly form: string
      readonly arrow: CarryingArrowSpec
      readonly campaign: string
      readonly status?: string
    }
  | { readonly kind: 'show'; readonly property: string }

/** Fields of a record in a test. */
export type FieldsSpec = readonly { readonly name: string; readonly value: ScalarSpec }[]

/** What stands in `test`. */
export type TestLineSpec =
  | {
      readonly kind: 'given'
      readonly object: string
      readonly name?: string
      readonly fields?: FieldsSpec
      readonly for?: string
      readonly linkedTo?: string
      readonly memberOf?: string
    }
  | { readonly kind: 'step'; readonly by: 'sync' }
  | { readonly kind: 'step'; readonly by: 'time'; readonly count: number; readonly unit: 'second' | 'minute' | 'hour' | 'day' | 'week' }
  | {
      readonly kind: 'step'
      readonly by: 'person'
      readonly side: 'hubspot' | 'salesforce'
      readonly verb: 'creates' | 'changes' | 'deletes' | 'restores' | 'merges' | 'converts' | 'adds' | 'removes'
      readonly record: string
      readonly name?: string
      readonly into?: string
      readonly to?: string
      readonly from?: string
      readonly fields?: FieldsSpec
    }
  | { readonly kind: 'expect'; readonly by: 'record' | 'absent'; readonly record: string; readonly fields?: FieldsSpec }
  | { readonly kind: 'expect'; readonly by: 'error'; readonly code: string; readonly for?: string }
  | { readonly kind: 'expect'; readonly by: 'count'; readonly count: number; readonly of: 'writes' | 'calls' }

/** What stands in `values`. */
export type ValuesLineSpec =
  | {
      readonly kind: 'value-row'
      readonly hubspot: readonly ScalarSpec[]
      readonly arrow: CarryingArrowSpec
      readonly salesforce: readonly ScalarSpec[]
    }
  | { readonly kind: 'otherwise'; readonly action: 'error' | 'copy' | 'blank' | '->' | '<-'; readonly value?: ScalarSpec }

/** What stands in `lifecycle`. */
export type LifecycleLineSpec =
  | { readonly kind: 'order'; readonly stages: readonly string[] }
  | { readonly kind: 'advance'; readonly stage: string; readonly when: string }
  | { readonly kind: 'carry'; readonly to: 'company' | 'contacts of company' }

/** What stands at the top of a file. */
export type TopLevelSpec =
  | { readonly kind: 'policy'; readonly name: string; readonly statements?: readonly PolicyLineSpec[] }
  | {
      readonly kind: 'sync'
      readonly hubspot: string
      readonly salesforce: readonly string[]
      readonly statements?: readonly SyncLineSpec[]
    }
  | { readonly kind: 'values'; readonly name: string; readonly statements?: readonly ValuesLineSpec[] }
  | {
      readonly kind: 'lifecycle'
      readonly object: string
      readonly property: string
      readonly statements?: readonly LifecycleLineSpec[]
    }
  | { readonly kind: 'activities'; readonly statements?: readonly ActivitySpec[] }
  | { readonly kind: 'campaigns'; readonly statements?: readonly CampaignLineSpec[] }
  | { readonly kind: 'policy-test'; readonly name: string; readonly statements?: readonly TestLineSpec[] }

/** Any statement that a command can name. */
export type StatementSpec =
  | TopLevelSpec
  | PolicyLineSpec
  | SyncLineSpec
  | FromLineSpec
  | MappingSpec
  | ValuesLineSpec
  | LifecycleLineSpec
  | StageSpec
  | ActivitySpec
  | ActivityLineSpec
  | CampaignLineSpec
  | TestLineSpec
