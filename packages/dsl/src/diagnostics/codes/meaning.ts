/** Codes LS4xxx: meaning. */
import type { Code } from '../code'

export const MEANING_CODES: readonly Code<never>[] = []
