/** Inclusion: whether a record's own include lets it take part. */
import type { Environment } from '@lockstep/dsl'
import type { Link, SideName, Snapshot } from '../model'
import { type Entrance, entranceFor, type Sync } from './compile-sync'
import { environmentOf, generousEnvironment } from './environment'

/** The environment of one end's include: both records as they were captured, before any value of this plan crosses. */
export const linkEnvironment = (link: Link, hubspot: Snapshot | undefined, salesforce: Snapshot | undefined): Environment =>
  environmentOf({
    ...(hubspot === undefined ? {} : { hubspot }),
    ...(salesforce === undefined ? {} : { salesforce }),
    edges: link.edges,
    isLinked: hubspot !== undefined && salesforce !== undefined,
    isIncluded: () => true,
  })

const holds = (entrance: Entrance | undefined, environment: Environment): boolean => entrance?.include?.(environment) ?? true

/** Whether the include of that end holds; an object without an include, or without a `from`, lets all in. */
export const isIncluded = (sync: Sync, side: SideName, object: string, environment: Environment): boolean =>
  holds(entranceFor(sync, side, object), environment)

/** Whether a lone rival could enter by itself; its lists are not known here, so they count in its favour. */
export const mayEnter = (sync: Sync, rival: Snapshot): boolean => {
  const entrance = entranceFor(sync, rival.side, rival.object)
  if (entrance === undefined) return false
  const environment = generousEnvironment(rival)
  if (!holds(entrance, environment)) return false
  const line = entrance.onNew.find((each) => each.test?.(environment) ?? true)
  return line !== undefined && line.line.action !== 'ignore'
}
