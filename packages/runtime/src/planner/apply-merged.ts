/** Puts one mapping's outcome into the records and the draft: values, base, decisions, problems. */
import type { SideName } from '../model'
import { keepTime, setBase } from './base'
import { refusesBlank } from './carry'
import type { Meeting, Merged } from './meeting'
import type { State } from './pair-state'
import { convert, endOf, isSame, type Rule } from './rule'
import { SIDES } from './side'
import { refusalToWrite } from './stages'

/** A lifecycle stage is never written backwards; where the mapping carries HubSpot's values, Salesforce is set back. */
export const guardLifecycle = (meeting: Meeting, merged: Merged): Merged => {
  const { rule } = meeting
  if (rule.lifecycle === undefined || (merged.kind !== 'merged' && merged.kind !== 'conflict')) return merged
  if (merged.hubspot === meeting.hubspot || isSame(rule, 'hubspot', merged.hubspot, meeting.hubspot)) return merged
  const reason = refusalToWrite(rule.lifecycle, meeting.hubspot, merged.hubspot)
  if (reason === undefined) return merged
  const isOwnedBySalesforce = rule.mapping.kind === 'to-hubspot' || rule.mapping.kind === 'prefer-salesforce'
  const back = isOwnedBySalesforce || !meeting.crosses.hubspot ? undefined : convert(rule, 'hubspot', meeting.hubspot)
  const mayReturn = back?.ok === true && !(back.value === null && refusesBlank(rule.salesforce)) && meeting.making === undefined
  return { kind: 'lifecycle', hubspot: meeting.hubspot, salesforce: mayReturn ? back.value : meeting.salesforce, winner: 'hubspot', reason }
}

/** Values that the catalog forbids to write are never sent. */
const isWritable = (state: State, rule: Rule, side: SideName): boolean => {
  const end = endOf(rule, side)
  return end !== undefined && (state.making === side ? end.createable : end.updateable) && state[side].isOpen(end.name)
}

/** The right to write there was taken away, and may be given back. */
const isClosed = (state: State, rule: Rule, side: SideName): boolean => {
  const end = endOf(rule, side)
  return end !== undefined && !state[side].isOpen(end.name)
}

const tell = (state: State, rule: Rule, meeting: Meeting, merged: Merged): void => {
  const { draft } = state
  if (merged.kind === 'idle' || merged.kind === 'want' || state.told.has(rule.id)) return
  const stored = draft.link.base[rule.id]
  const values = {
    mapping: rule.id,
    ...(stored === undefined ? {} : { base: stored }),
    hubspot: meeting.hubspot,
    salesforce: meeting.salesforce,
  }
  const refusal = merged.refusal
  if (refusal !== undefined) {
    const record = state[refusal.side]
    draft.refuse(refusal, rule.id, rule.mapping.rule, {
      object: record.object,
      ...(record.snapshot === undefined ? {} : { id: record.snapshot.id }),
    })
    draft.decide({
      kind: 'error',
      ...values,
      winner: merged.kind === 'refused' ? 'neither' : merged.winner,
      rule: rule.mapping.rule,
      reason: refusal.message,
    })
    state.told.set(rule.id, merged)
  }
  if (merged.kind === 'refused') return
  const isWritten = merged.hubspot !== meeting.hubspot || merged.salesforce !== meeting.salesforce
  if (merged.kind === 'merged' && (!isWritten || state.making !== undefined)) return
  state.told.set(rule.id, merged)
  const kind = merged.kind === 'merged' || merged.kind === 'set back' ? 'update' : merged.kind
  draft.decide({ kind, ...values, winner: merged.winner, rule: rule.mapping.rule, reason: merged.reason })
}

/** Takes the outcome over; what may not be written changes nothing. */
export const apply = (state: State, rule: Rule, meeting: Meeting, merged: Merged): void => {
  const { draft } = state
  if (merged.kind === 'idle') return
  if (merged.kind === 'want') {
    const { snapshot } = state.hubspot
    if (snapshot !== undefined && rule.hubspot !== undefined) draft.want(snapshot, [rule.hubspot.name])
    return
  }
  if (merged.kind === 'refused') {
    tell(state, rule, meeting, merged)
    keepTime(state, rule, meeting.salesforce)
    return
  }
  const writes = SIDES.filter((side) => merged[side] !== meeting[side])
  if (writes.some((side) => !isWritable(state, rule, side))) {
    if (state.making !== undefined) draft.base[rule.id] = 'none'
    if (writes.some((side) => isClosed(state, rule, side))) draft.asleep = true
    return
  }
  tell(state, rule, meeting, merged)
  for (const side of writes) {
    const end = endOf(rule, side)
    if (end === undefined) continue
    state[side].write(end.name, merged[side], rule.id, rule.mapping.rule)
    state.wrote = true
  }
  if (merged.kind === 'set back') {
    setBase(draft, rule.id, { h: merged.agreed.hubspot, s: merged.agreed.salesforce })
    keepTime(state, rule, meeting.salesforce)
    return
  }
  setBase(draft, rule.id, { h: merged.hubspot, s: merged.salesforce })
}
