/** For `carry to contacts of company`: the stages that the other contacts of a company have earned by their opportunities. */
import type { CompiledLifecycle } from '@lockstep/dsl'
import type { Snapshot } from '../model'
import { type ColleagueStages, findOpportunities } from './assemble'

type Earned = (lifecycle: CompiledLifecycle, opportunities: readonly Snapshot[]) => string | null

/** Gathers colleague stages for links by their primary company; empty where no lifecycle carries to contacts. */
export const makeColleagueStages =
  (earned: Earned): ColleagueStages =>
  async (run, store, companies) => {
    const carrying = run.policy.lifecycles.filter((lifecycle) => lifecycle.carry.some((carry) => carry.to === 'contacts of company'))
    const stages = new Map<number, string[]>()
    const unread = new Set<number>()
    if (carrying.length === 0 || companies.size === 0) return { stages, unread }
    for (const lifecycle of carrying) {
      const edges = (await store.readEdges('hubspot', [...new Set(companies.values())], 'to')).filter((edge) =>
        edge.kind.startsWith(`${lifecycle.sync}>`),
      )
      const colleagues = await store.findLinks(lifecycle.sync, 'hubspot', [...new Set(edges.map((edge) => edge.from))])
      const contacts = [...colleagues.values()].flatMap((row) =>
        row.state === 'linked' && row.salesforce !== null ? [row.salesforce.id] : [],
      )
      const { opportunities, unseen } = await findOpportunities(run, store, contacts)
      const byCompany = new Map<string, { readonly link: number; readonly stage: string }[]>()
      const dark = new Set<string>()
      for (const edge of edges) {
        const row = colleagues.get(edge.from)
        const contact = row?.salesforce?.id ?? ''
        if (unseen.has(contact) || opportunities.get(contact)?.some((each) => each.unread !== undefined) === true) dark.add(edge.to)
        const stage = row?.salesforce === null || row === undefined ? null : earned(lifecycle, opportunities.get(row.salesforce.id) ?? [])
        if (row !== undefined && stage !== null) byCompany.set(edge.to, [...(byCompany.get(edge.to) ?? []), { link: row.id, stage }])
      }
      for (const [link, company] of companies) {
        const others = (byCompany.get(company) ?? []).filter((each) => each.link !== link).map((each) => each.stage)
        if (dark.has(company)) unread.add(link)
        if (others.length > 0) stages.set(link, [...(stages.get(link) ?? []), ...others])
      }
    }
    return { stages, unread }
  }
