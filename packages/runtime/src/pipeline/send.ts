/** Step 7: sends what the outbox holds, and deals with each outcome: recorded, tried again, split, or looked at anew. */
import { batchCodes, type Outcome } from '../connectors/connector'
import { LockstepError } from '../errors'
import type { Intent, SideName } from '../model'
import type { LinkRow } from '../store/links'
import { keepHighestIntents } from './claims'
import { madeBy, toldValues } from './filled'
import { fillOutbox, type Outgoing } from './outbox'
import type { Done, Pending } from './pending'
import { inTurns } from './pieces'
import { recordCall, remainderOf } from './record'
import { closePiece, followUp, refuse } from './refuse'
import { checkStop, commit, type Run, sides, tell } from './run-state'
import { type Again, Sending } from './sending'
import { clears } from './tally'
import { releaseValues } from './unique-values'

/** A call without an answer after this long is taken as lost, and read back. */
export const deadlineMilliseconds = 60_000
/** After this long a target is looked at again before it is written. */
export const freshMilliseconds = 30_000
const attempts = 5
const inFlight = 4

/** Counts a write; an update that was sent in parts counts once. */
const countWrite = ({ run, counted }: Sending, intent: Intent, { sync, approved }: LinkRow): void => {
  const root = intent.key.split('/')[0] ?? intent.key
  const isCleared = counted.get(root)
  if (isCleared === undefined || intent.action !== 'update') run.tally.countWrite(intent, sync, approved)
  else run.tally.countPart(intent, sync, isCleared, approved)
  counted.set(root, isCleared === true || clears(intent))
}

/**
 * The least stamp that a write may carry whose answer tells none: Salesforce stamps to the second, and its clock is known to the second.
 * A later bound would take the record as it was written, or a person's edit of the same second, for an older version of itself.
 */
const earliestStamp = (sentAt: number): number => Math.floor(sentAt / 1_000) * 1_000 - 1_000

const apply = (sending: Sending, intent: Intent, outcome: Outcome, sentAt: number, again: Again): Done | null => {
  const { run } = sending
  const pending = sending.pendings.get(intent.link)
  if (pending === undefined) throw new Error('an intent without its link was sent; please report this')
  switch (outcome.kind) {
    case 'done': {
      const done: Done = {
        intent,
        id: outcome.id,
        values: toldValues(run, intent, outcome.values ?? {}),
        at: outcome.at ?? earliestStamp(sentAt),
        isReadBack: false,
      }
      pending.finish(done, run.clock.now())
      if (intent.action === 'create') sending.made[intent.side].push(madeBy(intent, done.id))
      countWrite(sending, intent, pending.row)
      followUp(sending, intent, outcome.id, again)
      return done
    }
    case 'refused':
      refuse(sending, intent, outcome, again)
      return null
    case 'retry':
      again.intents.push(intent)
      again.after = Math.max(again.after, outcome.after ?? 0)
      again.hasTransient = true
      return null
    case 'stale':
    case 'gone':
      pending.isUnsettled = true
      pending.fail(intent)
      closePiece(sending, intent, true)
      if (intent.id !== undefined) sending.lookAgain.push({ side: intent.side, object: intent.object, id: intent.id })
      return null
    case 'unknown':
      return null
  }
}

/** Sends one call. A thrown login or quota error means that nothing was sent; anything else leaves the outcome unknown. */
const sendOne = async (sending: Sending, outgoing: Outgoing, again: Again): Promise<void> => {
  const { run } = sending
  const { row, intents } = outgoing
  const connector = run.connectors[row.system]
  const sentAt = connector.now()
  const deadline = run.clock.now() + deadlineMilliseconds
  await commit(run, (store) => store.markCall(row.id, 'sending', deadline, sentAt))
  await run.probe('sending')
  run.tally.freshness[row.system] = Math.max(run.tally.freshness[row.system], run.clock.now() - run.looked[row.system])
  const outcomes = await connector.send(row.body.call, deadline, intents).catch(async (error: unknown) => {
    const isUnsent =
      error instanceof LockstepError &&
      ['authentication', 'permission', 'quota', 'suspended', 'setting', 'interrupted'].includes(error.code)
    await commit(run, (store) => (isUnsent ? store.deleteCalls([row.id]) : store.markCall(row.id, 'unknown', deadline, sentAt)))
    throw error
  })
  await run.probe('sent')
  sending.sent += 1
  await settleOutcomes(sending, outgoing, outcomes, sentAt, again)
  await run.probe('recorded')
}

const settleOutcomes = async (
  sending: Sending,
  { row, intents }: Outgoing,
  outcomes: readonly Outcome[],
  sentAt: number,
  again: Again,
): Promise<void> => {
  const { run } = sending
  const byKey = new Map(outcomes.map((outcome) => [outcome.key, outcome]))
  const done: Done[] = []
  const open: Intent[] = []
  const split: Intent[] = []
  const touched = new Set<Pending>()
  for (const intent of intents) {
    const outcome: Outcome = byKey.get(intent.key) ?? { key: intent.key, kind: 'unknown', message: 'the reply does not mention it' }
    const pending = sending.pendings.get(intent.link)
    if (pending !== undefined) touched.add(pending)
    if (outcome.kind === 'unknown') {
      open.push(intent)
      run.busy.add(Number(intent.link))
      continue
    }
    if (outcome.kind === 'retry' && outcome.code === batchCodes.refused && intents.length > 1) {
      split.push(intent)
      continue
    }
    if (outcome.kind === 'retry' && outcome.code === batchCodes.passedOver) {
      again.intents.push(intent)
      continue
    }
    const each = apply(sending, intent, outcome, sentAt, again)
    if (each !== null) done.push(each)
  }
  const remaining = open.length === 0 ? {} : { remaining: remainderOf(row, open, run.clock.now() + deadlineMilliseconds, sentAt) }
  await recordCall(run, { pending: [...touched], done, call: row.id, ...remaining })
  const middle = Math.ceil(split.length / 2)
  for (const half of [split.slice(0, middle), split.slice(middle)])
    for (const part of half.length === 0 ? [] : await fillOutbox(run, half, sending.pendings, sending.all))
      await sendOne(sending, part, again)
}

/** Sends all calls, both systems at once, a few in flight each. Returns early, with the rest unsent, when the look at the targets is too old. */
const sendAll = async (sending: Sending, calls: readonly Outgoing[], again: Again): Promise<void> => {
  const { run } = sending
  const failures: unknown[] = []
  const drain = async (queue: Outgoing[]): Promise<void> => {
    for (let next = queue.shift(); next !== undefined && failures.length === 0; next = queue.shift()) {
      if (run.signal?.aborted === true) return
      if (sending.sent > 0 && run.clock.now() - run.looked[next.row.system] > freshMilliseconds) {
        sending.isLate = true
        return
      }
      try {
        await sendOne(sending, next, again)
      } catch (error) {
        failures.push(error)
      }
      const written = run.tally.written()
      tell(
        run,
        'write',
        `writing to ${next.row.system === 'hubspot' ? 'HubSpot' : 'Salesforce'}`,
        written.created + written.updated + written.deleted,
        null,
      )
    }
  }
  const lanesOf = (side: SideName): Promise<void>[] => {
    const queue = calls.filter((call) => call.row.system === side)
    return Array.from({ length: Math.min(inFlight, queue.length) }, () => drain(queue))
  }
  await Promise.all(sides.flatMap(lanesOf))
  if (failures.length > 0) throw failures[0]
}

const backoff = (run: Run, attempt: number, after: number): number => Math.max(after, 500 * 2 ** attempt) * (0.5 + run.random())

/**
 * Sends the intents of these links. Transient answers are tried again with a growing, jittered wait, five times, and not beyond 75% of the
 * budget. Returns what remains to be looked at. Throws what the connectors throw for login, quota and shape; nothing is lost then.
 */
export const send = async (run: Run, pendings: readonly Pending[], intents: readonly Intent[]): Promise<Sending> => {
  const sending = new Sending(run, pendings, intents)
  let wave: readonly Intent[] = keepHighestIntents(run.policy, intents, sending.pendings)
  for (const dropped of intents) if (!wave.includes(dropped)) sending.pendings.get(dropped.link)?.open.delete(dropped.key)
  try {
    for (let attempt = 0; wave.length > 0 && !sending.isLate; attempt += 1) {
      const again: Again = { intents: [], after: 0, hasTransient: false }
      await sendAll(sending, await fillOutbox(run, wave, sending.pendings, sending.all), again)
      checkStop(run)
      wave = inTurns([...again.intents, ...(await releaseValues(sending))])
      if (!again.hasTransient) {
        attempt -= wave.length > 0 ? 1 : 0
        continue
      }
      const mayRetry = sides.every((side) => run.meter?.mayRetry(side) ?? true)
      if (attempt + 1 >= attempts || !mayRetry) break
      await run.clock.sleep(backoff(run, attempt, again.after), run.signal)
    }
  } finally {
    await commit(run, (store) => store.deletePlanned())
  }
  return sending
}
