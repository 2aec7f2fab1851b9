/** Lists, searches and shows records of either system for a person who plays in the world. */
import { EditRefused, type System } from '../world/system'
import type { ObjectView } from '../world/view'
import type { World } from '../world/world'

/** Records of a page. */
export const PAGE = 50

/** A record in a list: its titles joined. */
export type Listed = { readonly id: string; readonly title: string; readonly isDeleted: boolean }

function objectOf(system: System, name: string): ObjectView {
  const object = system.view.objects().find((each) => each.name === name)
  if (object === undefined) throw new EditRefused(`${system.name} has no object \`${name}\``)
  return object
}

/** What finds a word in a text without regard to case, several times faster than a look through lower-case copies. */
const finder = (word: string): RegExp => new RegExp(word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'i')

/** Records whose values hold all words of `search`, the newest first, from `offset` on; `more` says whether others follow. Throws `EditRefused`. */
export function listRecords(system: System, name: string, search: string, offset: number): { records: Listed[]; more: boolean } {
  const { titles } = objectOf(system, name)
  const wanted = search.split(/\s+/).filter(Boolean).map(finder)
  const records: Listed[] = []
  let met = 0
  for (const record of system.view.records(name, wanted) ?? []) {
    met += 1
    if (met <= offset) continue
    if (records.length === PAGE) return { records, more: true }
    const title = titles.flatMap((each) => record.values[each] ?? []).join(' · ')
    records.push({ id: record.id, title: title || record.id, isDeleted: record.isDeleted })
  }
  return { records, more: false }
}

/** One record with its values, its changes in order and the lists it may be put into. Throws `EditRefused`. */
export function showRecord(world: World, system: System, name: string, id: string): Record<string, unknown> {
  objectOf(system, name)
  const record = system.view.record(name, id)
  if (record === undefined) throw new EditRefused(`${system.name} has no record \`${id}\` in \`${name}\``)
  const lists = (system.view.lists?.() ?? []).filter((list) => list.object === name)
  return {
    ...record,
    history: world.commits.of(system.name, name, record.id),
    lists: lists.map((list) => ({ id: list.id, name: list.name, isMember: list.members.includes(record.id) })),
  }
}
