/** Judges one expectation, and tells what was found instead and why. */
import {
  type Catalog,
  findField,
  findHubspotObject,
  findProperty,
  findSalesforceObject,
  hubspotEnd,
  type RuleRef,
  type TestFields,
  type TestStep,
} from '@lockstep/dsl'
import type { SideName } from '../model'
import type { TimelineEntry } from '../reports'
import type { MemoryRecord } from './memory-crm'
import type { Cast, Stage } from './play'

/** A value that an expectation names, beside what the record holds. */
export type ComparedField = { readonly name: string; readonly expected: string | null; readonly actual: string | null }

/** Why a record is as it is: one decision or write of the engine. */
export type Reason = { readonly record: string; readonly kind: string; readonly rule: string; readonly reason: string }

export type TestFailure = {
  readonly place: RuleRef
  /** One plain sentence. */
  readonly message: string
  readonly fields: readonly ComparedField[]
  /** Oldest first; what was decided about the record, or about all where no one record is meant. */
  readonly reasons: readonly Reason[]
}

type Expectation = Extract<TestStep, { kind: 'expect-record' | 'expect-object' | 'expect-error' | 'expect-count' }>

/** A converted lead is there no more for people, though Salesforce keeps it. */
const isThere = (record: MemoryRecord): boolean => !record.deleted && record.convertedTo === undefined

const isCheckbox = (catalog: Catalog, side: SideName, object: string, name: string): boolean => {
  if (side === 'salesforce') {
    const of = findSalesforceObject(catalog, object)
    return of !== undefined && findField(of, name)?.type === 'boolean'
  }
  const of = findHubspotObject(catalog, object)
  const property = of === undefined ? undefined : findProperty(of, name)
  return property !== undefined && hubspotEnd(property).type === 'boolean'
}

/** A checkbox that was never set is false, unless `blank` is asked for. */
const compare = (stage: Stage, side: SideName, record: MemoryRecord, fields: TestFields): readonly ComparedField[] =>
  Object.entries(fields).map(([name, expected]) => {
    const actual = record.values[name] ?? null
    const isUnset = expected === 'false' && actual === null && isCheckbox(stage.world.setting.catalog, side, record.object, name)
    return { name, expected, actual: isUnset ? expected : actual }
  })

const differs = ({ expected, actual }: ComparedField): boolean => expected !== actual

const shown = (value: string | null): string => (value === null ? 'blank' : `"${value}"`)
const showFields = (fields: TestFields): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name} = ${shown(value)}`)
    .join(', ')

const mostReasons = 20

const reasonsOf = async ({ engine }: Stage, ids: readonly string[] | undefined): Promise<readonly Reason[]> => {
  const { rows } = await engine.records({ limit: 1_000 })
  const concerned = rows.filter((row) => ids === undefined || ids.includes(row.hubspot?.id ?? '') || ids.includes(row.salesforce?.id ?? ''))
  const found: (Reason & Pick<TimelineEntry, 'at'>)[] = []
  for (const row of concerned.slice(0, mostReasons))
    for (const entry of (await engine.why(row.link)).timeline)
      found.push({ at: entry.at, record: row.label, kind: entry.kind, rule: entry.rule, reason: reasonText(entry) })
  return found
    .sort((a, b) => a.at - b.at)
    .slice(-mostReasons)
    .map(({ at: _at, ...reason }) => reason)
}

const reasonText = ({ kind, field, from, to, reason }: TimelineEntry): string => {
  if (field === null) return reason
  const change = `${field} ${shown(from)} to ${shown(to)}`
  return kind.startsWith('wrote ') ? change : `${change}: ${reason}`
}

const nameOf = (cast: Cast, id: string): string | undefined => {
  for (const [name, each] of cast) if (each.id === id && !name.startsWith('#')) return name
  return undefined
}

const judgeRecord = async (stage: Stage, step: Extract<Expectation, { kind: 'expect-record' }>): Promise<TestFailure | undefined> => {
  const at = stage.cast.get(step.record)
  if (at === undefined) throw new Error(`no record ${step.record} in this test; please report this`)
  const record = stage.world.crms[at.side].records.get(at.id)
  const exists = record !== undefined && isThere(record)
  const fields = record === undefined ? [] : compare(stage, at.side, record, step.fields)
  const isMet = exists && !fields.some(differs)
  if (isMet !== step.isAbsent) return undefined
  const what = !exists
    ? 'is gone'
    : step.isAbsent && fields.length === 0
      ? 'is still there'
      : step.isAbsent
        ? `has ${showFields(step.fields)}`
        : 'has other values'
  return {
    place: step.place,
    message: `\`${step.record}\` ${what}`,
    fields: exists && !step.isAbsent ? fields.filter(differs) : [],
    reasons: await reasonsOf(stage, [at.id]),
  }
}

const judgeObject = async (stage: Stage, step: Extract<Expectation, { kind: 'expect-object' }>): Promise<TestFailure | undefined> => {
  const live = [...stage.world.crms[step.side].records.values()].filter((record) => record.object === step.object && isThere(record))
  const compared = (record: MemoryRecord) => compare(stage, step.side, record, step.fields)
  const meeting = live.filter((record) => !compared(record).some(differs))
  if (meeting.length > 0 !== step.isAbsent) return undefined
  const wanted = Object.keys(step.fields).length === 0 ? '' : ` with ${showFields(step.fields)}`
  const [nearest] = [...live].sort((a, b) => compared(a).filter(differs).length - compared(b).filter(differs).length)
  const told = step.isAbsent ? meeting[0] : nearest
  const called = told === undefined ? undefined : nameOf(stage.cast, told.id)
  const message = step.isAbsent
    ? `there is a ${step.object}${wanted}${called === undefined ? '' : `: \`${called}\``}`
    : `there is no ${step.object}${live.length === 0 ? '' : wanted}`
  return {
    place: step.place,
    message,
    fields: told === undefined || step.isAbsent ? [] : compared(told).filter(differs),
    reasons: await reasonsOf(stage, step.isAbsent && told !== undefined ? [told.id] : undefined),
  }
}

const judgeError = async (stage: Stage, step: Extract<Expectation, { kind: 'expect-error' }>): Promise<TestFailure | undefined> => {
  if (step.code === 'held' && step.record === undefined && stage.isHeld) return undefined
  const id = step.record === undefined ? undefined : stage.cast.get(step.record)?.id
  const { items } = await stage.engine.errors({ state: 'open' })
  const mine = items.filter((item) => id === undefined || [item.hubspotId, item.salesforceId, item.recordId].includes(id))
  if (mine.some((item) => item.code === step.code || item.kind === step.code)) return undefined
  const found = mine.map((item) => `${item.code} (${item.kind}): ${item.message}`)
  return {
    place: step.place,
    message:
      found.length === 0
        ? `there is no error${step.record === undefined ? '' : ` about \`${step.record}\``}`
        : `there is no error \`${step.code}\`, but ${found.join('; ')}`,
    fields: [],
    reasons: await reasonsOf(stage, id === undefined ? undefined : [id]),
  }
}

/** What is wrong with an expectation; `undefined` where it is met. A step that expects nothing is always met. */
export const judge = async (stage: Stage, step: TestStep): Promise<TestFailure | undefined> => {
  switch (step.kind) {
    case 'expect-record':
      return judgeRecord(stage, step)
    case 'expect-object':
      return judgeObject(stage, step)
    case 'expect-error':
      return judgeError(stage, step)
    case 'expect-count': {
      const actual = stage.spent[step.of]
      if (actual === step.count) return undefined
      return {
        place: step.place,
        message: `the last run made ${actual} ${actual === 1 ? step.of.slice(0, -1) : step.of}, not ${step.count}`,
        fields: [],
        reasons: await reasonsOf(stage, undefined),
      }
    }
    default:
      return undefined
  }
}
