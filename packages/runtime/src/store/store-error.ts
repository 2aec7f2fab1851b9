/** What a database error becomes: its message and code alone, since drivers attach parameters, which may be people's data. */
import { LockstepError } from '../errors'

/** Wraps a driver's error as `store`; our own errors pass unchanged. */
export const storeError = (error: unknown): Error => {
  if (error instanceof LockstepError) return error
  if (!(error instanceof Error)) return new LockstepError('store', 'the database failed without a reason')
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return new LockstepError('store', `the database refused: ${error.message}`, {
    isRetryable: code === '40001' || code === '40P01' || code === '57P01',
    vendor: code === undefined ? {} : { code },
  })
}
