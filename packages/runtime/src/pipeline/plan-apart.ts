/** Plans a batch so that a link whose plan fails costs itself alone: the batch is halved until that link is found. */
import type { Link, Problem } from '../model'
import type { Plan, PlanResult } from '../planner/contract'

const failed = (link: Link, error: unknown): Problem => ({
  link: link.id,
  kind: 'other',
  code: 'planner-failed',
  message: `what is to be written to this record cannot be worked out (${error instanceof Error ? error.message : String(error)})`,
  cure: 'please report this, with the record and the policy; the other records go on',
})

/** The planner, which is the same however links are batched; instead of throwing it answers with a problem of the link. */
export const planApart =
  (plan: Plan): Plan =>
  (context, links, now) => {
    const planSome = (some: readonly Link[]): PlanResult => {
      try {
        return plan(context, some, now)
      } catch (error) {
        const [only] = some
        if (only === undefined) throw error
        if (some.length === 1) return { intents: [], decisions: [], updates: [], problems: [failed(only, error)], wants: [] }
        const middle = Math.ceil(some.length / 2)
        const [a, b] = [planSome(some.slice(0, middle)), planSome(some.slice(middle))]
        return {
          intents: [...a.intents, ...b.intents],
          decisions: [...a.decisions, ...b.decisions],
          updates: [...a.updates, ...b.updates],
          problems: [...a.problems, ...b.problems],
          wants: [...a.wants, ...b.wants],
        }
      }
    }
    return planSome(links)
  }
