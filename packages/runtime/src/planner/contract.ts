/** The planner's contract: a pure function from links to intents, decisions, link updates, problems and wants. */
import type { CompiledPolicy, DynamicTables } from '@lockstep/dsl'
import type { Decision, Instant, Intent, Link, LinkUpdate, Problem, Want } from '../model'

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
