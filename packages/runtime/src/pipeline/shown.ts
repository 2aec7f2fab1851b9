/** Stored records as the planner is shown them: without what was not read, although the store keeps its last value. */
import type { Snapshot, Wire } from '../model'
import { type Rights, rightsOf } from '../planner/contract'

/** The record without the values that were not read, or that cannot be read of its kind; the very same where there are none. */
export const shown = (rights: Rights | undefined, snapshot: Snapshot): Snapshot => {
  const closed = rightsOf(rights, snapshot.side, snapshot.object).unread ?? []
  if (closed.length === 0 && snapshot.unread === undefined) return snapshot
  const unread = new Set([...(snapshot.unread ?? []), ...closed])
  const values: Record<string, Wire> = {}
  for (const [name, value] of Object.entries(snapshot.values)) if (!unread.has(name)) values[name] = value
  return { ...snapshot, values, unread: [...unread].sort() }
}
