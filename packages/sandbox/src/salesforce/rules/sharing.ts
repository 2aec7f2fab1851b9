/** Which rows a user sees, edits and hands on: owners, queues, organisation-wide defaults, sharing rules, View All and Modify All. */
import type { ObjectSchema } from '../schema/object'
import type { Actor, Org } from '../store/org'
import { asText, type Row } from '../store/row'
import { objectRights, type UserAccess } from './access'

/** Organisation-wide defaults, as the vendor's metadata names them. */
export const MODELS = ['Private', 'Read', 'ReadWrite', 'ReadWriteTransfer', 'ControlledByParent'] as const
export type Model = (typeof MODELS)[number]

/** Each level has what those before it have. */
export const LEVELS = ['None', 'Read', 'Edit', 'Transfer', 'All'] as const
export type Level = (typeof LEVELS)[number]

/** Rows for which `when` holds are shared with a user or group. */
export type SharingRule = {
  readonly object: ObjectSchema
  readonly with: string
  readonly level: 'Read' | 'Edit'
  readonly when: (row: Row) => boolean
}

export type Sharing = { readonly models: ReadonlyMap<string, Model>; readonly rules: readonly SharingRule[] }

const OF_MODEL: Readonly<Record<Model, Level>> = {
  Private: 'None',
  Read: 'Read',
  ReadWrite: 'Edit',
  ReadWriteTransfer: 'Transfer',
  ControlledByParent: 'None',
}

function higher(one: Level, other: Level): Level {
  return LEVELS.indexOf(one) >= LEVELS.indexOf(other) ? one : other
}

/** Whether one level has what another has. */
export function reaches(level: Level, wanted: Level): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(wanted)
}

/** The level that the parents give of a row that cannot be without them; all of them must be seen. */
function levelOfParents(org: Org, access: UserAccess, row: Row): Level {
  let level: Level = 'All'
  for (const { name, reference } of row.object.fields()) {
    const parent = reference?.cascade === true ? org.row(asText(row.values[name])) : undefined
    if (parent === undefined) continue
    const above = rowLevel(org, access, parent)
    if (above === 'None') return 'None'
    if (above === 'Read') level = 'Read'
  }
  return level
}

/** What sharing alone gives, past what the user may do with the object. */
function shared(org: Org, access: UserAccess, row: Row): Level {
  const model = org.rules.sharing?.models.get(row.object.name)
  if (row.object.field('OwnerId') === undefined) return levelOfParents(org, access, row)
  if (model === undefined || access.groups.has(asText(row.values['OwnerId']))) return 'All'
  let level = OF_MODEL[model]
  if (model === 'ControlledByParent') {
    const account = org.row(asText(row.values['AccountId']))
    if (account !== undefined) level = rowLevel(org, access, account)
  }
  for (const rule of org.rules.sharing?.rules ?? []) {
    if (rule.object === row.object && access.groups.has(rule.with) && rule.when(row)) level = higher(level, rule.level)
  }
  return level
}

/** How far a user's access to a row goes. */
export function rowLevel(org: Org, access: UserAccess, row: Row): Level {
  if (!access.limited) return 'All'
  const rights = objectRights(access, row.object)
  if (!rights.read) return 'None'
  if (rights.modifyAll) return 'All'
  return higher(shared(org, access, row), rights.viewAll ? 'Read' : 'None')
}

/** What the actor may do with a row: the level, and the rights on the object. People past the API may do everything. */
export function rowRights(org: Org, actor: Actor, row: Row): { level: Level; edit: boolean; delete: boolean; transfer: boolean } {
  if (!actor.api || org.rules.profiles.length === 0) return { level: 'All', edit: true, delete: true, transfer: true }
  const access = org.access(actor.userId)
  const level = rowLevel(org, access, row)
  const rights = objectRights(access, row.object)
  const edit = rights.edit && reaches(level, 'Edit')
  return { level, edit, delete: rights.delete && level === 'All', transfer: edit && reaches(level, 'Transfer') }
}
