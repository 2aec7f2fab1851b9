/** Exit codes, promised to scripts (`docs/reference/cli.md`). */
import { type ErrorCode, LockstepError } from '@lockstep/runtime'

export const exitCodes = { done: 0, error: 1, differences: 2, authentication: 3, quota: 4, held: 5, stalePlan: 6 } as const

const byError: Partial<Record<ErrorCode, number>> = {
  authentication: exitCodes.authentication,
  quota: exitCodes.quota,
  held: exitCodes.held,
  'stale-plan': exitCodes.stalePlan,
}

/** The exit code of a failure; 1 unless it has one of its own. */
export const exitCodeOf = (error: unknown): number =>
  error instanceof LockstepError ? (byError[error.code] ?? exitCodes.error) : exitCodes.error
