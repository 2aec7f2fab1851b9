/** All checks, in the order they run. */
import type { Check } from './check'

export const checks: readonly Check[] = []
