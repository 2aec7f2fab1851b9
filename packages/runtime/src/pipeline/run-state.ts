/** What the stages of one run share: its parts, its tally, and the one way to commit. */
import type { CompiledPolicy } from '@lockstep/dsl'
import type { Clock } from '../clock'
import type { Connector } from '../connectors/connector'
import type { StepProbe } from '../engine-contract'
import { LockstepError } from '../errors'
import type { Instant, SideName, Snapshot } from '../model'
import type { Plan, PlanContext } from '../planner/contract'
import type { CallMeter } from '../quota/meter'
import type { LedgerCounts, Progress } from '../reports'
import type { OpenStore, Store } from '../store/store'
import type { Bindings } from './bindings'
import type { Sight } from './sight'
import type { Tally } from './tally'

export const sides: readonly SideName[] = ['hubspot', 'salesforce']
export const otherSide = (side: SideName): SideName => (side === 'hubspot' ? 'salesforce' : 'hubspot')

/** How long a lease lasts without a commit. */
export const leaseMilliseconds = 60_000

export type Run = {
  readonly id: string
  readonly kind: 'sync' | 'plan'
  readonly store: OpenStore
  readonly policy: CompiledPolicy
  readonly plan: Plan
  readonly connectors: Readonly<Record<SideName, Connector>>
  readonly clock: Clock
  readonly random: () => number
  readonly probe: StepProbe
  readonly meter: CallMeter | undefined
  readonly epoch: number
  readonly startedAt: Instant
  /** The ledger as it was when the run began, set-up not counted yet. */
  readonly ledger: Readonly<Record<SideName, LedgerCounts>>
  /** Key field per object, by side, as set-up found them. */
  readonly keys: Readonly<Record<SideName, Readonly<Record<string, string>>>>
  readonly context: () => PlanContext
  /** Asks anew what set-up knows, where that is older than this run: at most once a run. True where `context` tells news since. */
  readonly renewSetup: () => Promise<boolean>
  /** What the connected users may see and write, as far as it is known by now. */
  sight: Sight
  /** What the policy's lists are in the account. */
  readonly bindings: Bindings
  readonly tally: Tally
  /** Links of calls whose outcome is open: left alone until it is known. */
  readonly busy: Set<number>
  /** When each side was last looked at, local time. */
  readonly looked: Record<SideName, Instant>
  /** When the last complete capture of each side in this run began, local time; 0 before the first. */
  readonly coveredFrom: Record<SideName, Instant>
  /** How long a delete waits before it is carried, in milliseconds, from when it was seen. */
  readonly deleteDelay: number
  /** When the side of a link's deleted record was last searched for one that takes its place, by link, local time. */
  readonly searched: Map<number, Instant>
  /** Successors that were read in this run and are gone themselves, which no link holds, as `side id`. */
  readonly ends: Map<string, Snapshot>
  /** Records that were read because another one met their match key, as `side id`. */
  readonly holdersRead: Set<string>
  /** Match ends by which a side cannot be searched, as `side object property`. */
  readonly unsearchable: Set<string>
  /** Syncs of which nothing more is written in this run: what it saw after it began to write exceeds a hold. */
  readonly stopped: Set<string>
  /** Links whose delete waits for a later run. */
  readonly delayed: Set<number>
  readonly signal: AbortSignal | undefined
  readonly onProgress: ((progress: Progress) => void) | undefined
  /** Commits follow one another in the order they were asked for, so that a newer row is never overwritten by an older one. */
  lastCommit: Promise<unknown>
}

const commitNow = async <Result>(run: Run, work: (store: Store) => Promise<Result>): Promise<Result> => {
  const usage = run.meter?.drain() ?? []
  try {
    return await run.store.transaction(async (store) => {
      if (!(await store.holdLease(run.epoch, run.clock.now() + leaseMilliseconds)))
        throw new LockstepError('interrupted', 'another worker took over this run', { isRetryable: true })
      await store.addUsage(usage)
      return work(store)
    })
  } catch (error) {
    // Where nobody knows whether the commit arrived, calls are rather counted twice than not at all.
    run.meter?.giveBack(usage)
    throw error
  }
}

/** One transaction that commits only while this run holds the lease; the calls counted so far go with it. Throws `interrupted`. */
export const commit = <Result>(run: Run, work: (store: Store) => Promise<Result>): Promise<Result> => {
  const mine = run.lastCommit.then(() => commitNow(run, work))
  run.lastCommit = mine.catch(() => undefined)
  return mine
}

/** Throws `interrupted` once the caller asked to stop. */
export const checkStop = (run: Run): void => {
  if (run.signal?.aborted === true)
    throw new LockstepError('interrupted', 'stopped on request; the next run resumes', { isRetryable: true })
}

/** Tells whoever watches how far the run is. */
export const tell = (run: Run, phase: Progress['phase'], message: string, done: number, total: number | null): void => {
  run.onProgress?.({
    run: run.id,
    phase,
    message,
    done,
    total,
    calls: { hubspot: run.meter?.made('hubspot') ?? 0, salesforce: run.meter?.made('salesforce') ?? 0 },
    written: run.tally.written(),
    at: run.clock.now(),
  })
}
