/** Packs intents into calls and puts them into the outbox as `planned`. */
import type { Intent } from '../model'
import type { CallRow } from '../store/calls'
import { mappingsElsewhere } from './commit-plans'
import type { Pending } from './pending'
import { commit, type Run, sides } from './run-state'

export type Outgoing = { readonly row: CallRow; readonly intents: readonly Intent[] }

/** Packs by side, commits the calls, and returns them in the order they are to be sent. */
export const fillOutbox = async (
  run: Run,
  intents: readonly Intent[],
  pendings: ReadonlyMap<string, Pending>,
  all: ReadonlyMap<string, readonly Intent[]>,
): Promise<readonly Outgoing[]> => {
  const byKey = new Map(intents.map((intent) => [intent.key, intent]))
  const packed = sides.flatMap((side) => {
    const mine = intents.filter((intent) => intent.side === side)
    return mine.length === 0 ? [] : run.connectors[side].pack(mine, run.keys[side])
  })
  const outgoing = await commit(run, async (store) => {
    const numbers = await store.nextNumbers(packed.length)
    const made = packed.map((call, at): Outgoing => {
      const carried = call.intents.flatMap((key) => byKey.get(key) ?? [])
      const keys = new Set(call.intents)
      const links = [...new Set(carried.map((intent) => intent.link))].flatMap((link) => {
        const pending = pendings.get(link)
        if (pending === undefined) return []
        // What failed before this call did not arrive either, whoever records its outcome.
        const elsewhere = [...new Set([...mappingsElsewhere(all.get(link) ?? [], keys), ...pending.failed])]
        return [{ ...pending.planned, problems: pending.problems, elsewhere }]
      })
      const body = { call, intents: carried, links }
      return {
        intents: carried,
        row: { id: numbers[at] ?? 0, run: run.id, state: 'planned', system: call.system, deadline: 0, sentAt: 0, body },
      }
    })
    await store.writePlanned(made.map((each) => each.row))
    return made
  })
  await run.probe('planned')
  return outgoing
}
