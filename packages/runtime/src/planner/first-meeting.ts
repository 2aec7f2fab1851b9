/** First meeting: there is no base, so a blank is not a clear and is filled from the other side. */
import type { Conflicts } from '@lockstep/dsl'
import type { SideName } from '../model'
import { take } from './carry'
import type { Meeting, Merged } from './meeting'
import { withSide } from './meeting'
import { reasons } from './reasons'
import { agree, isStandIn } from './rule'
import { other } from './side'

/** The side of `conflicts` where there are no times to compare. */
export const conflictSide = (conflicts: Conflicts): SideName => (conflicts.first === 'newest' ? conflicts.then : conflicts.first)

const asTheyStand = (meeting: Meeting, reason: string): Merged => ({
  kind: 'merged',
  hubspot: meeting.hubspot,
  salesforce: meeting.salesforce,
  winner: 'neither',
  reason,
})

/** Both are blank: the default is written where the policy has one and may write there. */
const meetBlank = (meeting: Meeting): Merged => {
  const { rule, crosses, making } = meeting
  const to = rule.standIn
  if (to === undefined || meeting[to] !== null || !(making === to || crosses[other(to)])) return asTheyStand(meeting, reasons.met)
  return { kind: 'merged', ...withSide(meeting, to, rule.mapping.default ?? null), winner: 'neither', reason: reasons.standIn }
}

const oneWaySource = (meeting: Meeting): SideName | undefined =>
  meeting.rule.mapping.kind === 'to-salesforce' ? 'hubspot' : meeting.rule.mapping.kind === 'to-hubspot' ? 'salesforce' : undefined

/** Merges two records that meet by this mapping for the first time; nothing is cleared. */
export const meetFirst = (meeting: Meeting, conflicts: Conflicts): Merged => {
  const { rule, crosses, making } = meeting
  const isBlank = (side: SideName): boolean => meeting[side] === null || isStandIn(rule, side, meeting[side])
  const mayTake = (side: SideName): boolean => making === other(side) || crosses[side]
  const accept = (side: SideName, reason: string, kind: 'merged' | 'conflict' = 'merged'): Merged =>
    mayTake(side) ? take(meeting, side, reason, kind) : asTheyStand(meeting, reasons.met)

  if (meeting.hubspot === null && meeting.salesforce === null) return meetBlank(meeting)
  const source = oneWaySource(meeting)
  if (making === undefined && agree(rule, meeting.hubspot, meeting.salesforce)) return asTheyStand(meeting, reasons.met)
  if (source !== undefined) {
    if (meeting[source] === null) return asTheyStand(meeting, reasons.keptApart)
    return accept(source, reasons.owned(source))
  }
  if (isBlank('hubspot') && isBlank('salesforce')) return asTheyStand(meeting, reasons.met)
  if (isBlank('hubspot')) return accept('salesforce', reasons.fills('salesforce'))
  if (isBlank('salesforce')) return accept('hubspot', reasons.fills('hubspot'))
  if (rule.mapping.kind === 'prefer-salesforce') return accept('salesforce', reasons.firstMeetingPreferred('salesforce'), 'conflict')
  if (rule.mapping.kind === 'prefer-hubspot') return accept('hubspot', reasons.firstMeetingPreferred('hubspot'), 'conflict')
  const winner = conflictSide(conflicts)
  if (!mayTake(winner)) return accept(other(winner), reasons.firstMeetingConflict(other(winner)), 'conflict')
  return accept(winner, reasons.firstMeetingConflict(winner), 'conflict')
}
