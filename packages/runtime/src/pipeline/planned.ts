/** What the planner said about one link, with the row it was asked about. */
import type { Decision, Intent, Link, LinkUpdate, Problem } from '../model'
import type { LinkRow } from '../store/links'

/** All that the planner said about one link. */
export type Planned = {
  readonly row: LinkRow
  readonly link: Link
  readonly update: LinkUpdate | undefined
  readonly intents: readonly Intent[]
  readonly decisions: readonly Decision[]
  readonly problems: readonly Problem[]
}

/** Whether an intent writes the link's own record, rather than one beside it (a company that is raised). */
export const isOwnRecord = (intent: Intent, row: LinkRow): boolean => {
  if (intent.action === 'create') return true
  return row[intent.side]?.id === intent.id
}
