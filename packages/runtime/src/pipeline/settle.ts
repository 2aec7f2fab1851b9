/** Step 2: what a dead run left. Planned calls are undone; calls without an outcome are read back, then recorded as done or undone. */

import { cureOfCard } from '../connectors/cures'
import { LockstepError } from '../errors'
import type { Instant, Intent, Problem, SideName, Snapshot } from '../model'
import { normaliseKey } from '../planner/match-key'
import type { CallRow } from '../store/calls'
import { lanes } from '../store/lanes'
import type { LinkRow } from '../store/links'
import { type Done, Pending } from './pending'
import { recordCall, remainderOf } from './record'
import { commit, type Run, tell } from './run-state'
import { storePage } from './store-page'

/** A create without a key field is looked for by its match key; only after this long is its absence believed. */
const unkeyedMilliseconds = 15 * 60_000
/** Clocks of two services differ by less than this. */
const skewMilliseconds = 2 * 60_000

type Verdict = { readonly kind: 'done'; readonly done: Done } | { readonly kind: 'absent' } | { readonly kind: 'undecidable' }

const doneBy = (intent: Intent, snapshot: Snapshot): Verdict => ({
  kind: 'done',
  done: { intent, id: snapshot.id, values: snapshot.values, at: snapshot.at, isReadBack: true },
})

/** Whether the record holds what was sent, as far as it can be read; where nothing of it can, it is taken as not written. */
const isWrittenBy = (intent: Intent, snapshot: Snapshot): boolean => {
  const fields = Object.entries(intent.fields)
  const readable = fields.filter(([name]) => snapshot.unread?.includes(name) !== true)
  if (readable.length === 0 && fields.length > 0) return false
  return readable.every(([name, field]) => (snapshot.values[name] ?? null) === field.to)
}

const readBack = async (run: Run, side: SideName, intents: readonly Intent[]): Promise<ReadonlyMap<string, Verdict>> => {
  const refs = intents.flatMap((intent) => (intent.id === undefined ? [] : [{ object: intent.object, id: intent.id }]))
  const verdicts = new Map<string, Verdict>()
  if (refs.length === 0) return verdicts
  const found = await run.connectors[side].read(run.policy.watches, refs, { purpose: 'recovery' })
  const byId = new Map(found.snapshots.map((snapshot) => [snapshot.id, snapshot]))
  for (const intent of intents) {
    const snapshot = byId.get(intent.id ?? '')
    const isGone = snapshot === undefined ? found.gone.some((gone) => gone.id === intent.id) : snapshot.deleted === true
    if (intent.action === 'delete') {
      verdicts.set(
        intent.key,
        isGone
          ? {
              kind: 'done',
              done: { intent, id: intent.id ?? '', values: {}, at: snapshot?.at ?? run.connectors[side].now(), isReadBack: true },
            }
          : { kind: 'absent' },
      )
    } else {
      const isWritten = snapshot !== undefined && !isGone && isWrittenBy(intent, snapshot)
      verdicts.set(intent.key, isWritten ? doneBy(intent, snapshot) : { kind: 'absent' })
    }
  }
  for (const object of new Set(refs.map((ref) => ref.object))) {
    const look = {
      object,
      snapshots: found.snapshots.filter((snapshot) => snapshot.object === object),
      edges: [],
      gone: found.gone.filter((gone) => refs.some((ref) => ref.object === object && ref.id === gone.id)),
      closed: found.closed,
    }
    await storePage(run, side, look, { lane: lanes.retry, isInventory: false, coveredAt: 0 })
  }
  return verdicts
}

const matchEnd = (run: Run, intent: Intent): { readonly name: string; readonly kind: 'email' | 'text' | 'id' } | undefined => {
  for (const sync of run.policy.syncs)
    for (const match of sync.match) {
      const end =
        intent.side === 'hubspot' ? (sync.hubspot.object === intent.object ? match.hubspot : undefined) : match.salesforce[intent.object]
      if (end !== undefined && (intent.fields[end.name]?.to ?? null) !== null) return { name: end.name, kind: match.normalise }
    }
  return undefined
}

/** What a service finds by a property, or nothing at all where it cannot be searched by it now: that is not the same as finding none. */
const findBy = async (
  run: Run,
  side: SideName,
  object: string,
  name: string,
  values: readonly string[],
): Promise<readonly Snapshot[] | undefined> => {
  try {
    return await run.connectors[side].find(run.policy.watches, object, name, values, { purpose: 'recovery' })
  } catch (error) {
    if (error instanceof LockstepError && error.code === 'setting') return undefined
    throw error
  }
}

/** Creates, looked for by the key field they carry, else by their match key among records made since they were sent. */
const findCreates = async (
  run: Run,
  side: SideName,
  object: string,
  intents: readonly Intent[],
  sentAt: Instant,
): Promise<ReadonlyMap<string, Verdict>> => {
  const verdicts = new Map<string, Verdict>()
  const keyField = run.keys[side][object]
  const keyed = keyField === undefined ? [] : intents.filter((intent) => intent.externalKey !== undefined)
  if (keyField !== undefined && keyed.length > 0) {
    const names = keyed.flatMap((intent) => intent.externalKey ?? [])
    const searched = await findBy(run, side, object, keyField, names)
    const found = searched ?? []
    const byKey = new Map(found.map((snapshot) => [snapshot.values[keyField] ?? '', snapshot]))
    // A connector may leave the key out of what it reads; then the records found are told apart by what the create wrote.
    const unnamed = found.filter((snapshot) => !(keyField in snapshot.values))
    for (const intent of keyed) {
      const snapshot = byKey.get(intent.externalKey ?? '') ?? unnamed.find((each) => isWrittenBy(intent, each))
      const missing: Verdict = searched === undefined ? { kind: 'undecidable' } : { kind: 'absent' }
      verdicts.set(intent.key, snapshot === undefined ? missing : doneBy(intent, snapshot))
    }
  }
  for (const intent of intents.filter((each) => !keyed.includes(each))) {
    const end = matchEnd(run, intent)
    const value = end === undefined ? null : (intent.fields[end.name]?.to ?? null)
    if (end === undefined || value === null) {
      verdicts.set(intent.key, { kind: 'undecidable' })
      continue
    }
    const found = await findBy(run, side, object, end.name, [value])
    if (found === undefined) {
      verdicts.set(intent.key, { kind: 'undecidable' })
      continue
    }
    const wanted = normaliseKey(end.kind, value)
    const made = found.find(
      (snapshot) =>
        normaliseKey(end.kind, snapshot.values[end.name] ?? null) === wanted &&
        (snapshot.createdAt ?? snapshot.at) >= sentAt - skewMilliseconds,
    )
    verdicts.set(intent.key, made === undefined ? { kind: 'absent' } : doneBy(intent, made))
  }
  return verdicts
}

const unknownOutcome = (intent: Intent): Problem => ({
  link: intent.link,
  side: intent.side,
  object: intent.object,
  kind: 'unknown outcome',
  code: 'unknown-outcome',
  message: 'the reply to a create was lost, and the record has no key by which it could be found',
  cure: cureOfCard['unknown outcome'],
  rule: intent.rule,
})

/** Until when a call may still arrive that was not found done. A create under a unique key is made again at once: one of the two is refused. */
const patience = (run: Run, call: CallRow, intent: Intent): Instant => {
  if (intent.action !== 'create') return call.deadline
  if (run.keys[intent.side][intent.object] !== undefined && intent.externalKey !== undefined) return 0
  return intent.side === 'hubspot' ? call.deadline : call.deadline + unkeyedMilliseconds
}

const settleCall = async (run: Run, call: CallRow): Promise<void> => {
  const { intents } = call.body
  const side = call.system
  const verdicts = new Map<string, Verdict>()
  const creates = intents.filter((intent) => intent.action === 'create')
  for (const object of new Set(creates.map((intent) => intent.object)))
    for (const [key, verdict] of await findCreates(
      run,
      side,
      object,
      creates.filter((intent) => intent.object === object),
      call.sentAt,
    ))
      verdicts.set(key, verdict)
  const others = intents.filter((intent) => intent.action !== 'create')
  for (const object of new Set(others.map((intent) => intent.object)))
    for (const [key, verdict] of await readBack(
      run,
      side,
      others.filter((intent) => intent.object === object),
    ))
      verdicts.set(key, verdict)
  await recordVerdicts(run, call, verdicts)
}

const recordVerdicts = async (run: Run, call: CallRow, verdicts: ReadonlyMap<string, Verdict>): Promise<void> => {
  const now = run.clock.now()
  const rows = new Map(
    (await run.store.readLinks(call.body.links.map((link) => Number(link.update.link)))).map((row) => [String(row.id), row]),
  )
  const pendings = new Map<string, Pending>()
  for (const planned of call.body.links) {
    const row = rows.get(planned.update.link)
    if (row === undefined) continue
    const mine = call.body.intents.filter((intent) => intent.link === planned.update.link)
    const pending = new Pending(dirty(row), planned, mine, planned.elsewhere)
    pending.isUnsettled = planned.elsewhere.length > 0
    pendings.set(planned.update.link, pending)
  }
  const done: Done[] = []
  const open: Intent[] = []
  for (const intent of call.body.intents) {
    const verdict = verdicts.get(intent.key)
    const pending = pendings.get(intent.link)
    if (pending === undefined) continue
    if (verdict?.kind === 'done') {
      pending.finish(verdict.done, now)
      run.tally.countWrite(intent, pending.row.sync, pending.row.approved)
      done.push(verdict.done)
    } else if (patience(run, call, intent) > now) {
      open.push(intent)
      run.busy.add(pending.row.id)
    } else {
      pending.fail(intent)
      if (verdict?.kind === 'undecidable') pending.problems.push(unknownOutcome(intent))
      else pending.isUnsettled = true
    }
  }
  const remaining = open.length === 0 ? {} : { remaining: remainderOf(call, open, call.deadline, call.sentAt) }
  await recordCall(run, { pending: [...pendings.values()], done, call: call.id, ...remaining })
}

const dirty = (row: LinkRow): LinkRow => ({ ...row, lane: row.lane ?? lanes.retry })

/** Settles every open call of the outbox. Links of calls that may still arrive are left alone (`run.busy`). */
export const settle = async (run: Run): Promise<void> => {
  await commit(run, (store) => store.deletePlanned())
  run.busy.clear()
  const calls = await run.store.readOpenCalls()
  if (calls.length > 0) tell(run, 'settle', 'reading back what an earlier run left without an answer', 0, calls.length)
  for (const call of calls) {
    await settleCall(run, call)
    await run.probe('settled')
  }
}
