/** The three-way merge of one mapping against what both sides agreed on last. */
import type { Conflicts } from '@lockstep/dsl'
import type { SideName } from '../model'
import { hasChanged, take } from './carry'
import { meetFirst } from './first-meeting'
import { IDLE, type Meeting, type Merged } from './meeting'
import type { Newest } from './newest'
import { reasons } from './reasons'
import { agree, isStandIn } from './rule'
import { other } from './side'
import { mergeSticky } from './sticky'

/** Both sides of a two-way mapping changed differently. */
const decideConflict = (meeting: Meeting, conflicts: Conflicts, newest: () => Newest): Merged => {
  if (conflicts.first !== 'newest') return take(meeting, conflicts.first, reasons.conflictPolicy(conflicts.first), 'conflict')
  const verdict = newest()
  if (verdict === 'unknown') return { kind: 'want' }
  if (verdict !== 'undecided') return take(meeting, verdict, reasons.conflictNewest(verdict), 'conflict')
  const { then } = conflicts
  if (meeting[then] === null && meeting[other(then)] !== null)
    return take(meeting, other(then), reasons.conflictValue(other(then)), 'conflict')
  return take(meeting, then, reasons.conflictTie(then), 'conflict')
}

const mergeTwoWay = (meeting: Meeting, conflicts: Conflicts, newest: () => Newest): Merged => {
  const { crosses } = meeting
  const hubspot = hasChanged(meeting, 'hubspot') && crosses.hubspot
  const salesforce = hasChanged(meeting, 'salesforce') && crosses.salesforce
  if (hubspot && salesforce) return decideConflict(meeting, conflicts, newest)
  if (!hubspot && !salesforce) return IDLE
  const winner: SideName = hubspot ? 'hubspot' : 'salesforce'
  return take(meeting, winner, meeting[winner] === null ? reasons.cleared(winner) : reasons.edited(winner))
}

/** The placeholder that we wrote for a blank is still a blank to the rule that prefers this side. */
const isBlankFor = (meeting: Meeting, side: SideName): boolean => {
  if (meeting[side] === null) return true
  const { base, rule } = meeting
  return base !== undefined && base[other(side)] === null && isStandIn(rule, side, meeting[side]) && !hasChanged(meeting, side)
}

const mergePrefer = (meeting: Meeting, preferred: SideName): Merged => {
  const { crosses } = meeting
  const follower = other(preferred)
  const accept = (side: SideName, reason: string): Merged => (crosses[side] ? take(meeting, side, reason) : IDLE)
  if (!isBlankFor(meeting, preferred)) {
    if (hasChanged(meeting, preferred)) return accept(preferred, reasons.preferred(preferred))
    return accept(preferred, reasons.setBack(follower))
  }
  if (!hasChanged(meeting, preferred)) return accept(follower, reasons.follows(follower))
  return hasChanged(meeting, follower) ? accept(follower, reasons.yields(follower)) : accept(preferred, reasons.cleared(preferred))
}

const mergeOneWay = (meeting: Meeting, source: SideName): Merged => {
  if (!meeting.crosses[source]) return IDLE
  return take(meeting, source, hasChanged(meeting, source) ? reasons.owned(source) : reasons.setBack(other(source)))
}

/**
 * What both sides shall hold by this mapping. `newest` is asked only for a conflict that times decide.
 * A pair that did not change since the base is `idle`, whatever the mapping says: a new direction counts from the next change.
 */
export const mergeMapping = (meeting: Meeting, conflicts: Conflicts, newest: () => Newest): Merged => {
  const { rule, base } = meeting
  const { kind } = rule.mapping
  const sticky = mergeSticky(meeting)
  if (sticky !== undefined) return sticky
  if (base === undefined) return meetFirst(meeting, conflicts)
  if (!hasChanged(meeting, 'hubspot') && !hasChanged(meeting, 'salesforce')) return IDLE
  if (agree(rule, meeting.hubspot, meeting.salesforce))
    return { kind: 'merged', hubspot: meeting.hubspot, salesforce: meeting.salesforce, winner: 'neither', reason: reasons.agreed }
  switch (kind) {
    case 'two-way':
      return mergeTwoWay(meeting, conflicts, newest)
    case 'prefer-salesforce':
      return mergePrefer(meeting, 'salesforce')
    case 'prefer-hubspot':
      return mergePrefer(meeting, 'hubspot')
    case 'to-salesforce':
      return mergeOneWay(meeting, 'hubspot')
    case 'to-hubspot':
      return mergeOneWay(meeting, 'salesforce')
    case 'off':
      return IDLE
  }
}
