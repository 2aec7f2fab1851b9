/** A record without a counterpart: enter, match, link or create, or the reason why not. */
import type { Snapshot } from '../model'
import { entranceFor, type Sync } from './compile-sync'
import type { PlanContext } from './contract'
import { planCreate } from './create'
import type { Draft } from './draft'
import { isIncluded, linkEnvironment } from './include'
import { planLoneStage } from './lifecycle'
import { planLive } from './live'
import { findMatch, hasNoKey } from './match'
import { isKeyUnread } from './match-key'
import { reasons } from './reasons'
import { SIDES } from './side'

const attach = (context: PlanContext, sync: Sync, draft: Draft, own: Snapshot, found: Snapshot, match: string): void => {
  const [hubspot, salesforce] = own.side === 'hubspot' ? [own, found] : [found, own]
  // Two records whose includes are not known do not meet yet.
  const environment = linkEnvironment(draft.link, hubspot, salesforce)
  if (SIDES.some((side) => isIncluded(sync, side, side === 'hubspot' ? hubspot.object : salesforce.object, environment) === 'unknown')) {
    draft.asleep = true
    return
  }
  const line = sync.sync.match.find((each) => each.rule === match)
  const shown = line === undefined ? match : `${line.hubspot.name} = ${line.salesforce[salesforce.object]?.name ?? '?'}`
  draft.decide({ kind: 'link', rule: match, winner: 'neither', reason: reasons.matched(found.object, found.id, shown) })
  draft.attach = { [found.side]: found }
  planLive({ context, sync, draft, hubspot, salesforce, isFresh: true, mayMeetOutside: own.side === 'salesforce' })
  // The found record's lists and opportunities are known only once the two are one link.
  draft.again = true
}

/** Plans a lone record at a trigger. */
export const planAlone = (context: PlanContext, sync: Sync, draft: Draft, own: Snapshot): void => {
  if (own.hidden === true) return
  draft.state = 'alone'
  const entrance = entranceFor(sync, own.side, own.object)
  const environment = linkEnvironment(draft.link, own.side === 'hubspot' ? own : undefined, own.side === 'salesforce' ? own : undefined)
  const isIn = entrance?.include?.(environment) ?? true
  if (isIn === 'unknown') {
    draft.asleep = true
    return
  }
  const isFirstLook = draft.link.included?.[own.side] === undefined || draft.link.included[own.side] !== isIn
  draft.included = { [own.side]: isIn }
  const ignore = (rule: string, reason: string, isWorthTelling: boolean): void => {
    if (isWorthTelling) draft.decide({ kind: 'ignore', rule, winner: 'neither', reason })
    if (isIn) planLoneStage(context, sync, draft, own)
  }
  if (entrance === undefined) {
    ignore(sync.sync.rule, reasons.noFrom(own.object), isFirstLook)
    return
  }
  if (!isIn) {
    ignore(entrance.from.include?.rule ?? entrance.from.rule, reasons.notIncluded(own.side), isFirstLook)
    return
  }
  const first = entrance.onNew.find((each) => each.test?.(environment) !== false)
  if (first?.test?.(environment) === 'unknown') {
    draft.asleep = true
    return
  }
  const line = first?.line
  if (line === undefined) {
    ignore(entrance.from.rule, reasons.noNewLine(own.object), isFirstLook)
    return
  }
  if (line.action === 'ignore') {
    ignore(line.rule, reasons.newIgnored(own.object), isFirstLook)
    return
  }
  if (hasNoKey(sync, own) && !sync.sync.match.some((match) => isKeyUnread(match, own))) {
    ignore(sync.sync.match[0]?.rule ?? sync.sync.rule, reasons.blankKeys, true)
    return
  }
  const match = findMatch(context, draft, sync, own)
  if (match.kind === 'stopped') {
    planLoneStage(context, sync, draft, own)
    return
  }
  if (match.kind === 'found') {
    attach(context, sync, draft, own, match.candidate.snapshot, match.candidate.match)
    return
  }
  if (line.action === 'link') {
    ignore(line.rule, reasons.linkOnly, isFirstLook)
    return
  }
  planCreate(context, sync, draft, own, line)
}
