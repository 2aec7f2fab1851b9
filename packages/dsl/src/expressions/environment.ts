/** What an expression may look at: the two records and their surroundings, given by the caller. */
import type { SideName, Value } from '../plan/plan'

/** Every method is total and pure; what is unknown is `null` (blank) or `false`. */
export type Environment = {
  /** The value of a property on one side, decoded to a `Value`; `null` where there is no record on that side. */
  property(side: SideName, name: string, vendorType: string): Value
  /** One step through an association (`company`) or lookup (`Account`). */
  related(side: SideName, via: string, name: string, vendorType: string): Value
  /** Whether the HubSpot record is a member of the dynamic list of that name. */
  isMember(list: string): boolean
  /** Environments of the associated records of `object`, for `any | all | no`. */
  associated(object: string): readonly Environment[]
  /** Whether the record is linked, to that object when one is named. */
  isLinked(object?: string): boolean
  isIncluded(): boolean
}
