/** Takes one side's value for both, with default, refused clears and set-back. */
import type { Converted, End } from '@lockstep/dsl'
import type { SideName, Wire } from '../model'
import { type Meeting, type Merged, type Pair, type Refusal, withSide } from './meeting'
import { cureOf, reasons } from './reasons'
import { agree, convert, endOf, isSame } from './rule'
import { other, productName } from './side'

/** Whether that side changed since the two last agreed. */
export const hasChanged = (meeting: Meeting, side: SideName): boolean =>
  meeting.base !== undefined && !isSame(meeting.rule, side, meeting[side], meeting.base[side])

/** Salesforce's owner and required fields never hold a blank. */
export const refusesBlank = (end: End | undefined): boolean =>
  end !== undefined &&
  end.type !== 'boolean' &&
  (end.required === true || end.nillable === false || (end.type === 'reference' && end.name === 'OwnerId'))

/** A conversion that failed, as it stands on the error card. */
export const refusalOf = (meeting: Meeting, to: SideName, failed: Extract<Converted, { ok: false }>): Refusal => {
  const field = endOf(meeting.rule, to)?.name
  return {
    kind: failed.code === 'no-counterpart' || failed.code === 'no-owner' ? 'property mapping' : 'property value',
    code: failed.code,
    side: to,
    ...(field === undefined ? {} : { field }),
    value: failed.value,
    message: failed.message,
    cure: cureOf(failed.code, field ?? 'the field', to),
  }
}

const clearRefusal = (to: SideName, field: string): Refusal => ({
  kind: 'property value',
  code: 'required-field',
  side: to,
  field,
  value: null,
  message: `\`${field}\` cannot be blank in ${productName(to)}`,
  cure: `give the mapping a \`default\`, or fill the value in ${productName(other(to))}`,
})

/** The value that the losing side `to` shall hold so that it agrees with `from`. */
const counterpart = (meeting: Meeting, from: SideName): Converted => {
  const { rule, base } = meeting
  const to = other(from)
  // What was agreed is kept as that system spelled it, so that a set-back restores it letter by letter.
  // A one-sided mapping that first met a blank source left the target alone: there too, back is what the target held.
  const isOneSided = rule.mapping.kind === 'to-salesforce' || rule.mapping.kind === 'to-hubspot'
  if (base !== undefined && !hasChanged(meeting, from) && (isOneSided || agree(rule, base.hubspot, base.salesforce)))
    return { ok: true, value: base[to] }
  const carried = convert(rule, from, meeting[from])
  return carried.ok && carried.value === null && rule.standIn === to ? { ok: true, value: rule.mapping.default ?? null } : carried
}

/** Puts the side that could not be followed back to what its counterpart says; without a way back, only the problem remains. */
const setBack = (meeting: Meeting, side: SideName, refusal: Refusal, reason: string): Merged => {
  const end = endOf(meeting.rule, side)
  const back = counterpart(meeting, other(side))
  if (
    end === undefined ||
    !end.updateable ||
    meeting.making !== undefined ||
    !back.ok ||
    isSame(meeting.rule, side, back.value, meeting[side])
  )
    return { kind: 'refused', refusal }
  return { kind: 'merged', ...withSide(meeting, side, back.value), winner: other(side), reason, refusal }
}

/**
 * HubSpot's owner has no counterpart: HubSpot goes back to what Salesforce says now, else to what both agreed on last, and Salesforce's
 * owner stands. An owner of Salesforce without a counterpart (a queue, a user without a HubSpot seat) is never taken away for it.
 */
const refuseOwner = (meeting: Meeting, refusal: Refusal): Merged => {
  const { rule, base, making } = meeting
  const end = endOf(rule, 'hubspot')
  if (base === undefined || making !== undefined || end?.updateable !== true || !hasChanged(meeting, 'hubspot'))
    return { kind: 'refused', refusal }
  const reason = reasons.refusedOwner
  if (!hasChanged(meeting, 'salesforce')) return { kind: 'merged', ...base, winner: 'base', reason, refusal }
  const now = convert(rule, 'salesforce', meeting.salesforce)
  if (now.ok) return { kind: 'merged', ...withSide(meeting, 'hubspot', now.value), winner: 'salesforce', reason, refusal }
  // The owner that Salesforce has now is still to be carried once there is one to carry it to.
  return { kind: 'set back', hubspot: base.hubspot, salesforce: meeting.salesforce, agreed: base, winner: 'base', reason, refusal }
}

/** Both sides shall hold what `from` says. */
export const take = (meeting: Meeting, from: SideName, reason: string, kind: 'merged' | 'conflict' = 'merged'): Merged => {
  const { rule } = meeting
  const to = other(from)
  const carried = counterpart(meeting, from)
  if (!carried.ok) {
    const refusal = refusalOf(meeting, to, carried)
    return carried.code === 'no-owner' && from === 'hubspot' ? refuseOwner(meeting, refusal) : { kind: 'refused', refusal }
  }
  const end = endOf(rule, to)
  const isLoss = carried.value === null && meeting[to] !== null
  if (isLoss && meeting.making === undefined && refusesBlank(end))
    return setBack(meeting, from, clearRefusal(to, end?.name ?? ''), reasons.refusedClear(to))
  const value: Wire = isSame(rule, to, carried.value, meeting[to]) ? meeting[to] : carried.value
  const pair: Pair = withSide(meeting, to, value)
  return { kind, hubspot: pair.hubspot, salesforce: pair.salesforce, winner: from, reason }
}
