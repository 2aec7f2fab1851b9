/** Sees to it that two links never take one record: the first link in order keeps it, the others are planned again or absorbed. */
import type { CompiledPolicy } from '@lockstep/dsl'
import type { Intent, SideName, Snapshot } from '../model'
import type { LinkRow } from '../store/links'
import type { Pending } from './pending'
import { isOwnRecord, type Planned } from './planned'
import { otherSide, type Run, sides } from './run-state'

export type Settled = {
  readonly planned: readonly Planned[]
  /** Links that vanish in another, by number. */
  readonly absorbed: ReadonlyMap<number, number>
  /** Links whose plan lost its record to another one: to be planned again. */
  readonly lost: readonly LinkRow[]
}

type Claim = { readonly side: SideName; readonly snapshot: Snapshot }

const claimsOf = ({ update }: Planned): readonly Claim[] =>
  sides.flatMap((side) => {
    const snapshot = update?.attach?.[side]
    return snapshot === undefined ? [] : [{ side, snapshot }]
  })

/** Links that hold the claimed records now, by side and record id. */
const holders = async (run: Run, planned: readonly Planned[]): Promise<ReadonlyMap<string, LinkRow>> => {
  const found = new Map<string, LinkRow>()
  for (const sync of run.policy.syncs)
    for (const side of sides) {
      const ids = planned
        .filter(({ row }) => row.sync === sync.id)
        .flatMap((each) => claimsOf(each).flatMap((claim) => (claim.side === side ? [claim.snapshot.id] : [])))
      for (const [id, row] of await run.store.findLinks(sync.id, side, ids)) found.set(`${sync.id} ${side} ${id}`, row)
    }
  return found
}

/** Resolves attachments in link order. A lone holder of a claimed record is absorbed; a linked one keeps it. */
export const settleClaims = async (run: Run, planned: readonly Planned[]): Promise<Settled> => {
  const claiming = planned.filter((each) => claimsOf(each).length > 0)
  if (claiming.length === 0) return { planned, absorbed: new Map(), lost: [] }
  const held = await holders(run, claiming)
  const taken = new Set<string>()
  const absorbed = new Map<number, number>()
  const lost: LinkRow[] = []
  const kept: Planned[] = []
  for (const each of [...planned].sort((a, b) => a.row.id - b.row.id)) {
    if (absorbed.has(each.row.id)) continue
    const claims = claimsOf(each)
    const names = claims.map((claim) => `${each.row.sync} ${claim.side} ${claim.snapshot.id}`)
    const rows = claims
      .map((claim, at) => ({ claim, holder: held.get(names[at] ?? '') }))
      .filter(({ holder }) => holder !== undefined && holder.id !== each.row.id)
    const isRefused =
      names.some((name) => taken.has(name)) ||
      rows.some(({ claim, holder }) => holder !== undefined && holder.state !== 'dead' && holder[otherSide(claim.side)] !== null)
    if (isRefused) {
      lost.push(each.row)
      continue
    }
    for (const name of names) taken.add(name)
    for (const side of sides) if (claims.length > 0 && each.row[side] !== null) taken.add(`${each.row.sync} ${side} ${each.row[side].id}`)
    for (const { holder } of rows) if (holder !== undefined && holder.state !== 'dead') absorbed.set(holder.id, each.row.id)
    kept.push(each)
  }
  return { planned: kept.filter((each) => !absorbed.has(each.row.id)), absorbed, lost }
}

const rank = (policy: CompiledPolicy, intent: Intent): number => {
  const stages = Object.values(intent.fields).map((field) => field.to)
  return Math.max(
    -1,
    ...policy.lifecycles.flatMap((lifecycle) => stages.map((stage) => (stage === null ? -1 : lifecycle.order.indexOf(stage)))),
  )
}

/** Several links may raise the stage of one company: only the highest is written, by the first link that asks for it. */
export const keepHighestIntents = (
  policy: CompiledPolicy,
  intents: readonly Intent[],
  pendings: ReadonlyMap<string, Pending>,
): readonly Intent[] => {
  const nameOf = (intent: Intent): string => `${intent.side} ${intent.object} ${intent.id}`
  const best = new Map<string, Intent>()
  const isBeside = (intent: Intent): boolean => {
    const row = pendings.get(intent.link)?.row
    return row !== undefined && !isOwnRecord(intent, row)
  }
  for (const intent of intents) {
    if (!isBeside(intent)) continue
    const known = best.get(nameOf(intent))
    if (known === undefined || rank(policy, intent) > rank(policy, known)) best.set(nameOf(intent), intent)
  }
  return best.size === 0 ? intents : intents.filter((intent) => !isBeside(intent) || best.get(nameOf(intent)) === intent)
}
