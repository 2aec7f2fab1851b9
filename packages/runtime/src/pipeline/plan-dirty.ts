/** Plans all dirty links without committing anything: what dry runs, holds and the check of a saved plan are made of. */
import { batchSize } from '../store/batches'
import type { DirtyPosition, LinkRow } from '../store/links'
import type { ColleagueStages } from './assemble'
import { settleClaims } from './claims'
import { planRows } from './plan-rows'
import type { Planned } from './planned'
import { checkStop, type Run } from './run-state'

/** Dirty links in batches, most urgent first, without those whose call is open. */
export async function* dirtyBatches(
  run: Run,
  from: DirtyPosition,
  only?: readonly number[],
): AsyncGenerator<{ readonly rows: readonly LinkRow[]; readonly end: DirtyPosition }> {
  let position = from
  for (;;) {
    checkStop(run)
    const read = await run.store.readDirty(position, batchSize, only)
    const last = read.at(-1)
    if (last === undefined) return
    position = { lane: last.lane ?? 0, id: last.id }
    yield { rows: read.filter((row) => !run.busy.has(row.id)), end: position }
  }
}

export const atStart: DirtyPosition = { lane: 0, id: 0 }

/** Calls `take` for every dirty link's plan, as it would be carried out. */
export const planDirty = async (
  run: Run,
  colleagues: ColleagueStages,
  take: (planned: Planned) => void,
  only?: readonly number[],
): Promise<void> => {
  const gone = new Set<number>()
  for await (const { rows } of dirtyBatches(run, atStart, only)) {
    const { planned, absorbed } = await settleClaims(
      run,
      await planRows(
        run,
        rows.filter((row) => !gone.has(row.id)),
        colleagues,
      ),
    )
    for (const id of absorbed.keys()) gone.add(id)
    for (const each of planned) take(each)
  }
}
