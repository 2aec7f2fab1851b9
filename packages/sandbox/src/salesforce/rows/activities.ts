/** Tasks and events: times, accounts, what closes, and the dates they leave on what they are about [Salesforce: Object Reference, Task and Event]. */
import { type Failure, failure } from '../failure'
import { readStamp, stamp } from '../stamps'
import type { Org } from '../store/org'
import { asText, isDeleted, type Row, type Value, type Values } from '../store/row'
import type { Transaction } from '../store/transaction'
import type { Draft } from './kinds'

const MINUTE = 60_000
const DAY_MINUTES = 1_440
/** The longest event, in minutes: fourteen days, with multiday events on. */
const LONGEST = 14 * DAY_MINUTES

function live(org: Org, id: Value | undefined): Row | undefined {
  const row = typeof id === 'string' ? org.row(id) : undefined
  return row === undefined || isDeleted(row) ? undefined : row
}

/** The account of what an activity is about, or else of the contact it is with. */
function accountOf(org: Org, draft: Values): string | null {
  const what = live(org, draft['WhatId'])
  if (what?.object.name === 'Account') return what.id
  const own = what?.object.name === 'Opportunity' ? what.values['AccountId'] : undefined
  if (what?.object.name === 'Opportunity') return live(org, own)?.id ?? null
  const who = live(org, draft['WhoId'])
  const account = who?.object.name === 'Contact' ? who.values['AccountId'] : undefined
  return live(org, account)?.id ?? null
}

/** What follows from a task's status, priority and relations. */
export function deriveTask(org: Org, before: Values | undefined, draft: Draft, given: ReadonlySet<string>): void {
  const isClosed = org.schema.taskStatuses.some(({ value, closed }) => closed && value === draft['Status'])
  draft['IsClosed'] = isClosed
  if (!isClosed) draft['CompletedDateTime'] = null
  else if (before?.['IsClosed'] !== true && !given.has('CompletedDateTime')) draft['CompletedDateTime'] = org.stamp()
  draft['IsHighPriority'] = org.schema.taskPriorities.some(({ value, isHigh }) => isHigh && value === draft['Priority'])
  draft['TaskSubtype'] ??= 'Task'
  draft['AccountId'] = accountOf(org, draft)
}

function mismatch(message: string, fields: readonly string[]): Failure {
  return failure(400, 'FIELD_INTEGRITY_EXCEPTION', message, fields)
}

/** The time of the first field that the writer set; two that he set have to be the same. */
function startOf(draft: Draft, given: ReadonlySet<string>, isAllDay: boolean): number | undefined {
  const day = (time: number) => Math.floor(time / (DAY_MINUTES * MINUTE)) * DAY_MINUTES * MINUTE
  const names = isAllDay ? ['StartDateTime', 'ActivityDate', 'ActivityDateTime'] : ['StartDateTime', 'ActivityDateTime']
  const read = (name: string) => {
    const value = draft[name]
    const time = typeof value === 'string' ? readStamp(value) : Number.NaN
    return Number.isNaN(time) ? [] : [isAllDay ? day(time) : time]
  }
  const said = names.filter((name) => given.has(name)).flatMap(read)
  if (said.some((time) => time !== said[0])) throw mismatch('The activity date and the start date of the event do not match', names)
  return said[0] ?? names.flatMap(read)[0]
}

/** Minutes from the writer's duration or end, or what stood before. An all-day event ends on its last day. */
function durationOf(draft: Draft, given: ReadonlySet<string>, start: number | undefined, isAllDay: boolean): number | undefined {
  const end = draft['EndDateTime']
  const saidEnd = given.has('EndDateTime') && typeof end === 'string' && start !== undefined ? readStamp(end) : undefined
  const ofEnd =
    saidEnd === undefined || start === undefined ? undefined : Math.floor((saidEnd - start) / MINUTE) + (isAllDay ? DAY_MINUTES : 0)
  const said = draft['DurationInMinutes']
  const duration = typeof said === 'number' ? said : undefined
  if (ofEnd !== undefined && given.has('DurationInMinutes') && duration !== undefined && duration !== ofEnd) {
    throw mismatch('The duration and the end date of the event do not match', ['DurationInMinutes', 'EndDateTime'])
  }
  return ofEnd ?? duration ?? (isAllDay ? DAY_MINUTES : undefined)
}

/** An event's start, end and length from each other. Throws a `Failure` where they do not fit or too little is said. */
export function deriveEvent(org: Org, _: Values | undefined, draft: Draft, given: ReadonlySet<string>): void {
  const isAllDay = draft['IsAllDayEvent'] === true
  const start = startOf(draft, given, isAllDay)
  const duration = durationOf(draft, given, start, isAllDay)
  draft['AccountId'] = accountOf(org, draft)
  draft['EventSubtype'] ??= 'Event'
  if (start === undefined || duration === undefined) {
    const missing = [
      ...(duration === undefined ? ['DurationInMinutes'] : []),
      ...(start === undefined ? [isAllDay ? 'ActivityDate' : 'ActivityDateTime'] : []),
    ]
    throw failure(400, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing)
  }
  if (duration < 0 || duration > LONGEST) {
    throw mismatch(`Duration must be between 0 and ${LONGEST} minutes: Duration`, ['DurationInMinutes'])
  }
  const end = start + duration * MINUTE - (isAllDay ? DAY_MINUTES * MINUTE : 0)
  draft['DurationInMinutes'] = duration
  draft['StartDateTime'] = stamp(start)
  draft['EndDateTime'] = stamp(end)
  draft['ActivityDateTime'] = isAllDay ? null : stamp(start)
  draft['ActivityDate'] = stamp(start).slice(0, 10)
  draft['EndDate'] = stamp(end).slice(0, 10)
}

/** A lead has nothing else beside it, and no series is made. Throws a `Failure`. */
export function verifyActivity(org: Org, _: Row, draft: Values): void {
  const who = typeof draft['WhoId'] === 'string' ? org.schema.ofId(draft['WhoId']) : undefined
  if (who?.name === 'Lead' && typeof draft['WhatId'] === 'string') {
    throw mismatch('An activity with a lead cannot be related to another record: Related To ID', ['WhoId', 'WhatId'])
  }
  const series = Object.keys(draft).filter((name) => name.startsWith('Recurrence') && (draft[name] ?? null) !== null)
  if (draft['IsRecurrence'] === true || series.length > 0) {
    throw failure(400, 'INVALID_OPERATION', 'The sandbox makes no series of activities', ['IsRecurrence', ...series])
  }
}

/** Whether an activity counts as the last one of a record: events always, tasks once they are closed. */
function dateOf(object: string, values: Values | undefined): string | undefined {
  if (values === undefined || values['IsDeleted'] === true || (object === 'Task' && values['IsClosed'] !== true)) return undefined
  const date = values['ActivityDate']
  return typeof date === 'string' ? date : undefined
}

const LOOKUPS = ['WhoId', 'WhatId', 'AccountId'] as const

/** The latest date that counts of all that a record has; only looked for where the latest one may have gone. */
function latestOf(org: Org, id: string): string | null {
  let latest: string | null = null
  for (const name of ['Task', 'Event']) {
    const object = org.schema.object(name)
    if (object === undefined) continue
    for (const lookup of LOOKUPS) {
      for (const row of org.table(object).find(object.field(lookup)!, id)) {
        const date = dateOf(name, row.values)
        if (date !== undefined && (latest === null || date > latest)) latest = date
      }
    }
  }
  return latest
}

/** Keeps `LastActivityDate` of what the activity is about; that moves no stamps. */
export function noteActivity(tx: Transaction, row: Row, before: Values | undefined): void {
  const { name } = row.object
  for (const lookup of LOOKUPS) {
    const [old, now] = [before?.[lookup], row.values[lookup]]
    const [gone, come] = [dateOf(name, before), dateOf(name, row.values)]
    if (old === now && gone === come) continue
    for (const id of new Set([old, now])) {
      const about = live(tx.org, id)
      if (about?.object.field('LastActivityDate') === undefined) continue
      const last = about.values['LastActivityDate'] ?? null
      const isLost = id === old && gone !== undefined && gone === last
      const next = isLost ? latestOf(tx.org, about.id) : id === now && come !== undefined && come > asText(last) ? come : last
      if (next !== last) tx.note(about, { ...about.values, LastActivityDate: next })
    }
  }
}

/** Sets `LastActivityDate` of a record that comes back from the recycle bin: its activities may have come and gone meanwhile. */
export function recallActivity(tx: Transaction, row: Row): void {
  if (row.object.field('LastActivityDate') === undefined) return
  const latest = latestOf(tx.org, row.id)
  if (latest !== (row.values['LastActivityDate'] ?? null)) tx.note(row, { ...row.values, LastActivityDate: latest })
}
