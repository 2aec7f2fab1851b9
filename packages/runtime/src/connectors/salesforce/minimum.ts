/** The fewest Salesforce calls for a run's work (`engine.md`, Cost), written apart from `pack`. */
import type { Work } from '../connector'

/**
 * Reads: five objects a call, then one call per further 2,000 rows. Writes: a thousand rows a call in five collections, each of one action;
 * up to 25 updates need no collection of their own.
 */
export function minimumCalls(work: Work): { readonly read: number; readonly write: number } {
  const rows = Object.values(work.reads)
  let read = Math.ceil(rows.length / 5)
  for (const n of rows) read += Math.max(0, Math.ceil(n / 2_000) - 1)
  const byAction = new Map<string, number>()
  for (const [name, n] of Object.entries(work.writes)) {
    const action = name.slice(name.lastIndexOf(':') + 1)
    byAction.set(action, (byAction.get(action) ?? 0) + n)
  }
  const collections = (action: string) => Math.ceil((byAction.get(action) ?? 0) / 200)
  const others = collections('create') + collections('delete')
  const updates = byAction.get('update') ?? 0
  const together = Math.ceil((others + collections('update')) / 5)
  if (updates === 0 || updates > 25) return { read, write: together }
  const calls = Math.max(1, Math.ceil(others / 5))
  const guarded = updates <= calls * 25 - others ? calls : calls + 1
  return { read, write: Math.min(guarded, together) }
}
