/** A refusal costs the field it is about: what becomes of an intent that a service said no to. */
import type { Intent } from '../model'
import type { Pending } from './pending'
import {
  halvesOf,
  leftOver,
  type Named,
  namedFaults,
  neededFields,
  pieceOf,
  type Refused,
  unitsOf,
  withFields,
  withoutFields,
} from './pieces'
import { problemOf } from './problem-of'
import type { Again, Cut, Sending } from './sending'
import { waitForHolder } from './unique-values'

/** Refusals that a property gives that was archived, hidden or closed since set-up: the schemas are compared again before the next plan. */
const hintsAtSchema = new Set([
  'PROPERTY_DOESNT_EXIST',
  'READ_ONLY_VALUE',
  'READ_ONLY_PROPERTY',
  'INVALID_PROPERTY',
  'MISSING_SCOPES',
  'INVALID_FIELD',
  'INVALID_FIELD_FOR_INSERT_UPDATE',
  'INVALID_TYPE',
])

const note = (sending: Sending, pending: Pending, intent: Intent, refusal: Named['refusal'], name: string | undefined): void => {
  pending.problems.push(problemOf(intent, refusal, name))
  if (hintsAtSchema.has(refusal.code)) sending.run.sight.suspect()
  sending.run.tally.errors += 1
  const mapping = name === undefined ? undefined : intent.fields[name]?.mapping
  if (mapping !== undefined) pending.failed.add(mapping)
}

const unitsIn = ({ run }: Sending, intent: Intent, names: readonly string[]) =>
  unitsOf(names, (name) => run.connectors[intent.side].together?.(intent.object, name) ?? name)

const neededBy = ({ run }: Sending, pending: Pending, intent: Intent): ReadonlySet<string> =>
  neededFields(run.policy, pending.row.sync, intent)

/** All parts of a cut update have their outcome: the fields that were refused alone are to blame, or, where all were, the record is. */
const conclude = (sending: Sending, pending: Pending, { whole, faults, isApart }: Cut): void => {
  const [first] = faults
  if (first === undefined) return
  if (!isApart && faults.length > 1) {
    note(sending, pending, whole, first.refused, undefined)
    if (whole.id !== undefined) sending.lookAgain.push({ side: whole.side, object: whole.object, id: whole.id })
    return
  }
  for (const { piece, refused } of faults) for (const name of Object.keys(piece.fields)) note(sending, pending, piece, refused, name)
}

/** A part of a cut update has its outcome; `isApart`: it was written, or refused for a reason of its own. */
export const closePiece = (sending: Sending, intent: Intent, isApart: boolean): void => {
  const cut = sending.cuts.get(intent.key)
  const pending = sending.pendings.get(intent.link)
  if (cut === undefined || pending === undefined) return
  sending.cuts.delete(intent.key)
  cut.open.delete(intent.key)
  cut.isApart ||= isApart
  if (cut.open.size === 0) conclude(sending, pending, cut)
}

const refuseWhole = (sending: Sending, pending: Pending, intent: Intent, refused: Refused): void => {
  sending.tries.delete(intent.key)
  const [only, ...others] = Object.keys(intent.fields)
  note(sending, pending, intent, refused, refused.isOfRecord === true || others.length > 0 ? undefined : only)
  pending.fail(intent)
  closePiece(sending, intent, true)
}

/** Sends an update in two parts, which belong to `cut` or begin one. */
const halve = (
  sending: Sending,
  intent: Intent,
  names: readonly [readonly string[], readonly string[]],
  again: Again,
  isApart = false,
): void => {
  const pieces = names.map((half, at) => pieceOf(intent, half, String(at + 1)))
  const cut = sending.cuts.get(intent.key) ?? { whole: intent, open: new Set<string>(), faults: [], isApart }
  sending.cuts.delete(intent.key)
  cut.open.delete(intent.key)
  for (const { key } of pieces) {
    cut.open.add(key)
    sending.cuts.set(key, cut)
  }
  sending.replace(intent, pieces)
  again.intents.push(...pieces)
}

const tryNext = (sending: Sending, pending: Pending, intent: Intent, again: Again): void => {
  const tries = sending.tries.get(intent.key)
  if (tries === undefined) return
  const next = tries.left.shift()
  if (next === undefined) {
    refuseWhole(sending, pending, tries.whole, tries.refused)
    return
  }
  // What is left out is carried by nothing yet, which the outbox has to know.
  sending.replace(intent, [next, leftOver(tries.whole, next, '')], [next])
  again.intents.push(next)
}

/**
 * A refusal that names nothing. An update is halved until the field is found. What cannot do without some fields is tried with them and half
 * of the others, then with the other half, then with them alone; the rest follows as an update.
 */
const refuseUnnamed = (sending: Sending, pending: Pending, intent: Intent, refused: Refused, again: Again): void => {
  const names = Object.keys(intent.fields)
  const needed = neededBy(sending, pending, intent)
  const must = names.filter((name) => needed.has(name))
  const others = unitsIn(
    sending,
    intent,
    names.filter((name) => !needed.has(name)),
  )
  if (intent.action === 'update' && must.length === 0) {
    if (others.length > 1) {
      halve(sending, intent, halvesOf(others), again)
      return
    }
    const cut = sending.cuts.get(intent.key)
    pending.fail(intent)
    if (cut !== undefined) cut.faults.push({ piece: intent, refused })
    else for (const name of names) note(sending, pending, intent, refused, name)
    closePiece(sending, intent, false)
    return
  }
  const [first, second] = halvesOf(others)
  const sizes = others.length > 1 ? [[...must, ...first], [...must, ...second], must] : others.length === 1 ? [must] : []
  const left = sizes.filter((size) => size.length > 0).map((size) => withFields(intent, size))
  sending.tries.set(intent.key, { whole: intent, left, refused })
  tryNext(sending, pending, intent, again)
}

/** Fields that the service names, or that its code is always about: they have their cards, or wait for a value to come free. */
const refuseNamed = (sending: Sending, pending: Pending, sent: Intent, named: readonly Named[], refused: Refused, again: Again): void => {
  // Without the named fields all the others may be taken at once.
  const intent = sending.tries.get(sent.key)?.whole ?? sent
  sending.tries.delete(sent.key)
  const needed = neededBy(sending, pending, intent)
  const waiting: Intent[] = []
  let isStopped = false
  for (const each of named) {
    const piece = pieceOf(intent, [each.name], `wait ${each.name}`)
    if (waitForHolder(sending, piece, each, refused)) {
      waiting.push(piece)
      continue
    }
    note(sending, pending, intent, each.refusal, each.name)
    isStopped ||= needed.has(each.name)
  }
  const rest = withoutFields(
    intent,
    named.map(({ name }) => name),
  )
  const isLeft = Object.keys(rest.fields).length > 0
  if (isStopped || (!isLeft && intent.action !== 'update')) {
    pending.fail(intent)
    closePiece(sending, intent, true)
    return
  }
  sending.replace(intent, [...(isLeft ? [rest] : []), ...waiting])
  if (isLeft) again.intents.push(rest)
  else closePiece(sending, intent, true)
}

/** Deals with one refused intent: what goes on is in `again`. */
export const refuse = (sending: Sending, intent: Intent, refused: Refused, again: Again): void => {
  const pending = sending.pendings.get(intent.link)
  if (pending === undefined) return
  if (refused.existing !== undefined && intent.action === 'create') {
    sending.tries.delete(intent.key)
    sending.existing.push({ intent, id: refused.existing })
    pending.isUnsettled = true
    pending.fail(intent)
    return
  }
  const named = namedFaults(intent, refused)
  if (named.length > 0) refuseNamed(sending, pending, intent, named, refused, again)
  else if (refused.isOfRecord === true || intent.action === 'delete')
    refuseWhole(sending, pending, sending.tries.get(intent.key)?.whole ?? intent, refused)
  else if (sending.tries.has(intent.key)) tryNext(sending, pending, intent, again)
  else refuseUnnamed(sending, pending, intent, refused, again)
}

/** What follows once an intent was carried out: the fields that it was sent without. */
export const followUp = (sending: Sending, intent: Intent, id: string, again: Again): void => {
  const tries = sending.tries.get(intent.key)
  sending.tries.delete(intent.key)
  if (tries === undefined) {
    closePiece(sending, intent, true)
    return
  }
  const rest = leftOver(tries.whole, intent, id)
  const units = unitsIn(sending, rest, Object.keys(rest.fields))
  sending.replace(rest, [rest])
  if (units.length > 1) halve(sending, rest, halvesOf(units), again, true)
  else again.intents.push(rest)
}
