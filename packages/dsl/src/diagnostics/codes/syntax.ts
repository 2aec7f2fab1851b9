/** Codes LS1xxx: syntax. */
import type { Code } from '../code'

export const SYNTAX_CODES: readonly Code<never>[] = []
