/** Check: one law that a bound policy must keep. */
import type { BoundPolicy } from '../binding/bound'
import type { Catalog } from '../catalog/catalog'
import type { Diagnostic } from '../diagnostics/diagnostic'

export type Check = {
  /** The law, in kebab-case. */
  readonly name: string
  /** True when the check says nothing without a catalog. */
  readonly needsCatalog: boolean
  /** Pure; order of the result does not matter. */
  readonly run: (bound: BoundPolicy, catalog: Catalog | undefined) => readonly Diagnostic[]
}
