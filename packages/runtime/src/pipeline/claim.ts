/** Step 1: take the lease of the workspace and raise its epoch, which every later transaction checks. */
import type { Clock } from '../clock'
import { LockstepError } from '../errors'
import type { OpenStore } from '../store/store'
import { leaseMilliseconds } from './run-state'

/**
 * Returns the epoch of this run. Waits once for a lease to run out, since its holder may be dead; throws `locked-store` when it is alive.
 * `owner` names the worker; a worker may always take its own lease again.
 */
export const claim = async (store: OpenStore, owner: string, clock: Clock, signal?: AbortSignal): Promise<number> => {
  const attempt = async (): Promise<number | null> => {
    const now = clock.now()
    return store.takeLease(owner, now, now + leaseMilliseconds)
  }
  const epoch = await attempt()
  if (epoch !== null) return epoch
  await clock.sleep(leaseMilliseconds + 1_000, signal)
  const second = await attempt()
  if (second !== null) return second
  throw new LockstepError('locked-store', 'another worker is running this workspace', {
    help: 'let it finish, or stop it',
    isRetryable: true,
  })
}

/** Gives the lease back at the end of a run. */
export const release = async (store: OpenStore, epoch: number): Promise<void> => store.dropLease(epoch)
