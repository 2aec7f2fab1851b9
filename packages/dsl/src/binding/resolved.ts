/** What a path in an expression stands for. */
import type { HubspotProperty, Option } from '../catalog/catalog'
import type { Expr, SideName, ValueType } from '../plan/plan'
import type { BoundField } from './bound'

/** A type that is unknown because there is no catalog fits everywhere. */
export type LooseType = ValueType | 'any'

export type Resolved = {
  readonly expr: Extract<Expr, { kind: 'property' | 'related' }>
  readonly type: LooseType
  readonly side: SideName
  readonly options?: readonly Option[]
  /** Whether the system takes no other value than its options. */
  readonly isRestricted?: boolean
  /** Set for a property of the record itself. */
  readonly hubspot?: HubspotProperty
  readonly fields: readonly BoundField[]
  /** Set where the path names one Salesforce object of the sync. */
  readonly object?: string
}

/** A name of which nothing is known but how it is written, because there is no catalog. */
export const untyped = (side: SideName, name: string, object?: string): Resolved => ({
  expr: { kind: 'property', side, ...(object === undefined ? {} : { object }), name, type: 'text', vendorType: 'string' },
  type: 'any',
  side,
  fields: [],
  ...(object === undefined ? {} : { object }),
})
