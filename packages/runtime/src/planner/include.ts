/** Inclusion: whether a record's own include lets it take part. */
import type { Link, SideName, Snapshot } from '../model'
import { type Entrance, entranceFor, type Sync } from './compile-sync'
import { environmentOf, generousEnvironment, type Surroundings } from './environment'
import type { Truth } from './truth'

/** The environment of one end's include: both records as they were captured, before any value of this plan crosses. */
export const linkEnvironment = (link: Link, hubspot: Snapshot | undefined, salesforce: Snapshot | undefined): Surroundings =>
  environmentOf({
    ...(hubspot === undefined ? {} : { hubspot }),
    ...(salesforce === undefined ? {} : { salesforce }),
    edges: link.edges,
    isLinked: hubspot !== undefined && salesforce !== undefined,
    isIncluded: () => true,
  })

const holds = (entrance: Entrance | undefined, environment: Surroundings): Truth => entrance?.include?.(environment) ?? true

/** Whether the include of that end holds; an object without an include, or without a `from`, lets all in. */
export const isIncluded = (sync: Sync, side: SideName, object: string, environment: Surroundings): Truth =>
  holds(entranceFor(sync, side, object), environment)

/** What is known of both includes; one that hangs on something unread stays as it was. */
export const knownInclusion = ({ hubspot, salesforce }: { readonly hubspot: Truth; readonly salesforce: Truth }) => ({
  ...(hubspot === 'unknown' ? {} : { hubspot }),
  ...(salesforce === 'unknown' ? {} : { salesforce }),
})

/** Whether a lone rival could enter by itself; its lists, and whatever else is not known here, count in its favour. */
export const mayEnter = (sync: Sync, rival: Snapshot): boolean => {
  const entrance = entranceFor(sync, rival.side, rival.object)
  if (entrance === undefined) return false
  const environment = generousEnvironment(rival)
  if (holds(entrance, environment) === false) return false
  const line = entrance.onNew.find((each) => each.test?.(environment) !== false)
  return line !== undefined && line.line.action !== 'ignore'
}
