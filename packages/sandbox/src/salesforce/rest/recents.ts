/** What users looked at last. */
import type { ObjectSchema } from '../schema/object'
import { attributes } from '../soql/project'
import { isDeleted, type Row } from '../store/row'
import type { Ask } from './ask'

/** As many are remembered for each user. */
const MOST = 200

export class Recents {
  private seen = new Map<string, string[]>()

  /** Notes that a user saw rows, the last of them most recently. */
  see(userId: string, ids: readonly string[]): void {
    const fresh = new Set([...ids].reverse())
    const before = (this.seen.get(userId) ?? []).filter((id) => !fresh.has(id))
    this.seen.set(userId, [...fresh, ...before].slice(0, MOST))
  }

  /** Ids of what a user saw, the latest first. */
  of(userId: string): readonly string[] {
    return this.seen.get(userId) ?? []
  }
}

/** Writes over the API count as a look only where the client asks for it [Salesforce: MRU Header]. */
export function noteUse(ask: Ask, row: Row): void {
  if (/updateMru=true/i.test(ask.headers['sforce-mru'] ?? '')) ask.recents.see(ask.actor.userId, [row.id])
}

/** Records that the user saw last, of one object or of all. */
export function recentItems(ask: Ask, most: number, object?: ObjectSchema): Record<string, unknown>[] {
  const rows = ask.recents
    .of(ask.actor.userId)
    .map((id) => ask.org.row(id))
    .filter(
      (row) => row !== undefined && !isDeleted(row) && ask.org.sees(ask.actor, row) && (object === undefined || row.object === object),
    )
  return rows.slice(0, most).map((row) => {
    const name = [...row!.object.fields()].find(({ nameField }) => nameField)
    return {
      attributes: attributes(row!, ask.version),
      Id: row!.id,
      ...(name === undefined ? {} : { [name.name]: row!.values[name.name] ?? null }),
    }
  })
}
