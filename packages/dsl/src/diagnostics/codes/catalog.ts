/** Codes LS5xxx: catalog. */
import type { Code } from '../code'

export const CATALOG_CODES: readonly Code<never>[] = []
