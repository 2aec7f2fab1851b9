/** Codes LS3xxx: types. */
import type { Code } from '../code'

export const TYPES_CODES: readonly Code<never>[] = []
