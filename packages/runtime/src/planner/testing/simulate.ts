/** A small world for the planner's laws: two records, edits by people, and plans applied as the pipeline applies them. */
import type { CompiledPolicy } from '@lockstep/dsl'
import type { Base, Decision, Intent, Link, LinkUpdate, Problem, SideName, Snapshot, Wire } from '../../model'
import { plan } from '../planner'
import { at, contextOf } from './world'

export type Edit = { readonly side: SideName; readonly name: string; readonly value: Wire; readonly second: number }

/** What a round of planning and writing did. */
export type Round = {
  readonly link: Link
  readonly intents: readonly (readonly Intent[])[]
  readonly decisions: readonly Decision[]
  readonly problems: readonly Problem[]
}

const write = (snapshot: Snapshot | undefined, intents: readonly Intent[], now: number): Snapshot | undefined => {
  const own = intents.find((intent) => intent.side === snapshot?.side && intent.id === snapshot.id)
  if (snapshot === undefined || own === undefined) return snapshot
  const values = Object.fromEntries(Object.entries(own.fields).map(([name, { to }]) => [name, to]))
  const times = Object.fromEntries(Object.keys(own.fields).map((name) => [name, now]))
  return { ...snapshot, values: { ...snapshot.values, ...values }, times: { ...snapshot.times, ...times }, at: now, readAt: now }
}

const rebase = (base: Link['base'], changes: LinkUpdate['base']): Record<string, Base> => {
  const next: Record<string, Base> = { ...base }
  for (const [id, pair] of Object.entries(changes)) {
    if (pair === null) delete next[id]
    else next[id] = pair
  }
  return next
}

/** The link as the pipeline stores it once every intent is written; creates get the id `new`. */
export const applied = (link: Link, intents: readonly Intent[], update: LinkUpdate | undefined, now: number): Link => {
  const created = intents.find((intent) => intent.action === 'create')
  const made: Snapshot | undefined = created && {
    side: created.side,
    object: created.object,
    id: 'new',
    values: Object.fromEntries(Object.entries(created.fields).map(([name, { to }]) => [name, to])),
    at: now,
    readAt: now,
  }
  const hubspot = made?.side === 'hubspot' ? made : (update?.attach?.hubspot ?? link.hubspot)
  const salesforce = made?.side === 'salesforce' ? made : (update?.attach?.salesforce ?? link.salesforce)
  const { cause: _cause, before: _before, ...rest } = link
  return {
    ...rest,
    state: update?.state ?? link.state,
    ...(update?.cause === undefined ? {} : { cause: update.cause }),
    base: rebase(link.base, update?.base ?? {}),
    included: update?.included ?? link.included ?? {},
    generation: update?.generation ?? link.generation,
    ...(hubspot === undefined ? {} : { hubspot: write(hubspot, intents, now) ?? hubspot }),
    ...(salesforce === undefined ? {} : { salesforce: write(salesforce, intents, now) ?? salesforce }),
    candidates: [],
  }
}

/** Every property's history, as a read by id would bring it. */
const withHistory = (link: Link, names: readonly string[]): Link => {
  const { hubspot } = link
  if (hubspot === undefined) return link
  const times = Object.fromEntries(names.map((name) => [name, hubspot.times?.[name] ?? hubspot.at]))
  return { ...link, hubspot: { ...hubspot, times: { ...hubspot.times, ...times } } }
}

/** Plans and writes until no second look is asked for, three passes at most. */
export const settle = (policy: CompiledPolicy, link: Link, now: number): Round => {
  let current = link
  const intents: (readonly Intent[])[] = []
  const decisions: Decision[] = []
  const problems: Problem[] = []
  for (let pass = 0; pass < 3; pass += 1) {
    let result = plan(contextOf(policy), [current], now)
    if (result.wants[0] !== undefined) {
      current = withHistory(
        current,
        result.wants.flatMap((want) => want.history),
      )
      result = plan(contextOf(policy), [current], now)
    }
    const update = result.updates[0]
    intents.push(result.intents)
    decisions.push(...result.decisions)
    problems.push(...result.problems)
    const next = applied(current, result.intents, update, now + pass)
    const before = { ...(current.hubspot && { hubspot: current.hubspot }), ...(current.salesforce && { salesforce: current.salesforce }) }
    current = next
    if (update?.again !== true) break
    current = { ...next, before }
  }
  const { before: _before, ...link2 } = current
  return { link: link2, intents, decisions, problems }
}

/** The link after people edited either side; `before` holds what was there. */
export const edited = (link: Link, edits: readonly Edit[], hour: number): Link => {
  const change = (snapshot: Snapshot | undefined): Snapshot | undefined => {
    const own = edits.filter((edit) => edit.side === snapshot?.side && snapshot.values[edit.name] !== edit.value)
    if (snapshot === undefined || own.length === 0) return snapshot
    const time = (edit: Edit): number => at(`${hour}:00`) + edit.second * 1000
    return {
      ...snapshot,
      values: { ...snapshot.values, ...Object.fromEntries(own.map((edit) => [edit.name, edit.value])) },
      times: { ...snapshot.times, ...Object.fromEntries(own.map((edit) => [edit.name, time(edit)])) },
      at: Math.max(...own.map(time)),
      readAt: at(`${hour}:59`),
    }
  }
  const hubspot = change(link.hubspot)
  const salesforce = change(link.salesforce)
  return {
    ...link,
    ...(hubspot && { hubspot }),
    ...(salesforce && { salesforce }),
    before: { ...(link.hubspot && { hubspot: link.hubspot }), ...(link.salesforce && { salesforce: link.salesforce }) },
  }
}
