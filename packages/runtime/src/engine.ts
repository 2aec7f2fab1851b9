/** The engine: one store, one workspace, and the runs on it. */
import { randomUUID } from 'node:crypto'
import type { CompiledPolicy } from '@lockstep/dsl'
import type { Engine, EngineOptions } from './engine-contract'
import { LockstepError } from './errors'
import { Bindings } from './pipeline/bindings'
import { claim, release } from './pipeline/claim'
import { makeColleagueStages } from './pipeline/colleagues'
import { deployPolicy } from './pipeline/deploy'
import { dryRun } from './pipeline/dry-run'
import { KeptSetup, type Knowledge } from './pipeline/kept-setup'
import { askLimits } from './pipeline/limits'
import { ownerTables } from './pipeline/owner-tables'
import { ledgerNow, syncReport } from './pipeline/report'
import type { Run } from './pipeline/run-state'
import { nothingKnown, type Setup } from './pipeline/setup'
import { type Sight, sightOf } from './pipeline/sight'
import { syncRun } from './pipeline/sync-run'
import { Tally } from './pipeline/tally'
import type { PlanContext } from './planner/contract'
import { earnedStage, plan } from './planner/planner'
import type { CallMeter } from './quota/meter'
import { createRedactor } from './redact'
import { type Refused, relatedRefusals } from './related-refusals'
import type { SyncReport } from './reports'
import { lanes } from './store/lanes'
import { openStore } from './store/open-store'
import { readErrors } from './store/reports/error-items'
import { readUsageReport } from './store/reports/usage-report'
import { readWhy } from './store/reports/why'
import { openSqlStore } from './store/sql-store'
import type { OpenStore } from './store/store'
import { isOutage } from './store/store-error'
import { workspaceId } from './store/workspace'

const oneDay = 24 * 3_600_000
const codesThatSuspend = new Set(['authentication', 'permission', 'suspended'])

const toNumbers = (ids: readonly string[]): readonly number[] => ids.filter((id) => /^\d{1,15}$/.test(id)).map(Number)

const refusedInSync = (sync: CompiledPolicy['syncs'][number]): readonly Refused[] => {
  const isOfPeople = sync.hubspot.object === 'contact' && sync.salesforce.every((object) => object === 'Lead' || object === 'Contact')
  return [
    ...(isOfPeople ? [] : [{ what: `sync ${sync.hubspot.object} with ${sync.salesforce.join(', ')}`, rule: sync.rule }]),
    ...(sync.matchThrough ?? []).map(({ object, rule }) => ({ what: `match through ${object}`, rule })),
    ...(sync.associations ?? []).map(({ object, rule }) => ({ what: `associate ${object}`, rule })),
    ...(sync.pipelines ?? []).map(({ hubspot, rule }) => ({ what: `pipeline "${hubspot.id}"`, rule })),
  ]
}

/** What the language has and this engine does not run yet is refused as a whole: a policy is never carried out in part. */
const refuseWhatIsNotRun = (policy: CompiledPolicy): void => {
  const [first] = [
    ...policy.syncs.flatMap(refusedInSync),
    ...(policy.activities ?? []).map(({ type, rule }) => ({ what: `activities: ${type}`, rule })),
    ...(policy.campaigns === undefined ? [] : [{ what: 'campaigns', rule: policy.campaigns.rule }]),
    ...relatedRefusals(policy),
  ]
  if (first === undefined) return
  const at = policy.rules[first.rule]
  const place = at === undefined ? '' : ` (${at.file}, line ${at.line})`
  throw new LockstepError('policy', `\`${first.what}\`${place} is checked, but this engine does not carry it out yet`, {
    help: 'take it out of the policy: nothing runs while it stands there',
  })
}

/** Notes what became of a failed run. Where the database is away too, the failure itself counts: the next run closes what stays open. */
const unlessAway = async (note: () => Promise<void>): Promise<void> => {
  try {
    await note()
  } catch (error) {
    if (!isOutage(error)) throw error
  }
}

const storeUsage = async (store: OpenStore, meter: CallMeter | undefined): Promise<void> => {
  const usage = meter?.drain() ?? []
  try {
    await store.addUsage(usage)
  } catch (error) {
    meter?.giveBack(usage)
    throw error
  }
}

/**
 * Opens the store and makes the engine on it. Sends nothing to either system. Throws `locked-store` while another process holds the
 * embedded database, `store` where the database cannot be used, `policy` for a construct that is not carried out yet.
 */
export const openEngine = async (options: EngineOptions): Promise<Engine> => {
  refuseWhatIsNotRun(options.policy)
  const store = options.database.kind === 'open' ? options.database.store : openSqlStore(await openStore(options.database), workspaceId)
  try {
    return await engineOn(store, options)
  } catch (error) {
    if (options.database.kind !== 'open') await store.close()
    throw error
  }
}

const engineOn = async (store: OpenStore, options: EngineOptions): Promise<Engine> => {
  const { clock, connectors, meter } = options
  const { text } = options.redactor ?? createRedactor()
  const owner = randomUUID()
  const colleagues = makeColleagueStages(earnedStage)
  let policy = options.policy
  let sight: { readonly setup: Setup; readonly value: Sight } | undefined
  let running: Promise<unknown> = Promise.resolve()
  const { store: storeName } = await store.readWorkspace(randomUUID())
  if (options.database.kind !== 'postgres') await store.clearLease()
  meter?.restore(await store.readUsage(clock.now() - oneDay))

  const kept = new KeptSetup({ connectors, clock, meter, store, storeName })
  const deploy = async (next: CompiledPolicy): Promise<void> => {
    refuseWhatIsNotRun(next)
    await deployPolicy(store, next, { clock, connectors })
    policy = next
    meter?.setBudgets(next.budgets)
    kept.forget()
  }
  await deploy(policy)

  /** What is known of rights lasts as long as the set-up that found it. */
  const sightFor = (setup: Setup): Sight => {
    if (sight?.setup !== setup) sight = { setup, value: sightOf(policy, setup) }
    return sight.value
  }

  type Extras = Pick<Run, 'signal' | 'onProgress'>
  type Ended<Result> = {
    readonly result: Result
    readonly state: 'done' | 'held' | 'stale' | 'paused' | 'interrupted'
    readonly report: SyncReport | null
  }
  const runOnce = async <Result>(
    kind: Run['kind'],
    make: boolean,
    extras: Extras,
    work: (run: Run, setup: Setup) => Promise<Ended<Result>>,
    /** How a run ends that meets a limit before it is set up; without it the limit is an error. */
    pause?: (run: Run) => Ended<Result>,
  ): Promise<Result> => {
    const epoch = await claim(store, owner, clock, extras.signal)
    const id = randomUUID()
    let hasFailed = false
    try {
      await options.probe?.('claimed')
      await store.startRun({ id, kind, policy: policy.hash }, clock.now())
      const startedAt = clock.now()
      const ledger = ledgerNow(meter)
      let ready: Knowledge = { setup: nothingKnown, live: policy, tables: ownerTables(nothingKnown), at: startedAt }
      let stopped: LockstepError | undefined
      try {
        await askLimits(connectors, meter)
        ready = await kept.ready(policy, make)
      } catch (error) {
        if (!(error instanceof LockstepError && error.code === 'quota') || pause === undefined) throw error
        stopped = error
      }
      await store.writeSuspension(null)
      const since = (await store.readDeployed())?.since ?? {}
      const { setup } = ready
      const context = (): PlanContext => ({
        policy: ready.live,
        tables: ready.tables,
        portal: setup.hubspot.account,
        org: setup.salesforce.account,
        clockOffset: connectors.salesforce.now() - connectors.hubspot.now(),
        deleteRulesSince: since,
        rights: run.sight.rights,
      })
      const run: Run = {
        id,
        kind,
        store,
        policy,
        plan: options.plan ?? plan,
        connectors,
        clock,
        random: options.random,
        probe: options.probe ?? (() => undefined),
        meter,
        epoch,
        startedAt,
        ledger,
        keys: { hubspot: setup.hubspot.keys, salesforce: setup.salesforce.keys },
        context,
        sight: sightFor(setup),
        renewSetup: async () => {
          if (!(await kept.renewFor({ startedAt }))) return false
          ready = kept.knowledge
          run.sight = sightFor(ready.setup).takeOver(run.sight)
          return true
        },
        bindings: new Bindings(policy, await store.readBindings()),
        tally: new Tally(),
        busy: new Set(),
        looked: { hubspot: startedAt, salesforce: startedAt },
        coveredFrom: { hubspot: 0, salesforce: 0 },
        deleteDelay: options.deleteDelay ?? 0,
        searched: new Map(),
        ends: new Map(),
        holdersRead: new Set(),
        unsearchable: new Set(),
        delayed: new Set(),
        stopped: new Set(),
        lastCommit: Promise.resolve(),
        ...extras,
      }
      const { result, state, report } = stopped === undefined || pause === undefined ? await work(run, setup) : pause(run)
      await store.endRun(id, { state, report, message: null }, clock.now())
      await options.probe?.('ended')
      return result
    } catch (error) {
      hasFailed = true
      const message = error instanceof LockstepError ? error.message : 'the run failed unexpectedly; please report this'
      await unlessAway(async () => {
        await store.endRun(id, { state: 'failed', report: null, message: text(message) }, clock.now())
        if (error instanceof LockstepError && codesThatSuspend.has(error.code))
          await store.writeSuspension({ cause: text(error.message), cure: text(error.help ?? 'mend the connection, then run again') })
      })
      throw error
    } finally {
      const leave = async (): Promise<void> => {
        await storeUsage(store, meter)
        await release(store, epoch)
      }
      await (hasFailed ? unlessAway(leave) : leave())
    }
  }

  const pausedRun = (run: Run): Ended<SyncReport> => {
    const report = syncReport(run, 'paused', [])
    return { result: report, state: 'paused', report }
  }

  /** A run, and once it has ended what keeps the store small and safe. */
  const withRun: typeof runOnce = async (...given) => {
    const result = await runOnce(...given)
    await store.forgetOld(clock.now(), options.journalDays ?? 400)
    await store.copyWhereDue(clock.now())
    return result
  }

  /** Runs of one engine follow one another. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = running.then(work, work)
    running = mine.catch(() => undefined)
    return mine
  }

  return {
    plan: ({ signal, onProgress } = {}) =>
      inTurn(() =>
        withRun('plan', false, { signal, onProgress }, async (run, ready) => ({
          result: await dryRun(run, ready, storeName, colleagues),
          state: 'done',
          report: null,
        })),
      ),
    sync: ({ start = 'all', setup: make = true, plan: saved, approve, signal, onProgress } = {}) =>
      inTurn(() =>
        withRun(
          'sync',
          make,
          { signal, onProgress },
          async (run) => {
            const report = await syncRun(run, {
              start,
              store: storeName,
              colleagues,
              ...(saved === undefined ? {} : { plan: saved }),
              ...(approve === undefined ? {} : { approve }),
            })
            return { result: report, state: report.outcome, report }
          },
          pausedRun,
        ),
      ),
    async why(record) {
      const link = await store.findRecord(record)
      const report = link === null ? null : await readWhy(store, policy, link)
      if (report === null)
        throw new LockstepError('not-found', `no record is known as \`${record}\``, {
          help: 'name it as `hubspot:contact:101`, `salesforce:Lead:00Q...` or by its email',
        })
      return report
    },
    records: (query) => store.readRecordRows(query),
    errors: (filter = {}) => readErrors(store, policy, filter),
    retryErrors: (ids) => store.retryProblems(lanes.retry, toNumbers(ids)),
    ignoreErrors: (ids, reason) => store.ignoreProblems(toNumbers(ids), reason),
    runs: (limit = 50) => store.readRuns(limit),
    async usage() {
      const { suspension } = await store.readWorkspace(storeName)
      return readUsageReport(store, clock.now(), policy.budgets, meter, suspension)
    },
    deploy: (next) => inTurn(() => deploy(next)),
    queue: {
      async executeSql(text, values) {
        return { rows: [...(await store.raw(text, values ?? []))] }
      },
    },
    async close() {
      await running
      await store.close()
    },
  }
}
