/** The planner's contract: a pure function from links to intents, decisions, link updates, problems and wants. */
import type { CompiledPolicy, DynamicTables } from '@lockstep/dsl'
import type { Decision, Instant, Intent, Link, LinkUpdate, Problem, SideName, Want } from '../model'

/** What the live schema keeps from the connected user in one object. Names that are not listed are as the policy's catalog says. */
export type ObjectRights = {
  /** Properties, fields and paths through lookups that are gone or hidden: they are not read, and nothing is decided on them. */
  readonly unread?: readonly string[]
  readonly notUpdateable?: readonly string[]
  readonly notCreateable?: readonly string[]
  /** Why the object as a whole cannot be read; then every record of it is not read. */
  readonly isClosed?: boolean
}

/** The rights of one object, nothing kept where it is not listed. */
export const rightsOf = (rights: Rights | undefined, side: SideName, object: string): ObjectRights => rights?.[side][object] ?? {}

/** By side and object, as the services call them; an object that is not listed is open. */
export type Rights = Readonly<Record<SideName, Readonly<Record<string, ObjectRights>>>>

/** Facts about the world that are the same for every link of a run. */
export type PlanContext = {
  readonly policy: CompiledPolicy
  readonly tables: DynamicTables
  /** The HubSpot portal id and Salesforce org id, the first part of create keys. */
  readonly portal: string
  readonly org: string
  /** Salesforce minus HubSpot clock, milliseconds, from `Date` headers: compares times across systems. */
  readonly clockOffset: number
  /** By rule id, since when (that side's clock) each delete rule stands. Deletes before it, or of a rule that is missing here, are not carried. */
  readonly deleteRulesSince: Readonly<Record<string, Instant>>
  /** What the live schemas keep from the connected users; absent where nothing is. */
  readonly rights?: Rights
}

export type PlanResult = {
  readonly intents: readonly Intent[]
  readonly decisions: readonly Decision[]
  readonly updates: readonly LinkUpdate[]
  readonly problems: readonly Problem[]
  readonly wants: readonly Want[]
}

/**
 * Planning one link never depends on the others in the call: `plan(a ++ b) = plan(a) ++ plan(b)`. So two lone links may each attach the
 * other's record, and two links may raise the stage of one company: the caller keeps the first of the former and the highest of the latter.
 */
export type Plan = (context: PlanContext, links: readonly Link[], now: Instant) => PlanResult
