/** Unique values that records of one round pass on to each other: each waits until the holder has its new one; in a circle nobody can. */
import type { Intent, Problem } from '../model'
import { productName } from '../planner/side'
import { lanes } from '../store/lanes'
import type { Pending } from './pending'
import type { Named, Refused } from './pieces'
import { problemOf } from './problem-of'
import { recordCall } from './record'
import { commit } from './run-state'
import type { Sending, Waiting } from './sending'

const placeOf = (intent: Intent, id: string, name: string): string => `${intent.side} ${intent.object} ${id} ${name}`

const isSame = (a: string | null | undefined, b: string | null | undefined): boolean => (a ?? '').toLowerCase() === (b ?? '').toLowerCase()

/** The record of this round that holds a value, where the service does not tell which one does. */
const findHolder = (sending: Sending, intent: Intent, name: string): string | undefined => {
  const wanted = intent.fields[name]?.to ?? null
  if (wanted === null) return undefined
  for (const { row } of sending.pendings.values()) {
    const snapshot = row[intent.side]
    if (snapshot?.object === intent.object && snapshot.id !== intent.id && isSame(snapshot.values[name], wanted)) return snapshot.id
  }
  return undefined
}

/** How far the holder of a value has come with giving it up. */
const stateOf = (sending: Sending, waiting: Waiting): 'free' | 'kept' | 'underway' | 'waiting' => {
  const { piece, name, holder } = waiting
  const pending = sending.holderOf(piece.side, piece.object, holder)
  if (pending === undefined) return 'kept'
  if (!isSame(pending.row[piece.side]?.values[name], piece.fields[name]?.to)) return 'free'
  if (sending.waiting.has(placeOf(piece, holder, name))) return 'waiting'
  const isOpen = (sending.all.get(String(pending.row.id)) ?? []).some(
    (each) => each.side === piece.side && each.id === holder && name in each.fields && pending.open.has(each.key),
  )
  return isOpen ? 'underway' : 'kept'
}

/** Lets one unique value wait where its holder is to get another one in this round. False: nothing frees it. */
export const waitForHolder = (sending: Sending, piece: Intent, { name, refusal }: Named, refused: Refused): boolean => {
  if (refusal.card !== 'duplicate' || piece.action !== 'update' || piece.id === undefined) return false
  const place = placeOf(piece, piece.id, name)
  const holder = refused.existing ?? findHolder(sending, piece, name)
  if (holder === undefined || holder === piece.id || sending.retried.has(place)) return false
  const waiting: Waiting = { piece, name, holder, refused }
  if (stateOf(sending, waiting) === 'kept') {
    const mapping = piece.fields[name]?.mapping
    if (mapping !== undefined) sending.stuck.push({ link: piece.link, side: piece.side, holder, mapping })
    return false
  }
  sending.waiting.set(place, waiting)
  return true
}

/** The records of the circle that a waiting one is part of, beginning with it; empty where it only waits upon one. */
const circleOf = (sending: Sending, place: string): readonly Waiting[] => {
  const members: Waiting[] = []
  for (let at = place; ; ) {
    const waiting = sending.waiting.get(at)
    if (waiting === undefined || members.includes(waiting)) return []
    members.push(waiting)
    at = placeOf(waiting.piece, waiting.holder, waiting.name)
    if (at === place) return members
  }
}

const swapProblem = (waiting: Waiting, members: readonly Waiting[]): Problem => {
  const { piece, name, holder, refused } = waiting
  const nameOf = (id: string | undefined): string => `${piece.object} ${id}`
  const service = productName(piece.side)
  const other = productName(piece.side === 'hubspot' ? 'salesforce' : 'hubspot')
  const ids = members.map((each) => each.piece.id ?? '').sort()
  const tail =
    members.length === 2
      ? `that of ${nameOf(piece.id)}: the two hold each other's value, and ${service} gives neither up first`
      : `that of another: ${ids.map(nameOf).join(', ')} hold each other's values, and ${service} gives none up first`
  return {
    ...problemOf(piece, { ...refused, card: 'duplicate' }, name),
    code: 'swapped-values',
    message: `${nameOf(holder)} has this \`${name}\`, and is itself to get ${tail}`,
    cure: `exchange the values by hand in ${service}, or give one of the records another value in ${other}, let a run pass, and put it back`,
  }
}

const giveUp = (sending: Sending, place: string, waiting: Waiting, problem: Problem): Pending | undefined => {
  sending.waiting.delete(place)
  const pending = sending.pendings.get(waiting.piece.link)
  if (pending === undefined) return undefined
  pending.fail(waiting.piece)
  pending.problems.push(problem)
  sending.run.tally.errors += 1
  return pending
}

/**
 * Values whose holders gave them up, to be sent now. Those whose holders cannot, and circles, get their cards, and links that wait for
 * nothing else are recorded.
 */
export const releaseValues = async (sending: Sending): Promise<readonly Intent[]> => {
  const free: Intent[] = []
  const done: (Pending | undefined)[] = []
  for (let hasMoved = true; hasMoved; ) {
    hasMoved = false
    for (const [place, waiting] of [...sending.waiting]) {
      const state = stateOf(sending, waiting)
      if (state === 'free') {
        sending.waiting.delete(place)
        sending.retried.add(place)
        free.push(waiting.piece)
      } else if (state === 'kept') {
        done.push(giveUp(sending, place, waiting, problemOf(waiting.piece, waiting.refused, waiting.name)))
        hasMoved = true
      }
    }
    for (const place of [...sending.waiting.keys()]) {
      const members = circleOf(sending, place)
      for (const member of members)
        done.push(giveUp(sending, placeOf(member.piece, member.piece.id ?? '', member.name), member, swapProblem(member, members)))
      hasMoved ||= members.length > 0
    }
  }
  const finished = [...new Set(done.flatMap((pending) => (pending !== undefined && pending.open.size === 0 ? [pending] : [])))]
  if (finished.length > 0) await recordCall(sending.run, { pending: finished, done: [] })
  return free
}

/**
 * Two records may have asked for each other's value in different runs. Where the holder has such a card itself, both are planned once more,
 * together, so that the circle is seen.
 */
export const wakeHolders = async (sending: Sending): Promise<void> => {
  const { run, stuck } = sending
  for (const { link, side, holder, mapping } of stuck) {
    const sync = sending.pendings.get(link)?.row.sync
    const held = sync === undefined ? undefined : (await run.store.findLinks(sync, side, [holder])).get(holder)
    if (held === undefined) continue
    const problems = await run.store.readProblems({ links: [held.id], kind: 'duplicate', state: 'open' })
    const isAsking = problems.some(({ problem }) => problem.mapping === mapping && problem.code !== 'swapped-values')
    if (isAsking) await commit(run, (store) => store.markDirty([held.id, Number(link)], lanes.retry))
  }
}
