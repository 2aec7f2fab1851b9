/** What set-up knows of both accounts, kept from run to run for as long as it is young: people, schemas and key fields change in life. */
import { createHash } from 'node:crypto'
import type { CompiledPolicy, DynamicTables } from '@lockstep/dsl'
import type { Clock } from '../clock'
import type { Connector } from '../connectors/connector'
import { LockstepError } from '../errors'
import type { Instant, SideName, WorkspaceProblem } from '../model'
import type { CallMeter } from '../quota/meter'
import { lanes } from '../store/lanes'
import type { OpenStore } from '../store/store'
import { withLiveSchema } from './live-policy'
import { ownerTables } from './owner-tables'
import { sides } from './run-state'
import { checkAccounts, type Setup, setUp } from './setup'

/** What runs are planned with, and since when it is known. */
export type Knowledge = {
  readonly setup: Setup
  /** The policy with what both systems accept now; the same object for as long as the knowledge is the same. */
  readonly live: CompiledPolicy
  readonly tables: DynamicTables
  readonly at: Instant
}

type Parts = {
  readonly connectors: Readonly<Record<SideName, Connector>>
  readonly clock: Clock
  readonly meter: CallMeter | undefined
  readonly store: OpenStore
  readonly storeName: string
}

const minute = 60_000
/** Knowledge is asked for again when it is this old and a run begins. */
const youngMilliseconds = 15 * minute
/** A service that was silent is not asked again at once: the runs go on with what is known. */
const afterFailure = 5 * minute

/** Failures that pass by themselves; any other ends the run, and refused logins suspend it. */
const transient: ReadonlySet<string> = new Set(['unreachable', 'bad-reply', 'quota'])

/** Refusals of the planner that other people, options, lengths or rights would lift. */
const liftable: ReadonlySet<string> = new Set(['no-owner', 'not-an-option', 'too-long', 'out-of-range', 'required-field'])

/** Whether a problem of that code may be over once what set-up knows has changed. */
export const restsOnSetup = (code: string): boolean => liftable.has(code)

const printOf = ({ hubspot, salesforce }: Setup): string =>
  createHash('sha256')
    .update(JSON.stringify([hubspot, salesforce].map(({ keys, people, schema }) => [keys, people, schema])))
    .digest('hex')

/** Where the store keeps what set-up knew last, as a hash: a process that starts anew learns whether anything changed meanwhile. */
const printPlace = { side: 'hubspot', object: 'setup' } as const

const staleProblem = (age: number, failure: LockstepError): WorkspaceProblem => ({
  ...(failure.system === undefined ? {} : { side: failure.system }),
  kind: 'other',
  code: 'stale-setup',
  message: `people, schemas and key fields are known as they were ${Math.round(age / minute)} minutes ago: ${failure.message}`,
  cure: 'nothing to do if the service answers again soon: the next runs ask again; else check the connection',
})

/** Set-up of one engine: done at the first run, and again when a run finds it too old, or is about to refuse a value because of it. */
export class KeptSetup {
  private known: (Knowledge & { readonly isMade: boolean; readonly policy: CompiledPolicy }) | undefined
  private failedAt = Number.NEGATIVE_INFINITY

  constructor(private readonly parts: Parts) {}

  /** Forgets everything: another policy needs another set-up. */
  forget(): void {
    this.known = undefined
    this.failedAt = Number.NEGATIVE_INFINITY
  }

  /**
   * What a run is planned with. `make`: missing key fields may be made. Throws what `Connector.setup` throws; of a refresh only what does
   * not pass by itself, else the old knowledge goes on, with a problem of the workspace that tells its age.
   */
  async ready(policy: CompiledPolicy, make: boolean): Promise<Knowledge> {
    const { known } = this
    if (known === undefined || (make && !known.isMade)) return this.read(policy, make)
    const { clock, meter } = this.parts
    const now = clock.now()
    const isYoung = now >= known.at && now - known.at < youngMilliseconds
    const isFull = sides.some((side) => meter?.isFull(side) === true)
    if (isYoung || isFull || now - this.failedAt < afterFailure) return known
    return this.renew(known)
  }

  /** Asks again now, where what is known is older than the run. True where it was asked. */
  async renewFor(run: { readonly startedAt: Instant }): Promise<boolean> {
    const { known } = this
    if (known === undefined || known.at >= run.startedAt) return false
    return (await this.renew(known)) !== known
  }

  /** What is known now; throws before the first `ready`. */
  get knowledge(): Knowledge {
    if (this.known === undefined) throw new Error('nothing is set up yet; please report this')
    return this.known
  }

  private async renew(known: Knowledge & { readonly isMade: boolean; readonly policy: CompiledPolicy }): Promise<Knowledge> {
    const { clock, store } = this.parts
    try {
      return await this.read(known.policy, known.isMade)
    } catch (error) {
      if (!(error instanceof LockstepError && transient.has(error.code))) throw error
      this.failedAt = clock.now()
      await store.replaceWorkspaceProblems('setup', [staleProblem(clock.now() - known.at, error)], clock.now())
      return known
    }
  }

  private async read(policy: CompiledPolicy, make: boolean): Promise<Knowledge> {
    const { connectors, clock, store, storeName } = this.parts
    const setup = await setUp(connectors, policy, make)
    checkAccounts(await store.readWorkspace(storeName), setup)
    await store.writeAccounts(setup.hubspot.account, setup.salesforce.account)
    const schemas = { hubspot: setup.hubspot.schema, salesforce: setup.salesforce.schema }
    const isMade = make || this.known?.isMade === true
    this.known = { setup, live: withLiveSchema(policy, schemas), tables: ownerTables(setup), at: clock.now(), isMade, policy }
    await store.replaceWorkspaceProblems('setup', [], clock.now())
    await this.wakeWhereChanged(printOf(setup))
    return this.known
  }

  /** What was refused because of what was known before is planned again. */
  private async wakeWhereChanged(print: string): Promise<void> {
    const { clock, store } = this.parts
    const { side, object } = printPlace
    const before = (await store.readSweep(side, object))?.memory['print']
    if (before === print) return
    const open = await store.readProblems({ state: 'open' })
    const ids = open.filter(({ problem }) => restsOnSetup(problem.code)).map((row) => row.id)
    await store.transaction(async (within) => {
      if (ids.length > 0) await within.retryProblems(lanes.retry, ids)
      await within.writeSweep(side, object, { print }, clock.now())
    })
  }
}
