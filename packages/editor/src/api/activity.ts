/** What runs now and what came of it: fed by the event stream, by the status when the page opens, and by polling while the stream is lost. */
import type { PlanResponse, Progress, RunRequest, RunSummary, ServerEvent, StatusResponse } from '@lockstep/server/contract'
import { announce } from '../ui/announce'
import { createStore } from '../ui/store'
import { s } from '../ui/strings'
import { ApiFailure, api } from './client'
import { onServerEvent, streamState } from './events'
import { rateOf, type Sample } from './rate'
import { asFailure } from './resource'

export type Activity = {
  readonly job: string
  readonly kind: 'sync' | 'plan'
  readonly progress: Progress | null
  /** Of the current phase, newest last. */
  readonly samples: readonly Sample[]
}

/** The run or plan under way. */
export const activity = createStore<Activity | null>(null)
/** The last plan that was made from this page or found on the server. */
export const planned = createStore<PlanResponse | null>(null)
/** The last finished sync, and a number that grows with each end of a run, for pages to read again. */
export const lastSync = createStore<RunSummary | null>(null)
export const finishedRuns = createStore(0)
export const status = createStore<StatusResponse | null>(null)

/** Reads the status; keeps the old one when the server does not answer, since the stream's banner says so. */
export const refreshStatus = async (): Promise<void> => {
  try {
    const next = await api.status()
    status.set(next)
    const current = activity.get()
    if (next.running !== null && current === null)
      activity.set({ job: next.running.job, kind: next.running.kind, progress: null, samples: [] })
    if (next.running === null && current !== null && streamState.get() === 'lost') await settle(current)
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
  }
}

const readLastSync = async (): Promise<void> => {
  try {
    const { runs } = await api.runs()
    lastSync.set(runs.find((run) => run.kind === 'sync' && run.state !== 'running') ?? null)
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
  }
}

const finish = async (job: string, kind: 'sync' | 'plan', message: string | null, state: RunSummary['state'] = 'done'): Promise<void> => {
  if (activity.get() !== null) activity.set(null)
  if (kind === 'plan') {
    try {
      planned.set(await api.planResult(job))
    } catch (error) {
      // A plan made by another program has no result here; the page simply keeps the one it has.
      if (!(error instanceof ApiFailure)) throw error
      if (error.status !== 404) announce(s.run.planFailed(error.message), 'bad')
    }
  } else {
    const plan = planned.get()
    if (plan !== null) planned.set({ ...plan, applicable: false })
    await readLastSync()
  }
  finishedRuns.set(finishedRuns.get() + 1)
  await refreshStatus()
  if (state === 'done') announce(s.run.finished[kind], 'good')
  else announce(`${s.run.kind[kind]}: ${s.run.ended[state]}. ${message ?? ''}`, 'bad')
}

/** Ends what this page takes for running, with what the server knows of it; a server that was started anew knows nothing. */
const settle = async ({ job, kind }: Activity): Promise<void> => {
  let state: RunSummary['state'] = 'interrupted'
  let message: string | null = null
  try {
    const known = await api.job(job)
    if (known.state === 'running' || known.state === 'queued') return
    state = known.state === 'failed' ? 'failed' : (known.sync?.outcome ?? 'done')
    message = known.error?.message ?? null
  } catch (error) {
    if (!(error instanceof ApiFailure) || error.status !== 404) throw error
  }
  await finish(job, kind, message, state)
}

/** The stream is back: what happened meanwhile was not told, so everything shown is read again. */
const catchUp = async (): Promise<void> => {
  const before = activity.get()
  await refreshStatus()
  const now = status.get()
  if (before !== null && activity.get()?.job === before.job && now?.running?.job !== before.job) await settle(before)
  await readLastSync()
  finishedRuns.set(finishedRuns.get() + 1)
}

const onProgress = (event: Extract<ServerEvent, { event: 'progress' }>): void => {
  const before = activity.get()
  const samePhase = before !== null && before.job === event.job && before.progress?.phase === event.progress.phase
  const sample: Sample = { at: event.progress.at, done: event.progress.done }
  activity.set({
    job: event.job,
    kind: event.kind,
    progress: event.progress,
    samples: samePhase ? [...before.samples.slice(-40), sample] : [sample],
  })
}

const report = (error: unknown, sentence: (why: string) => string): void => announce(sentence(asFailure(error).message), 'bad')

/** Asks for a plan; its result appears in `planned`. */
export const startPlan = async (): Promise<void> => {
  try {
    const { job } = await api.plan()
    if (activity.get()?.job !== job) activity.set({ job, kind: 'plan', progress: null, samples: [] })
    planned.set(null)
  } catch (error) {
    report(error, s.run.planFailed)
  }
}

const startRun = async (request: RunRequest): Promise<void> => {
  try {
    const { job } = await api.run(request)
    if (activity.get()?.job !== job) activity.set({ job, kind: 'sync', progress: null, samples: [] })
  } catch (error) {
    report(error, s.run.syncFailed)
  }
}

/** Starts a run, of a plan when one is named. */
export const startSync = (plan?: string): Promise<void> => startRun(plan === undefined ? {} : { plan })

/** Starts a run that writes what another one held. */
export const approveRun = (run: string): Promise<void> => startRun({ approve: run })

/** Records a second over the samples of the current phase. */
export const currentRate = (now: Activity): number | null => rateOf(now.samples)

const pollEvery = 3000

/** Starts to follow the server; called once when the page starts. */
export const watchActivity = (): void => {
  onServerEvent((event) => {
    if (event.event === 'progress') onProgress(event)
    if (event.event === 'finished') void finish(event.job, event.kind, event.message, event.state)
  })
  setInterval(() => {
    if (streamState.get() === 'lost' || activity.get() !== null) void refreshStatus()
  }, pollEvery)
  let wasLost = false
  streamState.subscribe(() => {
    if (streamState.get() === 'lost') wasLost = true
    if (streamState.get() !== 'open' || !wasLost) return
    wasLost = false
    announce(s.shell.streamBack, 'good')
    catchUp().catch((error: unknown) => announce(asFailure(error).message, 'bad'))
  })
  void refreshStatus()
  void readLastSync()
}
