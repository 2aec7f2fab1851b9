/** Codes LS2xxx: names. */
import type { Code } from '../code'

export const NAMES_CODES: readonly Code<never>[] = []
