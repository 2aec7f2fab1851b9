/** Automations that disagree: a property that we wrote back and forth between the same two values three times in a day is left alone. */

import { cureOfCard } from '../connectors/cures'
import type { Base, BasePair, Instant, LinkUpdate, Problem } from '../model'
import { fingerprint } from '../planner/fingerprint'
import type { Planned } from './planned'

/** Notes stand beside the bases of their mappings: `h` names the values, `s` counts the writes, `seen` tells from when to when. */
const prefix = 'swing:'
const most = 3
const window = 24 * 3_600_000

type Bases = Readonly<Record<string, Base>>
type Fields = Planned['intents'][number]['fields']

const pairOf = (base: Base | null | undefined): BasePair | undefined =>
  base === undefined || base === null || base === 'none' || base.owed === true ? undefined : base

/** All values that a write of this mapping has to do with, whichever side it went to: the same for a step and the step back. */
const nameValues = (
  mapping: string,
  bases: Bases,
  planned: LinkUpdate['base'],
  written: readonly { readonly side: 'hubspot' | 'salesforce'; readonly fields: Fields }[],
): string | undefined => {
  const old = pairOf(bases[mapping])
  if (old === undefined) return undefined
  const next = pairOf(planned[mapping]) ?? old
  const sets = { hubspot: new Set([old.h, next.h]), salesforce: new Set([old.s, next.s]) }
  for (const { side, fields } of written)
    for (const field of Object.values(fields)) if (field.mapping === mapping) sets[side].add(field.from).add(field.to)
  return fingerprint(JSON.stringify([[...sets.hubspot].sort(), [...sets.salesforce].sort()]))
}

/** Stages are left out: they only rise, and a person may lower one as often as they like. */
const mappingsOf = (written: readonly { readonly fields: Fields }[]): readonly string[] => [
  ...new Set(
    written.flatMap(({ fields }) =>
      Object.values(fields).flatMap((field) => (field.mapping?.startsWith('lifecycle:') ? [] : (field.mapping ?? []))),
    ),
  ),
]

/** What was written for a link, of what its plan set out to do. */
type Written = {
  readonly done: readonly Planned['intents'][number][]
  readonly finishedAt: Instant
  readonly planned: { readonly update: LinkUpdate }
}

/** The bases with this link's writes counted; notes older than a day are dropped. */
export const countSwings = (pending: Written, before: Bases, after: Record<string, Base>): Record<string, Base> => {
  const updates = pending.done.filter((intent) => intent.action === 'update')
  if (updates.length === 0) return after
  const now = pending.finishedAt
  const counted = Object.fromEntries(
    Object.entries(after).filter(([id, base]) => !id.startsWith(prefix) || (pairOf(base)?.seen?.from ?? 0) > now - window),
  )
  for (const mapping of mappingsOf(updates)) {
    const values = nameValues(mapping, before, pending.planned.update.base, updates)
    if (values === undefined) continue
    const known = pairOf(counted[prefix + mapping])
    const isSame = known?.h === values
    counted[prefix + mapping] = {
      h: values,
      s: String(isSame ? Number(known.s) + 1 : 1),
      seen: { from: isSame ? (known.seen?.from ?? now) : now, to: now },
    }
  }
  return counted
}

const problemOf = (planned: Planned, mapping: string): Problem => {
  const found = planned.intents.flatMap((intent) =>
    Object.entries(intent.fields).flatMap(([name, field]) => (field.mapping === mapping ? [{ intent, name, field }] : [])),
  )[0]
  return {
    link: String(planned.row.id),
    mapping,
    kind: 'automations disagree',
    code: 'swings',
    message: `this value went back and forth between the same two values ${most} times within a day, so it is left alone`,
    cure: cureOfCard['automations disagree'],
    ...(found === undefined
      ? {}
      : {
          side: found.intent.side,
          object: found.intent.object,
          field: found.name,
          value: found.field.to,
          rule: found.field.rule,
          ...(found.intent.id === undefined ? {} : { recordId: found.intent.id }),
        }),
  }
}

/** The plan of a link without the writes that would swing a value once more; each becomes an error card. */
export const stopSwings = (planned: Planned, now: Instant): Planned => {
  const { row, update } = planned
  const updates = planned.intents.filter((intent) => intent.action === 'update')
  const stopped = mappingsOf(updates).filter((mapping) => {
    const note = pairOf(row.base[prefix + mapping])
    if (note === undefined || Number(note.s) < most || (note.seen?.from ?? 0) <= now - window) return false
    return nameValues(mapping, row.base, update?.base ?? {}, updates) === note.h
  })
  if (stopped.length === 0) return planned
  const isStopped = (mapping: string | undefined): boolean => mapping !== undefined && stopped.includes(mapping)
  const problems = stopped.map((mapping) => problemOf(planned, mapping))
  return {
    ...planned,
    intents: planned.intents.flatMap((intent) => {
      const fields = Object.fromEntries(Object.entries(intent.fields).filter(([, field]) => !isStopped(field.mapping)))
      return intent.action === 'update' && Object.keys(fields).length === 0 ? [] : [{ ...intent, fields }]
    }),
    decisions: [
      ...planned.decisions.filter((decision) => !isStopped(decision.mapping)),
      ...problems.map(({ mapping, rule, message }) => ({
        link: String(row.id),
        ...(mapping === undefined ? {} : { mapping }),
        kind: 'error' as const,
        winner: 'neither' as const,
        rule: rule ?? '',
        reason: message,
      })),
    ],
    problems: [...planned.problems, ...problems],
    update:
      update === undefined
        ? undefined
        : { ...update, base: Object.fromEntries(Object.entries(update.base).filter(([mapping]) => !isStopped(mapping))) },
  }
}
