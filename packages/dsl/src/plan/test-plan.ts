/** The compiled form of policy tests: plain JSON that a runner plays on in-memory systems; no part of the plan, nor of its hash. */
import type { RuleRef, SideName } from './plan'

/** Names a record within its test: the name that the policy gave it, or `#1`, `#2` and so on in the order of the lines. */
export type TestRecordId = string

/** Property or field names with values in their system's wire form; `null` is blank. */
export type TestFields = Readonly<Record<string, string | null>>

type At = { readonly place: RuleRef }

export type TestStep =
  /** Stands from before the first run. */
  | (At & {
      readonly kind: 'given'
      readonly record: TestRecordId
      readonly side: SideName
      readonly object: string
      readonly fields: TestFields
      /** The record of the same system that it hangs on, and how. */
      readonly tie?:
        | { readonly kind: 'association'; readonly to: TestRecordId }
        | { readonly kind: 'lookup'; readonly field: string; readonly to: TestRecordId }
        | { readonly kind: 'contact-role'; readonly to: TestRecordId }
      /** HubSpot lists of which it is a member. */
      readonly memberOf?: readonly string[]
      /** The record of the other system that it is linked to, with today's values agreed. */
      readonly linkedTo?: TestRecordId
    })
  /** Runs until nothing is left to do. */
  | (At & { readonly kind: 'sync' })
  /** Lets the virtual clock go on; runs fall due as `every` says. */
  | (At & { readonly kind: 'pass'; readonly milliseconds: number })
  /** A person's doing, in the system of the record. */
  | (At & {
      readonly kind: 'create'
      readonly record: TestRecordId
      readonly side: SideName
      readonly object: string
      readonly fields: TestFields
    })
  | (At & { readonly kind: 'change'; readonly record: TestRecordId; readonly fields: TestFields })
  | (At & { readonly kind: 'delete' | 'restore'; readonly record: TestRecordId })
  /** `record` enters or leaves a HubSpot list. */
  | (At & { readonly kind: 'join' | 'leave'; readonly record: TestRecordId; readonly list: string })
  /** `record` is merged away, `into` remains. */
  | (At & { readonly kind: 'merge'; readonly record: TestRecordId; readonly into: TestRecordId })
  /** A lead becomes a contact: a new one, or `into`. */
  | (At & { readonly kind: 'convert'; readonly record: TestRecordId; readonly into?: TestRecordId; readonly fields: TestFields })
  /** That record has these values, or is gone. Before the first expectation after other steps a runner syncs by itself, unless `sync` came last. */
  | (At & { readonly kind: 'expect-record'; readonly record: TestRecordId; readonly isAbsent: boolean; readonly fields: TestFields })
  /** Some record of the object has these values, or none has. */
  | (At & {
      readonly kind: 'expect-object'
      readonly side: SideName
      readonly object: string
      readonly isAbsent: boolean
      readonly fields: TestFields
    })
  /** An open error card of that kind or with that raw code, of that record if one is named. `held`: a limit of the policy stopped a run. */
  | (At & { readonly kind: 'expect-error'; readonly code: string; readonly record?: TestRecordId })
  /**
   * Writes to, or calls of, both systems by the runs of the last `sync`, of the time that passed last, or of the sync that an expectation made
   * by itself. The run that found nothing left to do is not counted where another went before it.
   */
  | (At & { readonly kind: 'expect-count'; readonly of: 'writes' | 'calls'; readonly count: number })

export type CompiledTest = {
  readonly name: string
  readonly place: RuleRef
  readonly steps: readonly TestStep[]
}
