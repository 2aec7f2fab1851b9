/** Jobs: plans and runs, queued through pg-boss so that they survive a restart, one at a time, told live to every page. */
import { randomUUID } from 'node:crypto'
import {
  createRedactor,
  type Engine,
  LockstepError,
  type PlanReport,
  type Progress,
  type Redactor,
  type RunSummary,
  type SavedPlan,
  type SyncReport,
} from '@lockstep/runtime'
import { PgBoss } from 'pg-boss'
import { z } from 'zod'
import type { ApiError, RunRequest } from '../contract'
import type { Events } from '../events'
import { envelope } from '../http-error'
import type { Logger } from '../log'
import { createOutage } from '../outage'
import { runRequest } from '../routes/schemas'

export type Job = {
  readonly job: string
  readonly kind: 'sync' | 'plan'
  readonly state: 'queued' | 'running' | 'done' | 'failed'
  readonly progress: Progress | null
  readonly plan: PlanReport | null
  readonly sync: SyncReport | null
  readonly error: ApiError['error'] | null
  /** Whether this plan can still be applied. */
  readonly applicable: boolean
}

/** What the queue holds. It outlives this process, and others may share it: what comes out of it is checked again. */
const askSchema = runRequest.extend({ job: z.string().max(100), kind: z.enum(['sync', 'plan']) })
type Ask = z.infer<typeof askSchema>

export type Jobs = {
  start(): Promise<void>
  /** Accepts a job and answers its id at once. Throws `busy` where too many wait. */
  ask(kind: 'sync' | 'plan', request?: RunRequest): Promise<string>
  get(job: string): Job | undefined
  running(): { readonly job: string; readonly run: string; readonly kind: 'sync' | 'plan' } | null
  /** Resolves when the job has ended. */
  ended(job: string): Promise<Job>
  /** Asks for a run by itself whenever `everyMinutes()` minutes have passed since it last did; asked anew each minute, 0 or absent: none. */
  schedule(everyMinutes: () => number | undefined): void
  stop(): Promise<void>
}

export type JobsOptions = {
  readonly current: () => Promise<Engine>
  readonly events: Events
  readonly logger: Logger
  readonly isEmbedded: boolean
  readonly redactor?: Redactor
}

const QUEUE = 'runs'
/** Finished jobs whose reports are kept in memory for pages that ask again; the store keeps every run. */
const KEPT = 50
/** Plans and runs that may wait; one more run sees whatever these would. */
const MOST_WAITING = 20

const stateOf = (report: SyncReport): RunSummary['state'] => report.outcome

/** One worker takes jobs in order: the engine's own lease forbids two runs of a workspace at once anyway. */
export const createJobs = ({ current, events, logger, isEmbedded, redactor = createRedactor() }: JobsOptions): Jobs => {
  const known = new Map<string, Job>()
  const saved = new Map<string, SavedPlan>()
  const waiting = new Map<string, ((job: Job) => void)[]>()
  const abort = new AbortController()
  let boss: PgBoss | undefined
  let timer: NodeJS.Timeout | undefined
  let looks: NodeJS.Timeout | undefined

  const put = (job: Job): void => {
    known.set(job.job, job)
    for (const [id, old] of known) {
      if (known.size <= KEPT) break
      if (old.state === 'done' || old.state === 'failed') {
        known.delete(id)
        saved.delete(id)
      }
    }
  }

  const change = (id: string, more: Partial<Job>): Job => {
    const before = known.get(id)
    const job: Job = {
      job: id,
      kind: 'sync',
      state: 'queued',
      progress: null,
      plan: null,
      sync: null,
      error: null,
      applicable: false,
      ...before,
      ...more,
    }
    put(job)
    return job
  }

  const finish = (id: string, more: Partial<Job>, state: RunSummary['state'], message: string | null): void => {
    const job = change(id, more)
    events.emit({ event: 'finished', job: id, kind: job.kind, state, message })
    for (const tell of waiting.get(id) ?? []) tell(job)
    waiting.delete(id)
  }

  const work = async (ask: Ask): Promise<void> => {
    change(ask.job, { kind: ask.kind, state: 'running' })
    const onProgress = (progress: Progress): void => {
      change(ask.job, { progress })
      events.emit({ event: 'progress', job: ask.job, kind: ask.kind, progress })
    }
    try {
      const engine = await current()
      if (ask.kind === 'plan') {
        const { report, saved: plan } = await engine.plan({ signal: abort.signal, onProgress })
        saved.set(ask.job, plan)
        finish(ask.job, { state: 'done', plan: report, applicable: true }, 'done', null)
        return
      }
      const plan = ask.plan === undefined ? undefined : saved.get(ask.plan)
      if (ask.plan !== undefined && plan === undefined) {
        throw new LockstepError('stale-plan', 'that plan is no longer kept', { help: 'plan again, then apply' })
      }
      const report = await engine.sync({
        signal: abort.signal,
        onProgress,
        ...(ask.start === undefined ? {} : { start: ask.start }),
        ...(ask.setup === undefined ? {} : { setup: ask.setup }),
        ...(ask.approve === undefined ? {} : { approve: ask.approve }),
        ...(plan === undefined ? {} : { plan }),
      })
      for (const [id, job] of known) if (job.applicable) change(id, { applicable: false })
      finish(ask.job, { state: 'done', sync: report }, stateOf(report), null)
    } catch (error) {
      const { status, body } = envelope(error, redactor)
      if (status === 500)
        logger.error(
          { err: error instanceof Error ? { name: error.name, message: error.message, stack: error.stack } : {} },
          'a run failed',
        )
      finish(ask.job, { state: 'failed', error: body.error }, 'failed', body.error.message)
    }
  }

  const outage = createOutage(logger)

  const open = async (): Promise<PgBoss> => {
    if (boss !== undefined) return boss
    const engine = await current()
    const opened = new PgBoss({
      db: { executeSql: (text: string, values?: unknown[]) => outage.watch(() => engine.queue.executeSql(text, values)) },
      ...(isEmbedded ? { backend: 'pglite' as const } : {}),
      schedule: false,
      reindex: false,
      monitorVacuum: false,
    })
    // While the database is away that has been said already, and each question of the queue fails alike.
    opened.on('error', (error) => {
      if (!outage.isAway()) logger.warn({ message: error.message }, 'the job queue had an error')
    })
    try {
      await opened.start()
      await opened.createQueue(QUEUE, { retryLimit: 0, expireInSeconds: 23 * 3600, deleteAfterSeconds: 24 * 3600 })
      await opened.work<Ask>(QUEUE, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async (batch) => {
        for (const job of batch) {
          const read = askSchema.safeParse(job.data)
          if (read.success) await work(read.data)
          else logger.error({ job: job.id }, 'the queue held a job that is none of this version, and it was left out')
        }
      })
    } catch (error) {
      // What has begun of it must not go on beside the next attempt.
      await opened.stop({ graceful: false })
      throw error
    }
    boss = opened
    looks ??= setInterval(() => {
      putBack().catch((error: unknown) => {
        if (!outage.isAway())
          logger.warn({ message: error instanceof Error ? error.message : String(error) }, 'a job could not be put back')
      })
    }, 60_000)
    looks.unref()
    return opened
  }

  let opening: Promise<PgBoss> | undefined
  const queue = (): Promise<PgBoss> => {
    opening ??= open().catch((error: unknown) => {
      opening = undefined
      throw error
    })
    return opening
  }

  const ask = async (kind: 'sync' | 'plan', request: RunRequest = {}): Promise<string> => {
    const opened = await queue()
    const waits = [...known.values()].filter((job) => job.state === 'queued').length
    if (waits >= MOST_WAITING) {
      throw new LockstepError('busy', `${waits} plans and runs are waiting already`, {
        help: 'wait until they have ended: one run does all that there is to do',
        isRetryable: true,
      })
    }
    const id = randomUUID()
    change(id, { kind, state: 'queued' })
    try {
      await opened.send(QUEUE, { job: id, kind, ...request } satisfies Ask, { id })
    } catch (error) {
      finish(id, { state: 'failed', error: envelope(error, redactor).body.error }, 'failed', envelope(error, redactor).body.error.message)
      throw error
    }
    return id
  }

  let seenQueued: ReadonlySet<string> = new Set()
  /**
   * Puts back what the queue handed over while the connection broke: it says that such a job is worked on, and nobody does. One that is
   * queued at two looks in a row while nothing runs is such a job, since the queue is asked twice a second.
   */
  const putBack = async (): Promise<void> => {
    const jobs = [...known.values()]
    const queued = jobs.some((job) => job.state === 'running') ? [] : jobs.filter((job) => job.state === 'queued').map(({ job }) => job)
    const lost = queued.filter((id) => seenQueued.has(id))
    seenQueued = new Set(queued)
    if (lost.length === 0) return
    const opened = await queue()
    for (const id of lost) {
      await opened.cancel(QUEUE, id)
      await opened.resume(QUEUE, id)
    }
  }

  return {
    start: async () => {
      await queue()
    },
    ask,
    get: (job) => known.get(job),
    running: () => {
      for (const job of known.values())
        if (job.state === 'running') return { job: job.job, run: job.progress?.run ?? job.job, kind: job.kind }
      return null
    },
    ended: (id) => {
      const job = known.get(id)
      if (job === undefined || job.state === 'done' || job.state === 'failed') {
        return job === undefined ? Promise.reject(new LockstepError('not-found', `there is no job \`${id}\``)) : Promise.resolve(job)
      }
      return new Promise((resolve) => waiting.set(id, [...(waiting.get(id) ?? []), resolve]))
    },
    schedule: (everyMinutes) => {
      if (timer !== undefined) clearInterval(timer)
      let passed = 0
      // A policy that is saved meanwhile, or mended, changes the pace from the next minute on.
      const tick = async (): Promise<void> => {
        passed += 1
        const every = everyMinutes() ?? 0
        const isBusy = [...known.values()].some((job) => job.state === 'queued' || job.state === 'running')
        if (every <= 0 || passed < every || isBusy) return
        passed = 0
        await ask('sync', { start: 'now' })
      }
      timer = setInterval(() => {
        tick().catch((error: unknown) => {
          if (!outage.isAway())
            logger.warn({ message: error instanceof Error ? error.message : String(error) }, 'a scheduled run could not start')
        })
      }, 60_000)
      timer.unref()
    },
    stop: async () => {
      if (timer !== undefined) clearInterval(timer)
      if (looks !== undefined) clearInterval(looks)
      abort.abort()
      if (boss !== undefined) await boss.stop({ graceful: true, timeout: 5_000 })
    },
  }
}
