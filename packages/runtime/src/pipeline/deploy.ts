/** Deploying a policy: nothing is written to either system, and only what the new policy touches is planned again. */
import type { CompiledFrom, CompiledPolicy } from '@lockstep/dsl'
import type { Clock } from '../clock'
import type { Connector } from '../connectors/connector'
import type { SideName } from '../model'
import { lanes } from '../store/lanes'
import type { OpenStore } from '../store/store'

const fromsOf = (policy: CompiledPolicy): readonly { readonly side: SideName; readonly from: CompiledFrom }[] =>
  policy.syncs.flatMap((sync) => [
    ...(sync.fromHubspot === undefined ? [] : [{ side: 'hubspot' as const, from: sync.fromHubspot }]),
    ...Object.values(sync.fromSalesforce).map((from) => ({ side: 'salesforce' as const, from })),
  ])

/** Delete rules are not retroactive: each stands from when it was first deployed without a break. */
const deleteRules = (policy: CompiledPolicy): ReadonlyMap<string, { readonly side: SideName; readonly action: string }> =>
  new Map(
    fromsOf(policy)
      .filter(({ from }) => from.onDelete.action !== 'ignore')
      .map(({ side, from }) => [from.onDelete.rule, { side, action: from.onDelete.action }]),
  )

const includesOf = (policy: CompiledPolicy, sync: string): string => {
  const found = policy.syncs.find((each) => each.id === sync)
  return JSON.stringify([
    found?.fromHubspot?.include?.condition,
    Object.entries(found?.fromSalesforce ?? {}).map(([object, from]) => [object, from.include?.condition]),
  ])
}

const holdsOf = (policy: CompiledPolicy): string =>
  JSON.stringify(policy.syncs.map((sync) => [sync.id, sync.holds.map(({ what, count, percent }) => [what, count, percent])]))

/** Makes `policy` the deployed one. Links whose include changed, and open errors, are planned in the next run. */
export const deployPolicy = async (
  opened: OpenStore,
  policy: CompiledPolicy,
  { clock, connectors }: { readonly clock: Clock; readonly connectors: Readonly<Record<SideName, Connector>> },
): Promise<void> => {
  const last = await opened.readDeployed()
  if (last?.plan.hash === policy.hash && JSON.stringify(last.plan.rules) === JSON.stringify(policy.rules)) return
  const before = last === null ? new Map() : deleteRules(last.plan)
  const since = Object.fromEntries(
    [...deleteRules(policy)].map(([rule, { side, action }]) => {
      const known = before.get(rule)?.action === action ? last?.since[rule] : undefined
      return [rule, known ?? connectors[side].now()]
    }),
  )
  await opened.transaction(async (store) => {
    await store.writeDeployed({ plan: policy, since }, clock.now())
    if (last === null || last.plan.hash === policy.hash) return
    await store.retryProblems(lanes.retry)
    const moved = policy.syncs.filter((sync) => includesOf(last.plan, sync.id) !== includesOf(policy, sync.id))
    // What was set aside under other limits, or because of another include, is counted anew under these.
    if (holdsOf(last.plan) !== holdsOf(policy) || moved.length > 0) await store.dropHolds()
    for (const sync of moved) await store.markMembers(sync.id)
  })
}
