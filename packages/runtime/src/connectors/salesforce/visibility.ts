/** What the connected user may read: as the last describes tell, asked anew when a query is refused. A hidden field is gone to the API. */
import type { SalesforceObject } from '@lockstep/dsl'
import { LockstepError } from '../../errors'
import type { Closed } from '../connector'
import type { Describes } from './describe'
import { splitPath } from './paths'
import type { Target } from './targets'

/** What is known of an object: its describe, or why it cannot be read. */
export type Sight = { readonly object: SalesforceObject } | { readonly why: string }

export type Visibility = {
  /** The target without what is hidden, which `unread` names. */
  of(target: Target): Target
  /** Why the object as a whole cannot be read; undefined where it can, as far as is known. */
  closed(object: string): Closed | undefined
  /** Describes an object anew. */
  look(object: string): Promise<Sight>
  /**
   * Describes a target anew, and what its paths lead to, after a query that named it was refused. True where that shows something hidden
   * that was not known, so that the query can be asked again without it.
   */
  learn(target: Target): Promise<boolean>
  /** Takes over what set-up has just described; whatever else was looked at before is looked at anew. */
  settle(described: readonly string[], closed: readonly Closed[]): Promise<void>
}

/** Refusals of a query that a hidden or deleted field or object explains (Salesforce: REST API status codes). */
const hiding = new Set(['INVALID_FIELD', 'INVALID_TYPE', 'NOT_FOUND', 'INSUFFICIENT_ACCESS'])

/** Whether an error may come of something that was hidden or deleted. */
export const isHiding = (error: unknown): error is LockstepError => error instanceof LockstepError && hiding.has(error.vendor?.code ?? '')

/** Statuses of a describe of an object that is not there for this user. */
const unseen = new Set([400, 403, 404])

/** Nothing is hidden before the first look. */
export const createVisibility = (describes: Describes): Visibility => {
  const sights = new Map<string, Sight>()

  const look = async (name: string): Promise<Sight> => {
    try {
      const sight = { object: await describes.refresh(name) }
      sights.set(name, sight)
      return sight
    } catch (error) {
      if (!(error instanceof LockstepError) || !unseen.has(error.vendor?.status ?? 0) || error.code === 'quota') throw error
      const sight = { why: error.vendor?.message ?? error.message }
      sights.set(name, sight)
      return sight
    }
  }

  const hasField = (sight: Sight | undefined, name: string): boolean =>
    sight === undefined || ('object' in sight && sight.object.fields.some((field) => field.name.toLowerCase() === name.toLowerCase()))

  const parentsOf = (sight: Sight | undefined, relationship: string): readonly string[] | undefined =>
    sight === undefined || !('object' in sight)
      ? undefined
      : sight.object.fields.find((field) => field.relationshipName === relationship)?.referenceTo

  const isVisible = (object: string, path: string): boolean => {
    const { relationship, field } = splitPath(path)
    const sight = sights.get(object)
    if (relationship === undefined) return hasField(sight, field)
    if (sight === undefined) return true
    const parents = parentsOf(sight, relationship)
    return parents?.some((parent) => hasField(sights.get(parent), field)) === true
  }

  const of = (target: Target): Target => {
    if (!sights.has(target.object)) return target
    const fields = target.fields.filter((path) => isVisible(target.object, path))
    if (fields.length === target.fields.length) return target
    return { ...target, fields, unread: target.fields.filter((path) => !fields.includes(path)) }
  }

  const closed = (name: string): Closed | undefined => {
    const sight = sights.get(name)
    return sight !== undefined && 'why' in sight ? { object: name, why: sight.why } : undefined
  }

  return {
    of,
    closed,
    look,
    async learn(target) {
      const before = JSON.stringify([of(target).fields, closed(target.object)])
      const sight = await look(target.object)
      const relationships = new Set(target.fields.flatMap((path) => splitPath(path).relationship ?? []))
      for (const parent of new Set([...relationships].flatMap((one) => parentsOf(sight, one) ?? []))) await look(parent)
      return JSON.stringify([of(target).fields, closed(target.object)]) !== before
    },
    async settle(described, shut) {
      const others = [...sights.keys()].filter((name) => !described.includes(name) && shut.every(({ object }) => object !== name))
      for (const name of described) sights.set(name, { object: await describes.describe(name) })
      for (const { object, why } of shut) sights.set(object, { why })
      for (const name of others) await look(name)
    },
  }
}
