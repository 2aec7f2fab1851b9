/** A lowered expression: in the plan's form, with its type and what messages need. */
import type { Option } from '../catalog/catalog'
import type { Expr, ValueType } from '../plan/plan'
import type { LooseType } from './resolved'

export type Lowered = {
  readonly expr: Expr
  readonly type: LooseType
  readonly options?: readonly Option[]
  /** Whether the system takes no other value than its options. */
  readonly isRestricted?: boolean
  /** As the policy names it, for messages. */
  readonly name?: string
}

/** The plan knows no unknown type; without a catalog nothing is compiled, so any will do. */
export const planType = (type: LooseType): ValueType => (type === 'any' ? 'text' : type)
