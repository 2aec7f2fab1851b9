/** Codes LS9xxx: style. */
import type { Code } from '../code'

export const STYLE_CODES: readonly Code<never>[] = []
