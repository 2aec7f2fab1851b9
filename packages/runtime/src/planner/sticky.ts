/** Sticky values: once either side has one, the side that drops it is set back. */
import type { SideName, Wire } from '../model'
import { hasChanged, take } from './carry'
import type { Meeting, Merged } from './meeting'
import { reasons } from './reasons'
import { isSame } from './rule'
import { other } from './side'

/** A checkbox that was never set is false, so `sticky false` holds it. */
const holdsSticky = ({ rule }: Meeting, side: SideName, value: Wire): boolean => {
  const sticky = rule.sticky?.[side] ?? null
  const isHeld = value !== null || rule.mapping.sticky?.value === false
  return sticky !== null && isHeld && isSame(rule, side, value, sticky)
}

/** The sticky outcome, or `undefined` where the value is not in play and the ordinary rules apply. */
export const mergeSticky = (meeting: Meeting): Merged | undefined => {
  const { rule, base, crosses, making } = meeting
  const { sticky } = rule
  if (sticky === undefined) return undefined
  const has = {
    hubspot: holdsSticky(meeting, 'hubspot', meeting.hubspot),
    salesforce: holdsSticky(meeting, 'salesforce', meeting.salesforce),
  }
  const had = base !== undefined && (holdsSticky(meeting, 'hubspot', base.hubspot) || holdsSticky(meeting, 'salesforce', base.salesforce))
  if (!had && !has.hubspot && !has.salesforce) return undefined
  if (has.hubspot && has.salesforce) return undefined
  if (base !== undefined && !hasChanged(meeting, 'hubspot') && !hasChanged(meeting, 'salesforce')) return undefined
  const { until } = sticky
  if (had && until !== undefined && hasChanged(meeting, until) && !has[until]) return take(meeting, until, reasons.stickyCleared(until))
  const { kind } = rule.mapping
  const mayWrite = (side: SideName): boolean => {
    if (making !== undefined) return making === side
    return crosses[other(side)] && !(kind === 'to-salesforce' && side === 'hubspot') && !(kind === 'to-hubspot' && side === 'salesforce')
  }
  const held = (side: SideName): Wire => (has[side] || !mayWrite(side) ? meeting[side] : sticky[side])
  const winner = has.hubspot ? 'hubspot' : has.salesforce ? 'salesforce' : 'base'
  return { kind: 'merged', hubspot: held('hubspot'), salesforce: held('salesforce'), winner, reason: reasons.sticky }
}
